"""What the parties have said in public beside what the model has them do, disagreement first."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.engine.result_parts import Statement
from servanda.engine.results import ProposalResult
from servanda.report.blocks import Block, Bullets, Paragraph, Prose, Run, Section, prose
from servanda.report.brief.named import counted, left_out
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
    every = [
        (result, each) for result in material.assessment.proposals for each in result.statements
    ]
    title = "What the parties have said in public"
    if not every:
        none = "The case holds no public answer to any of the proposals, so none could be compared."
        return Section("brief-said", title, (Paragraph(prose(none)),))
    first = sorted(every, key=lambda each: (_AGREES.index(each[1].agrees), -_far(each[1])))
    apart = sum(each.agrees is False for _, each in every)
    shifts = any(each.signed_weighed for each in material.assessment.proposals)
    summary = Paragraph(_summary([each for _, each in every], shifts))
    if not apart and most < SHOWN:
        return Section("brief-said", title, (summary,))
    shown = sorted(
        first[: min(max(most - 2, 1), SHOWN)],
        key=lambda each: (_AGREES.index(each[1].agrees), each[1].name),
    )
    items = tuple(_told(*each) for each in shown)
    blocks: list[Block] = [summary, Bullets(items)]
    if apart > len(shown):
        blocks.append(Paragraph(prose(*left_out(apart - len(shown), "disagreement", "judgements"))))
    return Section("brief-said", title, tuple(blocks))


_AGREES = (False, None, True)
SHOWN = 3
"""Answers told one by one."""


def _far(statement: Statement) -> float:
    """Return how far the model is from even odds that the answer is a yes."""
    return abs(statement.model.share - 0.5)


def _summary(every: Sequence[Statement], shifts: bool) -> Prose:
    """Return how many answers the model does not expect; `shifts`: they weigh in the table."""
    apart, open_, alike = (sum(each.agrees is which for each in every) for which in _AGREES)
    many = counted(len(every), "public answer")
    lead = f"{apart} of {many} {'is' if apart == 1 else 'are'} at odds with the model"
    if not apart:
        lead = f"None of {many} is at odds with the model"
    if len(every) == 1:
        lead = f"The one public answer is {'' if apart else 'not '}at odds with the model"
        alike = 0
    rest = [f"{alike} agree{'s' if alike == 1 else ''} with it"] if alike else []
    rest += [f"{open_} leave{'s' if open_ == 1 else ''} it open"] if open_ else []
    end = f"; {' and '.join(rest)}" if rest else ""
    bargaining = "A public refusal may be bargaining, and so may a public yes."
    weigh = " Together they shift what is signed: the brackets below." if shifts else ""
    return prose(Run(lead, "strong"), f"{end}. {bargaining}{weigh}")


def _told(result: ProposalResult, statement: Statement) -> Prose:
    when = f" ({statement.date})" if statement.date else ""
    expected = "the model has nothing to say"
    if statement.model.worlds:
        expected = f"the model has it consent in {percent(statement.model.share)} of worlds"
    return prose(
        Run(f"{statement.name[:1].upper()}{statement.name[1:]}", "strong"),
        f" {WORDS[statement.answer]}{when}: ",
        Run(result.title, href=f"#{result.id}"), f"; {expected}.",
    )  # fmt: skip
