"""servanda explore: every question one can ask of a case, or one by name."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.finding_tables import print_findings
from servanda.cli.options import All, CasePath, Csv, Json, Seed, Worlds, count
from servanda.cli.progress import progress_bar

__all__ = ["explore"]


def explore(
    case: CasePath,
    proposal: Annotated[
        str | None, typer.Argument(help="A proposal of the case; all of them if left out.")
    ] = None,
    only: Annotated[str, typer.Option(help="One question by name; a wrong name lists them.")] = "",
    worlds: Worlds = "20000",
    seed: Seed = 0,
    as_json: Json = False,
    as_csv: Csv = False,
    every: All = False,
) -> None:
    """Ask every question of a case: what would have to change."""
    from servanda.door.explore import explore as ask

    with progress_bar("questions") as progress:
        found = ask(case, only or (), proposal, worlds=count(worlds), seed=seed, progress=progress)
    print_findings(found, as_json, as_csv, every)
