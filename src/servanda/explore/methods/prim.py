"""Scenarios: boxes of inputs inside which an outcome is common (PRIM), tested on worlds held out.

The patient rule induction method [@Friedman1999] as used for scenario discovery [@Bryant2010]: peel
thin slices off the box of all worlds, paste back what was taken too much, drop limits that do
nothing. Worlds are split in three: half to peel, a quarter to choose the box, a quarter to score
it, so coverage and density are of worlds that had no part in making the box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from servanda.arrays import Floats
from servanda.errors import InputError
from servanda.explore.methods.boxes import Box, Limit, Mask, lies_inside
from servanda.explore.methods.peeling import peel, sums_along
from servanda.explore.methods.sensitivity import Interaction, interactions
from servanda.explore.study import check_table

__all__ = ["Trajectory", "find_boxes", "trajectory"]

LEAST_SKILL = 0.05
SURE = 3.0
"""A box counts as found when its held-out density is this many standard errors above the rest."""
WORTH = 0.02
"""A limit is kept when without it more than this part of the box's skill would go."""


@dataclass(frozen=True, eq=False)
class Trajectory:
    """The boxes that peeling passed through, from all worlds down: each row one box.

    `mass`, `coverage` and `density` are on the worlds peeled; `limits` are those of the box.
    """

    mass: Floats
    coverage: Floats
    density: Floats
    limits: tuple[tuple[Limit, ...], ...]


@dataclass(frozen=True, eq=False)
class _Worlds:
    inputs: Floats
    outcome: Floats

    def part(self, keep: Mask) -> _Worlds:
        return _Worlds(self.inputs[keep], self.outcome[keep])

    def gain(self, line: float, limits: Sequence[Limit]) -> float:
        """Outcome inside beyond a line, summed over the worlds inside."""
        return float((self.outcome[lies_inside(self.inputs, limits)] - line).sum())


def trajectory(
    inputs: Floats, outcome: Floats, *, alpha: float = 0.05, least: float = 0.02
) -> Trajectory:
    """Peel a box down from all worlds, without choosing one: the trade-off of coverage and density.

    Parameters
    ----------
    inputs : (n, d) worlds by inputs
    outcome : (n,) 0 or 1, or a number
    alpha : share of the worlds in the box that one slice takes
    least : share of all worlds below which peeling stops

    *Checked against* a second, plain implementation of the algorithm (`tests/explore`), and against
    the known box of [@Hastie2009, fig. 9.7].

    Example
    -------
    >>> rng = np.random.default_rng(3)
    >>> x = rng.uniform(size=(2_000, 2))
    >>> y = ((x > [0.5, 0.4]) & (x < [0.8, 0.6])).all(axis=1) * 1.0
    >>> path = trajectory(x, y, alpha=0.1)
    >>> best = int(np.argmax(path.coverage + path.density))
    >>> float(path.density[best].round(2)), float(path.coverage[best].round(2))
    (0.94, 1.0)
    """
    worlds = _checked(inputs, outcome)
    limits, count, total = _peeled(worlds, (), alpha, least * len(worlds.outcome))
    whole = total[0] or 1.0
    boxes = tuple(_tightest(limits[:step]) for step in range(len(limits) + 1))
    return Trajectory(count / count[0], total / whole, total / np.maximum(count, 1), boxes)


def find_boxes(
    inputs: Floats,
    outcome: Floats,
    rng: np.random.Generator,
    *,
    pairs: Sequence[Interaction] | None = None,
    most: int = 3,
    alpha: float = 0.05,
    least: float = 0.02,
    resamples: int = 20,
) -> tuple[Box, ...]:
    """Find the boxes of inputs inside which the outcome is common, best first.

    Parameters
    ----------
    inputs : (n, d) worlds by inputs, n at least 400
    outcome : (n,) 0 or 1, or a number
    rng : splits the worlds and resamples them
    pairs : interacting pairs to start from as well; found from the worlds where not given
    most : at most this many boxes, each found among the worlds the earlier ones leave
    alpha, least : as in `trajectory`
    resamples : how often the search is repeated on half as many worlds, for the limits' frequencies

    Raises
    ------
    InputError : fewer than 400 worlds, or shapes disagree

    Formula: the box is the one on the peeling trajectory with the largest `sqrt(mass) (density -
    base)` on worlds not peeled (the binomial test statistic of subgroup discovery [@Klosgen1996]);
    worlds then belong inside where the outcome is commoner than half way between base and density.
    *Departure*: (i) pasting moves each limit to where that rule puts it (an exact line search)
    instead of adding slices while the mean rises; (ii) peeling also starts from the four quadrants
    of every interacting pair, without which a pure interaction, flat in each input alone, is
    invisible to the first slices; (iii) limits are rounded for reading, and scored as rounded.
    *Checked against* planted boxes, an exclusive-or of two inputs among forty, and worlds with
    nothing.

    Example
    -------
    >>> rng = np.random.default_rng(0)
    >>> x = rng.uniform(size=(8_000, 5))
    >>> (box,) = find_boxes(x, 1.0 * ((x[:, 1] < 0.3) & (x[:, 4] > 0.6)), rng, most=1)
    >>> [(limit.column, limit.side, limit.value, limit.frequency) for limit in box.limits]
    [(1, 'high', 0.3, 1.0), (4, 'low', 0.6, 1.0)]
    >>> round(box.coverage, 2), round(box.density, 2)
    (1.0, 1.0)
    >>> find_boxes(x, rng.integers(0, 2, size=8_000) * 1.0, rng)
    ()
    """
    everything = _checked(inputs, outcome)
    if np.ptp(everything.outcome) == 0.0:
        return ()
    split = rng.permutation(len(everything.outcome)) % 4
    parts = [everything.part(split < 2), everything.part(split == 2), everything.part(split == 3)]
    if pairs is None:
        few = parts[0].part(np.arange(len(parts[0].outcome)) < 20_000)
        pairs = interactions(few.inputs, few.outcome, rng)
    boxes: list[Box] = []
    left = parts
    for _ in range(most):
        box = _one_box(left, parts[2], pairs, alpha, least)
        if box is None:
            break
        box = replace(box, base=float(everything.outcome.mean()))
        boxes.append(_with_frequencies(box, left[0], pairs, alpha, least, rng, resamples))
        left = [part.part(~box.holds(part.inputs)) for part in left]
        if any(len(part.outcome) < 50 or np.ptp(part.outcome) == 0.0 for part in left):
            break
    return tuple(boxes)


def _checked(inputs: Floats, outcome: Floats) -> _Worlds:
    table = check_table(inputs, np.shape(inputs)[-1] if np.ndim(inputs) == 2 else 1)
    outcome = np.ascontiguousarray(outcome, dtype=np.float64)
    if outcome.shape != (len(table),):
        raise InputError(
            f"{outcome.shape} outcomes for {len(table)} worlds; give one outcome per world"
        )
    if len(table) < 400:
        raise InputError(f"{len(table)} worlds are too few to hold some out; give 400 or more")
    return _Worlds(table, outcome)


def _tightest(limits: Sequence[Limit]) -> tuple[Limit, ...]:
    """Of several limits on one end, the last; in order of input and side."""
    last = {(limit.column, limit.side == "high"): limit for limit in limits}
    return tuple(last[key] for key in sorted(last))


def _peeled(
    worlds: _Worlds, start: tuple[Limit, ...], alpha: float, least: float
) -> tuple[list[Limit], Floats, Floats]:
    inside = worlds.part(lies_inside(worlds.inputs, start))
    order = np.argsort(np.ascontiguousarray(inside.inputs.T), axis=1)
    columns, sides, values = peel(inside.inputs, order, inside.outcome, alpha, max(int(least), 1))
    limits = [
        Limit(int(column), "high" if side else "low", float(value))
        for column, side, value in zip(columns, sides, values, strict=True)
    ]
    count, total = sums_along(inside.inputs, inside.outcome, columns, sides, values)
    return limits, count, total


def _one_box(
    parts: Sequence[_Worlds],
    scored_on: _Worlds,
    pairs: Sequence[Interaction],
    alpha: float,
    least: float,
) -> Box | None:
    mean = float(scored_on.outcome.mean())
    limits = _search(parts[0], parts[1], mean, pairs, alpha, least)
    if not limits:
        return None
    box = _scored(limits, parts[2], scored_on, parts[0])
    return box if box.skill > max(LEAST_SKILL, SURE * box.skill_error) else None


def _search(
    peeled: _Worlds,
    chosen_on: _Worlds,
    mean: float,
    pairs: Sequence[Interaction],
    alpha: float,
    least: float,
) -> tuple[Limit, ...]:
    """Best box over all starts: peel, choose on other worlds; then prune, paste, round, prune."""
    best: tuple[Limit, ...] = ()
    strength = 0.0
    for start in _starts(peeled.inputs, pairs):
        limits, _, _ = _peeled(peeled, start, alpha, least * len(peeled.outcome))
        box, reached = _best_step(chosen_on, mean, start, limits)
        if reached > strength:
            best, strength = box, reached
    if not best:
        return ()
    line = 0.5 * (mean + float(chosen_on.outcome[lies_inside(chosen_on.inputs, best)].mean()))
    best = _pasted(peeled, line, _pruned(chosen_on, line, best))
    return _pruned(chosen_on, line, _rounded(peeled.inputs, best))


def _starts(inputs: Floats, pairs: Sequence[Interaction]) -> list[tuple[Limit, ...]]:
    starts: list[tuple[Limit, ...]] = [()]
    for pair in pairs[:3]:
        middle = {
            column: float(np.median(inputs[:, column])) for column in (pair.first, pair.second)
        }
        starts += [
            (
                Limit(pair.first, one, middle[pair.first]),
                Limit(pair.second, two, middle[pair.second]),
            )
            for one in ("low", "high")
            for two in ("low", "high")
        ]
    return starts


def _best_step(
    worlds: _Worlds, mean: float, start: tuple[Limit, ...], limits: Sequence[Limit]
) -> tuple[tuple[Limit, ...], float]:
    """The box on the trajectory with the strongest evidence, on these worlds."""
    every = [*start, *limits]
    columns = np.array([limit.column for limit in every], dtype=np.int64)
    sides = np.array([limit.side == "high" for limit in every], dtype=np.int64)
    values = np.array([limit.value for limit in every], dtype=np.float64)
    count, total = sums_along(worlds.inputs, worlds.outcome, columns, sides, values)
    strength = (total - mean * count) / np.sqrt(np.maximum(count, 1.0))
    best = int(np.argmax(strength))
    return _tightest(every[:best]), float(strength[best])


def _pasted(worlds: _Worlds, mean: float, box: tuple[Limit, ...]) -> tuple[Limit, ...]:
    """Move each limit to where the box's gain is highest, in turn, until none moves."""
    limits = list(box)
    for _ in range(5):
        before = tuple(limits)
        for place, limit in enumerate(limits):
            others = limits[:place] + limits[place + 1 :]
            limits[place] = replace(limit, value=_best_value(worlds, mean, limit, others))
        if tuple(limits) == before:
            break
    return tuple(limits)


def _best_value(worlds: _Worlds, mean: float, limit: Limit, others: Sequence[Limit]) -> float:
    """Where along one input a limit gains most, half way to the first world left outside."""
    inside = worlds.part(lies_inside(worlds.inputs, others))
    values = inside.inputs[:, limit.column]
    sign = 1.0 if limit.side == "high" else -1.0
    order = np.argsort(sign * values)
    ordered = values[order]
    gain = np.cumsum(inside.outcome[order] - mean)
    gain[:-1][ordered[1:] == ordered[:-1]] = -np.inf
    last = int(np.argmax(gain))
    if last == len(ordered) - 1:
        return sign * np.inf
    return float(0.5 * (ordered[last] + ordered[last + 1]))


def _rounded(inputs: Floats, box: Sequence[Limit]) -> tuple[Limit, ...]:
    """Round limits to about a hundredth of the input's range; drop those nothing lies beyond."""
    kept = []
    for limit in box:
        column = inputs[:, limit.column]
        if not np.isfinite(limit.value):
            continue
        digits = int(2 - np.floor(np.log10(np.ptp(column))))
        kept.append(replace(limit, value=round(limit.value, digits)))
    return tuple(kept)


def _pruned(worlds: _Worlds, mean: float, box: tuple[Limit, ...]) -> tuple[Limit, ...]:
    """Drop, one at a time, the limit that does least, while that is next to nothing.

    Dropping a limit lets in exactly the worlds that break that limit and no other.
    """
    while box:
        broken = np.array([~lies_inside(worlds.inputs, (limit,)) for limit in box])
        alone = broken & (broken.sum(axis=0) == 1)
        lost = -(alone @ (worlds.outcome - mean))
        noise = 2.0 * np.sqrt(alone @ (worlds.outcome - mean) ** 2)
        floor = np.maximum(WORTH * abs(worlds.gain(mean, box)), noise)
        idle = np.flatnonzero(lost <= floor)
        if not len(idle):
            break
        least = int(idle[np.argmin(lost[idle])])
        box = box[:least] + box[least + 1 :]
    return box


def _scored(limits: tuple[Limit, ...], fresh: _Worlds, all_fresh: _Worlds, seen: _Worlds) -> Box:
    inside = lies_inside(fresh.inputs, limits)
    mean = float(all_fresh.outcome.mean())
    centred = (fresh.outcome - mean) * inside
    most = 0.5 * np.abs(all_fresh.outcome - mean).sum()
    also = lies_inside(seen.inputs, limits)
    return Box(
        limits=tuple(replace(limit, chance=_chance(limit, limits, fresh)) for limit in limits),
        coverage=float(fresh.outcome[inside].sum() / (all_fresh.outcome.sum() or 1.0)),
        density=float(fresh.outcome[inside].mean()) if inside.any() else 0.0,
        mass=float(inside.sum() / len(all_fresh.outcome)),
        base=mean,
        skill=float(centred.sum() / most) if most else 0.0,
        skill_error=float(centred.std() * np.sqrt(len(centred)) / most) if most else np.inf,
        seen_coverage=float(seen.outcome[also].sum() / (seen.outcome.sum() or 1.0)),
        seen_density=float(seen.outcome[also].mean()) if also.any() else 0.0,
    )


def _chance(limit: Limit, limits: Sequence[Limit], fresh: _Worlds) -> float:
    """Chance of so many outcomes inside if this limit did nothing (yes-or-no outcomes only)."""
    from scipy.stats import binomtest

    if not np.isin(fresh.outcome, (0.0, 1.0)).all():
        return float("nan")
    inside = fresh.outcome[lies_inside(fresh.inputs, limits)]
    wider = fresh.outcome[lies_inside(fresh.inputs, [one for one in limits if one is not limit])]
    if not len(inside):
        return 1.0
    test = binomtest(int(inside.sum()), len(inside), float(wider.mean()), alternative="greater")
    return float(test.pvalue)


def _with_frequencies(
    box: Box,
    worlds: _Worlds,
    pairs: Sequence[Interaction],
    alpha: float,
    least: float,
    rng: np.random.Generator,
    resamples: int,
) -> Box:
    size = min(len(worlds.outcome), 10_000)
    seen = dict.fromkeys(((limit.column, limit.side) for limit in box.limits), 0)
    for _ in range(resamples):
        drawn = rng.choice(len(worlds.outcome), size=size, replace=False)
        half = size // 2
        first = _Worlds(worlds.inputs[drawn[:half]], worlds.outcome[drawn[:half]])
        second = _Worlds(worlds.inputs[drawn[half:]], worlds.outcome[drawn[half:]])
        for limit in _search(first, second, box.base, pairs[:1], alpha, least):
            key = (limit.column, limit.side)
            seen[key] = seen.get(key, 0) + 1
    limits = tuple(
        replace(limit, frequency=seen[limit.column, limit.side] / max(resamples, 1))
        for limit in box.limits
    )
    return replace(box, limits=limits)
