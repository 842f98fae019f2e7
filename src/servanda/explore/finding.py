"""What an exploration says: a question, a claim, the rows it rests on, and how it was found.

A finding names the *shape* of its rows, from a closed set; whatever draws it needs to know the
shape and nothing else, so a new exploration needs no new drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from servanda.errors import InputError
from servanda.escaping.html_text import html_text
from servanda.sentences import number

__all__ = ["COLUMNS", "Cell", "Finding", "Findings", "Provenance", "Row", "Shape"]

Cell = str | float | int | bool | None
Row = Mapping[str, Cell]
Shape = Literal["interval", "survival curve", "tornado", "box", "frontier", "table"]

COLUMNS: Mapping[Shape, tuple[str, ...]] = {
    "interval": ("label", "low", "middle", "high"),
    "survival curve": ("series", "years", "share", "low", "high"),
    "tornado": ("label", "value", "error", "group"),
    "box": ("box", "input", "low", "high", "range_low", "range_high", "frequency"),
    "frontier": ("label", "x", "y", "on_frontier"),
    "table": (),
}
"""The columns every row of a finding of that shape has; any more are shown as text."""


MOST_ROWS = 30
"""Rows of a finding that a notebook shows."""


@dataclass(frozen=True)
class Provenance:
    """How a finding was made, so that it can be made again.

    `case` and `version` name the case (its hash) and the program; `sources` are keys of the
    bibliography.
    """

    method: str
    case: str = ""
    version: str = ""
    seed: int = 0
    worlds: int = 0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Finding:
    """One answer to one question, drawn by its shape and never by its name.

    Parameters
    ----------
    exploration : the name of the exploration that found it
    question : what was asked, ending in a question mark
    claim : one sentence an analyst would write; where nothing was found it says so
    shape : how its rows are drawn (see `COLUMNS`)
    rows : the evidence, each with the columns its shape asks for
    provenance : how it was made
    caveats : sentences that belong beside the claim
    found : False where the honest answer is "nothing"
    labels : what a column is called, with its unit, where its name is not enough
    lens : the lens that found it, where it is not the cardinal one
    picture : an SVG that belongs beside the rows, where no shape could draw it
    section : the section of a report it belongs to, where its shape does not say
    percent : its numbers are shares, and shown in percent
    proposal : the proposal it is about, where it is about one
    outcome : the outcome it is about: `signed`, `holds_5`, ...
    numbers : the numbers of the case it is about, by path

    Raises
    ------
    InputError : a row lacks a column of its shape, or the shape is unknown

    Example
    -------
    >>> row = {"label": "months of war", "low": 4.0, "middle": 11.0, "high": 30.0}
    >>> how = Provenance(method="5, 50 and 95% of the worlds")
    >>> answer = Finding(
    ...     "duration", "How long will it last?", "Eleven months.", "interval", (row,), how
    ... )
    >>> print(answer)
    How long will it last? Eleven months.
    >>> Finding("duration", "How long?", "Long.", "tornado", (row,), how)
    Traceback (most recent call last):
    servanda.errors.InputError: finding 'duration', row 0: a tornado needs the columns 'value',
    'error', 'group'; add them, or choose the shape 'table'
    """

    exploration: str
    question: str
    claim: str
    shape: Shape
    rows: tuple[Row, ...]
    provenance: Provenance
    caveats: tuple[str, ...] = ()
    found: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)
    lens: str = ""
    picture: str = ""
    section: str = ""
    percent: bool = False
    proposal: str = ""
    outcome: str = ""
    numbers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.shape not in get_args(Shape):
            raise InputError(
                f"finding {self.exploration!r}: {self.shape!r} is no shape; "
                f"write one of {', '.join(get_args(Shape))}"
            )
        for place, row in enumerate(self.rows):
            lacking = [repr(name) for name in COLUMNS[self.shape] if name not in row]
            if lacking:
                raise InputError(
                    f"finding {self.exploration!r}, row {place}: a {self.shape} needs the columns "
                    f"{', '.join(lacking)}; add them, or choose the shape 'table'"
                )

    def __str__(self) -> str:
        return f"{self.question} {self.claim}"

    def __repr__(self) -> str:
        about = f" of {self.proposal}" if self.proposal else ""
        return f"<Finding ({self.exploration}{about}): {self.claim}>"

    def _repr_html_(self) -> str:
        """Return question, claim and rows for a notebook."""
        head = "".join(f"<th>{html_text(self.labels.get(c, c))}</th>" for c in self.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_cell(row.get(c))}</td>" for c in self.columns) + "</tr>"
            for row in self.rows[:MOST_ROWS]
        )
        more = len(self.rows) - MOST_ROWS
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        rest = [f"and {more} more rows"] if more > 0 else []
        notes = "".join(
            f"<p><small>{html_text(text)}</small></p>" for text in (*rest, *self.caveats)
        )
        said = f"<p><b>{html_text(self.question)}</b><br>{html_text(self.claim)}</p>"
        return said + (table if self.rows else "") + notes

    @property
    def columns(self) -> tuple[str, ...]:
        """The column names, those of the shape first, the others as they first appear."""
        return tuple(dict.fromkeys((*COLUMNS[self.shape], *self._seen())))

    def as_dict(self) -> dict[str, object]:
        """Give the finding as plain values, ready for JSON."""
        return {
            "exploration": self.exploration,
            "question": self.question,
            "claim": self.claim,
            "found": self.found,
            "about": {
                "proposal": self.proposal or None,
                "outcome": self.outcome or None,
                "numbers": list(self.numbers),
            },
            "shape": self.shape,
            "labels": dict(self.labels),
            "rows": [dict(row) for row in self.rows],
            "caveats": list(self.caveats),
            "section": self.section,
            "provenance": {**vars(self.provenance), "sources": list(self.provenance.sources)},
        }

    def _seen(self) -> Iterator[str]:
        for row in self.rows:
            yield from row


class Findings(tuple[Finding, ...]):
    """Findings in the order in which they were asked for; one claim a line."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(f"{each.question}\n  {each.claim}" for each in self)

    def __repr__(self) -> str:
        names = dict.fromkeys(each.exploration for each in self)
        return f"<{len(self)} findings: {', '.join(names) or 'none'}>"

    def _repr_html_(self) -> str:
        """Return every finding for a notebook."""
        return "".join(each._repr_html_() for each in self)

    def as_dict(self) -> dict[str, object]:
        """Give the findings as plain values, ready for JSON."""
        return {"findings": [each.as_dict() for each in self]}


def _cell(cell: Cell) -> str:
    """Return a cell for a notebook.

    >>> _cell("a < b"), _cell(0.123456), _cell(None)
    ('a &lt; b', '0.123', '–')
    """
    if cell is None:
        return "–"
    return number(cell, 3) if isinstance(cell, float) else html_text(str(cell))
