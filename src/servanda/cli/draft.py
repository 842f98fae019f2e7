"""servanda draft: a first case from articles, with every gap marked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.read import Paths, said_in_paths, tell_passed_over, told

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
    from servanda.case.check import check
    from servanda.drafting.draft import write_draft

    tell_passed_over(paths)
    documents = told(said_in_paths(paths))
    for path in write_draft(documents, output, challenger=challenger, protege=protege):
        typer.echo(f"wrote {path}")
    typer.echo(str(check(output)))
