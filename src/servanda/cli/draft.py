"""servanda draft: a first case from articles, or what new articles add to one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.read import Careful, Paths, one_thread_a_process, said_in, tell_passed_over, told

if TYPE_CHECKING:
    from servanda.door.read import Written

__all__ = ["draft"]

SHOWN = 12


def draft(
    paths: Paths,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            help="Folder of the case; one that stands is added to, never overwritten.",
        ),
    ],
    sides: Annotated[
        str,
        typer.Option(
            help="Who fights whom, if misread, the challenger first: Norland,Upland; parties that "
            "fight together are joined by +."
        ),
    ] = "",
    kind: Annotated[
        str, typer.Option(help="Kind of war: interstate, civil_settlement or civil_truce.")
    ] = "",
    careful: Careful = False,
) -> None:
    """Begin a case from articles: sides, plan, terms, answers and quotes, gaps marked."""
    one_thread_a_process()
    from servanda.door.case import check
    from servanda.door.read import draft as begin
    from servanda.door.read import gaps_by_weight

    tell_passed_over(paths)
    named = [each.strip() for each in sides.split(",") if each.strip()]
    written = begin(told(said_in(paths, careful)), output, sides=named, kind=kind, careful=careful)
    for path in written.files:
        typer.echo(f"wrote {path}")
    if written.updated:
        _tell_offers(written, output)
    report = check(output)
    typer.echo(str(report))
    first = gaps_by_weight(report)[:SHOWN]
    if first:
        typer.echo(f"{len(report.gaps)} gaps; those that move a verdict most, first:")
        for key in first:
            typer.echo(f"  {key}")


def _tell_offers(written: Written, output: Path) -> None:
    typer.echo(f"{output / 'case.yaml'} stands; nothing a person wrote was changed")
    if not written.offers:
        typer.echo("the articles add nothing that is not in it, or was refused")
        return
    typer.echo(f"{len(written.offers)} things are new:")
    for change in written.offers[:SHOWN]:
        typer.echo(f"  {change.id} {change}")
    more = len(written.offers) - SHOWN
    typer.echo(f"  … and {more} more" if more > 0 else "", nl=more > 0)
    typer.echo(
        f"take them with `servanda evidence {output} --accept ID`, refuse with `--reject ID`"
    )
