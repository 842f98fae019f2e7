"""Assess a case: every proposal in every world, chunk by chunk, in bounded memory.

Worlds are worked through in chunks of fixed size whatever the number of threads, and the chunks'
sums are added in order, so that the same case, version and seed give the same digits. The first
`KEPT_WORLDS` worlds are kept whole for quantiles and exploration; shares use all worlds. What is
kept of a world is told in `told.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case, numbers_in
from servanda.engine.chunk import Chunk
from servanda.engine.evidence import LEAST_EFFECTIVE, evidence_in, logliks, moved
from servanda.engine.plan import Plan, plan_of
from servanda.engine.results import KEPT_WORLDS, Assessment, EvidenceResult, ProposalResult
from servanda.engine.robustness import Robustness
from servanda.engine.spill_over import SIDE_WORLDS, spill_over
from servanda.engine.summary import Worked, pairs_of, summarise, war_pairs
from servanda.engine.tally import Sums
from servanda.engine.told import columns_of
from servanda.engine.trials import trials
from servanda.engine.two_equilibria import two_equilibria
from servanda.engine.war_length import WAR_WORLDS, lengths_of
from servanda.errors import InputError, named
from servanda.threads import Progress, each_in_order
from servanda.worlds.sample import Worlds, sample

__all__ = ["WORLDS_AT_ONCE", "assess"]

Columns = dict[str, Floats]

WORLDS_AT_ONCE = 4_096
"""Worlds in a chunk: fixed, so that sums over chunks do not depend on the number of threads."""


@dataclass
class _Work:
    """A proposal as worked out so far."""

    sums: Sums = field(default_factory=Sums)
    of_war: Sums = field(default_factory=Sums)
    kept: list[Columns] = field(default_factory=list)


@dataclass(frozen=True)
class _Done:
    """What one chunk of worlds gave."""

    start: int
    columns: Mapping[str, Columns]
    of_war: Mapping[str, Columns]
    logliks: Columns


def assess(
    case: Case,
    *,
    worlds: int = 10_000,
    seed: int = 0,
    proposals: tuple[str, ...] = (),
    threads: int | None = None,
    progress: Progress | None = None,
    weigh_evidence: bool = False,
    robustness: bool = True,
) -> Assessment:
    """Return, for every proposal of `case`, whether it is signed, holds, and shortens the war.

    Parameters: `worlds`, how many draws of everything uncertain, 1 or more; `seed`, 0 or more;
    `proposals`, the ids to assess (all where empty); `threads`, all cores where None, without
    effect on the digits; `progress`, called with the worlds done and to do; `weigh_evidence`,
    whether worlds count by how likely they make the dated behaviour in the case; `robustness`,
    whether verdicts are put on trial: without, and where evidence weighs, none is called robust.

    Raises: InputError where the case has gaps or leaves something out that a proposal needs, and
    where the evidence leaves fewer worlds than a share can be made of.
    """
    if worlds < 1:
        raise InputError(f"worlds: {worlds} is too few; ask for 1 or more, 10000 as a rule")
    if threads is not None and threads < 1:
        raise InputError(f"threads: {threads} is too few; ask for 1 or more, or leave it out")
    chosen = proposals or tuple(case.proposals)
    for name in chosen:
        named(name, case.proposals, "proposal")
    plan, drawn = plan_of(case), sample(case, worlds=worlds, seed=seed)
    work = {name: _Work() for name in chosen}
    events: list[Columns] = []
    for done in _worked(plan, drawn, chosen, worlds, threads):
        _add(work, done, weigh_evidence)
        if done.start < KEPT_WORLDS:
            events.append(done.logliks)
        if progress:
            progress(min(done.start + WORLDS_AT_ONCE, worlds), worlds)
    made = _assessment(plan, drawn, work, _joined(events), weigh_evidence)
    tried = trials(plan, drawn, made, threads) if robustness and not weigh_evidence else {}
    proposals_tried = tuple(_tried(result, tried.get(result.id)) for result in made)
    return replace(made, proposals=proposals_tried)


def _tried(result: ProposalResult, found: Robustness | None) -> ProposalResult:
    """Return a result with its trials; its verdict is robust only where it survives them all."""
    verdict = result.verdict
    if verdict.firmness == "robust" and (found is None or not found.robust):
        verdict = replace(verdict, firmness="leaning")
    return replace(result, verdict=verdict, robustness=found)


def _worked(
    plan: Plan, drawn: Worlds, chosen: tuple[str, ...], worlds: int, threads: int | None
) -> Iterable[_Done]:
    """Yield what each chunk gives, in order, with a bounded number of chunks under way."""

    def work(start: int) -> _Done:
        stop = min(start + WORLDS_AT_ONCE, worlds)
        chunk = Chunk(plan, drawn.chunk(start, stop))
        told = {
            name: columns_of(chunk, chunk.vote(plan.after_any_settlement(name))) for name in chosen
        }
        of_war = _of_war(chunk, chosen, min(stop, WAR_WORLDS) - start)
        return _Done(start, told, of_war, logliks(chunk))

    return each_in_order(work, range(0, worlds, WORLDS_AT_ONCE), threads)


def _of_war(chunk: Chunk, chosen: tuple[str, ...], few: int) -> Mapping[str, Columns]:
    """Return the columns that only the first worlds have: the war's length, another equilibrium."""
    if few <= 0:
        return {name: {} for name in chosen}
    lengths = lengths_of(chunk, few, chosen)
    return {
        name: lengths[name] | two_equilibria(chunk, few, chunk.plan.after_any_settlement(name))
        for name in chosen
    }


def _add(work: Mapping[str, _Work], done: _Done, weigh: bool) -> None:
    """Add what a chunk gave to what is worked out so far."""
    for name, each in work.items():
        columns, of_war = done.columns[name], done.of_war[name]
        count = len(columns["signed"])
        logs = _log_weights(done.logliks, count) if weigh else np.zeros(count)
        each.sums.add(Sums.of(columns, pairs_of(columns), logs))
        for pair in war_pairs():
            some = {name: of_war[name] for name in pair if name in of_war}
            if pair[0] in some:
                few = logs[: len(of_war[pair[0]])]
                each.of_war.add(Sums.of(some, (pair,), few))
        if done.start < KEPT_WORLDS:
            each.kept.append(columns | {k: _padded(v, count) for k, v in of_war.items()})


def _log_weights(found: Columns, count: int) -> Floats:
    return np.asarray(np.sum([np.zeros(count), *found.values()], axis=0))


def _padded(values: Floats, count: int) -> Floats:
    """Return a column of the first worlds of a chunk with no number for the others."""
    return np.concatenate([values, np.full(count - len(values), np.nan)])


def _joined(parts: list[Columns]) -> Columns:
    """Return the kept chunks as one table, cut to `KEPT_WORLDS`; what a chunk lacks is unknown."""
    names = dict.fromkeys(name for part in parts for name in part)
    counts = [len(next(iter(part.values()))) if part else 0 for part in parts]
    return {
        name: np.concatenate(
            [part.get(name, np.full(n, np.nan)) for part, n in zip(parts, counts, strict=True)]
        )[:KEPT_WORLDS]
        for name in names
    }


def _assessment(
    plan: Plan, drawn: Worlds, work: Mapping[str, _Work], events: Columns, weigh: bool
) -> Assessment:
    from servanda.case.fingerprint import case_hash
    from servanda.version import __version__

    case = plan.case
    kept = {name: _joined(each.kept) for name, each in work.items()}
    evidence = _evidence(case, work, kept, events, weigh)
    weights = None
    if weigh and events:
        logs = _log_weights(events, len(next(iter(events.values()))))
        weights = np.exp(logs - logs.max())
    side = Chunk(plan, drawn.chunk(0, min(SIDE_WORLDS, len(drawn)))) if case.commitments else None
    results = tuple(
        _result(Worked(plan, name, each.sums, each.of_war, kept[name], weights), side)
        for name, each in work.items()
    )
    bases: dict[str, int] = {}
    for _, number in numbers_in(case):
        if not number.is_certain:
            bases[number.basis] = bases.get(number.basis, 0) + 1
    return Assessment(
        case=case.title,
        case_hash=case_hash(case),
        version=__version__,
        seed=drawn.seed,
        worlds=len(drawn),
        proposals=results,
        bases=bases,
        evidence=evidence,
        kept=kept,
    )


def _result(worked: Worked, side: Chunk | None) -> ProposalResult:
    result = summarise(worked)
    if side is None:
        return result
    few = {name: values[: side.worlds] for name, values in worked.kept.items()}
    return replace(result, spill_over=spill_over(side, worked.name, few))


def _evidence(
    case: Case,
    work: Mapping[str, _Work],
    kept: Mapping[str, Columns],
    events: Columns,
    weigh: bool,
) -> EvidenceResult | None:
    """Return what the evidence moves; refuse shares that rest on too few worlds."""
    if not evidence_in(case) or not events:
        return None
    found = moved(weigh, events, {name: columns["signed"] for name, columns in kept.items()})
    everywhere = next(iter(work.values())).sums.of_column("not_computed").effective
    if weigh and everywhere < LEAST_EFFECTIVE:
        raise InputError(
            f"the evidence leaves the like of {everywhere:.0f} worlds, and a share takes "
            f"{LEAST_EFFECTIVE:.0f}; ask for more worlds, widen the ranges that the evidence "
            "contradicts, or lower the `reliability` of what was said"
        )
    return replace(found, effective_worlds=everywhere) if weigh else found
