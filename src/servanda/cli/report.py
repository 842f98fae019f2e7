"""servanda report: the assessment as a file to hand over."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.assess import assessed_case
from servanda.cli.options import CasePath, Seed, Threads, Worlds, count
from servanda.escaping.hidden import line

if TYPE_CHECKING:
    from servanda.case.keys.case import Case

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
    """Write the report: key judgements, what would change them, who blocks, evidence."""
    from servanda.report.formats import FORMATS

    by_ending = output.suffix.lower().lstrip(".")
    named = to or (by_ending if by_ending in {each.name for each in FORMATS} else "html")
    wanted = FORMATS.resolve(named.split(","))
    from servanda.case.load import load
    from servanda.cli.findings import chosen, found_again
    from servanda.report.formats.write import write
    from servanda.report.material import Explored

    loaded = load(case)
    proposals = tuple(chosen(loaded, explore))
    explored = Explored(proposals, count(explore_worlds), lens=proposals)
    if public:
        loaded = _as_shown(loaded, show or ())
    made = assessed_case(loaded, worlds, seed, threads)
    found = found_again(loaded, made, explored)
    for path in write(loaded, made, case, output, wanted, found, public, explored, show or ()):
        typer.echo(f"wrote {path}")


def _as_shown(case: Case, shown: Collection[str]) -> Case:
    """Return the case as the public sees it, with a list of the free text that it still holds.

    All that follows is made from it, so that nothing withheld can come in by another way.
    """
    from servanda.report.redaction import public_version

    made = public_version(case, shown)
    typer.echo("Free text that the public version still holds:", err=True)
    for place, text in made.texts:
        typer.echo(line(f"  {place}: {text}"), err=True)
    return made.case
