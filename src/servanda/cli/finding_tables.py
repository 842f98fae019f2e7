"""Findings on a terminal: the question, the claim, and the rows it rests on.

What has no room in a column of its own stands below its row, at full width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from servanda.cli.paged import print_paged
from servanda.cli.text_table import LEAD, Line, table_lines, widths_of

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.explore.finding import Cell, Finding, Row

from servanda.escaping.hidden import line as shown
from servanda.escaping.terminal import say_json

__all__ = ["finding_rows", "print_findings", "rows_as_lines"]

MOST_ROWS = 12
PROSE = 30
"""Characters beyond which a cell is a sentence and stands below its row."""
TOLD_IN_FULL = ("says",)
"""Columns that say the row over again in a sentence: in JSON and CSV alone."""


def print_findings(
    findings: Sequence[Finding], as_json: bool, as_csv: bool = False, every: bool = False
) -> None:
    """Print findings in order: as one JSON list, as one CSV table, or in words with their rows.

    `every`: all rows at once, neither cut nor paged.
    """
    if as_json:
        body = [finding.as_dict() for finding in findings]
        say_json({"findings": body})
    elif as_csv:
        from servanda.cli.csv_tables import print_csv

        print_csv(list(finding_rows(findings)))
    else:
        print_paged(lambda console: _print_all(console, findings, every), every)


def finding_rows(findings: Sequence[Finding]) -> Iterator[dict[str, Cell]]:
    """Yield the rows of all findings as one table: what each is about, then its own columns."""
    names = dict.fromkeys(name for finding in findings for name in finding.columns)
    for finding in findings:
        about: dict[str, Cell] = {
            "exploration": finding.exploration,
            "proposal": finding.proposal,
            "outcome": finding.outcome,
            "claim": finding.claim,
        }
        for row in finding.rows or ({},):
            yield about | {name: row.get(name) for name in names}


def _print_all(console: Console, findings: Sequence[Finding], every: bool) -> None:
    from rich.text import Text

    for finding in findings:
        console.print(Text(shown(finding.question), "bold"))
        console.print(Text(shown(finding.claim)))
        if finding.rows:
            rows = finding.rows if every else finding.rows[:MOST_ROWS]
            for line in rows_as_lines(finding, rows, console.width):
                console.print(Text(line))
            if len(rows) < len(finding.rows):
                console.print(f"and {len(finding.rows) - len(rows)} more rows; --all prints them")
        for caveat in finding.caveats:
            console.print(Text(shown(caveat), "dim"))
        console.print()


def rows_as_lines(finding: Finding, rows: Sequence[Row], width: int) -> Iterator[str]:
    """Yield a table that fits: the label first, then as many columns as have room."""
    used = [
        name
        for name in finding.columns
        if name not in TOLD_IN_FULL and any(row.get(name) not in (None, "") for row in rows)
    ]
    lead = next((name for name in used if isinstance(rows[0].get(name), str)), used[0])
    shown = [lead, *_that_fit(finding, rows, [name for name in used if name != lead], width)]
    below = [name for name in used if name not in shown]
    lines = [
        Line(
            tuple(_cell(row.get(name)) for name in shown),
            tuple(
                f"{_heading(finding, name)}: {_cell(row[name])}"
                for name in below
                if row.get(name) not in (None, "")
            ),
        )
        for row in rows
    ]
    right = [not any(isinstance(row.get(name), str) for row in rows) for name in shown]
    yield from table_lines([_heading(finding, name) for name in shown], lines, right, width)


def _that_fit(
    finding: Finding, rows: Sequence[Row], names: Sequence[str], width: int
) -> Iterator[str]:
    """Yield the columns that fit beside the label, the first ones first."""
    cells = [[_cell(row.get(name)) for name in names] for row in rows]
    wide = widths_of([_heading(finding, name) for name in names], cells)
    room = width - LEAD
    for name, needed in zip(names, wide, strict=True):
        if needed + 2 <= min(room, PROSE):
            yield name
            room -= needed + 2


def _heading(finding: Finding, name: str) -> str:
    return shown(finding.labels.get(name, name.replace("_", " ")))


def _cell(value: Cell) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        from servanda.report.number_words import number

        return number(value, 3)
    return shown(str(value))
