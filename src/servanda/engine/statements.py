"""What parties publicly answered to a proposal, confronted with what the model expects of them."""

from __future__ import annotations

from collections.abc import Callable

from servanda.case.keys.case import Case
from servanda.case.keys.proposals import Answer
from servanda.engine.result_parts import Statement
from servanda.engine.results import Share
from servanda.engine.verdict import EVEN

__all__ = ["SAYS_YES", "statements_on"]

SAYS_YES = {"accepts": True, "in_principle": True, "conditional": None, "rejects": False}
"""Whether an answer is a yes or a no; what hangs on a condition is neither."""


def statements_on(
    case: Case, proposal: str, share: Callable[[str], Share]
) -> tuple[Statement, ...]:
    """Return every public answer to `proposal` beside how often the model has it accepted."""
    return tuple(
        _statement(case, said, _expected(case, said.party, share))
        for said in case.proposals[proposal].acceptance
    )


def _expected(case: Case, party: str, share: Callable[[str], Share]) -> Share:
    return share(f"accepts.{party}" if party in case.parties else f"consent.{party}")


def _statement(case: Case, said: Answer, model: Share) -> Statement:
    yes = SAYS_YES.get(said.answer)
    expected = None
    if model.worlds and not EVEN[0] <= model.share <= EVEN[1]:
        expected = model.share > 0.5
    return Statement(
        party=said.party,
        name=case.name_of(said.party),
        answer=said.answer,
        condition=said.condition,
        date=said.date.isoformat() if said.date else "",
        reporter=said.reporter,
        model=model,
        agrees=None if yes is None or expected is None else yes == expected,
    )
