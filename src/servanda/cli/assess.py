"""servanda assess: per proposal, will it be signed, will it hold, what does it do to the war."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from servanda.cli.options import CasePath, Json, Seed, Threads, Worlds, count
from servanda.cli.progress import progress_bar

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.engine.results import Assessment

__all__ = ["assess", "assessed"]


def assess(
    case: CasePath,
    worlds: Worlds = "10000",
    seed: Seed = 0,
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Assess every proposal: signed, by whom not, holds 1/5/10 years, effect on the war."""
    from servanda.cli.tables import print_verdicts

    _, assessment = assessed(case, worlds, seed, threads)
    if as_json:
        typer.echo(json.dumps(assessment.to_dict(), indent=2, allow_nan=False))
    else:
        print_verdicts(assessment)


def assessed(
    case: CasePath, worlds: str, seed: int, threads: int | None = None
) -> tuple[Case, Assessment]:
    """Return the case at a path and its assessment, with a progress bar."""
    wanted = count(worlds)
    from servanda.case.load import load
    from servanda.engine.assess import assess as assess_case

    loaded = load(case)
    with progress_bar("worlds") as progress:
        made = assess_case(loaded, worlds=wanted, seed=seed, threads=threads, progress=progress)
    return loaded, made
