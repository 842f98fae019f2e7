"""servanda report: the assessment as a file to hand over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.assess import assessed
from servanda.cli.options import CasePath, Seed, Worlds

__all__ = ["report", "write_report"]


def report(
    case: CasePath,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="File to write, without its ending or with it.")
    ] = Path("report"),
    to: Annotated[str, typer.Option(help="Formats, separated by commas: html, md.")] = "html",
    public: Annotated[
        bool, typer.Option("--public", help="Leave out quotes and names of sources.")
    ] = False,
    worlds: Worlds = "10000",
    seed: Seed = 0,
) -> None:
    """Write the report: key judgements, who blocks, survival, assumptions, evidence."""
    for path in write_report(case, output, to.split(","), public, worlds, seed):
        typer.echo(f"wrote {path}")


def write_report(
    case: Path, output: Path, formats: list[str], public: bool, worlds: str, seed: int
) -> list[Path]:
    """Write the report of the case at a path in each format, and return the files written."""
    from servanda.report.write import FORMATS, write

    wanted = FORMATS.resolve(formats)
    loaded, assessment = assessed(case, worlds, seed)
    folder = case if case.is_dir() else case.parent
    return write(loaded, assessment, folder, output, wanted, public=public)
