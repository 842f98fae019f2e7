"""Graded preference: fuzzy certainty with a threshold, and chances of preferring."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from servanda.errors import GraphError, InputError, named
from servanda.graph.analysis import Analysis
from servanda.graph.concept import individual
from servanda.graph.model import Model
from servanda.graph.relation import OFFSET, ROOM, Reading
from servanda.graph.solve import Solution

__all__ = ["certainty_from_worlds", "solve_fuzzy", "solve_probabilistic"]

Matrix = NDArray[np.float64]
RULES = {
    "nash": (False, False, False),
    "gmr": (True, False, False),
    "smr": (True, False, True),
    "seq": (True, True, False),
}

TEMPTS, DETERS, STEPS = 1, 2, 4
"""What a comparison amounts to, added up in one code."""


@dataclass(frozen=True, eq=False)
class Graded:
    """Comparisons by a matrix: grades[t, s] says how t fares against s."""

    grades: Matrix
    judge: Callable[[Matrix], NDArray[np.int8]]

    def row(self, state: int) -> NDArray[np.int8]:
        """Judge every state against `state`."""
        return self.judge(self.grades[:, state])

    def codes(self, sources: NDArray[np.int32], targets: NDArray[np.int32]) -> NDArray[np.int8]:
        """Judge each target against its source."""
        return self.judge(self.grades[targets, sources])


def _reading() -> Reading:
    codes = np.arange(ROOM) - OFFSET
    small = (codes >= 0) & (codes < 8)
    return Reading(
        "graded",
        small & (codes & TEMPTS > 0),
        small & (codes & DETERS > 0),
        small & (codes & STEPS > 0),
        plain=False,
    )


def _solve(model: Model, relations: Sequence[Graded], names: Mapping[str, str]) -> Solution:
    analysis = Analysis(model, relations)
    answers = {}
    for shown, base in names.items():
        stable = analysis.metarational(*RULES[base], how=_reading())
        answers[shown] = individual(stable)
    return Solution(model, answers)


def _matrices(model: Model, given: Mapping[str, ArrayLike], sums_to_one: bool) -> list[Matrix]:
    matrices = []
    for dm, preference in zip(model.decision_makers, model.preferences, strict=True):
        if dm not in given:
            # Not given: as sure as the ranking, equals being as likely either way.
            rank = preference.ranks
            even = 0.5 if sums_to_one else 0.0
            sure = np.where(rank[:, None] > rank, 1.0, np.where(rank[:, None] == rank, even, 0.0))
            if not preference.simple:
                raise InputError(f"{dm} has no matrix and no plain ranking; give a matrix")
            matrices.append(sure)
            continue
        matrix = np.asarray(given[dm], dtype=float)
        if matrix.shape != (model.states, model.states):
            raise GraphError(f"{dm}: the matrix is {matrix.shape}, not states x states")
        if not ((matrix >= 0) & (matrix <= 1)).all():
            raise GraphError(f"{dm}: a degree of preference lies outside 0 to 1")
        both = matrix + matrix.T
        off = ~np.eye(model.states, dtype=bool)
        if sums_to_one and not np.allclose(both[off], 1):
            raise GraphError(f"{dm}: r(s, t) + r(t, s) must be 1 for every pair")
        if not sums_to_one and (both[off] > 1 + 1e-9).any():
            raise GraphError(f"{dm}: the chances of preferring s to t and t to s exceed 1")
        matrices.append(matrix)
    unknown = [dm for dm in given if dm not in model.decision_makers]
    if unknown:
        model.maker(unknown[0])
    return matrices


def _per_maker(model: Model, given: float | Mapping[str, float], what: str) -> list[float]:
    values = [
        float(given[dm] if isinstance(given, Mapping) else given) for dm in model.decision_makers
    ]
    for dm, value in zip(model.decision_makers, values, strict=True):
        if not 0 < value <= 1:
            raise InputError(f"{dm}: {what} is {value}; it lies above 0 and up to 1")
    return values


def solve_fuzzy(
    model: Model,
    degrees: Mapping[str, ArrayLike],
    thresholds: float | Mapping[str, float],
    concepts: Sequence[str] = ("fnash", "fgmr", "fsmr", "fseq"),
) -> Solution:
    """Find what is stable under fuzzy preference.

    r(s, t) in [0, 1] is the degree to which s is preferred to t, with r(t, s) = 1 - r(s, t); the
    certainty that t is preferred to s is alpha(t, s) = r(t, s) - r(s, t). A move from s to t is a
    fuzzy improvement iff alpha(t, s) >= gamma_i, the decision maker's satisficing threshold; it is
    deterred by an end s2 with alpha(s2, s) < gamma_i. FNash, FGMR, FSMR and FSEQ are then built as
    their crisp namesakes.

    Parameters: `degrees`: {decision maker: array (states, states)}, r[s, t]; who is not named is as
    sure as its ranking. `thresholds`: gamma in (0, 1], one for all or {decision maker: gamma}.

    Raises GraphError for a matrix that is none of this, InputError for a threshold outside (0, 1].

    Checked against: crisp preference with any threshold gives the crisp concepts.

    Source: [@Bashar2012]; formulas recalled, not re-read.
    """
    names = {f"f{base}": base for base in RULES}
    chosen = {name: _known(name, names) for name in concepts}
    matrices = _matrices(model, degrees, sums_to_one=True)
    gammas = _per_maker(model, thresholds, "the satisficing threshold")

    def judge(gamma: float) -> Callable[[Matrix], NDArray[np.int8]]:
        # Written so that rounding does not undo "at least".
        return lambda alpha: np.where(alpha >= gamma - 1e-12, TEMPTS | STEPS, DETERS).astype(
            np.int8
        )

    graded = [Graded(m - m.T, judge(g)) for m, g in zip(matrices, gammas, strict=True)]
    return _solve(model, graded, chosen)


def solve_probabilistic(
    model: Model,
    chances: Mapping[str, ArrayLike],
    alpha: float | Mapping[str, float] = 0.5,
    beta: float | Mapping[str, float] = 0.5,
    gamma: float | Mapping[str, float] = 0.5,
    concepts: Sequence[str] = ("pnash", "pgmr", "psmr", "pseq"),
) -> Solution:
    """Find what is stable when only the chance of preferring is known.

    P_i(t, s) is the chance that i strictly prefers t to s. i is tempted from s to t iff
    P_i(t, s) > 1 - alpha; it is deterred by an end s2 iff P_i(s2, s) <= 1 - beta; a sanctioner j
    steps from x to y iff P_j(y, x) > 1 - gamma. pnash is alpha-Nash, pgmr and psmr the
    (alpha, beta)-metarationalities, pseq (alpha, beta, gamma)-sequential stability. With all three
    at 1 any chance counts; near 0 only near certainty does.

    *Departure*: the text of the source was not available; which way the parameters point is as
    stated here and may differ from it.

    Parameters: `chances`: {decision maker: array (states, states)}, P[t, s]; who is not named is
    certain of its ranking. `alpha`, `beta`, `gamma`: in (0, 1], one for all or by decision maker.

    Checked against: certain preference gives the ordinary concepts at any parameters.

    Source: [@RegoSantos2015].
    """
    names = {f"p{base}": base for base in RULES}
    chosen = {name: _known(name, names) for name in concepts}
    matrices = _matrices(model, chances, sums_to_one=False)
    alphas = _per_maker(model, alpha, "alpha")
    betas = _per_maker(model, beta, "beta")
    gammas = _per_maker(model, gamma, "gamma")

    def judge(a: float, b: float, g: float) -> Callable[[Matrix], NDArray[np.int8]]:
        return lambda p: (
            TEMPTS * (p > 1 - a) + DETERS * (p <= 1 - b) + STEPS * (p > 1 - g)
        ).astype(np.int8)

    graded = [
        Graded(m, judge(a, b, g))
        for m, a, b, g in zip(matrices, alphas, betas, gammas, strict=True)
    ]
    return _solve(model, graded, chosen)


def _known(name: str, names: Mapping[str, str]) -> str:
    return named(name, names, "graded concept")


def certainty_from_worlds(utilities: ArrayLike, ties: float = 0.5) -> Matrix:
    """Turn utilities in many worlds into the share of worlds in which each state beats each other.

    Parameters: `utilities`: (worlds, states), one decision maker's; `ties`: what an equal pair
    counts for: 0.5 for fuzzy degrees, 0 for chances of strictly preferring.

    Returns (states, states): [s, t] is the share in which s is better than t.

    >>> certainty_from_worlds([[1, 2], [3, 2], [0, 5], [1, 1]]).tolist()
    [[0.5, 0.375], [0.625, 0.5]]
    """
    values = np.asarray(utilities, dtype=float)
    share = np.zeros((values.shape[1], values.shape[1]))
    for world in values:
        share += np.where(world[:, None] > world, 1.0, np.where(world[:, None] == world, ties, 0.0))
    return share / len(values)
