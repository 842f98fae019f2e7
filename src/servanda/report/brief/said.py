"""What the parties have said in public beside what the model has them do, disagreement first."""

from __future__ import annotations

from servanda.engine.results import ProposalResult, Statement
from servanda.report.blocks import Bullets, Paragraph, Prose, Run, Section, prose
from servanda.report.brief.named import called, counted, left_out
from servanda.report.material import Material
from servanda.report.number_words import percent

__all__ = ["said"]

WORDS = {
    "accepts": "accepts it", "in_principle": "accepts it in principle",
    "conditional": "accepts it on conditions", "rejects": "rejects it",
    "undeclared": "has not declared itself",
}  # fmt: skip
"""A public answer in words."""


def said(material: Material, most: int) -> Section:
    """Return public answers, those with which the model disagrees first."""
    every = [(result, each) for result in material.assessment.proposals for each in result.statements]
    apart = sorted(
        (each for each in every if each[1].agrees is False),
        key=lambda each: (-_far(each[1]), each[1].name),
    )
    title = "What the parties have said in public"
    if not every:
        none = "The case holds no public answer to any of the proposals, so none could be compared."
        return Section("brief-said", title, (Paragraph(prose(none)),))
    shown = apart[:most]
    items = [_told(*each) for each in sorted(shown, key=lambda each: each[1].name)]
    blocks = (Bullets(tuple(items)),) if items else ()
    return Section("brief-said", title, (Paragraph(_summary(every, len(apart), most)), *blocks))


def _far(statement: Statement) -> float:
    """Return how far the model is from the answer that was given."""
    return abs(statement.model.share - 0.5)


def _summary(every: list[tuple[ProposalResult, Statement]], apart: int, most: int) -> Prose:
    alike = sum(each.agrees is True for _, each in every)
    open_ = len(every) - apart - alike
    lead = Run(
        f"{counted(apart, 'public answer')} of {len(every)} "
        f"{'is' if apart == 1 else 'are'} not what the model expects",
        "strong",
    )
    said: list[str | Run] = [lead, f"; {alike} {'is' if alike == 1 else 'are'}"]
    if open_:
        said.append(f", and {open_} leave it open")
    said.append(". A public refusal may be bargaining; so may a public yes. ")
    if apart > most:
        said += left_out(apart - most, "disagreement", "judgements")
    return prose(*said)


def _told(result: ProposalResult, statement: Statement) -> Prose:
    when = f" ({statement.date})" if statement.date else ""
    expected = f"the model has it consent in {percent(statement.model.share)} of worlds"
    return prose(
        Run(statement.name, "strong"), f" {WORDS[statement.answer]} in public{when}: ",
        Run(result.title, href=f"#{result.id}"), f"; {expected}.",
    )  # fmt: skip
