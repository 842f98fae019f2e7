"""A party that must consent, and whose consent can lapse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

from servanda.case.consent.ballot import Ballot, Flags
from servanda.case.consent.rule import ConsentRule
from servanda.case.keys.key import Key
from servanda.case.keys.number import Identifier, Rate
from servanda.case.problem import Path, Problem, unknown

if TYPE_CHECKING:
    from servanda.case.consent.tree import Tree
    from servanda.case.keys.case import Case

__all__ = ["Host"]


class Host(ConsentRule):
    """A party that must consent, and whose consent can lapse while the deal stands."""

    head: ClassVar[str] = "host"
    is_party: ClassVar[bool] = True

    host: Annotated[
        Identifier, Key("A party that must consent, and whose consent can lapse.", "sutherland")
    ]
    withdraws: Annotated[
        Rate | None,
        Key(
            "How often the host's consent lapses.",
            "{base_rate: host_withdrawal}",
            "how often {host} takes its consent back{where}",
            "parliamentary motions and polls in {host}",
        ),
    ] = None

    def asks(self, case: Case) -> tuple[str, ...]:
        return (self.host,)

    def hosts(self) -> tuple[str, ...]:
        return (self.host,) if self.withdraws is not None else ()

    def says(self, case: Case, below: Sequence[str]) -> str:
        return f"{case.name_of(self.host)} as host, for as long as it lasts"

    def faults(self, case: Case, path: Path) -> Iterator[Problem]:
        yield from unknown((*path, "host"), self.host, case.known_actors, "actor", "actors")

    def decide(self, asked: Tree, ballot: Ballot) -> Flags:
        return ballot.consents[self.host]

    def must(self, below: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return (self.host,)
