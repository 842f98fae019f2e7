"""What bodies would decide: forecasts of what is settled by bargaining among many."""

from __future__ import annotations

from servanda.report.annex.changes import finding_blocks, of_section
from servanda.report.blocks import Paragraph, Section, prose
from servanda.report.material import Material

__all__ = ["decisions"]


def decisions(material: Material) -> Section | None:
    """Return the forecast of each decision of the case, if it names any."""
    found = of_section(material, "decisions")
    if not found:
        return None
    lead = (
        "Some issues are settled by bargaining among the members of an alliance or a council. The "
        "default forecast is the mean of their positions, weighted by capability times salience; "
        "the other ways stand beside it with the error each made on past decisions. None of it "
        "enters the numbers of the proposals."
    )
    blocks = (Paragraph(prose(lead)), *finding_blocks(found, "decisions"))
    return Section("decisions", "What bodies would decide", blocks)
