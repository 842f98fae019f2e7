"""A rule of `consent_rules`, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

from servanda.case.consent.ballot import Ballot, Flags
from servanda.case.consent.rule import ConsentRule
from servanda.case.keys.key import Key
from servanda.case.keys.number import Identifier
from servanda.case.problem import Path, Problem, unknown
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.case.consent.tree import Tree
    from servanda.case.keys.case import Case

__all__ = ["Named"]


class Named(ConsentRule):
    """A rule of `consent_rules`, by name, so that several proposals can use it."""

    head: ClassVar[str] = "rule"

    rule: Annotated[Identifier, Key("A rule of `consent_rules`, by name.", "council")]

    def asks(self, case: Case) -> tuple[str, ...]:
        return ()

    def says(self, case: Case, below: Sequence[str]) -> str:
        return self.rule.replace("_", " ")

    def faults(self, case: Case, path: Path) -> Iterator[Problem]:
        place = (*path, "rule")
        yield from unknown(place, self.rule, case.consent_rules, "consent rule", "consent_rules")

    def decide(self, asked: Tree, ballot: Ballot) -> Flags:
        raise InputError(f"{asked.path}: the rule `{self.rule}` is not written out")

    def must(self, below: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return ()
