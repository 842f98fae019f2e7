"""How to reproduce: command, seed and version, with the case and the results inside."""

from __future__ import annotations

import json

from servanda.report.blocks import Details, Listing, Paragraph, Section, Table, prose
from servanda.report.material import Material

__all__ = ["reproduce"]


def reproduce(material: Material) -> Section:
    """Return how the numbers were made, with the case and the results inside the report."""
    made = material.assessment
    rows = tuple(
        (prose(name), prose(value))
        for name, value in (
            ("Program", f"servanda {made.version}"),
            ("Case", f"{made.case} (as of {material.case.as_of.isoformat()})"),
            ("Case fingerprint", made.case_hash),
            ("Worlds", f"{made.worlds:,}"),
            ("Seed", str(made.seed)),
        )
    )
    command = (
        f"servanda assess CASE --worlds {made.worlds} --seed {made.seed}\n"
        "servanda verify report.html"
    )
    lead = (
        "The same version, case, seed and number of worlds give the same digits on any machine, "
        "whatever the number of threads. The case and all results are inside this file; `servanda "
        "verify` runs it again and compares."
    )
    if material.public:
        lead += " Quotations and names of sources are left out of the case below; no number is."
    digits = json.dumps(made.to_dict(), allow_nan=False, separators=(",", ":"), ensure_ascii=False)
    return Section(
        "reproduce",
        "How to reproduce",
        (
            Paragraph(prose(lead)),
            Table(("What", "Value"), rows, style="facts"),
            Listing(command),
            Details("The case file", (Listing(material.text, "case"),), printed=False),
            Details("All results, as JSON", (Listing(digits, "digits"),), printed=False),
        ),
    )
