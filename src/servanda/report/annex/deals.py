"""Deals to explore: what would be signed and would hold, repairs, the zone, and what is traded."""

from __future__ import annotations

from servanda.report.annex.changes import finding_blocks, of_section, of_shapes
from servanda.report.annex.question_pages import page_of
from servanda.report.blocks import Paragraph, Section, prose
from servanda.report.material import Material

__all__ = ["deals"]


def deals(material: Material) -> Section | None:
    """Return findings about other packages, and frontiers whatever found them."""
    found = [*of_section(material, "deals"), *of_shapes(material, ("frontier",))]
    if not found:
        return None
    page = page_of("deals")
    blocks = (Paragraph(prose(page.lead)), *finding_blocks(found, "deals"))
    return Section("deals", page.title, blocks)
