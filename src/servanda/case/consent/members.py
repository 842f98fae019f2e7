"""All members of a body, as an entry of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from servanda.case.consent.ballot import Ballot, Flags
from servanda.case.consent.rule import ConsentRule
from servanda.case.keys.key import Key
from servanda.case.keys.number import Identifier
from servanda.case.number_words import in_a_row
from servanda.case.problem import Path, Problem, unknown
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.case.consent.tree import Tree
    from servanda.case.keys.case import Case

__all__ = ["Members"]

_MOST_NAMED = 6
"""Of larger bodies the number of members is given instead of their names."""


class Members(ConsentRule):
    """All members of an alliance or coalition, each asked, as an entry of a list."""

    head: ClassVar[str] = "members"

    members: Annotated[
        Identifier, Key("All members of an alliance or coalition, as an entry of a list.", "league")
    ]
    excluding: Annotated[tuple[Identifier, ...], Key("Members left out.", "[westmark]")] = Field(
        default=(), alias="except"
    )

    def asks(self, case: Case) -> tuple[str, ...]:
        body = case.actors.get(self.members)
        return tuple(m for m in body.members if m not in self.excluding) if body else ()

    def short(self, case: Case) -> list[str]:
        """Return the members by name, or of a large body how many there are."""
        names = [case.name_of(member) for member in self.asks(case)]
        many = f"the {len(case.actors[self.members].members)} members" if names else ""
        return names if len(names) <= _MOST_NAMED else [f"{many} of {case.name_of(self.members)}"]

    def says(self, case: Case, below: Sequence[str]) -> str:
        return in_a_row(self.short(case))

    def faults(self, case: Case, path: Path) -> Iterator[Problem]:
        if not (path and isinstance(path[-1], int)):
            mend = f"write `{{all: [{{members: {self.members}}}]}}`, or `any`, or `at_least`"
            yield Problem(path, "`members` says who is asked, not how many must agree", mend)
        place = (*path, "members")
        yield from unknown(place, self.members, case.actors, "alliance or coalition", "actors")
        body = case.actors.get(self.members)
        if body and not body.members:
            wrong = f"`{self.members}` has no members"
            yield Problem(place, wrong, f"add `members:` under `actors.{self.members}`")
        section = f"actors.{self.members}.members"
        for number, name in enumerate(self.excluding if body else ()):
            place = (*path, "except", number)
            yield from unknown(place, name, body.members if body else (), "member", section)

    def decide(self, asked: Tree, ballot: Ballot) -> Flags:
        raise InputError(f"{asked.path}: `members` says who is asked, not how many must agree")

    def must(self, below: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return ()
