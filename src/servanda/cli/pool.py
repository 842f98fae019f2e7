"""servanda pool: the verdicts of several experts, each and together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import CasePath, Json, Seed, Worlds, count
from servanda.cli.progress import progress_bar
from servanda.escaping.hidden import line
from servanda.escaping.terminal import say_json

__all__ = ["pool"]


def pool(
    case: CasePath,
    answers: Annotated[
        list[Path], typer.Argument(help="Files that the form wrote, one an expert.")
    ],
    named: Annotated[
        bool, typer.Option("--named", help="Call experts by their files, not by numbers.")
    ] = False,
    cut_off: Annotated[
        float, typer.Option(help="Calibration below which an expert gets no weight.")
    ] = 0.05,
    worlds: Worlds = "4000",
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Pool several experts: each one's verdicts, the pooled ones, and what disagreement moves."""
    wanted = count(worlds)
    from servanda.door.elicitation import pool as together

    with progress_bar("experts") as progress:
        made = together(
            case, answers, named=named, cut_off=cut_off, worlds=wanted, seed=seed, progress=progress
        )
    if as_json:
        say_json(made.to_dict())
        return
    from servanda.cli.tables import wrapped

    for each in str(made).splitlines():
        indent = " " * (len(each) - len(each.lstrip()))
        typer.echo(wrapped(line(each.strip()), indent, "  "))
