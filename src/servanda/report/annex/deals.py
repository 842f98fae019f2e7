"""Deals to explore: what would be signed and would hold, repairs, the zone, and what is traded."""

from __future__ import annotations

from servanda.report.annex.changes import finding_blocks, of_section, of_shapes
from servanda.report.blocks import Paragraph, Section, prose
from servanda.report.material import Material

__all__ = ["deals"]


def deals(material: Material) -> Section | None:
    """Return findings about other packages, and frontiers whatever found them."""
    found = [*of_section(material, "deals"), *of_shapes(material, ("frontier",))]
    if not found:
        return None
    lead = (
        "Packages made of what the proposals offer: other settings of the same issues, other "
        "guarantees, other forces. Who would sign each, and whether it would hold, is computed as "
        "for the proposals themselves, on the same worlds."
    )
    blocks = (Paragraph(prose(lead)), *finding_blocks(found, "deals"))
    return Section("deals", "Deals to explore", blocks)
