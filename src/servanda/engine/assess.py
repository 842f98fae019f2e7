"""Assess a case: every proposal in every world, in bounded memory.

The worlds are one shard (`shard.py`), and what is said of them follows from its sketch, as from the
merged sketches of any number of shards: same case, version and seed, same digits. The columns of
the first `KEPT_WORLDS` worlds are kept for exploration; shares and spreads are over all worlds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case, numbers_in
from servanda.engine.evidence import moved, signed_weighed
from servanda.engine.plan import Plan, plan_of
from servanda.engine.result_parts import LEAST_EFFECTIVE, EvidenceResult
from servanda.engine.results import KEPT_WORLDS, Assessment, ProposalResult
from servanda.engine.robustness import Robustness
from servanda.engine.shard import shard
from servanda.engine.sketch import Sketch, missing
from servanda.engine.summary import Worked, summarise
from servanda.engine.trials import trials
from servanda.errors import InputError
from servanda.threads import Progress
from servanda.worlds.sample import sample

__all__ = ["assess", "assessment_of"]

Columns = dict[str, Floats]


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
    war_worlds: int | None = None,
) -> Assessment:
    """Return, for every proposal of `case`, whether it is signed, holds, and shortens the war.

    Parameters: `worlds`, how many draws of everything uncertain, 1 or more; `seed`, 0 or more;
    `proposals`, the ids to assess (all where empty); `threads`, all cores where None, without
    effect on the digits; `progress`, called with the worlds done and to do; `weigh_evidence`,
    whether worlds count by how likely they make the dated behaviour in the case; `robustness`,
    whether verdicts are put on trial: without, and where evidence weighs, none is called robust;
    `war_worlds`, how many worlds, the first ones, the war's length is followed in, 1 or more, 1,000
    where None: it moves no other digit, and with a front it is much of the work.

    Raises: InputError where the case has gaps or leaves something out that a proposal needs, and
    where the evidence leaves fewer worlds than a share can be made of.
    """
    if worlds < 1:
        raise InputError(f"worlds: {worlds} is too few; ask for 1 or more, 10000 as a rule")
    kept: list[Mapping[str, Columns]] = []
    sketch = shard(
        case,
        0,
        worlds,
        seed=seed,
        proposals=proposals,
        threads=threads,
        progress=progress,
        weigh_evidence=weigh_evidence,
        told=lambda _, columns: kept.append(columns),
        first_told=KEPT_WORLDS,
        war_worlds=war_worlds,
    )
    return assessment_of(case, sketch, _joined(kept), threads=threads, robustness=robustness)


def assessment_of(
    case: Case,
    sketch: Sketch,
    kept: Mapping[str, Columns] | None = None,
    *,
    threads: int | None = None,
    robustness: bool = True,
) -> Assessment:
    """Return what is said of `case`, given the sketch of its first worlds.

    kept: the columns of the first worlds, by proposal, where they are to be explored. `robustness`:
    whether verdicts are put on trial, in the first worlds.

    Raises: InputError where worlds are missing in between, and where the evidence leaves too few.
    """
    run = sketch.run
    worlds = max((stop for _, stop in sketch.ranges), default=0)
    gaps = missing(sketch.ranges, worlds)
    if gaps or not worlds:
        listed = ", ".join(f"{start}:{stop}" for start, stop in gaps) or "all"
        raise InputError(f"worlds are missing, so that nothing can be said: {listed}; shard them")
    plan = plan_of(case)
    evidence = _evidence(sketch)
    bases: dict[str, int] = {}
    for _, number in numbers_in(case):
        if not number.is_certain:
            bases[number.basis] = bases.get(number.basis, 0) + 1
    made = Assessment(
        case=case.title,
        case_hash=run.case_hash,
        version=run.version,
        seed=run.seed,
        worlds=worlds,
        proposals=tuple(_result(plan, sketch, name) for name in run.proposals),
        bases=bases,
        evidence=evidence,
        kept=kept or {},
    )
    tried = {}
    if robustness and not run.weighed:
        tried = trials(plan, sample(case, worlds=worlds, seed=run.seed), made, threads)
    found = signed_weighed(sketch.events) if evidence and evidence.tells_apart else {}
    return replace(
        made,
        proposals=tuple(
            replace(_tried(result, tried.get(result.id)), signed_weighed=found.get(result.id))
            for result in made
        ),
    )


def _tried(result: ProposalResult, found: Robustness | None) -> ProposalResult:
    """Return a result with its trials; its verdict is robust only where it survives them all."""
    verdict = result.verdict
    if verdict.firmness == "robust" and (found is None or not found.robust):
        verdict = replace(verdict, firmness="leaning")
    return replace(result, verdict=verdict, robustness=found)


def _result(plan: Plan, sketch: Sketch, name: str) -> ProposalResult:
    return summarise(Worked(plan, name, sketch.proposals[name], sketch.run.weighed))


def _evidence(sketch: Sketch) -> EvidenceResult | None:
    """Return what the evidence moves; refuse shares that rest on too few worlds."""
    if not sketch.events:
        return None
    weighed = sketch.run.weighed
    found = moved(weighed, sketch.events)
    if weighed and found.effective_worlds < LEAST_EFFECTIVE:
        raise InputError(
            f"the evidence leaves the like of {found.effective_worlds:.0f} worlds, and a share "
            f"takes {LEAST_EFFECTIVE:.0f}; ask for more worlds, widen the ranges that the evidence "
            "contradicts, or lower the `reliability` of what was said"
        )
    return found


def _joined(parts: list[Mapping[str, Columns]]) -> dict[str, Columns]:
    """Return the chunks kept, by proposal, as one table of `KEPT_WORLDS` at most."""
    return {name: _table([part[name] for part in parts]) for name in parts[0]}


def _table(parts: list[Columns]) -> Columns:
    """Return chunks of columns as one; what a chunk lacks, or has of few worlds, is no number."""
    names = dict.fromkeys(name for part in parts for name in part)
    counts = [len(part["signed"]) for part in parts]
    return {
        name: np.concatenate(
            [_padded(part.get(name, np.zeros(0)), n) for part, n in zip(parts, counts, strict=True)]
        )[:KEPT_WORLDS]
        for name in names
    }


def _padded(values: Floats, count: int) -> Floats:
    return np.concatenate([values, np.full(count - len(values), np.nan)])
