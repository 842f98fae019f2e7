"""servanda assess: per proposal, will it be signed, will it hold, what does it do to the war."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import (
    All,
    CasePath,
    Csv,
    EngineName,
    Json,
    Scheduler,
    Seed,
    Threads,
    Workers,
    Worlds,
    count,
)
from servanda.cli.progress import progress_bar
from servanda.escaping.hidden import line

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
    engine: EngineName = "threads",
    workers: Workers = None,
    scheduler: Scheduler = "",
    shards: Annotated[
        Path | None,
        typer.Option(help="Folder in which finished shards are kept; a stopped run goes on there."),
    ] = None,
    as_json: Json = False,
    as_csv: Csv = False,
    every: All = False,
) -> None:
    """Assess every proposal: signed, by whom not, holds 1/5/10 years, effect on the war."""
    wanted = count(worlds)
    from servanda.cli.tables import print_assessment
    from servanda.door.judge import assess as judge

    with progress_bar("worlds") as progress:
        assessment = judge(
            case,
            worlds=wanted,
            seed=seed,
            threads=threads,
            progress=progress,
            weigh_evidence=weigh_evidence,
            engine=engine,
            workers=workers,
            scheduler=scheduler,
            shards=shards,
            tell=lambda said: typer.echo(line(said), err=True),
        )
    print_assessment(assessment, as_json, as_csv, every)
