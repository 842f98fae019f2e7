"""servanda assess: per proposal, will it be signed, will it hold, what does it do to the war."""

from __future__ import annotations

from servanda.cli.options import CasePath, Csv, Json, Seed, Threads, Worlds, count
from servanda.cli.progress import progress_bar

__all__ = ["assess"]


def assess(
    case: CasePath,
    worlds: Worlds = "10000",
    seed: Seed = 0,
    threads: Threads = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Assess every proposal: signed, by whom not, holds 1/5/10 years, effect on the war."""
    wanted = count(worlds)
    from servanda.cli.tables import print_assessment
    from servanda.door.judge import assess as judge

    with progress_bar("worlds") as progress:
        assessment = judge(case, worlds=wanted, seed=seed, threads=threads, progress=progress)
    print_assessment(assessment, as_json, as_csv)
