"""Writing into the case file: comments kept, a basis for each number, over nobody's work."""

from __future__ import annotations

import datetime
import difflib
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from servanda.case.change import with_values
from servanda.case.checks.sources import quotes_are_verbatim
from servanda.case.keys.case import Case
from servanda.case.load import read_text
from servanda.case.text.save import changed_text
from servanda.engine.ranges import notation_of
from servanda.errors import CaseError, InputError
from servanda.saving import update_file
from servanda.workbench.exceptions import ChangedElsewhereError
from servanda.workbench.journal import Patch

__all__ = ["Writing", "diff_of", "hash_of", "with_bases"]


def hash_of(text: str) -> str:
    """Return what the text of a file is known by.

    >>> hash_of("title: Isle")[:8]
    'bd83752e'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def diff_of(before: str, after: str, name: str) -> str:
    """Return what a change does to a file, as `diff -u` and git tell it."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        f"a/{name}",
        f"b/{name}",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _decoded(data: bytes | None) -> str:
    return "" if data is None else data.decode("utf-8-sig", "replace")


class Writing:
    """A case file that is to be changed, as it was when the page read it (`revision`)."""

    def __init__(self, file: Path, revision: str) -> None:
        self.file, self.revision = file, revision

    def change(self, to: Case, *, folder: Path, dry: bool) -> tuple[str, str]:
        """Have the file say what `to` does; return its text and the change, written unless `dry`.

        Raises: ChangedElsewhereError; InputError where it cannot be written, or quotes what does
        not stand in its source below `folder`.
        """
        for problem in quotes_are_verbatim(to, folder):
            path = ".".join(map(str, problem.path))
            raise InputError(f"{path}: {problem.wrong}; {problem.mend}")
        return self._put(lambda before: changed_text(to, self.file, before), dry)

    def replace(self, text: str, *, dry: bool) -> tuple[str, str]:
        """Have the file hold `text`, its faults looked for before.

        Raises: ChangedElsewhereError; CaseError with every fault of `text`.
        """
        if not dry:
            faults = read_text(text, self.file.name, self.file.parent).faults
            if faults:
                raise CaseError(faults)
        return self._put(lambda before: text, dry)

    def _put(self, made: Any, dry: bool) -> tuple[str, str]:
        found: list[str] = []

        def change(before: bytes | None) -> dict[Path, str | bytes]:
            theirs = _decoded(before)
            after = made(theirs)
            if hash_of(theirs) != self.revision:
                changed = diff_of(theirs, after, self.file.name)
                raise ChangedElsewhereError(self.file.name, theirs, after, changed)
            found[:] = [after, diff_of(theirs, after, self.file.name)]
            return {} if dry or after == theirs else {self.file: after}

        update_file(self.file, change)
        return found[0], found[1]


def with_bases(case: Case, patch: Patch, bases: Mapping[str, Any]) -> Case:
    """Return the case with ranges and what each rests on.

    A basis is `{kind: judgement, by, why}`, `{kind: evidence, source, quote}` or
    `{kind: base_rate, base_rate}`; `basis` may stand for `kind`, and a `note` beside any.

    Raises: InputError for a number without a basis.
    """
    values = {path: _value(path, ends, bases.get(path)) for path, ends in patch.items()}
    return with_values(case, values)


def _value(path: str, ends: tuple[float, float], basis: Any) -> dict[str, Any]:
    if not isinstance(basis, Mapping):
        raise InputError(f"{path}: nothing says what it rests on; give a basis")
    kind = str(basis.get("kind") or basis.get("basis") or "").replace(" ", "_")
    value: dict[str, Any] = {"value": notation_of(*ends)}
    note = _words(basis, "note")
    if kind == "judgement":
        who, why = _words(basis, "by"), _words(basis, "why") or note
        if not (who and why):
            raise InputError(f"{path}: a judgement says whose it is and why; fill both in")
        today = datetime.date.today()
        value["judgement"] = {"by": who, "date": today, "why": why}
    elif kind == "evidence":
        cites = basis.get("cites") or [basis]
        pairs = [{key: _words(each, key) for key in ("source", "quote")} for each in cites]
        if not all(pair["source"] and pair["quote"] for pair in pairs):
            raise InputError(f"{path}: evidence is a source and words of it; choose a sentence")
        value["cite"] = pairs[0] if len(pairs) == 1 else pairs
    elif kind == "base_rate":
        value["base_rate"] = _words(basis, "base_rate")
        if not value["base_rate"]:
            raise InputError(f"{path}: no base rate is named; choose one")
    else:
        raise InputError(
            f"{path}: {kind[:40]!r} is no basis; it is judgement, evidence or base_rate"
        )
    if note and kind != "judgement":
        value["note"] = note
    return value


def _words(body: Any, key: str) -> str:
    found = body.get(key) if isinstance(body, Mapping) else None
    return " ".join(found.split())[:2000] if isinstance(found, str) else ""
