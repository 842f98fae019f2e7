"""Some number of a list must consent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import numpy as np
from pydantic import Field, model_validator

from servanda.case.consent.ballot import Ballot, Flags, counted
from servanda.case.consent.listed import listed_faults, written_out
from servanda.case.consent.rule import ConsentRule
from servanda.case.keys.key import Key
from servanda.case.number_words import in_a_row
from servanda.case.problem import Path, Problem

if TYPE_CHECKING:
    from servanda.case.consent.tree import Tree
    from servanda.case.keys.case import Case

__all__ = ["AtLeast"]


class AtLeast(ConsentRule):
    """So many of these must consent.

    Parties that wait for others to join wait for others of the same list; a party named twice
    counts once.
    """

    head: ClassVar[str] = "at_least"
    listed: ClassVar[str] = "of"

    at_least: Annotated[
        Annotated[int, Field(strict=True, ge=1)],
        Key("How many of those under `of` must consent.", "2"),
    ]
    of: Annotated[tuple[ConsentRule, ...], Key("Who is asked.", "[eastmark, {members: league}]")]

    @model_validator(mode="before")
    @classmethod
    def _has_a_list(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and "of" not in raw:
            raise ValueError("`at_least: k` needs a list; add `of: [...]`")
        return raw

    def asks(self, case: Case) -> tuple[str, ...]:
        return ()

    def says(self, case: Case, below: Sequence[str]) -> str:
        return f"at least {self.at_least} of ({in_a_row(below)})"

    def faults(self, case: Case, path: Path) -> Iterator[Problem]:
        yield from listed_faults(self, case, path)
        many = len(written_out(self, case))
        if 0 < many < self.at_least:
            wrong = f"{self.at_least} of {many} can never consent"
            yield Problem((*path, "at_least"), wrong, f"write a number from 1 to {many}")

    def decide(self, asked: Tree, ballot: Ballot) -> Flags:
        answers = (
            ballot.joined(asked.parties)
            if asked.only_parties
            else np.stack([each.decide(ballot) for each in asked.below])
        )
        return np.asarray(counted(answers) >= self.at_least, dtype=np.bool_)

    def must(self, below: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(p for each in below for p in each) if self.at_least >= len(below) else ()
