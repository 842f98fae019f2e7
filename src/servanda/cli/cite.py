"""servanda cite: what the results of a case rest on, as BibTeX."""

from __future__ import annotations

import json

import typer

from servanda.cli.options import CasePath, Json

__all__ = ["cite"]


def cite(case: CasePath, as_json: Json = False) -> None:
    """Print what the results rest on: formulas the run calls, base rates, the case's sources."""
    from servanda.door.hand_over import cite as rests_on

    found = rests_on(case)
    typer.echo(json.dumps(found.to_dict(), indent=2) if as_json else str(found))
