"""servanda verify: run a report again from what it carries inside, and compare the digits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Json, Threads
from servanda.cli.progress import progress_bar

if TYPE_CHECKING:
    from servanda.door.hand_over import Verification

from servanda.escaping.hidden import line
from servanda.escaping.terminal import say_json

__all__ = ["verify"]

_SHOWN = 10


def verify(
    report: Annotated[Path, typer.Argument(help="An HTML report.", show_default=False)],
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Make a report again from what it carries: are all its words and digits the same?"""
    from servanda.door.hand_over import verify as run_again

    with progress_bar("worlds") as progress:
        found = run_again(report, threads=threads, progress=progress)
    if as_json:
        say_json(found.to_dict())
    else:
        _say(found)
    if not found.same:
        raise typer.Exit(1)


def _say(found: Verification) -> None:
    ours, apart, report = found.version_here, found.differences, found.report
    if found.same:
        typer.echo(f"{report}: every digit comes out the same, and every word (servanda {ours})")
        return
    if apart:
        typer.echo(f"{report}: {len(apart)} places come out differently")
    for where, said, here in apart[:_SHOWN]:
        typer.echo(line(f"  {where}: the report says {said}, it comes out as {here}"))
    if len(apart) > _SHOWN:
        typer.echo(f"  ... and {len(apart) - _SHOWN} more")
    if found.by_hand:
        typer.echo(f"{report}: its findings were put in by hand, and cannot be made again")
    if found.version_in_report != ours:
        typer.echo(line(f"it was written by servanda {found.version_in_report}; this is {ours}"))
