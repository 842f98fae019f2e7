"""The library of settlements: what is in it, how the model scores on it, what a case is like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.door.case import CaseLike, case_of
from servanda.threads import Progress

if TYPE_CHECKING:
    from servanda.settlements.library import Library
    from servanda.settlements.like import Alike
    from servanda.settlements.score import LibraryScore

__all__ = ["library", "score_library", "settlements_like"]


def library() -> Library:
    """Return the shipped library of settlements, by year; `library()["tashkent-1966"]` is one."""
    from servanda.settlements.library import library as shipped

    return shipped()


def score_library(
    *,
    worlds: int = 2_000,
    seed: int = 0,
    coders: int = 0,
    engine: str = "threads",
    workers: int | None = None,
    scheduler: str = "",
    progress: Progress | None = None,
    tell: Callable[[str], None] | None = None,
    output: Path | None = None,
) -> LibraryScore:
    """Run every settlement of the library, unfitted, and score it against what became of it.

    Parameters: `worlds`, `seed`, `engine`, `workers`, `scheduler` and `tell`, as `assess`;
    `coders`, second codings of it to simulate; `progress`, told how many runs are done; `output`, a
    folder to draw the calibration in, as two SVG files.
    """
    from servanda.engine.executors import Engine
    from servanda.settlements.score import score

    made = score(
        worlds=worlds,
        seed=seed,
        coders=coders,
        engine=Engine(engine, workers, scheduler),
        progress=progress,
        tell=tell,
    )
    if output is not None:
        from servanda.report.library_pictures import save_pictures

        save_pictures(made.rows, output)
    return made


def settlements_like(case: CaseLike, proposal: str, most: int = 5) -> tuple[Alike, ...]:
    """Return the settlements of the library most like a proposal, with what became of them.

    Raises: CaseError; InputError for an unknown proposal.
    """
    from servanda.settlements.like import settlements_like as nearest

    return nearest(case_of(case), proposal, most)
