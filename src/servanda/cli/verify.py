"""servanda verify: run a report again from what it carries inside, and compare the digits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from servanda.cli.options import Json, Threads
from servanda.cli.progress import progress_bar

__all__ = ["verify"]

_SHOWN = 10


def verify(
    report: Annotated[Path, typer.Argument(help="An HTML report.", show_default=False)],
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Run the case inside a report again, and say whether every digit comes out the same."""
    from servanda import __version__
    from servanda.case.load import parse
    from servanda.engine.assess import assess
    from servanda.report.embedding import differences, embedded

    found = embedded(report.read_text(encoding="utf-8", errors="replace"))
    case = parse(found.case_yaml, f"{report}: case.yaml")
    with progress_bar("worlds") as progress:
        again = assess(
            case, worlds=found.worlds, seed=found.seed, threads=threads, progress=progress
        )
    apart = differences(found.digits, again.to_dict())
    if as_json:
        typer.echo(json.dumps(_body(found.version, __version__, apart), indent=2))
    else:
        _say(report, found.version, __version__, apart)
    if apart:
        raise typer.Exit(1)


def _body(theirs: str, ours: str, apart: list[tuple[str, Any, Any]]) -> dict[str, Any]:
    return {
        "same": not apart,
        "version_in_report": theirs,
        "version_here": ours,
        "differences": [
            {"where": where, "in_report": said, "here": here} for where, said, here in apart
        ],
    }


def _say(report: Path, theirs: str, ours: str, apart: list[tuple[str, Any, Any]]) -> None:
    if not apart:
        typer.echo(f"{report}: every digit comes out the same (servanda {ours})")
        return
    typer.echo(f"{report}: {len(apart)} numbers come out differently")
    for where, said, here in apart[:_SHOWN]:
        typer.echo(f"  {where}: the report says {said}, it comes out as {here}")
    if len(apart) > _SHOWN:
        typer.echo(f"  ... and {len(apart) - _SHOWN} more")
    if theirs != ours:
        typer.echo(f"it was written by servanda {theirs}; this is {ours}")
