"""The game itself, played out by independent code, against what the engine says of it.

For random deals with two to four parties: the equilibrium is found by a plain value iteration over
months in Python (its own order, no blocks, no closed forms, no shared code), then types, leaders,
openings and breaches are drawn and the deal followed. What is allowed is four standard errors of
the draws. Values of war are given here and change with time; `test_played_out` follows guarantees,
expiry, violations and spoilers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from tests.engine.test_reference_rows import Row, given, given_standing

MONTHS = 24
TAIL = 2_500


def random_row(rng: np.random.Generator, parties: int) -> Row:
    """A deal whose values of war are given, with everything drawn."""
    sides = []
    for _ in range(parties):
        u = rng.uniform(0.4, 0.6)
        bd = rng.uniform(0.4, 0.8)
        cost = rng.uniform(0.1, 0.5)
        gain = rng.uniform(-0.12, 0.04)
        b0 = u + gain + cost * bd
        sides.append(
            {
                "u": u, "b0": b0, "b1": rng.uniform(-0.02, 0.05), "r_less": rng.uniform(0.0, 0.08),
                "bd": bd, "word": rng.uniform(0.0, 0.08), "bad": rng.uniform(0.1, 0.6),
                "omega": rng.uniform(0.05, 0.2), "s": rng.uniform(0.01, 0.03),
                "rho": rng.uniform(0.05, 0.15), "lead": rng.uniform(0.0, 0.3),
                "price": rng.uniform(0.0, 0.01), "cost": cost, "wref": b0 - 0.03,
                "ignites": 1.0,
            }
        )  # fmt: skip
    return {
        "parties": sides, "cost_nodes": 1, "cost_range": [0.05, 0.6], "months": MONTHS,
        "tau_sign": 0.03,
    }  # fmt: skip


@dataclass
class Kind:
    """One type of a party, as the simulation sees it."""

    cost: float
    word: float
    believed: float


def kinds_of(side: Row, low: float, high: float) -> list[Kind]:
    middle = 0.5 * (low + high)
    return [
        Kind(middle, side["word"], 1.0 - side["bad"]),
        Kind(side["cost"], side["word"], 0.0),
        Kind(middle, 0.0, side["bad"]),
        Kind(side["cost"], 0.0, 0.0),
    ]


def best_replies(row: Row, believed: np.ndarray) -> tuple[list[list[np.ndarray]], np.ndarray]:
    """Hazards by party, type and month, and deal values, given hazards believed of each party."""
    hazards, values = [], np.zeros((len(row["parties"]), 4))
    for i, side in enumerate(row["parties"]):
        d = math.exp(-side["rho"] / 12.0)
        mine = []
        for k, kind in enumerate(kinds_of(side, *row["cost_range"])):
            path = np.zeros(MONTHS)
            soft = hard = side["u"]
            for month in range(MONTHS + TAIL, -1, -1):
                t = min(month, MONTHS - 1)
                war = side["b0"] + side["b1"] * (1.0 - math.exp(-t / 36.0)) - kind.cost * side["bd"]
                breach, fought = war - kind.word, war - side["r_less"]
                calm = 1.0
                for j, other in enumerate(row["parties"]):
                    if j != i:
                        calm *= 1.0 - other["ignites"] * believed[j, t]
                stay_soft = (1 - d) * side["u"] + d * soft
                stay_hard = (1 - d) * side["u"] + d * hard
                x = (breach - stay_soft) / side["s"]
                h = side["omega"] / (1.0 + math.exp(-x))
                option = side["omega"] * side["s"] * np.logaddexp(0.0, x)
                soft = stay_soft + option + (1 - h) * (1 - calm) * (fought - stay_soft)
                hard = h * breach + (1 - h) * ((1 - calm) * fought + calm * stay_hard)
                if month < MONTHS:
                    path[month] = h
            mine.append(path)
            values[i, k] = hard
        hazards.append(mine)
    return hazards, values


def signs(row: Row, i: int, k: int, kind: Kind, values: np.ndarray) -> float:
    side = row["parties"][i]
    return float(values[i, k] - side["price"] - side["wref"] + kind.cost * side["bd"])


def believed_hazards(row: Row, hazards: list[list[np.ndarray]], values: np.ndarray) -> np.ndarray:
    """What the others expect, month by month, from Bayes' rule written out."""
    out = np.zeros((len(row["parties"]), MONTHS))
    for i, side in enumerate(row["parties"]):
        kinds = kinds_of(side, *row["cost_range"])
        prior = np.array([kind.believed for kind in kinds])
        margins = [signs(row, i, k, kind, values) for k, kind in enumerate(kinds)]
        told = np.array([0.5 * math.erfc(-m / row["tau_sign"] / math.sqrt(2.0)) for m in margins])
        weights = prior * told
        weights = weights / weights.sum() if weights.sum() > 1e-9 else prior
        replaced = 1.0 - math.exp(-side["lead"] / 12.0)
        for t in range(MONTHS):
            h = np.array([hazards[i][k][t] for k in range(4)])
            out[i, t] = weights @ h
            weights = weights * (1.0 - h)
            weights = (1.0 - replaced) * weights / weights.sum() + replaced * prior
    return out


def equilibrium(row: Row) -> tuple[list[list[np.ndarray]], np.ndarray]:
    believed = np.zeros((len(row["parties"]), MONTHS))
    for _ in range(25):
        hazards, values = best_replies(row, believed)
        believed = believed_hazards(row, hazards, values)
    return best_replies(row, believed)


def played_out(
    row: Row, hazards: list[list[np.ndarray]], values: np.ndarray, runs: int, seed: int
) -> tuple[float, np.ndarray]:
    """Share of deals that stand after all months, and who ended the others."""
    rng = np.random.default_rng(seed)
    n = len(row["parties"])
    types = np.zeros((n, runs), dtype=int)
    for i, side in enumerate(row["parties"]):
        kinds = kinds_of(side, *row["cost_range"])
        weights = np.array([0.0, 1.0 - side["bad"], 0.0, side["bad"]])
        signing = np.array([signs(row, i, k, kind, values) >= 0 for k, kind in enumerate(kinds)])
        if (weights * signing).sum() > 0:
            weights = weights * signing
        types[i] = rng.choice(4, runs, p=weights / weights.sum())
    alive, ended = np.ones(runs, dtype=bool), np.zeros(n)
    for t in range(MONTHS):
        chance = np.array(
            [np.array([hazards[i][k][t] for k in range(4)])[types[i]] for i in range(n)]
        )
        ignites = np.array([side["ignites"] for side in row["parties"]])[:, None]
        ends = (rng.random((n, runs)) < ignites * chance) & alive
        lucky = np.where(ends, rng.random((n, runs)), -1.0).argmax(axis=0)
        over = ends.any(axis=0)
        for i in range(n):
            ended[i] += np.sum(over & (lucky == i)) / runs
        alive &= ~over
        for i, side in enumerate(row["parties"]):
            prior = [kind.believed for kind in kinds_of(side, *row["cost_range"])]
            new = rng.random(runs) < 1.0 - math.exp(-side["lead"] / 12.0)
            types[i] = np.where(new, rng.choice(4, runs, p=prior), types[i])
    return float(alive.mean()), ended


@pytest.mark.parametrize(("parties", "seed"), [(2, 1), (3, 3)])
def test_the_engine_agrees_with_the_game_played_out(parties: int, seed: int) -> None:
    row = random_row(np.random.default_rng(seed), parties)
    hazards, values = equilibrium(row)
    made = given(row)
    found = made["play"].worths[1, :, :, 0, 0]
    assert np.abs(found - values).max() < 1e-5
    runs = 60_000
    stands, ended = played_out(row, hazards, values, runs, seed)
    standing, ends = given_standing(row)
    allowed = 4.0 * math.sqrt(0.25 / runs)
    assert abs(standing[-1] - stands) < allowed
    assert np.abs(ends[:parties, -1] - ended).max() < allowed
