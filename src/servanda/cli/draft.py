"""servanda draft: a first case from articles, with every gap marked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.read import Paths, said_in_paths

__all__ = ["draft"]


def draft(
    paths: Paths,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder to make; it must not hold a case yet.")
    ],
) -> None:
    """Begin a case from articles: actors, issues, proposals, stances and quotes, gaps marked."""
    from servanda.case.check import check
    from servanda.drafting import write_draft

    for path in write_draft(said_in_paths(paths), output):
        typer.echo(f"wrote {path}")
    typer.echo(str(check(output)))
