"""Work through some of the worlds of a case, and keep what an assessment is made of.

Worlds are worked through in chunks, whose sketches are added up. A world's digits depend on nothing
but the case, the version, the seed and its number, and sketches add up exactly: so the digits of an
assessment do not depend on how its worlds were split up, nor on who worked them through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.engine.chunk import Chunk
from servanda.engine.evidence import logliks
from servanda.engine.kernels import PROCESSOR, Kernels
from servanda.engine.plan import Plan, plan_of
from servanda.engine.sketch import ProposalSketch, Run, Sketch
from servanda.engine.spill_over import SIDE_WORLDS, spill_over
from servanda.engine.tables_kept import SpareTables, TablesKept
from servanda.engine.tally import Sums
from servanda.engine.told import columns_of
from servanda.engine.two_equilibria import two_equilibria
from servanda.engine.war_length import WAR_WORLDS, lengths_of
from servanda.errors import InputError, named
from servanda.threads import Progress, each_in_order
from servanda.version import __version__
from servanda.worlds.sample import Worlds, sample

__all__ = ["WORLDS_AT_ONCE", "Told", "run_of", "shard"]

Columns = dict[str, Floats]

Told = Callable[[int, Mapping[str, Columns]], None]
"""Given the number of a chunk's first world, and its columns by proposal."""

WORLDS_AT_ONCE = 4_096
"""Worlds in a chunk: what bounds memory; the digits do not depend on it."""


@dataclass(frozen=True)
class _Done:
    """What one chunk of worlds gave: its sketch, and its columns where they are to be kept."""

    start: int
    sketch: Sketch
    columns: Mapping[str, Columns]


def run_of(case: Case, seed: int, proposals: tuple[str, ...] = (), weighed: bool = False) -> Run:
    """Return what shards must have in common to be merged; all proposals where none is named.

    Raises: InputError for a proposal that the case does not have.
    """
    chosen = proposals or tuple(case.proposals)
    for name in chosen:
        named(name, case.proposals, "proposal")
    return Run(case_hash(case), __version__, seed, chosen, weighed)


def shard(
    case: Case,
    start: int,
    stop: int,
    *,
    seed: int = 0,
    proposals: tuple[str, ...] = (),
    threads: int | None = None,
    progress: Progress | None = None,
    weigh_evidence: bool = False,
    told: Told | None = None,
    first_told: int = 0,
    war_worlds: int | None = None,
    kernels: Kernels = PROCESSOR,
) -> Sketch:
    """Return the sketch of worlds `start` to `stop` - 1 of a case.

    Parameters: as `assess`; `told`, given the columns of the worlds below `first_told`, chunk by
    chunk in order; `war_worlds`, how many worlds, the first ones, the war's length is followed in;
    `kernels`, what computes wars and deals.

    Raises: InputError for a range that cannot be, and where the case has gaps or leaves something
    out that a proposal needs.
    """
    if not 0 <= start < stop:
        raise InputError(f"worlds {start}:{stop} cannot be worked through; write 0:10000")
    if threads is not None and threads < 1:
        raise InputError(f"threads: {threads} is too few; ask for 1 or more, or leave it out")
    run, plan = run_of(case, seed, proposals, weigh_evidence), plan_of(case)
    drawn = sample(case, worlds=stop - start, seed=seed, start=start)
    whole = Sketch(run)
    for done in _worked(plan, drawn, run, threads, first_told, war_worlds, kernels):
        whole.add(done.sketch)
        if told and done.columns:
            told(done.start, done.columns)
        if progress:
            progress(min(done.start + WORLDS_AT_ONCE, stop) - start, stop - start)
    return whole


def _worked(
    plan: Plan,
    drawn: Worlds,
    run: Run,
    threads: int | None,
    first_told: int,
    war_worlds: int | None,
    kernels: Kernels,
) -> Iterator[_Done]:
    """Yield what each chunk gives, in order, with a bounded number of chunks under way."""

    spare = SpareTables()

    def work(start: int) -> _Done:
        few = drawn.chunk(start, min(start + WORLDS_AT_ONCE, drawn.stop))
        chunk = Chunk(plan, few, kernels=kernels)
        chunk.settler.tables = TablesKept(spare=spare, kernels=kernels)
        told = told_in(chunk, run.proposals, war_worlds)
        sketch = sketch_of(chunk, run, told)
        chunk.let_go()  # columns are of their own
        return _Done(start, sketch, told if start < first_told else {})

    return each_in_order(work, range(drawn.start, drawn.stop, WORLDS_AT_ONCE), threads)


def told_in(
    chunk: Chunk, names: tuple[str, ...], war_worlds: int | None = None
) -> dict[str, Columns]:
    """Return the columns of each proposal; some are of the first worlds of a case alone."""
    plan, start = chunk.plan, chunk.drawn.start
    told = {name: columns_of(chunk, chunk.vote(plan.after_any_settlement(name))) for name in names}
    few = min((war_worlds or WAR_WORLDS) - start, chunk.worlds)
    if few > 0:
        lengths = lengths_of(chunk, few, names)
        for name in names:
            offer = plan.after_any_settlement(name)
            told[name] |= lengths[name] | two_equilibria(chunk, few, offer)
    few = min(SIDE_WORLDS - start, chunk.worlds)
    if few > 0 and plan.case.commitments:
        for name in names:
            told[name] |= spill_over(chunk, few, name, told[name])
    return told


def sketch_of(chunk: Chunk, run: Run, told: Mapping[str, Columns]) -> Sketch:
    """Return the sketch of a chunk of worlds."""
    events = logliks(chunk)
    every = _log_weights(events.values(), chunk.worlds)
    logs = every if run.weighed else np.zeros(chunk.worlds)
    return Sketch(
        run,
        ((chunk.drawn.start, chunk.drawn.stop),),
        {name: ProposalSketch.of(columns, logs) for name, columns in told.items()},
        _moved(events, every, {name: columns["signed"] for name, columns in told.items()}),
    )


def _moved(events: Columns, every: Floats, signed: Columns) -> dict[str, Sums]:
    """Return, with all of the evidence and without each event, where the proposals are signed."""
    if not events:
        return {}
    told = {"": np.zeros(len(every)), **signed}  # the first is of all worlds, known ones or not
    pairs = [(name, "") for name in told]
    found = {"": Sums.of(told, pairs, every)}
    before = np.zeros(len(every))
    for place, (event, values) in enumerate(events.items()):
        rest = before.copy()  # in the order of the events, that one left out
        for later in list(events.values())[place + 1 :]:
            rest += later
        found[event] = Sums.of(told, pairs, rest)
        before = before + values
    return found


def _log_weights(found: Iterable[Floats], count: int) -> Floats:
    total = np.zeros(count)
    for values in found:
        total = total + values
    return total
