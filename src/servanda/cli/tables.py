"""Results as tables and text that fit a terminal of 80 columns."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.engine.result_columns import ResultColumn
    from servanda.engine.results import Assessment, ProposalResult

__all__ = ["print_assessment", "print_verdicts", "wrapped"]


def wrapped(text: str, indent: str = "", hang: str = "") -> str:
    """Return text broken to the width of the terminal, at most 100 columns; `hang` adds to indent.

    >>> print(wrapped("to be signed", "· ", "  "))
    · to be signed
    """
    width = min(shutil.get_terminal_size().columns, 100)
    return textwrap.fill(
        text,
        width=max(width, 40),
        initial_indent=indent,
        subsequent_indent=" " * len(indent) + hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def print_assessment(assessment: Assessment, as_json: bool, as_csv: bool) -> None:
    """Print an assessment as JSON, as CSV, or as a table for people."""
    if as_json:
        from servanda.escaping.terminal import say_json

        say_json(assessment.to_dict())
    elif as_csv:
        from servanda.cli.csv_tables import print_csv

        print_csv(assessment.rows())
    else:
        print_verdicts(assessment)


def print_verdicts(assessment: Assessment) -> None:
    """Print one row a proposal, and the verdicts in words below."""
    import typer
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from servanda.engine.result_columns import telling

    console = Console(markup=False, highlight=False, emoji=False, color_system=None)
    table = Table(box=SIMPLE_HEAD, expand=False, pad_edge=False, padding=(0, 1, 0, 0))
    shown = telling("terminal", assessment.proposals)
    for column in shown:
        table.add_column(column.short or column.heading, overflow="fold")
    for result in assessment.proposals:
        table.add_row(*(_cell(column, result) for column in shown))
    typer.echo(assessment.case)
    console.print(table)
    for result in assessment.proposals:
        verdict = result.verdict
        said = f"{result.id}: {verdict.word} ({verdict.firmness}). {verdict.sentence}."
        typer.echo(wrapped(said, hang="  "))
    typer.echo("")
    typer.echo(
        wrapped(
            f"Shares of {assessment.worlds:,} worlds (seed {assessment.seed}), ± two standard "
            "errors in percentage points; probabilities only as far as the ranges were meant as "
            "beliefs. Holds: among the worlds that sign. Months of war: change of its expected "
            "length, middle and 5% to 95% of worlds."
        )
    )


def _at_underscores(name: str, width: int = 18) -> str:
    """Return a name broken where it has underscores.

    >>> print(_at_underscores("invitation_after_any_settlement"))
    invitation_after_
    any_settlement
    """
    lines = textwrap.wrap(name.replace("_", "_ "), width + 1, break_long_words=False)
    return "\n".join(each.replace("_ ", "_") for each in lines)


def _cell(column: ResultColumn, result: ProposalResult) -> str:
    """Return the cell of a declared column; its unit stands in the heading."""
    from servanda.report.number_words import spread_text, value_text

    value = column.value(result)
    if column.name == "proposal":
        return _at_underscores(result.id)
    if column.change and value and max(abs(value.p5), abs(value.p95)) < 0.05:
        return "no change"
    if column.kind == "spread":
        return spread_text(value, signed=column.change)
    return value_text(column, value)
