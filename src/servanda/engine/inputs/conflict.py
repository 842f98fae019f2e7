"""What a case says whatever the world: who fights on which side, along what, and over what.

Parties are taken in the order of their names, never in that of the file, so that the order in which
an author lists them moves no digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from servanda.arrays import Floats
from servanda.case.axis import axis_side
from servanda.case.keys.case import Case
from servanda.case.keys.dispute import Outcome, Terms

__all__ = ["Conflict", "Stated", "conflict_of", "stated_at"]


Stated = dict[str, tuple[Outcome, str]]
"""How issues are settled, each with the path at which the case says so."""


@dataclass(frozen=True)
class Conflict:
    """Parties in the order of their names, the side of each, and what they contest.

    `axis` is the side that gains as the front moves up; without a front, the side with the most
    forces, all others at the other end: *departure*, for power has one axis whoever fights whom.
    `contested` are the issues that war or some proposal settles otherwise than now:
    one that stays as it is whatever happens moves no choice and has no part in any unit of value.
    """

    case: Case
    parties: tuple[str, ...]
    sides: tuple[str, ...]
    axis: str
    territory: str | None
    contested: tuple[str, ...]

    @property
    def front(self) -> bool:
        """Return whether the war has a front."""
        return self.territory is not None

    @cached_property
    def signs(self) -> Floats:
        """Return +1 for parties that gain as the front moves up, -1 that lose, 0 for neither."""
        if not self.front:
            return np.array([1.0 if side == self.axis else -1.0 for side in self.sides])
        gain, lose = self.case.front_holders, self.case.front_losers
        return np.array([float(p in gain) - float(p in lose) for p in self.parties])

    def side_of(self, party: str) -> str:
        """Return the side that an armed party fights on."""
        return self.sides[self.parties.index(party)]

    def parties_of(self, name: str) -> tuple[str, ...]:
        """Return the armed parties that `name`, a party or a side, stands for."""
        return tuple(sorted(self.case.parties_named(name)))

    def opponents_of(self, party: str) -> tuple[str, ...]:
        """Return the armed parties on other sides than `party`'s."""
        own = self.side_of(party)
        return tuple(p for p, side in zip(self.parties, self.sides, strict=True) if side != own)


def conflict_of(case: Case) -> Conflict:
    """Return what `case` says whatever the world."""
    parties = tuple(sorted(case.parties))
    sides = tuple(case.parties[party].side or party for party in parties)
    front = case.war.front
    territory = front.issue if front is not None else None
    return Conflict(case, parties, sides, axis_side(case), territory, _contested(case, territory))


def _contested(case: Case, territory: str | None) -> tuple[str, ...]:
    """Return the issues that are not settled alike in war, in a lull and in every proposal."""
    found = tuple(
        issue
        for issue in case.issues
        if issue == territory or len(set(_outcomes_of(case, issue))) > 1
    )
    return found or tuple(case.issues)


def _outcomes_of(case: Case, issue: str) -> Iterator[tuple[str, object]]:
    """Yield how an issue is settled everywhere the case says so, such that likes compare equal."""
    fighting = case.war.while_fighting
    everywhere: list[tuple[str, Terms]] = [
        ("war.while_fighting", fighting),
        ("war.if_it_peters_out", case.war.if_it_peters_out),
    ]
    for name, body in case.proposals.items():
        everywhere.append((f"proposals.{name}.terms", body.terms))
        for place, phase in enumerate(body.phases):
            everywhere.append((f"proposals.{name}.phases.{place}.terms", phase.terms))
    for path, terms in everywhere:
        if issue in terms:
            outcome = terms[issue]
            outcome = fighting.get(issue, outcome) if outcome.as_held else outcome
            yield _alike(outcome, path)


def _alike(outcome: Outcome, path: str) -> tuple[str, object]:
    if outcome.option is not None:
        return "option", outcome.option
    if outcome.value is not None:
        certain = outcome.value.is_certain
        return "value", outcome.value.form if certain else path
    return "as held", None


def stated_at(where: str, terms: Terms) -> Stated:
    """Return `terms` with the path of each."""
    return {issue: (outcome, f"{where}.{issue}") for issue, outcome in terms.items()}
