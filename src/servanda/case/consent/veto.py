"""A party whose right to a veto is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import model_validator

from servanda.case.consent.ballot import Ballot, Flags
from servanda.case.consent.rule import ConsentRule
from servanda.case.keys.key import Key
from servanda.case.keys.number import Identifier, Probability
from servanda.case.number_words import in_words
from servanda.case.problem import Path, Problem, unknown

if TYPE_CHECKING:
    from servanda.case.consent.tree import Tree
    from servanda.case.keys.case import Case

__all__ = ["Veto"]


class Veto(ConsentRule):
    """A party whose right to a veto is disputed: where the veto is valid, it must consent."""

    head: ClassVar[str] = "veto"
    chances: ClassVar[tuple[str, ...]] = ("valid",)

    veto: Annotated[Identifier, Key("A party whose right to a veto is disputed.", "norland")]
    valid: Annotated[
        Probability,
        Key(
            "The probability that this veto is held to be valid.",
            "0.3 to 0.7",
            "the chance that the disputed veto of {veto}{where} is valid",
            "which reading of the consent rule third states and the Security Council act on",
        ),
    ]

    @model_validator(mode="before")
    @classmethod
    def _says_how_likely(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and "valid" not in raw:
            raise ValueError("a disputed veto needs `valid`; add the probability that it holds")
        return raw

    def asks(self, case: Case) -> tuple[str, ...]:
        return (self.veto,)

    def says(self, case: Case, below: Sequence[str]) -> str:
        return f"{case.name_of(self.veto)} if its disputed veto is valid ({in_words(self.valid)})"

    def faults(self, case: Case, path: Path) -> Iterator[Problem]:
        yield from unknown((*path, "veto"), self.veto, case.known_actors, "actor", "actors")

    def decide(self, asked: Tree, ballot: Ballot) -> Flags:
        return ~ballot.valid[f"{asked.path}.valid"] | ballot.consents[self.veto]

    def must(self, below: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return ()
