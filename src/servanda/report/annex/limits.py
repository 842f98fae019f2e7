"""What the model leaves out: the case's own limits, and those of the models whatever the case."""

from __future__ import annotations

from servanda.report.blocks import Bullets, Group, Paragraph, Section, prose
from servanda.report.material import Material

__all__ = ["STANDING", "limits"]

STANDING = (
    "A share of worlds is a probability only as far as the ranges were meant as beliefs; error of "
    "the models themselves is not in it.",
    "Armed parties decide by what the deal and the war are worth to them. Each is one actor: its "
    "politics enter through costs, weights, patience and the chance that its leaders change.",
    "The war is a front that drifts and swings by chance between two decisive ends or, without a "
    "front, rates at which it is won, lost or peters out. Escalation, new fronts and parties that "
    "join or split are not modelled but where the case says so.",
    "Offers and counter-offers, and bargaining again after a breach, are not modelled; more than "
    "one equilibrium is looked for from two starts only.",
    "Those whose consent is a stated probability do not bargain; they consent or refuse.",
    "Openings to break a deal, impulse, early breaches and bad faith are set so that papers about "
    "which nothing is known last as long as past ones of their kind did; several such settings fit "
    "alike, and a share that holds is to be read beside the rate of its kind.",
    "How often signing is foreseen has been scored on few cases; read it as a ranking.",
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
