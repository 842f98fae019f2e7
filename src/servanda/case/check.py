"""A case looked over: its faults, its gaps, and what its numbers rest on."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from servanda.case.effects import without_effect
from servanda.case.expected_at import field_called
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.key import declared
from servanda.case.load import Reading, read
from servanda.case.parts import citations_in, parts_in
from servanda.case.stated import lies_in, stated_numbers
from servanda.case.text.document import Path
from servanda.case.text.salvage import NOT_GIVEN
from servanda.errors import Fault
from servanda.escaping.html_text import html_text

__all__ = ["BASES", "CheckReport", "Note", "check", "gaps_in", "stated_numbers"]

BASES = ("evidence", "base rate", "judgement", "unsourced")
"""What a number may rest on, the firmest first."""


@dataclass(frozen=True, order=True)
class Note:
    """Something worth knowing about a case that is no fault."""

    file: str
    line: int
    column: int
    key: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.key}: {self.says}"


@dataclass(frozen=True)
class CheckReport:
    """What `check` found: faults to mend, gaps to fill, notes, and numbers by what they rest on.

    `counts` has one entry for each of `BASES`; numbers the schema supplies count as base rates.
    """

    file: str
    title: str
    faults: tuple[Fault, ...]
    gaps: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Return whether nothing is wrong; gaps and notes are not wrong."""
        return not self.faults

    def share(self, basis: str) -> float:
        """Return the share of the numbers that rest on `basis`."""
        total = sum(self.counts.values())
        return self.counts.get(basis, 0) / total if total else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return the whole report as plain data."""
        return {
            "file": self.file,
            "title": self.title,
            "sound": self.is_sound,
            "faults": [vars(fault) for fault in self.faults],
            "gaps": [vars(gap) for gap in self.gaps],
            "notes": [vars(note) for note in self.notes],
            "numbers": {
                "by_basis": dict(self.counts),
                "shares": {basis: round(self.share(basis), 4) for basis in self.counts},
            },
        }

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield from map(str, self.faults)
        if self.gaps:
            yield "To be filled in:"
            yield from (f"  {gap}" for gap in self.gaps)
        if self.notes:
            yield "Worth knowing:"
            yield from (f"  {note}" for note in self.notes)
        total = sum(self.counts.values())
        if total:
            listed = ", ".join(f"{n} {_RESTS[basis]}" for basis, n in self.counts.items() if n)
            yield f"{total} numbers: {listed}."
        yield f"{self.file}: {self._verdict()}"

    def _verdict(self) -> str:
        if self.faults:
            return f"{len(self.faults)} fault{'s' if len(self.faults) > 1 else ''}"
        if self.gaps:
            return f"sound, with {len(self.gaps)} gap{'s' if len(self.gaps) > 1 else ''} to fill"
        return "sound"

    def _repr_html_(self) -> str:
        rows = [("fault", f.line, f.key, f"{f.wrong}; {f.mend}") for f in self.faults]
        rows += [("gap", n.line, n.key, n.says) for n in self.gaps]
        rows += [("note", n.line, n.key, n.says) for n in self.notes]
        cells = "".join(
            f"<tr>{''.join(f'<td>{html_text(str(cell))}</td>' for cell in row)}</tr>"
            for row in rows
        )
        counted = ", ".join(f"{n} {_RESTS[basis]}" for basis, n in self.counts.items() if n)
        head = f"<p><b>{html_text(self.title or self.file)}</b>: {self._verdict()}</p>"
        table = f"<table>{cells}</table>" if cells else ""
        return f"{head}{table}<p>Numbers: {counted or 'none'}.</p>"


_RESTS = {
    "evidence": "cited",
    "base rate": "base rates",
    "judgement": "judgements",
    "unsourced": "unsourced",
}


def check(path: str | os.PathLike[str]) -> CheckReport:
    """Return everything wrong with the case at `path`, its gaps, and what its numbers rest on.

    `path` is a folder that holds `case.yaml`, or the file itself. Faults never raise. Where there
    are faults, the counts and notes are those of what could be read.
    """
    reading = read(path)
    case = reading.case
    if case is None:
        return CheckReport(reading.document.file, "", reading.faults)
    filled = {fault.key for fault in reading.faults}
    numbers = [
        (name, n)
        for name, n in stated_numbers(case)
        if not lies_in(name, filled) and NOT_GIVEN not in name
    ]
    counts = Counter(number.basis for _, number in numbers if not number.is_gap)
    return CheckReport(
        file=reading.document.file,
        title=case.title if "title" not in filled and NOT_GIVEN not in case.title else "",
        faults=reading.faults,
        gaps=tuple(_note(reading, n, _wanted(case, n)) for n, q in numbers if q.is_gap),
        notes=tuple(sorted(note for note in _notes(reading, case) if NOT_GIVEN not in note.key)),
        counts={basis: counts[basis] for basis in BASES},
    )


def _wanted(case: Case, name: str) -> str:
    """Say what is to stand where a number is not known yet, with an example of one."""
    keys = name.split(".")
    parts = ((len(path), part) for path, part in parts_in(case) if _leads_to(path, keys))
    for depth, part in sorted(parts, key=lambda found: -found[0]):
        field = field_called(type(part), keys[depth]) if depth < len(keys) else None
        said = declared(field) if field else None
        if said:
            first = _FIRST.search(said.example)
            return f"not known yet (`?`). {said.means} Such as `{first[1] if first else ''}`"
    return "not known yet (`?`)"


def _leads_to(path: Path, keys: list[str]) -> bool:
    return keys[: len(path)] == [str(step) for step in path]


_FIRST = re.compile(r"(?:\A|\A\{\w+: )([^,{}]+)")
"""The first number of an example: `2` of `{norland: 2, sutherland: 1 to 3}`."""


def gaps_in(case: Case) -> list[str]:
    """Return the numbers still to be filled in, by name."""
    return [name for name, number in numbers_in(case) if number.is_gap]


def _note(reading: Reading, name: str, says: str, at_key: bool = False) -> Note:
    path: Path = tuple(int(part) if part.isdigit() else part for part in name.split("."))
    place = reading.document.place(path, at_key)
    key = ".".join(map(str, reading.written_at(path)))
    return Note(reading.document.file, place.line, place.column, key, says)


def _notes(reading: Reading, case: Case) -> Iterator[Note]:
    if not reading.document.lost:  # what uses a name may stand where nothing could be read
        yield from _nobody_uses(reading, case)


def _nobody_uses(reading: Reading, case: Case) -> Iterator[Note]:
    cited = {citation.source for _, citation in citations_in(case)}
    for name, source in case.sources.items():
        if name not in cited:
            yield _note(reading, f"sources.{name}", "nothing cites this source", at_key=True)
        elif not source.file:
            says = "its quotations cannot be looked up: it has no `file`"
            yield _note(reading, f"sources.{name}", says, at_key=True)
    for idle in without_effect(case):
        yield _note(reading, idle.name, idle.says, at_key=True)
    yield from _from_version_1(reading)


def _from_version_1(reading: Reading) -> Iterator[Note]:
    """Yield what a file of version 1 says that is read differently."""
    if reading.mapped is None:
        return
    file = reading.document.file
    at = reading.document.place(("servanda",))
    says = "version 1 is read as version 2; `servanda upgrade` writes it so"
    yield Note(file, at.line, at.column, "servanda", says)
    for path, told, place in reading.mapped.notes:
        yield Note(file, place.line, place.column, ".".join(map(str, path)), told)
