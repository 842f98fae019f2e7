"""What the model leaves out: the case's own limits, and those of the models whatever the case."""

from __future__ import annotations

from servanda.report.blocks import Bullets, Group, Paragraph, Section, prose
from servanda.report.material import Material

__all__ = ["STANDING", "limits"]

STANDING = (
    "A share of worlds is a probability only as far as the ranges were meant as beliefs; error of "
    "the models themselves is not in it.",
    "Two belligerents decide by what the deal and the war are worth to them. Each is one actor: "
    "its politics enter through costs, weights and patience.",
    "The war is a front that drifts and swings by chance between two decisive ends. Escalation, "
    "collapse, new fronts and new belligerents are not modelled.",
    "Only the challenger is taken to break a deal, and only by renewed attack; small violations "
    "and slow erosion are not counted.",
    "Those whose consent is a stated probability do not bargain; they consent or refuse.",
    "What is believed does not change while the war goes on, except where the case says how long "
    "the evidence has been watched.",
    "Beliefs of one side about another's beliefs about it are cut off at the first step.",
    "Base rates come from other wars, chosen by nobody at random; how far they carry over is a "
    "judgement.",
)
"""What no case can mend, because the models are built that way."""


def limits(material: Material) -> Section:
    """Return what was left out, so that a reader can allow for it."""
    lead = "Whoever uses this report should allow for what follows; none of it is in the numbers."
    own = material.case.limits
    blocks = [Paragraph(prose(lead))]
    groups = [
        Group(prose(heading), (Bullets(tuple(prose(item) for item in items)),))
        for heading, items in (
            ("In this case", own),
            ("In the models, whatever the case", STANDING),
        )
        if items
    ]
    return Section("limits", "What the model leaves out", (*blocks, *groups))
