"""Verdicts on proposals, why each is so, and the second lens on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.door.case import CaseLike, case_of
from servanda.errors import InputError
from servanda.threads import Progress

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.engine.results import Assessment
    from servanda.explore.questions.graph_lens import GraphLenses
    from servanda.explore.questions.why import Reasons

__all__ = ["assess", "demo", "graph", "why"]


def assess(
    case: CaseLike,
    *,
    worlds: int = 10_000,
    seed: int = 0,
    proposals: Iterable[str] = (),
    threads: int | None = None,
    progress: Progress | None = None,
    weigh_evidence: bool = False,
    engine: str = "threads",
    workers: int | None = None,
    scheduler: str = "",
    shards: str | PathLike[str] | None = None,
    tell: Callable[[str], None] | None = None,
) -> Assessment:
    """Assess every proposal: signed, by whom not, holds 1/5/10 years, effect on the war.

    Parameters: `worlds`, how many draws of everything uncertain; `seed`, from which all draws
    follow: same seed, same digits; `proposals`, those to assess, all where empty; `threads`,
    without effect on the digits; `progress`, called with the worlds done and to do;
    `weigh_evidence`, whether worlds count by how likely they make the dated answers, moves of the
    front and violations in the case (`a.evidence` says what each moved); `engine`, what works the
    worlds through: threads, processes (`workers` of them), cluster (of the dask `scheduler` at that
    address) or accelerator (a CUDA device); `shards`, a folder in which what is finished is kept,
    so that a run that was stopped goes on from there; `tell`, told of workers that died. The digits
    hang on no engine.

    Returns a table of verdicts: `a["truce"].consent`, `.holds`, `.why()`; `a.to_frame()`.

    Raises: CaseError, InputError.
    """
    from servanda.engine.assess import assess as judge

    loaded, chosen = case_of(case), tuple(proposals)
    if engine == "threads" and shards is None and workers is None and not scheduler:
        made = judge(
            loaded,
            worlds=worlds,
            seed=seed,
            proposals=chosen,
            threads=threads,
            progress=progress,
            weigh_evidence=weigh_evidence,
        )
    else:
        from servanda.engine.assess import assessment_of
        from servanda.engine.executors import Engine, sketched

        sketch = sketched(
            loaded,
            worlds,
            Engine(engine, workers, scheduler, None if shards is None else Path(shards)),
            seed=seed,
            proposals=chosen,
            threads=threads,
            weigh_evidence=weigh_evidence,
            progress=progress,
            tell=tell,
        )
        made = assessment_of(loaded, sketch, threads=threads)
    asked = tuple(
        replace(result, asks=partial(why, loaded, result.id, assessment=made))
        for result in made.proposals
    )
    return replace(made, proposals=asked)


def why(
    case: CaseLike,
    proposal: str,
    *,
    assessment: Assessment | None = None,
    worlds: int = 10_000,
    seed: int = 0,
) -> Reasons:
    """Say why a proposal fares as it does: who blocks, on what condition, on which evidence.

    Parameters: `assessment`, where there is one already; else `worlds` and `seed` make one.

    Raises: CaseError; InputError for an unknown proposal.
    """
    from servanda.explore.questions.why import Reasons, reasons

    loaded = case_of(case)
    made = _explorable(loaded, assessment, worlds, seed)
    return Reasons(made[proposal], reasons(loaded, made, proposal))


def _explorable(case: Case, given: Assessment | None, worlds: int, seed: int) -> Assessment:
    """Return an assessment that knows its first worlds one by one; merged ones do not."""
    if given is not None and given.kept:
        return given
    if given is None:
        return assess(case, worlds=worlds, seed=seed)
    from servanda.engine.results import KEPT_WORLDS

    names = [result.id for result in given]
    return assess(case, worlds=min(given.worlds, KEPT_WORLDS), seed=given.seed, proposals=names)


def graph(
    case: CaseLike,
    proposal: str | None = None,
    *,
    assessment: Assessment | None = None,
    worlds: int = 10_000,
    seed: int = 0,
) -> GraphLenses:
    """Ask who prefers what and who can answer whom: equilibria, paths, who upsets each deal.

    Parameters: `proposal`, all where None; `assessment`, where there is one already.

    Raises: CaseError; InputError for an unknown proposal.
    """
    from servanda.explore.questions.graph_lens import GraphLenses, graph_lens

    loaded = case_of(case)
    made = _explorable(loaded, assessment, worlds, seed)
    chosen = [proposal] if proposal else list(made.kept)
    return GraphLenses(loaded, made, [graph_lens(loaded, made, name) for name in chosen])


@contextmanager
def shipped() -> Iterator[tuple[Path, Case]]:
    """Yield the folder of the shipped Ukraine case, and the case."""
    from servanda.examples import example

    with example("ukraine") as folder:
        yield folder, case_of(folder)


def demo(
    output: str | PathLike[str] | None = None,
    *,
    worlds: int = 20_000,
    seed: int = 0,
    progress: Progress | None = None,
) -> Assessment:
    """Assess the shipped Ukraine case and write its report; no input needed.

    `output`: where to write the report, none where None.
    """
    from servanda.door.hand_over import report

    with shipped() as (folder, case):
        made = assess(case, worlds=worlds, seed=seed, progress=progress)
        if output is not None:
            if Path(output).is_dir():
                raise InputError(f"{output} is a folder; name the file to write")
            report(case, output, assessment=made, explore="none", lens="all", folder=folder)
    return made
