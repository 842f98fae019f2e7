"""Quantities that move together: rank correlations, and consent that shares a common cause."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.errors import InputError
from servanda.special import special
from servanda.worlds.streams import Floats

__all__ = ["Dependence", "Pair", "consent_draws", "dependence", "pearson_from_rank"]

Pair = tuple[str, str, float]
"""Two names and the rank correlation of their draws."""

_LEAST_EIGENVALUE = 1e-9


def pearson_from_rank(rank: float) -> float:
    """Return the correlation of two normal variables whose ranks correlate by `rank`.

    r = 2 sin(pi rank / 6) [@Kruskal1958, p. 823].

    >>> round(pearson_from_rank(0.5), 4)
    0.5176
    """
    return 2.0 * math.sin(math.pi * rank / 6.0)


@dataclass(frozen=True)
class Dependence:
    """Which of the independent draws each correlated quantity is made of, and with what weight."""

    mixes: Mapping[str, tuple[tuple[str, float], ...]]

    def __contains__(self, name: str) -> bool:
        return name in self.mixes


def dependence(pairs: Sequence[Pair]) -> Dependence:
    """Return how to draw quantities whose ranks correlate as `pairs` say.

    The draws are joined by a normal copula: z = L e, where e are the normal deviates of the
    quantities' own streams and L the Cholesky factor of their correlations, which are 0 where
    nothing is said. Quantities are taken in the order in which the pairs first name them, so a
    quantity depends only on those named before it: a further pair at the end that brings in a new
    quantity moves that quantity alone, and a further pair between quantities already named moves
    none but the later of the two and those named after it. Quantities that no chain of pairs
    connects never move each other, and one named in no pair keeps its draws.

    Raises: InputError for a pair named twice, a name paired with itself, and correlations that
    cannot all hold, with near ones that can.

    >>> joined = dependence([("war.swing", "war.costs.russia", 0.5)])
    >>> [(name, round(weight, 3)) for name, weight in joined.mixes["war.costs.russia"]]
    [('war.swing', 0.518), ('war.costs.russia', 0.856)]
    """
    _no_pair_twice(pairs)
    mixes: dict[str, tuple[tuple[str, float], ...]] = {}
    for names in _connected(pairs):
        among = [pair for pair in pairs if pair[0] in names]
        factor = _factor(names, among)
        for row, name in enumerate(names):
            parts = zip(names[: row + 1], factor[row, : row + 1], strict=True)
            mixes[name] = tuple((other, float(w)) for other, w in parts if w != 0.0)
    return Dependence(mixes)


def _no_pair_twice(pairs: Sequence[Pair]) -> None:
    seen: set[frozenset[str]] = set()
    for first, second, rank in pairs:
        if first == second:
            raise InputError(f"`{first}` is correlated with itself; name two different quantities")
        if frozenset((first, second)) in seen:
            raise InputError(f"`{first}` and `{second}` are correlated twice; keep one of them")
        if not -1 < rank < 1:
            raise InputError(
                f"the rank correlation {rank:g} of `{first}` and `{second}` must lie between -1 "
                "and 1; if one decides the other, write the number once"
            )
        seen.add(frozenset((first, second)))


def _connected(pairs: Iterable[Pair]) -> list[list[str]]:
    """Return the groups of names that chains of pairs connect, in order of first mention."""
    order: dict[str, int] = {}
    group: dict[str, int] = {}
    for first, second, _ in pairs:
        for name in (first, second):
            order.setdefault(name, len(order))
            group.setdefault(name, order[name])
        kept, merged = sorted((group[first], group[second]))
        group = {name: kept if g == merged else g for name, g in group.items()}
    return [[n for n in order if group[n] == g] for g in sorted(set(group.values()))]


def _correlations(
    names: Sequence[str], pairs: Sequence[Pair], ranks: Sequence[float]
) -> NDArray[np.float64]:
    wanted = np.eye(len(names))
    for (first, second, _), rank in zip(pairs, ranks, strict=True):
        i, j = names.index(first), names.index(second)
        wanted[i, j] = wanted[j, i] = pearson_from_rank(rank)
    return wanted


def _factor(names: Sequence[str], pairs: Sequence[Pair]) -> NDArray[np.float64]:
    wanted = _correlations(names, pairs, [rank for _, _, rank in pairs])
    least = float(np.linalg.eigvalsh(wanted)[0])
    if least < _LEAST_EIGENVALUE:
        raise InputError(_cannot_hold(names, pairs, wanted, least))
    return np.asarray(np.linalg.cholesky(wanted))


def _cannot_hold(
    names: Sequence[str], pairs: Sequence[Pair], wanted: NDArray[np.float64], least: float
) -> str:
    changes = [
        (abs(possible - rank), f"{first} ~ {second}: {rank:g} -> {possible:.2f}")
        for (first, second, rank), possible in zip(
            pairs, _possible(names, pairs, wanted), strict=True
        )
    ]
    told = "; ".join(text for change, text in sorted(changes, reverse=True) if change > 1e-9)
    return (
        f"the correlations among {', '.join(names)} cannot all hold (least eigenvalue "
        f"{least:.3g}, where it must be above 0; pairs left out count as 0); about the nearest "
        f"that can: {told}"
    )


def _possible(
    names: Sequence[str], pairs: Sequence[Pair], wanted: NDArray[np.float64]
) -> list[float]:
    """Return ranks of two decimals, near the wanted ones, that can hold together."""
    for floor in (1e-3, 1e-2, 3e-2, 1e-1, 0.3, 0.6):
        near = _nearest(wanted, floor)
        ranks = [
            round(6.0 / math.pi * math.asin(near[names.index(a), names.index(b)] / 2.0), 2)
            for a, b, _ in pairs
        ]
        if np.linalg.eigvalsh(_correlations(names, pairs, ranks))[0] > _LEAST_EIGENVALUE:
            return ranks
    return [0.0] * len(pairs)


def _nearest(wanted: NDArray[np.float64], floor: float) -> NDArray[np.float64]:
    """Return the nearest correlation matrix with the same zeros and eigenvalues above `floor`.

    Alternating projections, with Dykstra's correction for the cone [@Higham2002, alg. 3.3].
    """
    unsaid = wanted == 0
    near, correction = wanted.copy(), np.zeros_like(wanted)
    for _ in range(500):
        leaning = near - correction
        values, vectors = np.linalg.eigh(leaning)
        near = (vectors * np.maximum(values, floor)) @ vectors.T
        correction = near - leaning
        near[unsaid] = 0.0
        np.fill_diagonal(near, 1.0)
    return np.clip(near, -1.0, 1.0)


def consent_draws(common: Floats, own: Floats, rho: Floats | float) -> Floats:
    """Return uniform draws, one row an actor, that share a common cause.

    z_i = sqrt(rho) F + sqrt(1 - rho) e_i, the one-factor normal copula [@Vasicek1987]; actor i
    consents where Phi(z_i) is below the probability that it consents.

    Parameters: `common`, shape (n,), uniform draws of F; `own`, shape (actors, n), uniform draws
    of e; `rho`, the correlation of the deviates, shape (n,) or one number, within [0, 1], which
    may differ from world to world. Returns: shape (actors, n), within (0, 1).

    >>> together = consent_draws(np.array([0.3]), np.array([[0.9], [0.1]]), 1.0)
    >>> together.round(6).tolist()
    [[0.3], [0.3]]
    """
    weight = np.asarray(rho, dtype=np.float64)
    if not np.all((weight >= 0) & (weight <= 1)):
        raise InputError("the correlation of consents must lie between 0 and 1")
    deviates = np.sqrt(weight) * special.ndtri(common) + np.sqrt(1 - weight) * special.ndtri(own)
    return np.asarray(special.ndtr(deviates))
