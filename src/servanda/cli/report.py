"""servanda report: the assessment as a file to hand over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.assess import assessed
from servanda.cli.options import CasePath, Seed, Threads, Worlds, count

__all__ = ["report"]


def report(
    case: CasePath,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="File to write, without its ending or with it.")
    ] = Path("report"),
    to: Annotated[
        str | None,
        typer.Option(
            help="Formats, separated by commas: html, md, docx, csv, parquet, svg, png, pdf. "
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
    public: Annotated[
        bool, typer.Option("--public", help="Leave out quotes and names of sources.")
    ] = False,
    worlds: Worlds = "10000",
    seed: Seed = 0,
    threads: Threads = None,
) -> None:
    """Write the report: key judgements, what would change them, who blocks, evidence."""
    from servanda.report.formats import FORMATS

    by_ending = output.suffix.lower().lstrip(".")
    named = to or (by_ending if by_ending in {each.name for each in FORMATS} else "html")
    wanted = FORMATS.resolve(named.split(","))
    from servanda.case.load import load
    from servanda.cli.findings import chosen, findings_on, lens_on
    from servanda.report.formats.write import write

    proposals, most = chosen(load(case), explore), count(explore_worlds)
    loaded, assessment = assessed(case, worlds, seed, threads)
    found = [
        *findings_on(loaded, assessment, proposals, most),
        *lens_on(loaded, assessment, proposals),
    ]
    for path in write(loaded, assessment, case, output, wanted, found, public):
        typer.echo(f"wrote {path}")
