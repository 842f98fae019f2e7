"""servanda new: a commented case, a folder for sources, and the schema for the editor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["new"]


def new(
    folder: Annotated[Path, typer.Argument(help="Folder to make; it must not hold a case yet.")],
    kind: Annotated[
        str, typer.Option(help="interstate, civil, ceasefire, secession or no_front.")
    ] = "interstate",
) -> None:
    """Begin a case: case.yaml with comments, sources/, and the JSON Schema for editors."""
    from servanda.door.case import new as begin

    for path in begin(folder, kind):
        typer.echo(f"wrote {path}")
    typer.echo(f"next: edit {folder}/case.yaml, then run `servanda check {folder}`")
