"""A piece of a case made from a data file: what to write where, on which sentence it rests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

from servanda.case.change import with_values
from servanda.case.keys.case import Case
from servanda.case.text.yaml_text import text_of

__all__ = ["Piece", "Writing", "counted", "percent"]


@dataclass(frozen=True)
class Piece:
    """What a data file gives a case.

    `values` are new contents by path, as a case file writes them; `source` is the name, the entry
    and the text of the source they cite; `open` are entries somebody must still complete, shown
    and never written; `told` says what was used, what was left out with counts, and what such data
    cannot say.
    """

    kind: str
    file: Path
    values: Mapping[str, Any]
    source: tuple[str, Mapping[str, Any], str]
    open: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<{self.kind} of {self.file.name}: {', '.join(self.values) or 'no value'}>"

    def __str__(self) -> str:
        """Return the piece as it may be pasted into a case file."""
        name, entry, _ = self.source
        values = {path: _unshared(value) for path, value in self.values.items()}
        lines = [each for said in self.told for each in _comment(said)]
        lines += ["", text_of(_nested({**values, f"sources.{name}": dict(entry)})).rstrip()]
        if self.open:
            shown = text_of(_nested({path: _unshared(value) for path, value in self.open.items()}))
            lines += ["", "# Still to be completed by somebody who knows; not written:"]
            lines += [f"# {line}" for line in shown.rstrip().splitlines()]
        return "\n".join(lines)

    def into(self, case: Case) -> Case:
        """Return a case that says what the piece does, and all else as before.

        Raises: InputError where the case has no place for it.
        """
        name, entry, _ = self.source
        return with_values(case, {f"sources.{name}": dict(entry), **self.values})

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        name, entry, text = self.source
        return {
            "kind": self.kind,
            "file": str(self.file),
            "values": dict(self.values),
            "source": {"name": name, "entry": {k: str(v) for k, v in entry.items()}, "text": text},
            "open": dict(self.open),
            "told": list(self.told),
        }


def _unshared(value: Any) -> Any:
    """Return a copy in which nothing stands twice, which YAML would write by reference."""
    if isinstance(value, Mapping):
        return {key: _unshared(entry) for key, entry in value.items()}
    return [_unshared(entry) for entry in value] if isinstance(value, list | tuple) else value


def _comment(said: str) -> list[str]:
    return wrap(said, 78, initial_indent="# ", subsequent_indent="#   ")


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by path as one tree."""
    tree: dict[str, Any] = {}
    for path, value in values.items():
        *above, last = path.split(".")
        here = tree
        for key in above:
            here = here.setdefault(key, {})
        here[last] = value
    return tree


class Writing:
    """A piece being made: sentences that are written into a source of their own, and cited."""

    def __init__(self, kind: str, file: Path, name: str, title: str, publisher: str) -> None:
        self.kind, self.file, self.name = kind, file, name
        self._title, self._publisher = title, publisher
        self._sentences: list[str] = []
        self.values: dict[str, Any] = {}
        self.open: dict[str, Any] = {}
        self.told: list[str] = []
        self.published = date.min

    def cite(self, sentence: str) -> dict[str, str]:
        """Write a sentence into the source, and return the citation of it."""
        self._sentences.append(sentence)
        return {"source": self.name, "quote": sentence}

    def say(self, *sentences: str) -> None:
        """Say something of what was used or left out; empty sentences are not said."""
        self.told += [each for each in sentences if each]

    def made(self) -> Piece:
        """Return the piece."""
        file = f"sources/{self.name}.md"
        digest = hashlib.sha256(self.file.read_bytes()).hexdigest()
        text = "\n\n".join(
            [f"# {self._title}", f"File {self.file.name}, sha256 {digest}.", *self._sentences,
             *self.told]
        )  # fmt: skip
        entry = {
            "title": self._title,
            "publisher": self._publisher,
            "published": self.published,
            "file": file,
        }
        source = (self.name, entry, text + "\n")
        return Piece(self.kind, self.file, self.values, source, self.open, tuple(self.told))


def percent(low: float, high: float, per: str = "") -> str:
    """Return a range of shares as a case file writes it, to three digits.

    >>> percent(0.00213, 0.0051, " per month")
    '0.213% to 0.51% per month'
    """
    return f"{_digits(100 * low)}% to {_digits(100 * high)}%{per}"


def _digits(value: float) -> str:
    return f"{float(f'{value:.3g}'):.9f}".rstrip("0").rstrip(".")


def counted(counts: Mapping[str, int] | Sequence[tuple[str, int]], most: int = 8) -> str:
    """Return what was met and how often, the most frequent first."""
    pairs = sorted(dict(counts).items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{name} {count:,}" for name, count in pairs[:most]]
    rest = sum(count for _, count in pairs[most:])
    return ", ".join([*shown, *([f"{len(pairs) - most} others {rest:,}"] if rest else [])])
