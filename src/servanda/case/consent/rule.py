"""What every kind of consent rule is: whom it asks, what it says, its faults, how it decides."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import (
    ModelWrapValidatorHandler,
    SerializationInfo,
    model_serializer,
    model_validator,
)

from servanda.case.consent.ballot import Ballot, Flags
from servanda.case.keys.number import Cite, Note, Part
from servanda.case.problem import Path, Problem

if TYPE_CHECKING:
    from servanda.case.consent.tree import Tree
    from servanda.case.keys.case import Case

__all__ = ["KINDS", "ConsentRule", "register"]


class _Nothing(Part):
    """A rule that names no kind: what may stand beside any."""

    cite: Cite = ()
    note: Note = ""


class ConsentRule(Part, ABC):
    """Whose consent a proposal needs: a tree of parties.

    Each kind is a class of its own with the keys it is written with; which kind a mapping is, its
    `head` key tells. A name alone is a party.
    """

    head: ClassVar[str] = ""
    """The key that tells this kind from all others."""
    listed: ClassVar[str] = ""
    """The key that holds the rules below it, where there are any."""
    chances: ClassVar[tuple[str, ...]] = ()
    """Keys with the chance of something that holds or not in a world, such as a disputed veto."""

    is_party: ClassVar[bool] = False
    """Whether it is one party, asked by name and nothing else."""

    cite: Cite = ()
    note: Note = ""

    @model_validator(mode="wrap")
    @classmethod
    def _as_its_kind(cls, raw: Any, handler: ModelWrapValidatorHandler[ConsentRule]) -> Any:
        if isinstance(raw, ConsentRule):
            return raw
        if isinstance(raw, str):
            raw = {"party": raw}
        if not isinstance(raw, Mapping):
            return handler(raw)
        if cls is not ConsentRule:
            return handler(_with_lists(raw, cls.listed))
        said = [head for head in KINDS if head in raw]
        if len(said) == 1:
            return KINDS[said[0]].model_validate(raw)
        if not said:
            _Nothing.model_validate({k: raw[k] for k in raw if k not in _known_keys()})
        raise ValueError(
            f"this rule says {' and '.join(said) or 'nothing'}; say one of {', '.join(KINDS)}"
        )

    @model_serializer(mode="plain")
    def _of_its_kind(self, info: SerializationInfo) -> dict[str, Any]:
        """Dump the keys of the kind it is, wherever any kind may stand."""

        def plain(value: Any) -> Any:
            if isinstance(value, Part):
                return value.model_dump(mode=info.mode, by_alias=info.by_alias)
            if isinstance(value, dict):
                return {key: plain(entry) for key, entry in value.items()}
            return tuple(plain(entry) for entry in value) if isinstance(value, tuple) else value

        return {
            (field.alias if info.by_alias and field.alias else name): plain(getattr(self, name))
            for name, field in type(self).model_fields.items()
        }

    @classmethod
    def written_as(cls) -> tuple[type[Part], ...]:
        return tuple(KINDS.values()) if cls is ConsentRule else (cls,)

    @abstractmethod
    def asks(self, case: Case) -> tuple[str, ...]:
        """Return the parties that this rule asks itself, those of the rules below it apart."""

    @abstractmethod
    def says(self, case: Case, below: Sequence[str]) -> str:
        """Return the rule in words, given those of the rules below it: a noun phrase."""

    @abstractmethod
    def faults(self, case: Case, path: Path) -> Iterator[Problem]:
        """Yield what keeps the rule at `path` from being asked."""

    @abstractmethod
    def decide(self, asked: Tree, ballot: Ballot) -> Flags:
        """Return in which worlds the rule is met; `asked` has its path and the rules below it."""

    @abstractmethod
    def must(self, below: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """Return who must consent whatever all others do, given those of the rules below it."""

    def hosts(self) -> tuple[str, ...]:
        """Return who can take consent back later, by the key `withdraws` of this rule."""
        return ()

    @property
    def entries(self) -> tuple[ConsentRule, ...]:
        """Return the rules below it, as they are written."""
        return tuple(getattr(self, self.listed)) if self.listed else ()

    def with_entries(self, entries: Sequence[ConsentRule]) -> ConsentRule:
        """Return the same rule with others below it."""
        return self.model_copy(update={self.listed: tuple(entries)}) if self.listed else self


KINDS: dict[str, type[ConsentRule]] = {}
"""Every kind of consent rule, by its head key."""


def register(kind: type[ConsentRule]) -> type[ConsentRule]:
    """Enter a kind of consent rule; from then on it may stand in a case.

    Raises: TypeError where it leaves a method out, or has no head key of its own.
    """
    missing = sorted(getattr(kind, "__abstractmethods__", ()))
    if missing:
        raise TypeError(f"{kind.__name__} does not say how it does {', '.join(missing)}")
    if kind.head not in kind.model_fields or kind.head in KINDS:
        raise TypeError(f"{kind.__name__}: `{kind.head}` is no key of its own, or is taken")
    KINDS[kind.head] = kind
    return kind


def _known_keys() -> set[str]:
    keys = {
        field.alias or name for kind in KINDS.values() for name, field in kind.model_fields.items()
    }
    return keys - set(_Nothing.model_fields)


def _with_lists(raw: Mapping[str, Any], listed: str) -> Mapping[str, Any]:
    """Let one entry stand for a list of one."""
    entry = raw.get(listed)
    alone = isinstance(entry, str) or (isinstance(entry, Mapping) and set(entry) & set(KINDS))
    return {**raw, listed: [entry]} if listed and alone else raw
