"""servanda merge: put shards together, and print what `servanda assess` prints of all worlds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import All, Csv, Json, count
from servanda.cli.tables import print_assessment
from servanda.escaping.hidden import line

__all__ = ["merge"]


def merge(
    folder: Annotated[Path, typer.Argument(help="Folder of the shards.", show_default=False)],
    worlds: Annotated[
        str | None,
        typer.Option(help="How many worlds there must be; as far as the shards go if left out."),
    ] = None,
    as_json: Json = False,
    as_csv: Csv = False,
    every: All = False,
) -> None:
    """Put shards together: the verdicts of all their worlds, to the digit those of `assess`."""
    wanted = None if worlds is None else count(worlds)
    from servanda.door.shards import merge as put_together

    found = put_together(folder, worlds=wanted, tell=lambda said: typer.echo(line(said), err=True))
    print_assessment(found, as_json, as_csv, every)
