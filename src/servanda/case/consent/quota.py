"""Those who consent must bring enough together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import numpy as np
from pydantic import model_validator

from servanda.case.consent.ballot import Ballot, Flags
from servanda.case.consent.listed import listed_faults, written_out
from servanda.case.consent.rule import ConsentRule
from servanda.case.keys.key import Key
from servanda.case.keys.number import Identifier, Positive
from servanda.case.number_words import in_a_row, in_words
from servanda.case.problem import Path, Problem, unknown
from servanda.quantity import Point

if TYPE_CHECKING:
    from servanda.case.consent.tree import Tree
    from servanda.case.keys.case import Case

__all__ = ["Quota"]


class Quota(ConsentRule):
    """Those who consent must bring so much together: votes, money, troops.

    Parties that wait for others to join wait for others of the same list.
    """

    head: ClassVar[str] = "quota"
    listed: ClassVar[str] = "of"

    quota: Annotated[
        Positive,
        Key(
            "How much those who consent must bring together.",
            "8",
            "what those who consent{where} must bring together",
            "what the commanders say they need",
        ),
    ]
    of: Annotated[
        dict[Identifier, Positive] | tuple[ConsentRule, ...],
        Key(
            "What each party brings; or a list of parties, each of which brings the `troops` that "
            "its stance says.",
            "{eastmark: 5 to 10, westmark: 3}",
            "what {actor} would bring{where}",
            "contingents that {actor} pledges, budgets and exercises",
            each="actor",
        ),
    ]

    @model_validator(mode="before")
    @classmethod
    def _weighs(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and not isinstance(raw.get("of"), dict | list | tuple):
            raise ValueError(
                "`quota` needs weights; add `of: {party: weight}`, or a list of parties whose "
                "stances say what `troops` they send"
            )
        return raw

    @property
    def entries(self) -> tuple[ConsentRule, ...]:
        return self.of if isinstance(self.of, tuple) else ()

    def asks(self, case: Case) -> tuple[str, ...]:
        return tuple(self.of) if isinstance(self.of, dict) else ()

    def says(self, case: Case, below: Sequence[str]) -> str:
        each = list(below)
        if isinstance(self.of, dict):
            each = [f"{case.name_of(p)} ({in_words(w)})" for p, w in self.of.items()]
        return f"enough of {in_a_row(each)} to bring {in_words(self.quota)}"

    def faults(self, case: Case, path: Path) -> Iterator[Problem]:
        if isinstance(self.of, tuple):
            yield from listed_faults(self, case, path)
            yield from self._troops_unknown(case, path)
            return
        for name in self.of:
            place = (*path, "of", name)
            yield from unknown(place, name, case.known_actors, "actor", "actors", at_key=True)
        weights = [weight.form for weight in self.of.values()]
        certain = all(isinstance(weight, Point) for weight in weights)
        total = sum(weight.value for weight in weights if isinstance(weight, Point))
        if certain and isinstance(self.quota.form, Point) and self.quota.form.value > total:
            wrong = f"a quota of {self.quota.form.value:g} is above the {total:g} of all together"
            yield Problem((*path, "quota"), wrong, f"write at most {total:g}")

    def _troops_unknown(self, case: Case, path: Path) -> Iterator[Problem]:
        """Yield parties of the list whose stance does not say what they would send."""
        for proposal in (str(path[1]),) if path[0] == "proposals" else ():
            for name in written_out(self, case):
                stance = case.stance_of(proposal, name)
                if stance is not None and stance.troops is None:
                    wrong = f"nothing says what `{name}` would bring"
                    mend = "add `troops: ... thousand` to its stance"
                    yield Problem((*path, "of"), wrong, mend)

    def decide(self, asked: Tree, ballot: Ballot) -> Flags:
        quota = ballot.weights[f"{asked.path}.quota"]
        brought = np.zeros(len(quota))
        joined = ballot.joined(asked.parties) if asked.parties else ()
        for party, joins in zip(asked.parties, joined, strict=True):
            np.add(brought, ballot.weights[self._weight_of(asked, party)], out=brought, where=joins)
        return np.asarray(brought >= quota, dtype=np.bool_)

    def _weight_of(self, asked: Tree, party: str) -> str:
        """Return the path of what a party brings."""
        if isinstance(self.of, dict):
            return f"{asked.path}.of.{party}"
        return f"{asked.case.stance_path(asked.proposal, party)}.troops"

    def with_entries(self, entries: Sequence[ConsentRule]) -> ConsentRule:
        return self.model_copy(update={"of": tuple(entries)}) if entries else self

    def must(self, below: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return ()
