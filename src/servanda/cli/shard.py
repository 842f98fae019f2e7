"""servanda shard: work through some of the worlds of a case, into a file that `merge` reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import CasePath, Seed, Threads, worlds_in
from servanda.cli.progress import progress_bar
from servanda.escaping.hidden import line

__all__ = ["shard"]


def shard(
    case: CasePath,
    worlds: Annotated[
        str,
        typer.Option(
            "--range",
            help="The worlds: the number of the first, a colon, that of the one after the last.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder of the shards.", show_default=False)
    ],
    seed: Seed = 0,
    proposals: Annotated[
        list[str] | None,
        typer.Option("--proposal", help="A proposal to assess; again for more; all if left out."),
    ] = None,
    threads: Threads = None,
    weigh_evidence: Annotated[
        bool,
        typer.Option(
            "--weigh-evidence",
            help="Count worlds by how likely they make dated answers, the front and violations.",
        ),
    ] = False,
) -> None:
    """Work through some worlds of a case, on any machine; `servanda merge` puts them together."""
    wanted = worlds_in(worlds)
    from servanda.door.shards import shard as work

    with progress_bar("worlds") as progress:
        path = work(
            case,
            wanted,
            output,
            seed=seed,
            proposals=proposals or (),
            threads=threads,
            weigh_evidence=weigh_evidence,
            progress=progress,
            tell=lambda said: typer.echo(line(said), err=True),
        )
    typer.echo(line(str(path)))
