"""The errors servanda raises, all of them.

    ServandaError               anything a user can mend; printed plainly, never as a traceback
    ├── InputError              a value, file or argument that cannot be used
    │   ├── CaseError           a case with faults: every one of them, each with its place
    │   └── GraphError          a graph model that contradicts itself or is too large
    └── MissingExtraError       a feature whose optional packages are not installed

A quantity that cannot be computed in one world is no error: it gets a status.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = [
    "CaseError",
    "Fault",
    "GraphError",
    "InputError",
    "MissingExtraError",
    "ServandaError",
    "named",
]

Named = TypeVar("Named")


class ServandaError(Exception):
    """Anything a user can mend; its text says what is wrong, where, and what to change."""


class InputError(ServandaError):
    """A value, file or argument that cannot be used."""


class GraphError(InputError):
    """A graph model that contradicts itself or is too large to analyse."""


class MissingExtraError(ServandaError):
    """A feature whose optional packages are not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs optional packages: pip install 'servanda[{extra}]'")


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with a file, at its place.

    >>> print(Fault("case.yaml", 3, 7, "war.trend", "0.1 to is no range", "write `0.1 to 0.4`"))
    case.yaml:3:7: war.trend: 0.1 to is no range; write `0.1 to 0.4`
    """

    file: str
    line: int
    column: int
    key: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        key = f" {self.key}:" if self.key else ""
        return f"{self.file}:{self.line}:{self.column}:{key} {self.wrong}; {self.mend}"


class CaseError(InputError):
    """A case with faults: every one of them, each with its place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


def named(name: str, there: Mapping[str, Named], what: str, where: str = "") -> Named:
    """Return the one of that name, or say which there are.

    `what` is what they are called in the singular, `where` the option or key that named it.

    >>> named("truce", {"truce": 1}, "proposal")
    1
    >>> named("trice", {"truce": 1, "entry": 2}, "proposal", "--explore")
    Traceback (most recent call last):
    servanda.errors.InputError: --explore: no proposal is called 'trice'; there are truce, entry
    """
    if name in there:
        return there[name]
    listed = ", ".join(there) or "none"
    place = f"{where}: " if where else ""
    raise InputError(f"{place}no {what} is called {name!r}; there are {listed}")
