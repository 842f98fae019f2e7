"""servanda verify: make a report again from what it carries inside, and compare all of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli.options import Json, Threads
from servanda.escaping.hidden import line
from servanda.escaping.terminal import say_json

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.engine.results import Assessment
    from servanda.report.made_again import Compared

__all__ = ["verify"]

_SHOWN = 10


def verify(
    report: Annotated[Path, typer.Argument(help="An HTML report.", show_default=False)],
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Make a report again from what it carries: are all its words and digits the same?"""
    from servanda import __version__
    from servanda.cli.assess import assessed_case
    from servanda.cli.findings import found_again
    from servanda.report.embedding import report_text
    from servanda.report.made_again import compare_again

    def assess(case: Case, worlds: int, seed: int) -> Assessment:
        return assessed_case(case, str(worlds), seed, threads)

    found = compare_again(report_text(report), report.name, assess, found_again)
    if as_json:
        say_json(_body(found, __version__))
    else:
        _say(report, found, __version__)
    if not found.same:
        raise typer.Exit(1)


def _body(found: Compared, ours: str) -> dict[str, Any]:
    return {
        "same": found.same,
        "version_in_report": found.version,
        "version_here": ours,
        "findings_by_hand": found.by_hand,
        "differences": [
            {"where": each.where, "in_report": each.said, "here": each.here}
            for each in found.differences
        ],
    }


def _say(report: Path, found: Compared, ours: str) -> None:
    if found.same:
        typer.echo(f"{report}: every digit comes out the same, and every word (servanda {ours})")
        return
    if found.differences:
        typer.echo(f"{report}: {len(found.differences)} places come out differently")
    for each in found.differences[:_SHOWN]:
        said = f"  {each.where}: the report says {each.said}, it comes out as {each.here}"
        typer.echo(line(said))
    if len(found.differences) > _SHOWN:
        typer.echo(f"  ... and {len(found.differences) - _SHOWN} more")
    if found.by_hand:
        typer.echo(f"{report}: its findings were put in by hand, and cannot be made again")
    if found.version != ours:
        typer.echo(line(f"it was written by servanda {found.version}; this is {ours}"))
