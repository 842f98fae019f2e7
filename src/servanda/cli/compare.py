"""servanda compare: which verdicts moved between two cases, and because of which edit."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.finding_tables import print_findings
from servanda.cli.options import All, Csv, Json, Seed, Worlds, count

__all__ = ["compare"]


def compare(
    before: Annotated[
        str, typer.Argument(help="The earlier case, such as talks@HEAD~1.", show_default=False)
    ],
    after: Annotated[str, typer.Argument(help="The later case.", show_default=False)],
    worlds: Worlds = "4000",
    seed: Seed = 0,
    as_json: Json = False,
    as_csv: Csv = False,
    every: All = False,
) -> None:
    """Compare two versions of a case on the same worlds, edit by edit.

    A version is a folder, or a folder, `@` and a git revision: talks@HEAD~1 talks.
    """
    from servanda.door.explore import compare as beside

    made = beside(before, after, worlds=count(worlds), seed=seed)
    print_findings([made.finding()], as_json, as_csv, every)
