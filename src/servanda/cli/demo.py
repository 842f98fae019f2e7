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
    from servanda.cli.tables import print_verdicts
    from servanda.examples import example
    from servanda.report.write import FORMATS, write

    with example("ukraine") as folder:
        case, assessment = assessed(folder, worlds, seed)
        print_verdicts(assessment)
        for path in write(case, assessment, folder, output, FORMATS.resolve(["html"])):
            typer.echo(f"The report is in {path.resolve()}; open it in any browser.")
