"""How robust the answer is: whether it stays the same under other readings of the same case."""

from __future__ import annotations

from servanda.report.blocks import Paragraph, Section, prose
from servanda.report.material import Material

__all__ = ["ROBUSTNESS", "robust"]

ROBUSTNESS = "robustness"
"""The exploration whose claim this part tells."""

_NOT_LOOKED = (
    "Not looked at for this report: whether the verdicts stay the same with the tool's own base "
    "rates, from a second coder's case, and with the roles exchanged. Until then they are one "
    "coder's."
)


def robust(material: Material, most: int) -> Section:
    """Return what was found when the case was read otherwise, or that nobody looked."""
    found = [each for each in material.findings if each.exploration == ROBUSTNESS]
    told = " ".join(each.claim for each in found) or _NOT_LOOKED
    return Section("brief-robust", "How robust this is", (Paragraph(prose(told)),))
