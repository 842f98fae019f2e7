"""servanda upgrade: a case of version 1 written in the notation of version 2."""

from __future__ import annotations

import typer

from servanda.cli.options import CasePath, Json
from servanda.escaping.terminal import say_json

__all__ = ["upgrade"]


def upgrade(case: CasePath, as_json: Json = False) -> None:
    """Write a case of version 1 in the notation of version 2, comments kept.

    The file is written in its place; what is read differently is told. A case of version 2 is left
    alone.
    """
    from servanda.door.case import upgrade as write_anew

    told = write_anew(case)
    if as_json:
        say_json({"case": str(case), "read_differently": told})
    elif not told:
        typer.echo(f"{case}: one of version 2 already; nothing to do")
    else:
        typer.echo(f"{case}: written as version 2. Read differently:")
        for note in told:
            typer.echo(f"  {note}")
