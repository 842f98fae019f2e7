"""servanda demo: the shipped Ukraine case, assessed, with its report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import Seed, Worlds, count
from servanda.cli.progress import progress_bar

__all__ = ["demo"]


def demo(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Where to write the report.")
    ] = Path("report.html"),
    worlds: Worlds = "20000",
    seed: Seed = 0,
) -> None:
    """Assess the shipped Ukraine case and write its report; no input needed."""
    from servanda.cli.tables import print_verdicts
    from servanda.door.judge import demo as show

    # Written before anything is printed: a reader who leaves early has the report all the same.
    with progress_bar("worlds") as progress:
        assessment = show(output, worlds=count(worlds), seed=seed, progress=progress)
    print_verdicts(assessment)
    typer.echo(f"\nThe report is in {output.resolve()}; open it in any browser.")
