"""Cases: begun, loaded, looked over."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.case.check import CheckReport

__all__ = ["CaseLike", "case_of", "check", "folder_of", "load", "new", "upgrade"]

CaseLike: TypeAlias = "Case | str | PathLike[str]"
"""A case, or where one is: a folder, its file, or either at a git revision (`talks@HEAD~1`)."""

_FOLDERS: dict[str, Path] = {}
"""Where the cases of this process were loaded from, by their fingerprint."""


def new(folder: str | PathLike[str], kind: str = "interstate", *, like: str = "") -> list[Path]:
    """Begin a case: case.yaml with comments, sources/, and the JSON Schema for editors.

    Parameters: `kind`, interstate, civil, ceasefire, secession or no_front; `like`, a settlement of
    the library to begin from instead, such as tashkent-1966.

    Returns the files written. Raises: InputError where the folder holds a case already, and for a
    settlement that there is not.
    """
    if like:
        from servanda.settlements.begin import begin_like

        return begin_like(Path(folder), like)
    from servanda.case.template import begin

    return begin(Path(folder), kind)


def load(case: str | PathLike[str]) -> Case:
    """Return the case in a folder, in a case file, or in either at a git revision.

    Raises: CaseError with every fault of the file, each with its line; InputError for a revision
    that git does not know.

    >>> load("no/such/case")
    Traceback (most recent call last):
    servanda.errors.CaseError: no/such/case...: there is no such file; check the path, or begin a
    case with `servanda new no/such/case`
    """
    from servanda.case.revision import load_version

    found = load_version(str(case))
    if Path(case).exists():
        _FOLDERS[case_hash(found)] = Path(case)
    return found


def case_of(case: CaseLike) -> Case:
    """Return a case, loaded where it is not one already."""
    return case if isinstance(case, Case) else load(case)


def folder_of(case: CaseLike) -> Path | None:
    """Return where a case lies, or where the one like it was loaded from; None where unknown."""
    if not isinstance(case, Case):
        return Path(case)
    return _FOLDERS.get(case_hash(case))


def check(case: str | PathLike[str]) -> CheckReport:
    """Report every fault of a case with its line, uncited numbers, gaps and stale quotes.

    Raises: InputError where a `Case` is given: only a file has lines.
    """
    from servanda.case.check import check as look_over

    if isinstance(case, Case):
        raise InputError("check looks over a file, line by line; give the folder of the case")
    return look_over(case)


def upgrade(case: str | PathLike[str]) -> list[str]:
    """Write a case file of version 1 in the notation of version 2, in its place, comments kept.

    Returns what is read differently, a sentence each; none where the file was one of version 2
    already, and then it is left alone. Raises: CaseError where the case has faults; then nothing is
    written. InputError where a `Case` is given: only a file has a notation.
    """
    from servanda.case.upgrade import upgrade as write_anew

    if isinstance(case, Case):
        raise InputError("upgrade writes a file anew; give the folder of the case")
    return write_anew(case)[1]
