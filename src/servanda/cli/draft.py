"""servanda draft: a first case from articles, with every gap marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.read import Paths, said_in_paths

if TYPE_CHECKING:
    from servanda.reading.read import Said

__all__ = ["draft"]


def draft(
    paths: Paths,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder to make; it must not hold a case yet.")
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
) -> None:
    """Begin a case from articles: actors, issues, proposals, stances and quotes, gaps marked."""
    from servanda.case.check import check
    from servanda.drafting.draft import write_draft

    documents = told(said_in_paths(paths))
    named = [each.strip() for each in sides.split(",") if each.strip()]
    for path in write_draft(documents, output, sides=named, kind=kind):
        typer.echo(f"wrote {path}")
    typer.echo(str(check(output)))


def told(documents: Iterable[Said]) -> Iterator[Said]:
    """Yield documents, saying of each that could not be read why."""
    for said in documents:
        if said.unread:
            typer.echo(f"{said.source.id}: unread: {said.unread}", err=True)
        yield said
