"""servanda new: a commented case, a folder for sources, and the schema for the editor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.errors import InputError

__all__ = ["new"]


def new(
    folder: Annotated[Path, typer.Argument(help="Folder to make; it must not hold a case yet.")],
    kind: Annotated[
        str | None,
        typer.Option(
            help="interstate, civil, ceasefire, secession or no_front; interstate if left out."
        ),
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(help="A settlement of the library to begin from, such as tashkent-1966."),
    ] = None,
) -> None:
    """Begin a case: case.yaml with comments, sources/, and the JSON Schema for editors."""
    from servanda.door.case import new as begin

    if kind and like:
        raise InputError("new: a case begins from a kind or like a settlement; leave one out")
    for path in begin(folder, kind or "interstate", like=like or ""):
        typer.echo(f"wrote {path}")
    typer.echo(f"next: edit {folder}/case.yaml, then run `servanda check {folder}`")
