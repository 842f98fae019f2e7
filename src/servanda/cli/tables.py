"""Results as tables and text that fit a terminal of 80 columns."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from servanda.cli.paged import print_paged
from servanda.cli.text_table import GAP, Line, table_lines, widths_of
from servanda.escaping.hidden import line
from servanda.sentences import plural

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.engine.result_columns import ResultColumn
    from servanda.engine.result_parts import EvidenceResult
    from servanda.engine.results import Assessment, ProposalResult

__all__ = ["print_assessment", "print_verdicts", "verdict_lines", "width", "wrapped"]

NAME = 16
"""Characters that the name of a proposal has at the least."""
SHORT = 20
"""A column wider than this gives way to those that are not."""


def width() -> int:
    """Return how wide text may be: the terminal, within 40 and 100 columns."""
    return max(min(shutil.get_terminal_size().columns, 100), 40)


def wrapped(text: str, indent: str = "", hang: str = "") -> str:
    """Return text broken to the width of the terminal, at most 100 columns; `hang` adds to indent.

    >>> print(wrapped("to be signed", "· ", "  "))
    · to be signed
    """
    return textwrap.fill(
        text,
        width=width(),
        initial_indent=indent,
        subsequent_indent=" " * len(indent) + hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def print_assessment(
    assessment: Assessment, as_json: bool, as_csv: bool, every: bool = False
) -> None:
    """Print an assessment as JSON, as CSV, or as a table for people."""
    if as_json:
        from servanda.escaping.terminal import say_json

        say_json(assessment.to_dict())
    elif as_csv:
        from servanda.cli.csv_tables import print_csv

        print_csv(assessment.rows())
    else:
        print_verdicts(assessment, every)


def print_verdicts(assessment: Assessment, every: bool = False) -> None:
    """Print one row a proposal, its verdict in words within it; paged where it is long."""
    print_paged(lambda console: _print_all(console, assessment), every)


def _print_all(console: Console, assessment: Assessment) -> None:
    from rich.text import Text

    console.print(Text(line(assessment.case), "bold"))
    for each in verdict_lines(assessment, console.width):
        console.print(Text(each))
    if assessment.evidence and assessment.evidence.weighed:
        console.print()
        for said in _weighed(assessment.evidence):
            console.print(Text(wrapped(line(said), hang="  ")))
    console.print()
    said = _LEGEND.format(plural(assessment.worlds, "world"), assessment.seed)
    if any(result.holds_shrunk for result in assessment):
        from servanda.kinds_of_war.shrunk import shrinkage

        said += f" Shrunk: {shrinkage().sentence}."
    console.print(Text(wrapped(said)))


_LEGEND = (
    "Shares of {} (seed {}), ± two standard errors in percentage points; probabilities "
    "only as far as the ranges were meant as beliefs. Consent: the two who consent least often. "
    "Holds: among the worlds that sign. Months of war: change of its expected length, median and "
    "5% to 95% of worlds."
)


def verdict_lines(assessment: Assessment, width: int) -> Iterator[str]:
    """Yield the verdicts as a table of at most `width` characters."""
    from servanda.engine.result_columns import telling

    shown = telling("terminal", assessment.proposals)
    rows = [[line(_cell(column, result)) for column in shown] for result in assessment.proposals]
    headings = [column.short or column.heading for column in shown]
    kept = _that_fit(headings, rows, width)
    lines = [
        Line(
            tuple(row[place] for place in kept),
            tuple(f"{headings[n]}: {row[n]}" for n in range(len(shown)) if n not in kept),
            (
                f"{result.verdict.word} ({result.verdict.firmness}): "
                f"{line(result.verdict.sentence)}.",
                *([f"{line(result.robustness.sentence)}."] if result.robustness else []),
                *_shrunk(result),
                *_answered(assessment, result),
            ),
        )
        for row, result in zip(rows, assessment.proposals, strict=True)
    ]
    right = [shown[place].kind == "share" for place in kept]
    yield from table_lines([headings[place] for place in kept], lines, right, width)


def _shrunk(result: ProposalResult) -> Iterator[str]:
    """Yield the chance of holding once signed, shrunk to its kind, beside the rate of that kind."""
    from servanda.report.number_words import percent, range_text

    found, past = result.holds_shrunk, result.kind_holds.get(5)
    if found and past:
        yield (
            f"Once signed, holds 5 y: {range_text(found)} shrunk to its kind, of which "
            f"{percent(past.p50)} held."
        )


def _answered(assessment: Assessment, result: ProposalResult) -> Iterator[str]:
    """Yield what answers and events make of the share that signs, where they are not in it yet."""
    from servanda.report.weighed import weighed_sentence

    said = weighed_sentence(assessment.evidence, result.signed_weighed)
    if said:
        yield said


def _that_fit(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the columns that have room beside the label; names of parties stand below first."""
    wide = widths_of(headings, rows)
    kept, room = [0], width - NAME
    for place in sorted(range(1, len(headings)), key=lambda n: wide[n] > SHORT):
        if wide[place] + len(GAP) <= room:
            kept.append(place)
            room -= wide[place] + len(GAP)
    return sorted(kept)


def _weighed(evidence: EvidenceResult) -> Iterator[str]:
    """Yield what the evidence is worth, and what each event moves where it moves most."""
    yield f"Weighed by evidence: worth {evidence.effective_worlds:,.0f} worlds of even weight."
    for event, pushes in evidence.moved.items():
        name = max(pushes, key=lambda each: abs(pushes[each]))
        yield f"{event}: moves the share that signs {name} by {100 * pushes[name]:+.1f} points"


def _cell(column: ResultColumn, result: ProposalResult) -> str:
    """Return the cell of a declared column; its unit stands in the heading."""
    from servanda.report.number_words import spread_text, value_text

    value = column.value(result)
    if column.name == "proposal":
        return result.id
    if column.change and value and max(abs(value.p5), abs(value.p95)) < 0.05:
        return "no change"
    if column.kind == "spread":
        return spread_text(value, signed=column.change)
    return value_text(column, value)
