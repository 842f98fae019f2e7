"""servanda cite: what the results of a case rest on, as BibTeX."""

from __future__ import annotations

import typer

from servanda.cli.options import CasePath, Json
from servanda.escaping.terminal import say_json

__all__ = ["cite"]


def cite(case: CasePath, as_json: Json = False) -> None:
    """Print what the results rest on: formulas the run calls, base rates, the case's sources."""
    from servanda.door.hand_over import cite as rests_on

    found = rests_on(case)
    if as_json:
        say_json(found.to_dict())
    else:
        typer.echo(str(found))
