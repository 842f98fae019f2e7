"""Tables for spreadsheets: a cell shows what it holds, and is never run as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

from servanda.escaping.hidden import visible

__all__ = ["CsvWriter", "cell", "csv_writer", "read_back"]

_RUNS = re.compile(
    "(^|[;\\t\\n])([\\s\"'\u200b-\u200f\u061c]*)(?=[=+\\-@\uff1d\uff0b\uff0d\uff20])"
)
"""Where a formula would begin: at the start of a cell, and wherever a program that parts cells at
another sign than a comma would begin one."""
_TAB = re.compile("'*\\t")
"""A tab in front, which some programs take off before they look for a formula."""


def cell(value: object) -> object:
    r"""Return a value as it may stand in a spreadsheet; numbers are left as they are.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, which the reader
    sees; so it is changed, and JSON or Parquet is the form to take for the letter of a text.

    >>> cell("=1+1"), cell("truce"), cell(-0.5), cell("see;=1+1")
    ("'=1+1", 'truce', -0.5, "see;'=1+1")
    """
    if not isinstance(value, str):
        return value
    safe = _RUNS.sub(r"\1\2'", visible(value))
    return f"'{safe}" if _TAB.match(safe) else safe


_KEPT = re.compile(
    "(^|[;\\t\\n])([\\s\"'\u200b-\u200f\u061c]*)'(?=[=+\\-@\uff1d\uff0b\uff0d\uff20])"
)


def read_back(text: str) -> str:
    """Return what a cell said before an apostrophe kept it from running.

    >>> read_back("'=1+1"), read_back("'We will not sign,'")
    ('=1+1', "'We will not sign,'")
    """
    tabbed = text[:1] == "'" and _TAB.match(text)
    return _KEPT.sub(r"\1\2", text[1:] if tabbed else text)


class CsvWriter:
    """Writes rows of cells, headings among them, each as it may stand in a spreadsheet."""

    def __init__(self, stream: TextIO, lineterminator: str = "\r\n") -> None:
        self._writer = csv.writer(stream, lineterminator=lineterminator)

    def writerow(self, cells: Iterable[object]) -> None:
        """Write one row."""
        self._writer.writerow([cell(value) for value in cells])


def csv_writer(stream: TextIO) -> CsvWriter:
    """Return what writes a table to `stream`."""
    return CsvWriter(stream)
