"""The ledger: an append-only file of questions, crowd forecasts and outcomes, sealed by hashes.

Each line is a JSON object that names the SHA-256 of the line before and carries its own, so that
an entry changed, taken out or put in breaks the chain at that line. Somebody who rewrites all lines
after an edit leaves a chain that is whole but ends in another hash: note the last hash elsewhere,
and `verify` holds the file against it.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from servanda.errors import InputError
from servanda.escaping.json_text import json_text
from servanda.saving import update_file

__all__ = [
    "Answer",
    "Book",
    "Entry",
    "Fault",
    "append",
    "crowd_of",
    "questions_of",
    "read_book",
    "resolution_of",
    "verify",
]

FIRST = "0" * 64
"""What the first line names as the hash before it."""

Answer = Literal["yes", "no", "void"]
ANSWERS = ("yes", "no", "void")
KINDS = ("question", "crowd", "resolution")


@dataclass(frozen=True)
class Entry:
    """One line of a ledger: its number from 1, when it was made, of what kind, and what it says."""

    number: int
    time: str
    kind: str
    body: Mapping[str, Any]
    before: str
    hash: str


@dataclass(frozen=True)
class Fault:
    """Where a chain breaks: the line, from 1, and what is wrong there."""

    line: int
    wrong: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.wrong}"


@dataclass(frozen=True, repr=False)
class Book:
    """The entries of a ledger, as far as the file goes."""

    entries: tuple[Entry, ...]

    def __repr__(self) -> str:
        asked, done = len(self.questions), len(self.answers)
        return f"<Book of {len(self.entries)} entries: {asked} questions, {done} resolved>"

    @property
    def head(self) -> str:
        """The hash of the last entry: note it elsewhere, and no edit can go unseen."""
        return self.entries[-1].hash if self.entries else FIRST

    def of_kind(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """Yield what entries of a kind say, in order."""
        return (entry.body for entry in self.entries if entry.kind == kind)

    @property
    def questions(self) -> dict[str, Mapping[str, Any]]:
        """The questions by id."""
        return {body["id"]: body for body in self.of_kind("question")}

    @property
    def answers(self) -> dict[str, Mapping[str, Any]]:
        """The resolutions by the id of their question."""
        return {body["id"]: body for body in self.of_kind("resolution")}


def _hash_of(number: int, time: str, kind: str, body: Mapping[str, Any], before: str) -> str:
    told = json_text([number, time, kind, body, before], sort_keys=True, compact=True)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def _sealed(number: int, time: str, kind: str, body: Mapping[str, Any], before: str) -> Entry:
    return Entry(number, time, kind, body, before, _hash_of(number, time, kind, body, before))


def verify(path: Path, head: str = "") -> list[Fault]:
    """Return where the chain of a ledger is broken; none where every entry is as it was sealed.

    Parameters: `head`, the last hash as it was noted earlier; an entry must still have it.

    Raises: InputError where there is no such file.
    """
    faults, before, seen = [], FIRST, []
    for place, line in enumerate(_lines(path), start=1):
        try:
            entry = _entry(line)
        except ValueError as error:
            faults.append(Fault(place, f"it is no entry of a ledger ({error})"))
            continue
        if entry.number != place:
            faults.append(
                Fault(place, f"it is numbered {entry.number}: lines are missing or added")
            )
        if entry.before != before:
            faults.append(Fault(place, "it does not follow the line before it"))
        if _hash_of(entry.number, entry.time, entry.kind, entry.body, entry.before) != entry.hash:
            faults.append(Fault(place, "it was changed after it was sealed"))
        before = entry.hash
        seen.append(entry.hash)
    if head and head not in seen:
        wrong = "no entry has the hash that was noted: the end was cut off, or all was rewritten"
        faults.append(Fault(len(seen), wrong))
    return faults


def read_book(path: Path) -> Book:
    """Return a ledger whose chain is whole.

    Raises: InputError where there is no such file, or where its chain is broken.
    """
    faults = verify(path)
    if faults:
        raise InputError(
            f"{path}: {faults[0]}; restore the file from a copy: a ledger that was edited scores "
            "nothing"
        )
    return Book(tuple(_entry(line) for line in _lines(path)))


def append(path: Path, made: Callable[[Book], Iterable[tuple[str, Mapping[str, Any]]]]) -> Book:
    """Add entries to a ledger, begun where there is none, and return it as it then is.

    Parameters: `made`, given the ledger so far, yields the kind and what is said of each entry.

    Raises: InputError where the chain is broken already; then nothing is written.
    """

    def added(old: bytes | None) -> Mapping[Path, str | bytes]:
        before = read_book(path) if old is not None else Book(())
        entries = list(before.entries)
        for kind, body in made(before):
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            last = entries[-1].hash if entries else FIRST
            entries.append(_sealed(len(entries) + 1, now, kind, body, last))
        told = "".join(json_text(vars(entry), compact=True) + "\n" for entry in entries)
        return {path.resolve(): told}

    update_file(path, added)
    return read_book(path)


def questions_of(found: Sequence[Mapping[str, Any]], book: Book) -> Iterator[tuple[str, Any]]:
    """Yield entries for questions; one of an id that the ledger has is refused."""
    there = set(book.questions)
    for body in found:
        _whole(body)
        if body["id"] in there:
            raise InputError(
                f"{body['id']}: the ledger has this question already, and an answer once given "
                "stays; ask it of another day"
            )
        there.add(body["id"])
        yield "question", dict(body)


def crowd_of(
    rows: Sequence[Mapping[str, Any]], book: Book, source: str
) -> Iterator[tuple[str, Any]]:
    """Yield entries for probabilities that a crowd gave to questions of the ledger."""
    for row in rows:
        name = str(row.get("id", ""))
        if name not in book.questions:
            raise InputError(f"`{name}`: the ledger has no such question; first add it")
        chance = _chance(row.get("probability"), name)
        yield "crowd", {"id": name, "probability": chance, "source": source}


def resolution_of(
    name: str, answer: str, source: str, on: datetime.date, book: Book
) -> Iterator[tuple[str, Any]]:
    """Yield the entry that resolves a question; one resolved already is refused."""
    if name not in book.questions:
        raise InputError(f"`{name}`: the ledger has no such question; `ledger list` lists them")
    if name in book.answers:
        raise InputError(f"{name}: it is resolved already, and an outcome once entered stays")
    if answer not in ANSWERS:
        raise InputError(f"`{answer}` resolves nothing; write yes, no or void")
    if not source:
        raise InputError("name what decides it: --source, with where it can be looked up")
    yield "resolution", {"id": name, "answer": answer, "source": source, "on": on.isoformat()}


REQUIRED = ("id", "question", "probability", "closes", "resolver", "void", "cluster")


def _whole(body: Mapping[str, Any]) -> None:
    missing = [key for key in REQUIRED if not body.get(key) and body.get(key) != 0]
    if missing:
        raise InputError(
            f"a question lacks {', '.join(missing)}: without them nobody can say what came of it"
        )
    _chance(body["probability"], str(body["id"]))
    try:
        datetime.date.fromisoformat(str(body["closes"]))
    except ValueError:
        raise InputError(f"{body['id']}: `{body['closes']}` is no day; write 2026-03-01") from None


def _chance(value: Any, name: str) -> float:
    try:
        chance = float(value)
    except (TypeError, ValueError):
        chance = math.nan
    if not 0.0 <= chance <= 1.0:
        raise InputError(f"{name}: `{value}` is no probability; write one from 0 to 1")
    return chance


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; begin a ledger with `ledger add`") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: this is no ledger, for it is not text in UTF-8") from None


def _entry(line: str) -> Entry:
    raw = json.loads(line)
    if not isinstance(raw, dict) or set(raw) != set(Entry.__dataclass_fields__):
        raise ValueError("it lacks a part of an entry")
    if raw["kind"] not in KINDS or not isinstance(raw["body"], dict):
        raise ValueError("nothing is known of its kind")
    return Entry(**raw)
