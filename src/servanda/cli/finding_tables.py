"""Findings on a terminal: the question, the claim, and the rows it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from servanda.escaping.hidden import line, visible
from servanda.escaping.terminal import say_json

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.explore.finding import Cell, Finding

__all__ = ["print_findings"]

MOST_ROWS = 12
MOST_COLUMNS = 7
PROSE = 36
"""Characters beyond which a cell is a sentence and gets a line of its own."""


def print_findings(findings: Sequence[Finding], as_json: bool) -> None:
    """Print findings in order: as one JSON list, or question, claim, rows and caveats of each."""
    if as_json:
        body = [finding.as_dict() for finding in findings]
        say_json({"findings": body})
        return
    for finding in findings:
        _print(finding)


def _print(finding: Finding) -> None:
    from rich.console import Console

    console = Console(markup=False, highlight=False, emoji=False, color_system=None)
    console.print(line(finding.question))
    console.print(line(finding.claim))
    if finding.rows:
        _print_rows(console, finding)
    for caveat in finding.caveats:
        console.print(line(caveat))
    console.print()


def _print_rows(console: Console, finding: Finding) -> None:
    """Print the columns that fit; sentences go below, one line each."""
    from rich.table import Table
    from rich.text import Text

    texts = [name for name in finding.columns if _is_prose(finding, name)]
    columns = [name for name in finding.columns if name not in texts][:MOST_COLUMNS]
    table = Table(pad_edge=False, show_edge=False)
    for name in columns:
        heading = finding.labels.get(name, name.replace("_", " "))
        table.add_column(Text(visible(heading)), overflow="fold")
    for row in finding.rows[:MOST_ROWS]:
        table.add_row(*(Text(visible(_cell(row.get(name)))) for name in columns))
    console.print(table)
    for row in finding.rows[:MOST_ROWS]:
        for name in texts:
            if row.get(name):
                console.print(f"  {name.replace('_', ' ')}: {line(str(row[name]))}")
    if len(finding.rows) > MOST_ROWS:
        console.print(f"and {len(finding.rows) - MOST_ROWS} more rows; --json prints them all")


def _is_prose(finding: Finding, name: str) -> bool:
    return any(len(str(row.get(name) or "")) > PROSE for row in finding.rows)


def _cell(value: Cell) -> str:
    if value is None:
        return "–"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
