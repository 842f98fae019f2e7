"""Arguments and options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.errors import InputError

__all__ = [
    "All",
    "CasePath",
    "Csv",
    "EngineName",
    "Json",
    "ProposalId",
    "Scheduler",
    "Seed",
    "Threads",
    "Workers",
    "Worlds",
    "count",
    "worlds_in",
]


def count(text: str) -> int:
    """Return a number of worlds written as 10000, 10_000 or 1e4.

    >>> count("1e5")
    100000
    """
    try:
        value = float(text.replace("_", ""))
    except ValueError:
        raise InputError(f"--worlds: `{text}` is no number; write 10000 or 1e5") from None
    if not 1 <= value <= 1e9 or value != int(value):
        raise InputError(f"--worlds: `{text}` is no whole number from 1 to 1e9")
    return int(value)


def worlds_in(text: str) -> tuple[int, int]:
    """Return a range of worlds, written 0:10000 or 1e6:2e6.

    >>> worlds_in("0:1e5")
    (0, 100000)
    """
    first, colon, last = text.partition(":")
    try:
        start, stop = (float(each.replace("_", "")) for each in (first, last))
    except ValueError:
        start = stop = 0.5
    if not colon or start != int(start) or stop != int(stop):
        raise InputError(f"--range: `{text}` is no range of worlds; write 0:10000 or 1e6:2e6")
    if not 0 <= start < stop <= 1e15:
        raise InputError(f"--range: `{text}` holds no world; write 0:10000 for the first 10000")
    return int(start), int(stop)


CasePath = Annotated[
    Path, typer.Argument(help="Folder of the case, or its case.yaml.", show_default=False)
]
ProposalId = Annotated[str, typer.Argument(help="Name of a proposal of the case.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print the table as CSV for a spreadsheet.")]
All = Annotated[bool, typer.Option("--all", help="Print every row at once, neither cut nor paged.")]
Seed = Annotated[
    int, typer.Option(help="Number from which all draws follow: same seed, same digits.", min=0)
]
Worlds = Annotated[str, typer.Option(help="How many worlds to draw, such as 10000 or 1e5.")]
Threads = Annotated[
    int | None,
    typer.Option(help="Threads to use (all cores by default); no effect on digits.", min=1),
]

EngineName = Annotated[
    str,
    typer.Option(
        "--engine", help="What does the work: threads, processes, cluster or accelerator."
    ),
]

Workers = Annotated[
    int | None, typer.Option(help="With processes: how many (all cores by default).", min=1)
]

Scheduler = Annotated[
    str, typer.Option(help="With cluster: the address of a dask scheduler, tcp://HOST:8786.")
]
