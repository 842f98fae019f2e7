"""servanda demo: the shipped Ukraine case, assessed, with its report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import Seed, Worlds

__all__ = ["demo"]


def demo(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Where to write the report.")
    ] = Path("report.html"),
    worlds: Worlds = "20000",
    seed: Seed = 0,
) -> None:
    """Assess the shipped Ukraine case and write its report; no input needed."""
    from servanda.cli.assess import assessed
    from servanda.cli.findings import lens_on
    from servanda.cli.tables import print_verdicts
    from servanda.examples import example
    from servanda.report.formats.write import FORMATS, write

    with example("ukraine") as folder:
        case, assessment = assessed(folder, worlds, seed)
        found = lens_on(case, assessment, list(case.proposals))
        # Written before anything is printed: a reader who leaves early has the report all the same.
        written = write(case, assessment, folder, output, FORMATS.resolve(["html"]), found)
        print_verdicts(assessment)
        for path in written:
            typer.echo(f"\nThe report is in {path.resolve()}; open it in any browser.")
