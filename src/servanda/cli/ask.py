"""servanda ask: a form for experts with the numbers on which the verdicts hang most."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import CasePath, Seed

__all__ = ["ask"]


def ask(
    case: CasePath,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder to write form.html and form.csv to.")
    ] = Path("ask"),
    numbers: Annotated[int, typer.Option(help="How many numbers to ask for.", min=1)] = 12,
    seeds: Annotated[
        bool, typer.Option(help="Ask questions with known answers too, to weigh experts by.")
    ] = True,
    seed: Seed = 0,
) -> None:
    """Write a form for experts: the numbers that matter most, as a page and a spreadsheet."""
    from servanda.door.elicitation import ask as write

    for path in write(case, output, numbers=numbers, seeds=seeds, seed=seed):
        typer.echo(f"wrote {path}")
