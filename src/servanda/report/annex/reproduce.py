"""How to reproduce: command, seed and version, with the case and the results inside."""

from __future__ import annotations

from servanda.escaping.json_text import json_text
from servanda.report.blocks import Details, Listing, Paragraph, Section, Table, prose
from servanda.report.material import Material

__all__ = ["inside", "reproduce"]


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
    explored = material.explored
    named = ",".join(explored.proposals) or "none" if explored else "..."
    most = f" --explore-worlds {explored.worlds}" if explored and explored.proposals else ""
    part = "" if material.part == "both" else f" --{material.part}"
    command = (
        f"servanda report CASE{part} --worlds {made.worlds} --seed {made.seed} "
        f"--explore {named}{most}\n"
        "servanda verify report.html"
    )
    lead = (
        "The same version, case, seed and number of worlds give the same digits on any machine, "
        "whatever the number of threads. The case and all results are inside this file; `servanda "
        "verify` makes the whole report again and compares every word and digit of it."
    )
    if material.public:
        lead += " What tells the sources is left out of the case below; no number is."
    if explored is None:
        lead += (
            f" Its {len(material.findings)} findings were put in by hand, and cannot be made again."
        )
    return Section(
        "reproduce",
        "How to reproduce",
        (
            Paragraph(prose(lead)),
            Table(("What", "Value"), rows, style="facts"),
            Listing(command),
            *inside(material),
        ),
    )


def inside(material: Material) -> tuple[Details, ...]:
    """Return what a report carries so that it can be made again: case, results, options, texts."""
    return (
        _inside("The case file", material.text, "case"),
        _inside("All results, as JSON", _results(material), "digits"),
        _inside("How it was made", _options(material), "options"),
        _inside("Texts quoted from", _texts(material), "texts"),
    )


def _inside(summary: str, text: str, name: str) -> Details:
    return Details(summary, (Listing(text, name),), printed=False)


def _results(material: Material) -> str:
    return json_text(material.assessment.to_dict(), compact=True)


def _options(material: Material) -> str:
    made, explored = material.assessment, material.explored
    body = {
        "version": made.version,
        "seed": made.seed,
        "worlds": made.worlds,
        "public": material.public,
        "part": material.part,
        "explored": None if explored is None else list(explored.proposals),
        "explored_worlds": None if explored is None else explored.worlds,
        "lens": None if explored is None else list(explored.lens),
    }
    return json_text(body, compact=True)


def _texts(material: Material) -> str:
    return json_text(dict(material.texts), compact=True)
