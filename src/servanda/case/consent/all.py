"""Every one of a list must consent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Annotated, ClassVar

import numpy as np

from servanda.case.consent.ballot import Ballot, Flags
from servanda.case.consent.listed import listed_faults
from servanda.case.consent.rule import ConsentRule
from servanda.case.keys.key import Key
from servanda.case.number_words import in_a_row
from servanda.case.problem import Path, Problem

if TYPE_CHECKING:
    from servanda.case.consent.tree import Tree
    from servanda.case.keys.case import Case

__all__ = ["AllOf"]


class AllOf(ConsentRule):
    """Every one of these must consent."""

    head: ClassVar[str] = "all"
    listed: ClassVar[str] = "all"

    all: Annotated[
        tuple[ConsentRule, ...],
        Key("Every one of these must consent.", "[norland, {members: league}]"),
    ]

    def asks(self, case: Case) -> tuple[str, ...]:
        return ()

    def says(self, case: Case, below: Sequence[str]) -> str:
        return in_a_row(below)

    def faults(self, case: Case, path: Path) -> Iterator[Problem]:
        yield from listed_faults(self, case, path)

    def decide(self, asked: Tree, ballot: Ballot) -> Flags:
        answers = [each.decide(ballot) for each in asked.below]
        return reduce(np.logical_and, answers)

    def must(self, below: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(party for each in below for party in each)
