"""Fit openings, shocks, early openings and bad faith to base-rate hazards, and to nothing else.

    python validation/calibrate.py [--draws 12] [--worlds 600] [--write]

Simulated moments. A population of wars about which nothing is known is drawn; a paper that freezes
things as they stand, with a small surplus, is settled in each; the share of signed papers that
stand after 1, 2, 3, 5 and 10 years is set against the same share of past papers of the kind
(`servanda.kinds_of_war`). No historical case enters.

What is fitted: `openings` a year (median, spread fixed), `noise` (median, spread fixed), `early`,
and the chance of bad faith. What is held: the cost of breaking one's word, leaders' exits, jumps of
power. Two moments identify two numbers: openings and noise trade off along a ridge, which is shown
by fitting again with noise held at half and twice its value. Uncertainty of the targets is carried:
each draw takes other targets from their intervals and another population.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from servanda.engine.calendar import blocks_for
from servanda.engine.contract import (
    DEAL_PARTY,
    DEAL_WORLD,
    PARTY,
    WORLD,
    Deal,
    Settings,
    Worlds,
    rows_of,
)
from servanda.engine.proposal import settle
from servanda.engine.war_tables import war_tables
from servanda.formulas.private_types import quantile_nodes
from servanda.kinds_of_war import kind_of_war

OUT = Path(__file__).parents[1] / "src" / "servanda" / "kinds_of_war" / "calibrated.json"
YEARS = (1, 2, 3, 5, 10)
FREE = ("openings", "noise", "early", "bad")
START = {
    "interstate": {"openings": 0.6, "noise": 0.02, "early": 6.0, "bad": 0.2},
    "civil_settlement": {"openings": 2.0, "noise": 0.05, "early": 4.0, "bad": 0.3},
    "civil_truce": {"openings": 3.0, "noise": 0.05, "early": 4.0, "bad": 0.5},
}
HELD = {"word": 0.06, "leaders": 0.2, "jump_rate": 0.1, "jump_in_swings": 0.11}
SPREAD = {"openings": 0.7, "noise": 0.7}
PRIOR_SD = 1.5
"""How loosely a fit is held to its start, in logs; it tells where the moments are silent."""

FIRST_YEAR_BETWEEN_STATES = (0.95, 0.03)
"""UCDP builds a quiet year into every row; that a paper between states survives its first year in
about 95% is a judgement (models2, section 7), and its error is wide."""


@dataclass(frozen=True)
class Population:
    """Wars about which nothing is known: the drawn numbers, apart from what is fitted."""

    front: bool
    party: dict[str, np.ndarray]
    world: dict[str, np.ndarray]
    terms: np.ndarray
    normal: np.ndarray
    costs: np.ndarray
    quantiles: np.ndarray


def population(count: int, seed: int, front: bool) -> Population:
    """Draw wars of two sides, with a front or without."""
    rng = np.random.default_rng(seed)
    u = lambda low, high, shape=(count,): rng.uniform(low, high, shape)  # noqa: E731
    logu = lambda low, high: np.exp(u(math.log(low), math.log(high)))  # noqa: E731
    pair = (count, 2)
    sign = np.array([1.0, -1.0])
    line, swing = u(0.25, 0.75), logu(0.007, 0.03)
    trend = rng.normal(0, 0.3, count) * swing
    optimism = np.abs(rng.normal(0, 0.15, pair)) * swing[:, None] * sign
    odds = rng.normal(0, 0.7, count)
    decided = logu(0.02, 0.15)
    exits = logu(0.105, 0.431) if front else logu(0.03, 0.12)
    ground = u(0.4, 0.8, pair)
    other = u(0.1, 0.3, pair)
    discount = u(0.03, 0.2, pair)
    low, high = 0.01, 0.12
    year = u(low, high, pair)
    per_flow = -1.0 / np.expm1(-discount)
    own = np.stack([line, 1 - line], axis=1)
    surplus = u(-0.03, 0.12, pair)
    quantiles, _ = quantile_nodes(1)
    return Population(
        front=front,
        party={
            "side": np.broadcast_to(sign, pair),
            "drift": trend[:, None] + optimism,
            "log_odds": odds[:, None] + np.abs(rng.normal(0, 0.5, pair)) * sign,
            "decisive": np.broadcast_to((1 - np.exp(-decided / 12))[:, None], pair),
            "discount": discount,
            "fighting": other,
            "ground": ground,
            "lull": other,
            "lull_ground": ground,
            "victory": u(0.6, 1.0, pair),
            "cost": year * per_flow,
        },
        world={
            "held": line,
            "swing": swing,
            "exits": 1 - np.exp(-exits / 12),
            "regroup": rng.normal(0, 0.15, count) * swing if front else rng.normal(0, 0.15, count),
            "regroup_months": u(12, 60),
        },
        terms=(ground * own + other + surplus)[:, :, None],
        normal=rng.normal(0, 1, (2, count)),
        costs=(low + quantiles * (high - low)) * per_flow[:, :, None],
        quantiles=quantiles,
    )


def shares_standing(drawn: Population, at: Mapping[str, float]) -> tuple[np.ndarray, float]:
    """The share of signed papers that stand after each of YEARS, and the share that is signed."""
    count = len(drawn.world["held"])
    openings = at["openings"] * np.exp(SPREAD["openings"] * drawn.normal[0])
    noise = at["noise"] * np.exp(SPREAD["noise"] * drawn.normal[1])
    party = rows_of(
        PARTY,
        drawn.party
        | {
            "opening": np.broadcast_to((1 - np.exp(-openings / 12))[:, None], (count, 2)),
            "noise": np.broadcast_to(noise[:, None], (count, 2)),
            "word": np.full((count, 2), HELD["word"]),
            "bad_seen": np.full((count, 2), at["bad"]),
            "bad_true": np.full((count, 2), at["bad"]),
            "leaders": np.full((count, 2), HELD["leaders"]),
        },
        (count, 2),
    )
    swing = drawn.world["swing"] if drawn.front else np.ones(count)
    jump = HELD["jump_in_swings"] * swing
    power = np.abs(drawn.world["regroup"]) + 3 * jump
    world = rows_of(
        WORLD,
        drawn.world
        | {
            "early": np.full(count, at["early"]),
            "jump_rate": np.full(count, HELD["jump_rate"]),
            "jump": jump,
            "shift_low": -power,
            "shift_high": power,
        },
        (count,),
    )
    _, weights = quantile_nodes(1)
    worlds = Worlds(party, world, np.ascontiguousarray(drawn.costs), weights)
    settings = Settings(blocks=blocks_for(240), front=drawn.front)
    told = settle(worlds, war_tables(worlds, drawn.front), frozen(drawn, settings), settings)
    signed = told.of_world("signed")
    total = signed.sum()
    if total <= 0:
        return np.full(len(YEARS), np.nan), 0.0
    stands = np.array([(signed * told.of_world(f"stands_{year}")).sum() / total for year in YEARS])
    return stands, float(signed.mean())


def frozen(drawn: Population, settings: Settings) -> Deal:
    """A paper that freezes things as they stand, with no guarantee."""
    count, blocks = len(drawn.world["held"]), len(settings.blocks)
    none = np.zeros((count, 2, 0, 1))
    return Deal(
        phase=np.zeros(blocks, dtype=np.int64),
        terms=drawn.terms,
        line=drawn.world["held"][:, None],
        power=np.zeros((count, 1)),
        keeps=np.zeros((count, 2, 1)),
        lapse=np.zeros((count, blocks)),
        payments=np.zeros((count, 2, 0)),
        payment_block=np.zeros(0, dtype=np.int64),
        response_shift=np.zeros((count, 0)),
        response_cost=np.zeros((count, 0)),
        against=none,
        beside=none,
        backs=none,
        true=np.zeros((count, 0, 1)),
        host_leaves=np.zeros((count, 0)),
        response_from=np.zeros(0),
        party=rows_of(DEAL_PARTY, {}, (count, 2)),
        world=rows_of(DEAL_WORLD, {}, (count,)),
    )


def targets(kind: str, rng: np.random.Generator | None) -> tuple[np.ndarray, np.ndarray]:
    """The shares to meet at YEARS and their errors; drawn from their intervals with `rng`."""
    counted = [kind_of_war(kind).held(year) for year in YEARS]
    share = np.array([held.share for held in counted])
    error = np.array([max((held.high - held.low) / 3.29, 0.02) for held in counted])
    if kind == "interstate":
        first, first_error = FIRST_YEAR_BETWEEN_STATES
        share = share * first
        error[0] = first_error
    if rng is not None:
        share = np.clip(
            share + rng.normal() * error, 0.02, 0.99
        )  # one shock: the years move as one
    return np.minimum.accumulate(share), error


def unbounded(name: str, value: float) -> float:
    """A scale on which a parameter may take any value."""
    return math.log(value / (1 - value)) if name == "bad" else math.log(value)


def bounded(name: str, value: float) -> float:
    """Back from it."""
    return 1 / (1 + math.exp(-value)) if name == "bad" else math.exp(min(value, 20))


def fit(
    kind: str, drawn: Population, share: np.ndarray, error: np.ndarray, fixed: Mapping[str, float]
) -> tuple[dict[str, float], float, np.ndarray, float]:
    """Meet the shares; returns what was fitted, the loss, the shares reached, the share signed."""
    start = START[kind] | dict(fixed)
    free = [name for name in FREE if name not in fixed]
    origin = np.array([unbounded(name, start[name]) for name in free])

    def at(v: np.ndarray) -> dict[str, float]:
        return start | {name: bounded(name, x) for name, x in zip(free, v, strict=True)}

    def loss(v: np.ndarray) -> float:
        stands, signed = shares_standing(drawn, at(v))
        if not signed:
            return 1e6
        return float(
            (((stands - share) / error) ** 2).sum() + ((v - origin) ** 2).sum() / PRIOR_SD**2
        )

    simplex = np.vstack([origin, *(origin + 0.7 * row for row in np.eye(len(free)))])
    found = minimize(
        loss,
        origin,
        method="Nelder-Mead",
        options={"initial_simplex": simplex, "maxfev": 160, "xatol": 0.01, "fatol": 0.005},
    )
    reached, signed = shares_standing(drawn, at(found.x))
    return at(found.x), float(found.fun), reached, signed


def main() -> None:
    """Fit every kind, with and without a front, and say how sure it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--draws", type=int, default=12)
    parser.add_argument("--worlds", type=int, default=600)
    parser.add_argument("--kinds", nargs="*", default=list(START))
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    shipped: dict[str, object] = {}
    for kind in given.kinds:
        for front in (True, False):
            rng = np.random.default_rng(20260103)
            share, error = targets(kind, None)
            drawn = population(given.worlds, 1, front)
            best, value, reached, signed = fit(kind, drawn, share, error, {})
            again = []
            for k in range(given.draws):
                other, _ = targets(kind, rng)
                again.append(
                    fit(kind, population(given.worlds, 100 + k, front), other, error, {})[0]
                )
            spread = {
                name: [float(v) for v in np.quantile([a[name] for a in again], (0.05, 0.5, 0.95))]
                for name in FREE
                if again
            }
            ridge = [
                fit(kind, drawn, share, error, {"noise": best["noise"] * factor})
                for factor in (0.5, 2.0)
            ]
            name = f"{kind}{'' if front else '_without_front'}"
            shipped[name] = {
                "best": best,
                "spread_5_50_95": spread,
                "target": share.tolist(),
                "reached": reached.tolist(),
                "signed": signed,
                "loss": value,
                "ridge": [{"at": r[0], "loss": r[1], "reached": r[2].tolist()} for r in ridge],
            }
            print(name, json.dumps(shipped[name], indent=None, default=float), flush=True)
    if given.write:
        before = json.loads(OUT.read_text(encoding="utf-8")) if OUT.exists() else {}
        OUT.write_text(json.dumps(before | shipped, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
