"""From a case file to a `Case`, or to every fault in it at once."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from servanda.case.checks import CHECKS
from servanda.case.checks.sources import quotes_are_verbatim
from servanda.case.keys.case import Case
from servanda.case.problem import Problem
from servanda.case.text.document import MOST_BYTES, Document
from servanda.case.text.document import Path as Place
from servanda.case.text.recover import compose_all
from servanda.case.text.salvage import Salvage, salvage
from servanda.case.version_1 import Mapped, is_version_1, mapped
from servanda.errors import CaseError, Fault

__all__ = ["CASE_FILE", "Reading", "faults", "file_of", "load", "parse", "read"]

CASE_FILE = "case.yaml"

_MOST_FAULTS = 300


@dataclass(frozen=True)
class Reading:
    """What a case file gave: its tree, its faults, and the case, with gaps where it was faulty."""

    document: Document
    faults: tuple[Fault, ...]
    case: Case | None
    folder: Path | None = None
    mapped: Mapped | None = None
    """For a file of version 1: where what it says stands in version 2, and what to know."""

    def written_at(self, path: Place) -> Place:
        """Return the path, in the author's own file, of what stands at `path` in the case."""
        return self.mapped.written_at(path) if self.mapped else path

    def fault_of(self, problem: Problem) -> Fault:
        """Return a problem as a fault with its line."""
        place = self.document.place(problem.path, problem.at_key)
        key = ".".join(map(str, self.written_at(problem.path)))
        file = self.document.file
        return Fault(file, place.line, place.column, key, problem.wrong, problem.mend)


def load(path: str | os.PathLike[str]) -> Case:
    """Return the case at `path`: a folder that holds `case.yaml`, or the file itself.

    Raises: CaseError with every fault of the file, each with its line.
    """
    return _case_of(read(path))


def faults(path: str | os.PathLike[str]) -> list[Fault]:
    """Return everything wrong with the case at `path`, in the order of its lines."""
    return list(read(path).faults)


def parse(text: str, file: str = CASE_FILE) -> Case:
    """Return the case written in `text`; quotations are not looked up, for there are no sources.

    >>> parse("servanda: 2\\ntitle: Isle", "isle.yaml")
    Traceback (most recent call last):
    servanda.errors.CaseError: isle.yaml:1:1: actors: this key is missing; add `actors:` to the
    file, with a mapping of names (`name: ...`)
    ...
    """
    return _case_of(read_text(text, file))


def _case_of(reading: Reading) -> Case:
    if reading.faults or reading.case is None:
        raise CaseError(reading.faults)
    return reading.case


def file_of(path: str | os.PathLike[str]) -> Path:
    """Return the case file that `path`, a folder or a file, stands for."""
    try:
        is_folder = Path(path).is_dir()
    except (OSError, ValueError):
        is_folder = False
    return Path(path) / CASE_FILE if is_folder else Path(path)


def read(path: str | os.PathLike[str]) -> Reading:
    """Return what the file at `path` gives, faults and all; nothing in a file raises."""
    file = file_of(path)
    try:
        text = _text_of(file)
    except _UnreadableError as error:
        return _hopeless(str(file), 1, 1, *error.args)
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return _hopeless(
            str(file), line, column, "this is no text in UTF-8", "save the file as UTF-8 text"
        )
    return read_text(text, str(file), file.parent)


class _UnreadableError(Exception):
    """A file that cannot be read: what is wrong, and what to do."""


def _text_of(file: Path) -> str:
    try:
        if file.exists() and not file.is_file():
            raise _UnreadableError(
                "this is no ordinary file", f"give a folder that holds {CASE_FILE}"
            )
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        folder = file if not file.suffix else file.parent
        begin = f"check the path, or begin a case with `servanda new {folder}`"
        raise _UnreadableError("there is no such file", begin) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _UnreadableError(
            f"it cannot be opened ({reason})", "check the path and its rights"
        ) from None
    if len(data) > MOST_BYTES:
        wrong = f"the file is larger than {MOST_BYTES // 1_000_000} MB"
        raise _UnreadableError(wrong, "keep the case itself here, and long texts in sources/")
    return data.decode("utf-8-sig")


def _hopeless(file: str, line: int, column: int, wrong: str, mend: str) -> Reading:
    fault = Fault(file, line, column, "", wrong, mend)
    return Reading(Document(file, None, (fault,)), (fault,), None)


def read_text(text: str, file: str, folder: Path | None = None) -> Reading:
    """Return what `text` gives, faults and all; `folder` holds the sources it quotes."""
    document = compose_all(text, file)
    if document.root is None:
        if document.faults:
            return Reading(document, _shortened([*document.faults]), None, folder)
        return _hopeless(file, 1, 1, "the file is empty", "begin one with `servanda new FOLDER`")
    if document.root.entries is None:
        place = document.root.place
        begin = "begin with `servanda: 2` and `title: ...`, one key a line"
        return _hopeless(file, *place, "a case is a mapping of keys", begin)
    old = mapped(document.root) if is_version_1(document.root) else None
    if old is not None:
        document = replace(document, root=old.root)
    assert document.root is not None
    saved = salvage(document.root.plain(), document.lost, document.lost_words)
    reading = Reading(document, document.faults, saved.case, folder, old)
    wrong = _problems(saved, folder)
    if old is not None:
        wrong = [*old.problems, *(each for each in wrong if not old.follows(each))]
    if saved.case is None and not (wrong or document.faults):
        wrong = [_UNTOLD]  # never refused without a word
    found = [*document.faults, *map(reading.fault_of, wrong)]
    return replace(reading, faults=_shortened(found))


_UNTOLD = Problem(
    (), "something here contradicts itself", "take out what was written last, and check again"
)


def _problems(saved: Salvage, folder: Path | None) -> list[Problem]:
    found = list(saved.problems)
    if saved.case is not None:
        also = [p for check in CHECKS for p in check(saved.case)]
        if folder is not None:
            also += quotes_are_verbatim(saved.case, folder)
        found += [p for p in also if not saved.follows(p)]
    if any(problem.path[:1] == ("parties",) for problem in found):
        found = [problem for problem in found if not _hangs_on_the_parties(problem)]
    return list(dict.fromkeys(found))


def _hangs_on_the_parties(problem: Problem) -> bool:
    """Return whether a problem may be gone once the armed parties are mended."""
    if problem.path[:1] == ("parties",):
        return False
    about = ("no party", "a lone number", "nothing says where", "no weight is given for")
    return problem.wrong.startswith(about)


def _shortened(found: list[Fault]) -> tuple[Fault, ...]:
    ordered = sorted(set(found))
    if len(ordered) <= _MOST_FAULTS:
        return tuple(ordered)
    last = ordered[_MOST_FAULTS - 1]
    more = f"and {len(ordered) - _MOST_FAULTS + 1} more faults from here on"
    rest = Fault(last.file, last.line, last.column, "", more, "mend those above first")
    return (*ordered[: _MOST_FAULTS - 1], rest)
