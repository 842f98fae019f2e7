"""Small invented worlds for the tests of the kernel: two lines for a war, one for a deal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from servanda.engine.calendar import blocks_for, starts_of
from servanda.engine.contract import (
    DEAL_PARTY,
    DEAL_WORLD,
    PARTY,
    WORLD,
    Deal,
    Outcomes,
    Settings,
    Worlds,
    rows_of,
)
from servanda.engine.proposal import settle
from servanda.engine.war_tables import WarTables, war_tables
from servanda.formulas.private_types import quantile_nodes

MONTHLY = np.ones(120)
BLOCKS = blocks_for(120)

Row = Mapping[str, float]


def party(side: float = 1.0, **stated: float) -> dict[str, float]:
    """A party's row; `own` is what it keeps of other issues in war, lull and deal."""
    row = {
        "side": side, "drift": 0.0, "discount": 0.1, "fighting": 0.2, "ground": 0.6, "lull": 0.2,
        "lull_ground": 0.6, "cost": 0.3, "opening": 0.1, "noise": 0.01, "word": 0.0,
        "bad_seen": 0.3, "bad_true": 0.3, "leaders": 0.2, "deal": 0.2, "low_cost": 0.05,
        "high_cost": 0.6, "blur": 0.01,
    }  # fmt: skip
    if "bad_seen" in stated and "bad_true" not in stated:
        stated = {**stated, "bad_true": stated["bad_seen"]}
    if "ground" in stated and "lull_ground" not in stated:
        stated = {**stated, "lull_ground": stated["ground"]}
    return row | stated


def world(**stated: float) -> dict[str, float]:
    row = {"held": 0.5, "swing": 0.02, "exits": 0.02, "jump_rate": 0.0}
    return row | stated


def worlds_of(parties: Sequence[Row], row: Row, types: int = 3, copies: int = 1) -> Worlds:
    """The same world `copies` times."""
    names = {column.name for column in PARTY}
    rows = np.stack(
        [rows_of(PARTY, {k: v for k, v in p.items() if k in names}, ()) for p in parties]
    )
    names = {column.name for column in WORLD}
    of_world = rows_of(WORLD, {k: v for k, v in row.items() if k in names}, ())
    quantiles, weights = quantile_nodes(types)
    low = np.array([p.get("low_cost", 0.05) for p in parties])[:, None]
    high = np.array([p.get("high_cost", 0.6) for p in parties])[:, None]
    nodes = low + quantiles * (high - low)
    return Worlds(
        np.repeat(rows[None], copies, 0),
        np.repeat(of_world[None], copies, 0),
        np.repeat(nodes[None], copies, 0),
        weights,
    )


def deal_of(
    parties: Sequence[Row],
    row: Row,
    blocks: np.ndarray,
    *,
    line: float | None = None,
    phases: Sequence[tuple[float, Mapping[str, Any]]] = (),
    power: Callable[[float], float] | None = None,
    lapse: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None,
    pay: Sequence[tuple[int, Sequence[float]]] = (),
    keeps: Sequence[float] | None = None,
    responses: Sequence[Mapping[str, Any]] = (),
    asked: Mapping[str, Any] | None = None,
    terms: Mapping[str, float] | None = None,
    copies: int = 1,
) -> Deal:
    """One deal, each block a phase of its own.

    phases: (month, {"line": x, "deal": [flow of other issues by party]}). responses: mappings with
    shift, cost, from, until, host_leaves and beliefs against, beside, backs (by party), true.
    """
    parties = list(parties)
    n, T = len(parties), len(blocks)
    starts = starts_of(blocks)
    lines = np.full(T, row["held"] if line is None else line)
    other = np.array([[p["deal"]] * T for p in parties])
    for month, change in phases:
        on = starts >= month
        if "line" in change:
            lines[on] = change["line"]
        for i, flow in enumerate(change.get("deal", ())):
            other[i, on] = flow
    own = np.array([1.0 - lines if p["side"] < 0 else lines for p in parties])
    flows = own * np.array([p["ground"] for p in parties])[:, None] + other
    J = len(responses)
    beliefs = {name: np.zeros((n, J, T)) for name in ("against", "beside", "backs")}
    true = np.zeros((J, T))
    for j, response in enumerate(responses):
        on = (starts >= response.get("from", 0)) & (starts < response.get("until", 1e9))
        for name, by_party in beliefs.items():
            for i, belief in enumerate(response.get(name, ())):
                by_party[i, j, on] = belief
        true[j, on] = response.get("true", 0.0)
    shifts = [0.0] * T if power is None else [power(start) for start in starts]
    payments = np.array([amounts for _, amounts in pay], dtype=float).reshape(len(pay), n).T

    def spread(array: Any) -> np.ndarray:
        return np.repeat(np.asarray(array, dtype=float)[None], copies, 0)

    return Deal(
        phase=np.arange(T),
        terms=spread(flows),
        line=spread(lines),
        power=spread(shifts),
        keeps=spread(np.array([[k] * T for k in (keeps or [0.0] * n)])),
        lapse=spread(np.zeros(T) if lapse is None else lapse(starts, blocks)),
        payments=spread(payments),
        payment_block=np.array([block for block, _ in pay], dtype=np.int64),
        response_shift=spread([r.get("shift", 0.0) for r in responses]).reshape(copies, J),
        response_cost=spread([r.get("cost", 0.0) for r in responses]).reshape(copies, J),
        against=spread(beliefs["against"]),
        beside=spread(beliefs["beside"]),
        backs=spread(beliefs["backs"]),
        true=spread(true),
        host_leaves=spread([r.get("host_leaves", 0.0) for r in responses]).reshape(copies, J),
        response_from=np.array([float(r.get("from", 0.0)) for r in responses]),
        party=spread(rows_of(DEAL_PARTY, asked or {}, (n,))),
        world=spread(rows_of(DEAL_WORLD, terms or {}, ())),
    )


def play(
    parties: Sequence[Row],
    row: Row | None = None,
    *,
    types: int = 3,
    blocks: np.ndarray = MONTHLY,
    passes: int = 60,
    tolerance: float = 1e-13,
    front: bool = True,
    power_states: int = 1,
    violations: bool = False,
    fear: float = 0.0,
    copies: int = 1,
    tables: WarTables | None = None,
    **deal: Any,
) -> Outcomes:
    """One deal in one world, tables and all; the range of power is taken wide enough."""
    stated = world(**(row or {}))
    made = deal_of(parties, stated, blocks, copies=copies, **deal)
    if "shift_low" not in (row or {}):
        low, high = reach(stated, made, power_states)
        stated |= {"shift_low": low, "shift_high": high}
    worlds = worlds_of(parties, stated, types, copies)
    settings = Settings(
        blocks,
        front=front,
        passes=passes,
        tolerance=tolerance,
        power_states=power_states,
        violations=violations,
        fear=fear,
    )
    return settle(worlds, tables or war_tables(worlds, front), made, settings)


def reach(row: Row, deal: Deal, power_states: int) -> tuple[float, float]:
    """The range of power one deal can reach."""
    base = deal.power[0]
    drift = sorted([0.0, row.get("regroup", 0.0)])
    back = abs(row.get("recovery", 0.0))
    jump = row.get("jump", 0.0) if power_states == 3 else 0.0
    shifts = np.concatenate([[0.0], deal.response_shift[0]])
    low = base.min() + drift[0] - back - jump + min(shifts.min(), 0.0)
    high = base.max() + drift[1] + back + jump + max(shifts.max(), 0.0)
    return min(low, 0.0), max(high, 0.0)


def stands(told: Outcomes, year: int) -> float:
    return float(told.of_world(f"stands_{year}")[0])
