"""What an exploration declares: a name, a question, and how it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from servanda.errors import InputError
from servanda.explore.finding import Finding
from servanda.explore.study import Study

__all__ = ["Exploration", "choose", "explore_all"]


@dataclass(frozen=True)
class Exploration:
    """A way of looking at a study: one question, and findings that answer it.

    Command-line choices, report sections and the table in the documentation are made from these
    fields; an exploration is added by writing one file and naming it in `EXPLORATIONS`.
    """

    name: str
    question: str
    explore: Callable[[Study], list[Finding]]

    @property
    def summary(self) -> str:
        """The first line of what its function says about itself."""
        return (self.explore.__doc__ or "").strip().split("\n")[0]


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Asked = TypeVar("Asked", bound=_Named)


def choose(explorations: Iterable[Asked], name: str) -> Asked:
    """Give the exploration of that name, of one proposal or of a whole case.

    >>> choose((), "tea leaves")
    Traceback (most recent call last):
    servanda.errors.InputError: no exploration is called 'tea leaves'; there are none
    """
    known = {item.name: item for item in explorations}
    if name not in known:
        raise InputError(
            f"no exploration is called {name!r}; there are {', '.join(known) or 'none'}"
        )
    return known[name]


def explore_all(study: Study, explorations: Iterable[Exploration]) -> list[Finding]:
    """Ask every exploration, in order, and give all findings."""
    return [finding for item in explorations for finding in item.explore(study)]
