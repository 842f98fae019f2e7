"""One party must consent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

from servanda.case.consent.ballot import Ballot, Flags
from servanda.case.consent.rule import ConsentRule
from servanda.case.keys.key import Key
from servanda.case.keys.number import Identifier
from servanda.case.problem import Path, Problem, unknown

if TYPE_CHECKING:
    from servanda.case.consent.tree import Tree
    from servanda.case.keys.case import Case

__all__ = ["OneParty"]


class OneParty(ConsentRule):
    """One party must consent; its name alone says the same."""

    head: ClassVar[str] = "party"
    is_party: ClassVar[bool] = True

    party: Annotated[
        Identifier, Key("One party must consent; its name alone says the same.", "norland")
    ]

    def asks(self, case: Case) -> tuple[str, ...]:
        return (self.party,)

    def says(self, case: Case, below: Sequence[str]) -> str:
        return case.name_of(self.party)

    def faults(self, case: Case, path: Path) -> Iterator[Problem]:
        yield from unknown((*path, "party"), self.party, case.known_actors, "actor", "actors")

    def decide(self, asked: Tree, ballot: Ballot) -> Flags:
        return ballot.consents[self.party]

    def must(self, below: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return (self.party,)
