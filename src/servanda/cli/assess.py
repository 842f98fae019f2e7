"""servanda assess: per proposal, will it be signed, will it hold, what does it do to the war."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.cli.options import CasePath, Json, Seed, Threads, Worlds, count
from servanda.cli.progress import progress_bar
from servanda.escaping.terminal import say_json

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.engine.results import Assessment

__all__ = ["assess", "assessed", "assessed_case"]


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
        say_json(assessment.to_dict())
    else:
        print_verdicts(assessment)


def assessed(
    case: CasePath, worlds: str, seed: int, threads: int | None = None
) -> tuple[Case, Assessment]:
    """Return the case at a path and its assessment, with a progress bar."""
    count(worlds)  # a slip in a number is told before a large case is read
    from servanda.case.load import load

    loaded = load(case)
    return loaded, assessed_case(loaded, worlds, seed, threads)


def assessed_case(case: Case, worlds: str, seed: int, threads: int | None = None) -> Assessment:
    """Return the assessment of a case, with a progress bar."""
    wanted = count(worlds)
    from servanda.engine.assess import assess as assess_worlds

    with progress_bar("worlds") as progress:
        return assess_worlds(case, worlds=wanted, seed=seed, threads=threads, progress=progress)
