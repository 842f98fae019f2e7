"""Preferences: rankings from statements, weights, utilities or by hand, and single pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from servanda.errors import GraphError
from servanda.graph.relation import HIGHEST, UNKNOWN
from servanda.graph.statements import Statement, Truth

__all__ = [
    "Preference",
    "by_pairs",
    "by_ranking",
    "by_statements",
    "by_utility",
    "by_weights",
    "dense_ranks",
]

Ranks = NDArray[np.int32]

PAIR_CODES = {"~": 0, "=": 0, "?": UNKNOWN, "U": UNKNOWN, "u": UNKNOWN}
PAIR_CODES |= {">" * d: d for d in range(1, HIGHEST + 1)}
PAIR_CODES |= {"<" * d: -d for d in range(1, HIGHEST + 1)}
"""How a pair of states may compare: ``>``, ``>>`` (much better), ``~``, ``?`` (unknown)."""


@dataclass(frozen=True, eq=False)
class Preference:
    """One decision maker's preference: a ranking, and whatever departs from it pair by pair.

    ranks: one per state, higher is better, equal for a tie, from 0 without gaps.
    tiers: degrees of preference. Two states in different tiers of row d differ by degree d + 2.
    pairs: for the states a ranking does not settle, {(a, b): how b compares with a}, both ways.
    statements: what the ranking was made from, in order of priority, if it was.

    >>> by_ranking([[0], [1, 2]], 3).row(1).tolist()
    [1, 0, 0]
    """

    ranks: Ranks
    tiers: NDArray[np.int32] | None = None
    pairs: tuple[tuple[int, int, int], ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def simple(self) -> bool:
        """Whether the ranking says everything, so that the fast methods apply."""
        return self.tiers is None and not self.pairs

    @property
    def states(self) -> int:
        """How many states it compares."""
        return len(self.ranks)

    @cached_property
    def unknown(self) -> tuple[tuple[int, int], ...]:
        """The pairs whose comparison is unknown, each once."""
        return tuple((a, b) for a, b, code in self.pairs if code == UNKNOWN and a < b)

    @cached_property
    def _by_state(self) -> dict[int, tuple[NDArray[np.int32], NDArray[np.int8]]]:
        grouped: dict[int, list[tuple[int, int]]] = {}
        for a, b, code in self.pairs:
            grouped.setdefault(a, []).append((b, code))
        return {
            a: (
                np.array([b for b, _ in row], dtype=np.int32),
                np.array([code for _, code in row], dtype=np.int8),
            )
            for a, row in grouped.items()
        }

    @cached_property
    def _keys(self) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
        keys = np.array([a * self.states + b for a, b, _ in self.pairs], dtype=np.int64)
        order = np.argsort(keys)
        return keys[order], np.array([code for _, _, code in self.pairs], dtype=np.int8)[order]

    def _ranked(self, a: NDArray[Any], b: NDArray[Any]) -> NDArray[np.int8]:
        """Compare b with a by the ranking and its tiers alone."""
        sign: NDArray[np.int8] = np.sign(self.ranks[b] - self.ranks[a]).astype(np.int8)
        if self.tiers is None:
            return sign
        degree = np.ones(sign.shape, dtype=np.int8)
        for d, tier in enumerate(self.tiers):
            degree[tier[a] != tier[b]] = d + 2
        return np.asarray(sign * degree, dtype=np.int8)

    def row(self, state: int) -> NDArray[np.int8]:
        """Compare every state with `state`: how much better each is than it."""
        codes = self._ranked(np.full(self.states, state), np.arange(self.states))
        if state in self._by_state:
            others, exact = self._by_state[state]
            codes[others] = exact
        return codes

    def codes(self, sources: NDArray[np.int32], targets: NDArray[np.int32]) -> NDArray[np.int8]:
        """Compare each target with its source."""
        codes = self._ranked(sources, targets)
        if self.pairs:
            keys, exact = self._keys
            wanted = sources.astype(np.int64) * self.states + targets
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            codes = np.where(keys[at] == wanted, exact[at], codes)
        return codes

    def compare(self, a: int, b: int) -> int:
        """Compare b with a.

        >>> by_ranking([[0], [1]], 2).compare(1, 0)
        1
        """
        return int(self.codes(np.array([a], np.int32), np.array([b], np.int32))[0])

    def with_pairs(self, pairs: Iterable[tuple[int, int, int]]) -> Preference:
        """Return this preference with some pairs settled otherwise, each given one way round."""
        settled = {(a, b): code for a, b, code in self.pairs}
        for a, b, code in pairs:
            settled[a, b] = code
            settled[b, a] = code if code == UNKNOWN else -code
        return replace(self, pairs=tuple((a, b, c) for (a, b), c in sorted(settled.items())))


def dense_ranks(scores: ArrayLike) -> Ranks:
    """Rank states by score: 0 for the lowest, equal scores equal.

    >>> dense_ranks([2.5, 7.0, 2.5]).tolist()
    [0, 1, 0]
    """
    _, ranks = np.unique(np.asarray(scores), return_inverse=True)
    return ranks.astype(np.int32)


def by_ranking(
    groups: Sequence[Sequence[int]], states: int, breaks: Sequence[int] | None = None
) -> Preference:
    """Rank states directly, best first; a group of several is a tie.

    Parameters: `groups`: states, best first; `breaks`: the degree of preference between each group
    and the next, 1 where it is not given. Two states differ by the highest degree between them.

    Raises GraphError unless every state is ranked exactly once.

    >>> by_ranking([[2], [0, 1]], 3, breaks=[2]).row(0).tolist()
    [0, 0, 2]

    Source: degrees, [@Hamouda2004].
    """
    ranks = np.full(states, -1, dtype=np.int32)
    for place, group in enumerate(groups):
        for s in group:
            if not 0 <= s < states:
                raise GraphError(f"a ranking names state {s}; states are 0 to {states - 1}")
            if ranks[s] >= 0:
                raise GraphError(f"a ranking names state {s} twice")
            ranks[s] = len(groups) - 1 - place
    if (ranks < 0).any():
        raise GraphError(f"a ranking leaves out {int((ranks < 0).sum())} of {states} states")
    degrees = list(breaks or [])
    if not degrees or max(degrees) < 2:
        return Preference(ranks)
    if max(degrees) > HIGHEST:
        raise GraphError(f"degrees of preference go to {HIGHEST}; {max(degrees)} is too high")
    tiers = np.zeros((max(degrees) - 1, states), dtype=np.int32)
    for d in range(2, max(degrees) + 1):
        passed = np.cumsum([0, *(int(b >= d) for b in degrees)])
        tiers[d - 2] = passed[len(groups) - 1 - ranks]
    return Preference(ranks, tiers)


def by_statements(
    statements: Sequence[Statement], states: int, chosen: Callable[[int], Truth]
) -> Preference:
    """Rank states by which statements hold in them, the first counting most.

    Exact at any number of statements: states are compared by their truth values in order, which is
    the same as Psi(s) = sum over the statements O_j true in s of 2^(k - j), without its overflow.
    States in which the same statements hold are tied.

    Source: [@Hipel1997], [@Fang2003a].
    """
    ranks = np.zeros(states, dtype=np.int64)
    for start in range(0, len(statements), 32):
        part = statements[start : start + 32]
        for statement in part:
            ranks = (ranks << 1) | statement.holds(chosen)
        ranks = dense_ranks(ranks).astype(np.int64)
    return Preference(ranks.astype(np.int32), statements=tuple(statements))


def by_weights(weights: Sequence[float], states: int, chosen: Callable[[int], Truth]) -> Preference:
    """Rank states by the sum of the weights of the options that have their preferred value.

    A positive weight prefers the option chosen, a negative one not chosen.

    Source: option weighting, [@Fang2003a].
    """
    score = np.zeros(states)
    for o, weight in enumerate(weights):
        if weight:
            score += abs(weight) * (chosen(o) if weight > 0 else ~chosen(o))
    return Preference(dense_ranks(np.round(score, 9)))


def by_utility(utility: ArrayLike) -> Preference:
    """Rank states by a number for each, higher being better; equal numbers tie.

    Raises GraphError for a number that is not finite.

    >>> by_utility([0.2, 0.9, 0.2]).ranks.tolist()
    [0, 1, 0]
    """
    values = np.asarray(utility, dtype=float)
    if not np.isfinite(values).all():
        raise GraphError(f"utility of state {int(np.argmin(np.isfinite(values)))} is not finite")
    return Preference(dense_ranks(values))


def by_pairs(pairs: Iterable[tuple[int, str, int]], states: int) -> Preference:
    """Compare states pair by pair; every pair not given is unknown. Nothing needs be transitive.

    >>> cyclic = by_pairs([(0, ">", 1), (1, ">", 2), (2, ">>", 0)], 3)
    >>> cyclic.row(0).tolist(), len(cyclic.unknown)
    ([0, -1, 2], 0)
    """
    settled = {(a, b): UNKNOWN for a in range(states) for b in range(a + 1, states)}
    for a, sign, b in pairs:
        code = pair_code(sign)
        low, high = min(a, b), max(a, b)
        # "a > b" says how a compares with b: seen from b it is better.
        settled[low, high] = code if code == UNKNOWN else (code if low == b else -code)
    base = Preference(np.zeros(states, dtype=np.int32))
    return base.with_pairs((a, b, code) for (a, b), code in settled.items())


def pair_code(sign: str) -> int:
    """Read ``>``, ``>>``, ``<``, ``~`` or ``?`` as a code."""
    if sign not in PAIR_CODES:
        raise GraphError(f"a pair is compared by {sign!r}; write >, >>, <, <<, ~ or ?")
    return PAIR_CODES[sign]
