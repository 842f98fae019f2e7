"""The second lens: what the graph model says, and where the two lenses disagree."""

from __future__ import annotations

from servanda.report.annex.changes import finding_blocks
from servanda.report.blocks import Paragraph, Section, prose
from servanda.report.material import Material

__all__ = ["lens"]


def lens(material: Material) -> Section | None:
    """Return what lenses other than the cardinal one found, if any was used."""
    found = [finding for finding in material.findings if finding.lens]
    if not found:
        return None
    lead = (
        "The graph model asks only who prefers what to what, and who can answer whom. A deterrent "
        "that counts where any answer does (GMR), but not where those who answer must gain by it "
        "(SEQ), is a paper one. Where this lens and the other disagree, that is said."
    )
    title = "The graph lens, and where the two lenses disagree"
    return Section("lens", title, (Paragraph(prose(lead)), *finding_blocks(found, "lens")))
