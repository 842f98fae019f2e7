"""servanda report: the assessment as a file to hand over."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import CasePath, Seed, Threads, Worlds, count
from servanda.cli.progress import progress_bar
from servanda.escaping.hidden import line
from servanda.threads import Progress

__all__ = ["report"]


def report(
    case: CasePath,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="File to write, without its ending or with it.")
    ] = Path("report"),
    to: Annotated[
        str | None,
        typer.Option(
            help="Formats, separated by commas, such as html,docx; a wrong name lists them. "
            "By default that of the output's ending, or html.",
            show_default=False,
        ),
    ] = None,
    explore: Annotated[
        str,
        typer.Option(help="Proposals to explore, separated by commas; or `all`, or `none`."),
    ] = "all",
    explore_worlds: Annotated[
        str, typer.Option(help="Worlds the explorations look at, at most; linchpins take longest.")
    ] = "4000",
    brief: Annotated[bool, typer.Option("--brief", help="The brief of two pages alone.")] = False,
    annex: Annotated[
        bool, typer.Option("--annex", help="The annex alone; by default both, in one file.")
    ] = False,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out whatever tells the sources.")
    ] = False,
    show: Annotated[
        list[str] | None,
        typer.Option(help="With --public: a word that may stand though a source is called so."),
    ] = None,
    worlds: Worlds = "10000",
    seed: Seed = 0,
    threads: Threads = None,
) -> None:
    """Write the report: a brief of two pages, and the annex with everything behind it."""
    from servanda.door.hand_over import report as write

    most, wanted = count(explore_worlds), count(worlds)
    with ExitStack() as bars:
        written = write(
            case,
            output,
            to=to,
            explore=explore,
            explore_worlds=most,
            part="both" if brief == annex else "brief" if brief else "annex",
            public=public,
            show=show or (),
            told=_tell_free_text,
            worlds=wanted,
            seed=seed,
            threads=threads,
            progress=lambda name: _next(bars, name),
        )
    for path in written:
        typer.echo(f"wrote {path}")


def _tell_free_text(texts: Sequence[tuple[str, str]]) -> None:
    """List what free text the public version still holds, before anything is written."""
    typer.echo("Free text that the public version still holds:", err=True)
    for place, text in texts:
        typer.echo(line(f"  {place}: {text}"), err=True)


def _next(bars: ExitStack, name: str) -> Progress:
    """Take down the bar of the step before, and put up that of the next: two cannot be drawn."""
    bars.close()
    return bars.enter_context(progress_bar(name))
