"""servanda draft: a first case from articles, with every gap marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.read import Paths, one_thread_a_process, said_in

if TYPE_CHECKING:
    from servanda.reading.read import Said

__all__ = ["draft"]


def draft(
    paths: Paths,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder to make; it must not hold a case yet.")
    ],
    challenger: Annotated[str, typer.Option(help="Who challenges, if misread: Russia.")] = "",
    protege: Annotated[str, typer.Option(help="Who is to be protected, if misread.")] = "",
) -> None:
    """Begin a case from articles: actors, issues, proposals, stances and quotes, gaps marked."""
    one_thread_a_process()
    from servanda.door.case import check
    from servanda.door.read import draft as begin

    written = begin(
        said_in(paths), output, challenger=challenger, protege=protege, told=_say_if_unread
    )
    for path in written:
        typer.echo(f"wrote {path}")
    typer.echo(str(check(output)))


def _say_if_unread(said: Said) -> None:
    if said.unread:
        typer.echo(f"{said.source.id}: unread: {said.unread}", err=True)
