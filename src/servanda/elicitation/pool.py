"""Verdicts of several experts, one by one and pooled, and what their disagreement moves.

Each expert's whole belief is taken as one: the case with all of these numbers is assessed, and
pooled shares are means of the experts' shares (a linear pool of beliefs, not of single numbers).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from servanda.case.keys.case import Case
from servanda.case.names import name_of
from servanda.elicitation.answers import Expert, case_as_told
from servanda.elicitation.seeds import seeds
from servanda.engine.plan import plan_of
from servanda.engine.trials import told_quickly
from servanda.engine.verdict import word_of
from servanda.explore.methods.classical_model import Performance, performance
from servanda.explore.proposal_study import columns_of
from servanda.sentences import listed
from servanda.threads import Progress
from servanda.worlds.sample import sample

__all__ = ["Disagreement", "Pooled", "Verdicts", "pool_experts"]

LEAST_SEEDS = 5
"""Below so many seed questions answered by all, performance says nothing."""

FEW = 1_024
"""Worlds in which single disagreements are looked at."""

COLUMNS = ("signed", "stops_fighting", "holds_5")


@dataclass(frozen=True)
class Verdicts:
    """What one belief, an expert's or a pooled one, says of a proposal."""

    signed: float
    stops: float
    holds: float

    @property
    def given(self) -> float:
        """The share that holds five years among the worlds that sign."""
        return self.holds / self.signed if self.signed else 0.0

    @property
    def word(self) -> str:
        """The verdict in a word."""
        stops = self.stops / self.signed if self.signed else 0.0
        return word_of(self.signed, stops, self.given)

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return {"signed": self.signed, "holds_5y": self.given, "verdict": self.word}


@dataclass(frozen=True)
class Disagreement:
    """One number that experts answer differently, and what that moves.

    `medians` are theirs, lowest first; `overlap` whether all 90% ranges share a number; `moves` by
    how many points the share that signs differs between experts if they differ in this alone, on
    the proposal where that is most.
    """

    path: str
    name: str
    medians: tuple[float, ...]
    overlap: bool
    proposal: str
    moves: float

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return vars(self) | {"medians": list(self.medians)}


@dataclass(frozen=True, repr=False)
class Pooled:
    """What several experts say, each and together.

    `by_expert` maps expert and proposal to verdicts; `equal` and `weighted` are the pools, the
    latter None where seeds do not allow it, for the reason `why_not`.
    """

    experts: tuple[str, ...]
    by_expert: Mapping[str, Mapping[str, Verdicts]]
    equal: Mapping[str, Verdicts]
    weighted: Mapping[str, Verdicts] | None
    weights: Mapping[str, float]
    performance: Mapping[str, Performance]
    why_not: str
    disagreements: tuple[Disagreement, ...]
    worlds: int
    seed: int

    def __repr__(self) -> str:
        pools = "equal and performance weights" if self.weighted else "equal weights"
        return f"<Pooled: {len(self.experts)} experts, {len(self.equal)} proposals, {pools}>"

    def __str__(self) -> str:
        lines = []
        for name, pooled in self.equal.items():
            told = [_told("equal weights", pooled)]
            if self.weighted is not None:
                told.append(_told("performance weights", self.weighted[name]))
            told += [_told(who, self.by_expert[who][name]) for who in self.experts]
            lines += [f"{name}:", *(f"  {each}" for each in told)]
        if self.weighted is None:
            lines.append(f"No performance weights: {self.why_not}.")
        for who, done in self.performance.items():
            weight = self.weights.get(who, 0.0)
            lines.append(
                f"{who}: calibration {done.calibration:.2g}, information {done.information:.2f}, "
                f"weight {weight:.2f}"
            )
        lines.append("Where they disagree, and what it moves:")
        for each in self.disagreements:
            apart = "" if each.overlap else "; their ranges do not meet"
            among = listed([f"{value:.3g}" for value in each.medians])
            lines.append(
                f"  {each.name}: {among}{apart}; by itself it moves the share that signs "
                f"{each.proposal} by {100 * each.moves:.0f} points"
            )
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""

        def plain(pool: Mapping[str, Verdicts]) -> dict[str, Any]:
            return {name: each.to_dict() for name, each in pool.items()}

        return {
            "experts": {who: plain(self.by_expert[who]) for who in self.experts},
            "equal_weights": plain(self.equal),
            "performance_weights": plain(self.weighted) if self.weighted else None,
            "why_not": self.why_not,
            "weights": dict(self.weights),
            "performance": {who: vars(done) for who, done in self.performance.items()},
            "disagreements": [each.to_dict() for each in self.disagreements],
            "worlds": self.worlds,
            "seed": self.seed,
        }


def _told(who: str, each: Verdicts) -> str:
    return f"{who}: {each.word}; signed {each.signed:.0%}, then holds five years {each.given:.0%}"


def pool_experts(
    case: Case,
    experts: Sequence[Expert],
    *,
    worlds: int = 4_000,
    seed: int = 0,
    cut_off: float = 0.05,
    progress: Progress | None = None,
) -> Pooled:
    """Return what experts say of every proposal, each and pooled, and where they disagree.

    Parameters: `cut_off`, the calibration below which an expert gets no performance weight. The
    same worlds serve all: what no expert was asked draws the same for each.

    Raises: InputError where a case so told would contradict itself.
    """
    by_expert: dict[str, dict[str, Verdicts]] = {}
    for done, each in enumerate(experts, start=1):
        by_expert[each.name] = _verdicts(case_as_told(case, each), worlds, seed)
        if progress:
            progress(done, len(experts) + 1)
    names = tuple(each.name for each in experts)
    found, weights, why_not = _weights(experts, cut_off)
    equal = dict.fromkeys(names, 1.0 / len(names))
    disagreements = _disagreements(case, experts, min(worlds, FEW), seed)
    if progress:
        progress(len(experts) + 1, len(experts) + 1)
    return Pooled(
        names,
        by_expert,
        _pool(by_expert, equal),
        _pool(by_expert, weights) if weights else None,
        weights,
        found,
        why_not,
        disagreements,
        worlds,
        seed,
    )


def _verdicts(case: Case, worlds: int, seed: int) -> dict[str, Verdicts]:
    drawn = sample(case, worlds=worlds, seed=seed)
    found = {}
    for name in case.proposals:
        columns = columns_of(case, drawn, name, COLUMNS)
        found[name] = Verdicts(*(float(columns[each].mean()) for each in COLUMNS))
    return found


def _pool(
    by_expert: Mapping[str, Mapping[str, Verdicts]], weights: Mapping[str, float]
) -> dict[str, Verdicts]:
    first = next(iter(by_expert.values()))

    def mean(proposal: str, part: Callable[[Verdicts], float]) -> float:
        return sum(weights[who] * part(by_expert[who][proposal]) for who in by_expert)

    return {
        name: Verdicts(
            mean(name, lambda one: one.signed),
            mean(name, lambda one: one.stops),
            mean(name, lambda one: one.holds),
        )
        for name in first
    }


def _weights(
    experts: Sequence[Expert], cut_off: float
) -> tuple[dict[str, Performance], dict[str, float], str]:
    """Return performance, weights that add to 1, and why there are none."""
    known = {each.id: each.answer for each in seeds()}
    common = [name for name in known if all(name in each.seeds for each in experts)]
    if len(common) < LEAST_SEEDS:
        why = f"{len(common)} seed questions were answered by all, and it takes {LEAST_SEEDS}"
        return {}, {}, why
    table = np.array([[each.seeds[name] for name in common] for each in experts])
    done = performance(table, np.array([known[name] for name in common]), cut_off)
    found = {each.name: one for each, one in zip(experts, done, strict=True)}
    total = sum(one.weight for one in done)
    if total <= 0.0:
        return found, {}, f"no expert's ranges hold on the seeds (calibration below {cut_off:g})"
    return found, {who: one.weight / total for who, one in found.items()}, ""


def _disagreements(
    case: Case, experts: Sequence[Expert], worlds: int, seed: int
) -> tuple[Disagreement, ...]:
    """Return the numbers that two experts or more answered, those that move most first."""
    paths = dict.fromkeys(path for each in experts for path in each.numbers)
    proposals = tuple(case.proposals)
    plan, drawn = plan_of(case), sample(case, worlds=worlds, seed=seed)
    found = []
    for path in paths:
        asked = [each for each in experts if path in each.numbers]
        if len(asked) < 2:
            continue
        shares = []
        for each in asked:
            number = dict(sample(case_as_told(case, each, path), 1).numbers)[path]
            told = told_quickly(plan, drawn.restated({path: number}), proposals)
            shares.append([float(told[name]["signed"].mean()) for name in proposals])
        apart = np.ptp(np.array(shares), axis=0)
        most = int(np.argmax(apart))
        ranges = [each.numbers[path] for each in asked]
        overlap = max(low for low, _, _ in ranges) <= min(high for _, _, high in ranges)
        medians = tuple(sorted(middle for _, middle, _ in ranges))
        found.append(
            Disagreement(
                path, name_of(case, path), medians, overlap, proposals[most], float(apart[most])
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.moves, one.path)))
