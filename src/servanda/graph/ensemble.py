"""Ensembles: in what share of the preference worlds, or completions, a state is stable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from servanda.errors import GraphError, InputError
from servanda.graph.analysis import Analysis
from servanda.graph.kernels.worlds import count_worlds
from servanda.graph.limits import refuse_steps
from servanda.graph.model import Model
from servanda.graph.preferences import Preference
from servanda.graph.stability import concept_called
from servanda.threads import cores, in_order

__all__ = ["Ensemble", "completions", "ensemble"]

CLASSIC = ("nash", "gmr", "smr", "seq")
RULES = {
    "nash": (0, 0, 0),
    "gmr": (1, 0, 0),
    "smr": (1, 0, 1),
    "seq": (1, 1, 0),
    "sseq": (1, 1, 1),
}
"""The concepts that are counted by compiled code: sanctions, credible, final."""

MOST_ENUMERATED = 4096
"""Completions that are gone through one by one; more are sampled."""


@dataclass(frozen=True, eq=False)
class Ensemble:
    """In what share of the worlds each state is stable, and an equilibrium.

    stable: {concept: (groups, states)}; equilibrium: {concept: (states,)}, both shares from 0 to 1.
    groups: {concept: who each row is}. exact: whether all worlds there are were gone through, so
    that shares have no error.
    """

    model: Model
    worlds: int
    stable: dict[str, NDArray[np.float64]]
    equilibrium: dict[str, NDArray[np.float64]]
    groups: dict[str, tuple[tuple[int, ...], ...]]
    exact: bool = False

    def error(self, share: ArrayLike) -> NDArray[np.float64]:
        """Return the standard error of a share: sqrt(p (1 - p) / worlds), 0 where exact.

        A share of 0 or 1 has no error by this formula; that nothing was seen in n worlds bounds
        the share by about 3 / n.
        """
        p = np.asarray(share, dtype=float)
        return np.zeros_like(p) if self.exact else np.sqrt(p * (1 - p) / self.worlds)

    def equilibria(self, concept: str, least: float = 0.0) -> dict[str, tuple[float, float]]:
        """Return {label: (share, standard error)} of the equilibria, the likeliest first.

        Parameters: `least`: leave out states below this share; those never seen are left out.
        """
        shares = self.equilibrium[concept]
        errors = self.error(shares)
        order = sorted(np.flatnonzero(shares > 0), key=lambda s: (-shares[s], s))
        return {
            self.model.labels[int(s)]: (float(shares[s]), float(errors[s]))
            for s in order
            if shares[s] >= least
        }


def ensemble(
    model: Model,
    utilities: ArrayLike,
    concepts: Sequence[str] = CLASSIC,
    threads: int | None = None,
) -> Ensemble:
    """Count in what share of the worlds each state is stable, and an equilibrium.

    Parameters: `model`: who can move where; its own preferences are not used. `utilities`: (worlds,
    decision makers, states), each decision maker's utility of each state in each world, higher is
    better; equal numbers are ties. `concepts`: the five classic ones are counted by compiled code,
    a hundred thousand worlds of a 64-state model in seconds; any other one world at a time.
    `threads`: how many to use, by default as many as there are processors. The counts do not depend
    on it.

    Returns shares with their standard error; the worlds are taken as drawn independently.

    Raises GraphError for a wrong shape or a utility that is not finite, InputError for a concept
    that does not exist.

    >>> from servanda.graph.model import option_model
    >>> m = option_model({"A": ["Hold"], "B": ["Help"]}, {"A": [0] * 4, "B": [0] * 4})
    >>> u = [[[1, 0, 3, 2], [1, 3, 0, 2]], [[0, 1, 2, 3], [0, 1, 2, 3]]]
    >>> ensemble(m, u, ["nash"]).equilibria("nash")
    {'1': (0.5, 0.353...), '4': (0.5, 0.353...)}
    """
    values = np.ascontiguousarray(utilities, dtype=np.float64)
    shape = (len(model.decision_makers), model.states)
    if values.ndim != 3 or values.shape[1:] != shape or not len(values):
        raise GraphError(
            f"utilities have shape {values.shape}; it must be (worlds, decision makers, states) = "
            f"(at least 1, {shape[0]}, {shape[1]})"
        )
    if not np.isfinite(values).all():
        world = int(np.argwhere(~np.isfinite(values))[0, 0])
        raise GraphError(f"a utility in world {world} is not finite; leave that world out")
    names = [concept_called(c).name for c in concepts]
    fast = [n for n in names if n in RULES]
    slow = [n for n in names if n not in RULES]
    result = Ensemble(model, len(values), {}, {}, {})
    if fast:
        _count_fast(result, values, fast, threads)
    if slow:
        _count_slow(result, (model.with_utilities(u) for u in values), slow)
    return result


def _count_fast(
    result: Ensemble, values: NDArray[np.float64], names: Sequence[str], threads: int | None
) -> None:
    model = result.model
    worlds, makers, states = values.shape
    arcs = model.moves.arcs
    refuse_steps("an ensemble", float(worlds) * makers**2 * len(names) * arcs.targets.size, states)
    rules = np.array([RULES[n] for n in names], dtype=np.int64)
    transitive = model.moves.transitive
    workers = min(threads or cores(), max(1, worlds // 64))

    def count(part: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        stable = np.zeros((len(names), makers, states), dtype=np.int64)
        everyone = np.zeros((len(names), states), dtype=np.int64)
        count_worlds(
            part, arcs.starts, arcs.targets, arcs.into, arcs.sources, transitive, rules, stable,
            everyone, -1, np.empty((0, 0), np.bool_),
        )  # fmt: skip
        return stable, everyone

    counts = in_order(count, np.array_split(values, workers), workers)
    for c, name in enumerate(names):
        result.stable[name] = sum(stable[c] for stable, _ in counts) / worlds
        result.equilibrium[name] = sum(everyone[c] for _, everyone in counts) / worlds
        result.groups[name] = tuple((i,) for i in range(makers))


def _count_slow(result: Ensemble, models: Iterator[Model], names: Sequence[str]) -> None:
    concepts = [concept_called(n) for n in names]
    stable: dict[str, NDArray[np.int64]] = {}
    everyone: dict[str, NDArray[np.int64]] = {}
    total = 0
    for model in models:
        analysis = Analysis(model)
        total += 1
        for concept in concepts:
            answer = concept.solve(analysis)
            result.groups[concept.name] = answer.groups
            seen = stable.setdefault(concept.name, np.zeros(answer.stable.shape, np.int64))
            seen += answer.stable
            both = everyone.setdefault(concept.name, np.zeros(model.states, np.int64))
            both += answer.equilibria
    for name in names:
        result.stable[name] = stable[name] / total
        result.equilibrium[name] = everyone[name] / total


def completions(
    model: Model,
    concepts: Sequence[str] = CLASSIC,
    samples: int = 1000,
    seed: int = 0,
    orders_only: bool = False,
) -> Ensemble:
    """Count in what share of the completions of unknown preference each state is stable.

    A completion settles each unknown pair one way or the other. Up to 4096 completions are all gone
    through and the shares are exact; of more, `samples` are drawn, each pair by a fair coin.

    Parameters: `orders_only`: count only completions that are orders, without circles such as
    a > b > c > a; drawing these works for few unknown pairs only. `seed`: of the draws.

    Raises InputError where no preference is unknown, GraphError where no completion is an order.

    >>> from servanda.graph.model import option_model
    >>> from servanda.graph.relation import UNKNOWN
    >>> m = option_model({"A": ["Hold"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]})
    >>> unsure = m.with_preference("A", m.preferences[0].with_pairs([(2, 3, UNKNOWN)]))
    >>> e = completions(unsure, ["nash"])
    >>> e.worlds, e.exact, e.equilibria("nash")
    (2, True, {'1': (1.0, 0.0)})
    """
    names = [concept_called(c).name for c in concepts]
    pairs = [(i, a, b) for i, p in enumerate(model.preferences) for a, b in p.unknown]
    if not pairs:
        raise InputError("no preference is unknown, so there is nothing to complete; use solve")
    exact = 1 << min(len(pairs), 62) <= MOST_ENUMERATED
    settled: Iterator[Sequence[int]]
    if exact:
        settled = iter(product((-1, 1), repeat=len(pairs)))
    else:
        rng = np.random.default_rng(seed)
        settled = (rng.choice((-1, 1), len(pairs)).tolist() for _ in range(samples))
    counted = 0

    def models() -> Iterator[Model]:
        nonlocal counted
        for signs in settled:
            completed = _completed(model, pairs, signs)
            if not orders_only or all(_is_order(p) for p in completed.preferences):
                counted += 1
                yield completed

    result = Ensemble(model, 0, {}, {}, {}, exact)
    made = models()
    first = next(made, None)
    if first is None:
        raise GraphError(
            "no completion is an order: what is known already goes round in a circle, or too few "
            "were drawn; raise `samples`, or count all completions"
        )
    _count_slow(result, _chained(first, made), names)
    return replace(result, worlds=counted)


def _chained(first: Model, rest: Iterator[Model]) -> Iterator[Model]:
    yield first
    yield from rest


def _completed(model: Model, pairs: Sequence[tuple[int, int, int]], signs: Sequence[int]) -> Model:
    changed = []
    for i, preference in enumerate(model.preferences):
        mine = [(a, b, s) for (j, a, b), s in zip(pairs, signs, strict=True) if i == j]
        changed.append(_settled(preference, mine) if mine else preference)
    return replace(model, preferences=tuple(changed))


def _settled(preference: Preference, pairs: Sequence[tuple[int, int, int]]) -> Preference:
    return preference.with_pairs(pairs)


def _is_order(preference: Preference) -> bool:
    """Whether "at least as good" is transitive."""
    least = np.stack([preference.row(s) >= 0 for s in range(preference.states)])
    return not ((least.astype(np.int32) @ least.astype(np.int32) > 0) & ~least).any()
