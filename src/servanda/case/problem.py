"""Something wrong at a place of a case, before the place has a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.case.expected_at import nearest
from servanda.case.text.document import Path

__all__ = ["NOT_GIVEN", "Path", "Problem", "unknown"]

NOT_GIVEN = "not_given_in_the_file"
"""Stands in for a name that is missing or broken, so that no check complains of it again."""


@dataclass(frozen=True)
class Problem:
    """Something wrong at a place of a case, before the place has a line.

    `at_key` marks a problem with the key itself; `cause` is the validator's name for it; `name` is
    the name nobody declared, where that is the problem.
    """

    path: Path
    wrong: str
    mend: str
    at_key: bool = False
    cause: str = ""
    name: str = ""


def unknown(
    path: Path, name: str, known: Iterable[str], what: str, section: str, at_key: bool = False
) -> Iterator[Problem]:
    """Yield a problem where `name` is none of the `known` names of `section`."""
    known = tuple(known)
    names = [each for each in known if not each.startswith(NOT_GIVEN)]
    if name in names or name.startswith(NOT_GIVEN) or (known and not names):
        return
    near = nearest(name, names)
    if near:
        mend = f"write `{near}`, or add `{name}` under `{section}`"
    else:
        listed = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")
        mend = f"add it under `{section}`" + (f", or write one of {listed}" if names else "")
    yield Problem(path, f"no {what} is called `{name}`", mend, at_key, name=name)
