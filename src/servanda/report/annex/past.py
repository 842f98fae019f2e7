"""Past settlements beside the model: a reference class as a second opinion on holding."""

from __future__ import annotations

from servanda.report.annex.changes import figure_of, finding_blocks, of_section
from servanda.report.annex.question_pages import page_of
from servanda.report.blocks import Block, Details, Grid, Paragraph, Section, prose
from servanda.report.material import Material

__all__ = ["past"]


def past(material: Material) -> Section | None:
    """Return how settlements like these fared, with the proposals' curves to open."""
    found = of_section(material, "past")
    if not found:
        return None
    page = page_of("past")
    told = [finding for finding in found if finding.shape != "survival curve"]
    curves = [
        figure_of(finding, f"past-curve-{index}", captioned=True, small=True)
        for index, finding in enumerate(found, start=1)
        if finding.shape == "survival curve"
    ]
    blocks: list[Block] = [Paragraph(prose(page.lead)), *finding_blocks(told, "past")]
    if curves:
        blocks.append(
            Details(
                "Each proposal, year by year", (Grid(tuple(curves)),), printed=False, quiet=True
            )
        )
    return Section("past", page.title, tuple(blocks))
