"""servanda assess: per proposal, will it be signed, will it hold, what does it do to the war."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.options import All, CasePath, Csv, Json, Seed, Threads, Worlds, count
from servanda.cli.progress import progress_bar
from servanda.escaping.terminal import say_json

__all__ = ["assess"]


def assess(
    case: CasePath,
    worlds: Worlds = "10000",
    seed: Seed = 0,
    threads: Threads = None,
    weigh_evidence: Annotated[
        bool,
        typer.Option(
            "--weigh-evidence",
            help="Count worlds by how likely they make dated answers, the front and violations.",
        ),
    ] = False,
    as_json: Json = False,
    as_csv: Csv = False,
    every: All = False,
) -> None:
    """Assess every proposal: signed, by whom not, holds 1/5/10 years, effect on the war."""
    wanted = count(worlds)
    from servanda.cli.tables import print_verdicts
    from servanda.door.judge import assess as judge

    with progress_bar("worlds") as progress:
        assessment = judge(
            case,
            worlds=wanted,
            seed=seed,
            threads=threads,
            progress=progress,
            weigh_evidence=weigh_evidence,
        )
    if as_json:
        say_json(assessment.to_dict())
    elif as_csv:
        from servanda.cli.csv_tables import print_csv

        print_csv(assessment.rows())
    else:
        print_verdicts(assessment, every)
