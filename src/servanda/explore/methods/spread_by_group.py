"""What share of the outcome's spread rests on evidence, on base rates, on judgement.

Shapley effects [@Owen2014; @Owen2017]: the spread explained by a set of inputs, `Var(E[y|x_u])`, is
shared out among groups of inputs by the Shapley value, so that shares are never negative, add up to
one, count every interaction once, and stay meaningful for correlated inputs, where Sobol indices do
not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.errors import InputError
from servanda.explore.methods.sensitivity import Interaction, Sensitivity
from servanda.explore.methods.shapley import shapley

__all__ = ["GroupShares", "group_shares", "group_shares_by_rerun"]

RESAMPLES = 200
NEIGHBOURS = 4
MOST_GROUPS = 6


@dataclass(frozen=True, eq=False)
class GroupShares:
    """The share of an outcome's spread that each group of inputs carries.

    `share` and `error` are in the order of `groups`; `unresolved` is the part that nearest
    neighbours could not tell from noise (0 where it was computed by re-running).
    """

    groups: tuple[str, ...]
    share: Floats
    error: Floats
    unresolved: float


def group_shares(
    inputs: Floats,
    outcome: Floats,
    groups: Sequence[str],
    alone: Sensitivity,
    together: Sequence[Interaction],
    rng: np.random.Generator,
    *,
    queries: int = 4_000,
) -> GroupShares:
    """Give each group's Shapley effect from worlds already computed, by nearest neighbours.

    Parameters
    ----------
    inputs : (n, d) worlds by inputs
    outcome : (n,) 0 or 1, or a number; fixed by the inputs
    groups : d names, the group of each input
    alone, together : what `first_order` and `interactions` found: inputs that neither names are
        left out, the rest weigh in the distance as much as they matter
    rng : draws the worlds whose neighbours are looked up, and the bootstrap
    queries : how many

    Raises
    ------
    InputError : one group name per input is not given, or more than six groups

    Formula: `E[Var(y|x_u)]` by the variance among the four nearest worlds in the ranks of `x_u`
    [@Broto2020], then Shapley over groups.
    *Departure*: distances are weighted by the square root of what each input explains, which
    shrinks the distance bias of many inputs; what remains of it (neighbours that differ even when
    every input is known) is reported as `unresolved`, not shared out.
    *Checked against* the closed form for correlated normals of [@Owen2017], and the g function.

    Example
    -------
    >>> from servanda.explore.methods.sensitivity import first_order, interactions
    >>> rng = np.random.default_rng(1)
    >>> x = rng.uniform(size=(20_000, 3))
    >>> y = 1.0 * (x[:, 0] > 0.5) * (x[:, 1] > 0.5)  # the third does nothing
    >>> found = first_order(x, y, rng), interactions(x, y, rng)
    >>> shares = group_shares(x, y, ("evidence", "judgement", "base rate"), *found, rng)
    >>> dict(zip(shares.groups, shares.share.round(1).tolist()))
    {'evidence': 0.5, 'judgement': 0.5, 'base rate': 0.0}
    """
    from scipy.stats import rankdata

    names = _names(groups, inputs.shape[1])
    spread = outcome.var()
    if spread == 0.0:
        return GroupShares(names, np.zeros(len(names)), np.zeros(len(names)), 0.0)
    weight = _weights(alone, together)
    ranks = np.column_stack([rankdata(column) / len(column) for column in inputs.T])
    asked = rng.choice(len(outcome), size=min(queries, len(outcome)), replace=False)
    local = {
        team: _local_variance(ranks * weight, weight, outcome, asked, groups, names, team)
        for team in _teams(len(names))
    }
    draws = rng.multinomial(len(asked), np.full(len(asked), 1 / len(asked)), size=RESAMPLES)
    resampled = np.vstack([np.ones(len(asked)), draws]) / len(asked)
    unknown = {team: resampled @ values for team, values in local.items()}
    everyone, nobody = frozenset(range(len(names))), frozenset[int]()
    unknown[nobody] = np.full(RESAMPLES + 1, spread)
    part = shapley(lambda team: (unknown[nobody] - unknown[team]) / spread, len(names))
    left = float(unknown[everyone][0] / spread)
    return GroupShares(names, part[:, 0], part[:, 1:].std(axis=1, ddof=1), left)


def group_shares_by_rerun(
    names: Sequence[str],
    redrawn: Callable[[frozenset[str]], Floats],
    *,
    blocks: int = 64,
) -> GroupShares:
    """Give each group's Shapley effect exactly (up to sampling), by drawing the other groups anew.

    Parameters
    ----------
    names : the groups, at most six; they must be independent of one another, though inputs inside a
        group may be correlated
    redrawn : given the groups to keep, the (n,) outcome with every other group drawn anew (the same
        new draw each time)

    Formula: `Var(E[y|x_u]) = Cov(y, y')`, y' sharing u with y ("pick and freeze" [@Sobol1993]).
    Errors: jackknife over blocks of worlds.

    Example
    -------
    >>> rng = np.random.default_rng(0)
    >>> old, new = rng.normal(size=(2, 2, 50_000))
    >>> def redrawn(keep):
    ...     a, b = (old[i] if name in keep else new[i] for i, name in enumerate("ab"))
    ...     return 2 * a + b
    >>> group_shares_by_rerun(("a", "b"), redrawn).share.round(2).tolist()
    [0.8, 0.2]
    """
    if len(names) > MOST_GROUPS:
        raise InputError(f"{len(names)} groups are too many; give at most {MOST_GROUPS}")
    outcomes = {
        team: np.asarray(redrawn(frozenset(names[i] for i in team)), dtype=np.float64)
        for team in (*_teams(len(names)), frozenset[int]())
    }
    original = outcomes[frozenset(range(len(names)))]
    block = np.arange(len(original)) % blocks
    if original.var() == 0.0:
        return GroupShares(tuple(names), np.zeros(len(names)), np.zeros(len(names)), 0.0)

    def shared(keep: np.ndarray) -> Floats:
        mine = original[keep]
        explained = {
            team: np.array([np.cov(mine, other[keep])[0, 1] / mine.var(ddof=1)])
            for team, other in outcomes.items()
        }
        explained[frozenset()] = np.zeros(1)
        return shapley(lambda team: explained[team], len(names))[:, 0]

    share = shared(np.ones(len(original), dtype=bool))
    left_out = np.array([shared(block != number) for number in range(blocks)])
    error = np.sqrt((blocks - 1) * left_out.var(axis=0))
    return GroupShares(tuple(names), share, error, 0.0)


def _names(groups: Sequence[str], width: int) -> tuple[str, ...]:
    if len(groups) != width:
        raise InputError(f"{len(groups)} groups for {width} inputs; name the group of each input")
    names = tuple(dict.fromkeys(groups))
    if len(names) > MOST_GROUPS:
        raise InputError(f"{len(names)} groups are too many; give at most {MOST_GROUPS}")
    return names


def _teams(count: int) -> list[frozenset[int]]:
    return [
        frozenset(player for player in range(count) if mask >> player & 1)
        for mask in range(1, 2**count)
    ]


def _weights(alone: Sensitivity, together: Sequence[Interaction]) -> Floats:
    explained = np.where(alone.matters, np.maximum(alone.share, 0.0), 0.0)
    for pair in together:
        explained[[pair.first, pair.second]] += pair.share
    return np.sqrt(explained)


def _local_variance(
    scaled: Floats,
    weight: Floats,
    outcome: Floats,
    asked: np.ndarray,
    groups: Sequence[str],
    names: tuple[str, ...],
    team: frozenset[int],
) -> Floats:
    """Variance of the outcome among each query's nearest worlds, in the inputs of these groups."""
    from scipy.spatial import cKDTree

    members: Mapping[str, None] = dict.fromkeys(names[player] for player in team)
    used = [i for i, group in enumerate(groups) if group in members and weight[i] > 0.0]
    if not used:
        return np.full(len(asked), outcome.var())
    tree = cKDTree(scaled[:, used])
    _, near = tree.query(scaled[asked][:, used], k=NEIGHBOURS)
    variance: Floats = outcome[near].var(axis=1, ddof=1)
    return variance
