"""servanda verify: run a report again from what it carries inside, and compare the digits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Json, Threads
from servanda.cli.progress import progress_bar

if TYPE_CHECKING:
    from servanda.door.hand_over import Verification

__all__ = ["verify"]

_SHOWN = 10


def verify(
    report: Annotated[Path, typer.Argument(help="An HTML report.", show_default=False)],
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Run the case inside a report again, and say whether every digit comes out the same."""
    from servanda.door.hand_over import verify as run_again

    with progress_bar("worlds") as progress:
        found = run_again(report, threads=threads, progress=progress)
    if as_json:
        typer.echo(json.dumps(found.to_dict(), indent=2))
    else:
        _say(found)
    if not found.same:
        raise typer.Exit(1)


def _say(found: Verification) -> None:
    ours, apart = found.version_here, found.differences
    if found.same:
        typer.echo(f"{found.report}: every digit comes out the same (servanda {ours})")
        return
    typer.echo(f"{found.report}: {len(apart)} numbers come out differently")
    for where, said, here in apart[:_SHOWN]:
        typer.echo(f"  {where}: the report says {said}, it comes out as {here}")
    if len(apart) > _SHOWN:
        typer.echo(f"  ... and {len(apart) - _SHOWN} more")
    if found.version_in_report != ours:
        typer.echo(f"it was written by servanda {found.version_in_report}; this is {ours}")
