"""The kernel that the engine had before: one challenger, no beliefs, a front in steps.

Kept to be timed beside the kernel of today in one run, and for nothing else. It does in one pass
what two stages do now: what war is worth at every fort, renewed war along the deal, the
challenger's temptation month by month, and where both would settle.
"""

from __future__ import annotations

import math

import numpy as np

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.engine.contract import Counts
from servanda.formulas.hold_in_lanes import LANES, challenge_recursions, values_under_hazard
from servanda.formulas.regrouping import NODES, POINTS, along_months, regrouped
from servanda.formulas.war import war_value, war_values

__all__ = ["FORTS", "INPUTS", "OUTPUTS", "settle", "worlds"]

HORIZON = 120
"""Months over which a deal is followed; after them everything stays as it is then."""

YEARS = 10

INPUTS: dict[str, str] = {
    "front": "fort at which the front stands, 0..n",
    "up_a": "chance a month that the front moves a fort up, against the protégé, as A sees it",
    "down_a": "chance a month that it moves a fort back, as the challenger (A) sees it",
    "up_b": "the same, as the protégé sees it",
    "down_b": "the same, as the protégé sees it",
    "exits": "chance a month that the war stops for outside reasons",
    "delta_a": "monthly discount factor of the challenger",
    "delta_b": "monthly discount factor of the protégé",
    "flow_a0": "challenger's flow while fighting, at fort 0",
    "flow_a1": "what each fort adds to it",
    "flow_b0": "protégé's flow while fighting, at fort 0",
    "flow_b1": "what each fort adds to it (below zero)",
    "exit_a0": "challenger's value of a war that petered out at fort 0",
    "exit_a1": "what each fort adds to it",
    "exit_b0": "protégé's value of a war that petered out at fort 0",
    "exit_b1": "what each fort adds to it",
    "rest_up": "what regrouping adds to the chance of moving up",
    "rest_down": "what regrouping adds to the chance of moving down",
    "rest_months": "time constant of regrouping, months",
    "line": "fort at which a renewed war starts",
    "joined_odds": "chance that a step of the front goes the challenger's way once guarantors join",
    "punishment": "what the guarantors' response costs the challenger, as running cost",
    "believed_a": "challenger's belief that the guarantee is honoured",
    "believed_b": "protégé's belief that it is",
    "signalled": "0 no signal; 1 a signal that may be a bluff; 2 one that only the resolute send",
    "from_month": "month from which the guarantee is in force",
    "host_leaves": "chance a month that the host withdraws consent to the guarantee",
    "chances": "chance a month that an opportunity to break the deal arises",
    "chances_b": "the same, as the protégé sees it",
    "noise": "scale of the shocks to the challenger's temptation",
    "giving_in": "what giving in without a fight is worth to the protégé",
    "price_a": "political cost of signing, challenger",
    "price_b": "political cost of signing, protégé",
}
"""What a world's row holds, in order; chances and values are plain numbers, values 0..1."""

OUTPUTS: dict[str, str] = {
    "fight_a": "challenger's value of fighting on",
    "fight_b": "protégé's value of fighting on",
    "deal_a": "challenger's value of the deal, with its option to break it",
    "deal_b": "protégé's value of the deal, with the risk that it is broken",
    "margin_a": "deal_a less price_a less fight_a",
    "margin_b": "deal_b less price_b less fight_b",
    "threshold": "q*, the belief that deters once both sides have regrouped (inf: none does)",
    "believed": "the challenger's belief after any signal",
    "commitment": "Powell's test: what a pause gives the challenger exceeds the surplus of peace",
    "here": "1 where both would settle at today's front",
    "below": "nearest fort below at which both would settle, 0 if none",
    "above": "nearest fort above at which both would settle, n if none",
    "keep_a": "what the deal yields the challenger a month if kept, at the horizon",
    "keep_b": "what it then yields the protégé",
    "alone_a": "challenger's value of breaking it then, no guarantor joining",
    "alone_b": "protégé's value of that",
    "joined_a": "challenger's value of breaking it then, guarantors joining",
    "joined_b": "protégé's value of that",
    "hazard_1": "chance that the deal breaks in its first year",
} | {f"stands_{year}": f"chance that the deal stands after {year} years" for year in range(1, 11)}
"""What is computed for a world, in order."""

(
    _FRONT, _UP_A, _DOWN_A, _UP_B, _DOWN_B, _EXITS, _DELTA_A, _DELTA_B,
    _FLOW_A0, _FLOW_A1, _FLOW_B0, _FLOW_B1, _EXIT_A0, _EXIT_A1, _EXIT_B0, _EXIT_B1,
    _REST_UP, _REST_DOWN, _REST_MONTHS, _LINE, _JOINED_ODDS, _PUNISHMENT,
    _BELIEVED_A, _BELIEVED_B, _SIGNALLED, _FROM_MONTH, _HOST_LEAVES,
    _CHANCES, _CHANCES_B, _NOISE, _GIVING_IN, _PRICE_A, _PRICE_B,
) = range(len(INPUTS))  # fmt: skip

(
    _FIGHT_A, _FIGHT_B, _DEAL_A, _DEAL_B, _MARGIN_A, _MARGIN_B, _THRESHOLD, _BELIEVED,
    _COMMITMENT, _HERE, _BELOW, _ABOVE,
    _KEEP_A, _KEEP_B, _ALONE_A, _ALONE_B, _JOINED_A, _JOINED_B, _HAZARD_1, _STANDS_1,
) = range(len(OUTPUTS) - YEARS + 1)  # fmt: skip


FORTS = 16


def worlds(count: int) -> tuple[Floats, Floats, Counts]:
    """Return rows of like make as those of the kernel of today, terms of both sides, and phases.

    A front that moves as theirs does, a guarantee on one side, regrouping; apart in cost and drift.
    """
    rng = np.random.default_rng(0)
    cost = rng.uniform(0.05, 0.6, (count, 2))
    drift = rng.normal(0.001, 0.002, (count, 2)) * FORTS
    half = 0.5 * (0.01 * FORTS) ** 2
    values = {
        "front": 6, "line": 6, "exits": 0.01, "delta_a": np.exp(-0.1 / 12),
        "delta_b": np.exp(-0.1 / 12), "flow_a0": 0.2 - cost[:, 0], "flow_a1": 0.6 / FORTS,
        "flow_b0": 0.8 - cost[:, 1], "flow_b1": -0.6 / FORTS, "exit_a0": 0.2,
        "exit_a1": 0.6 / FORTS, "exit_b0": 0.8, "exit_b1": -0.6 / FORTS,
        "up_a": np.clip(half + drift[:, 0] / 2, 0.001, 0.4),
        "down_a": np.clip(half - drift[:, 0] / 2, 0.001, 0.4),
        "up_b": np.clip(half + drift[:, 1] / 2, 0.001, 0.4),
        "down_b": np.clip(half - drift[:, 1] / 2, 0.001, 0.4),
        "rest_up": 0.004, "rest_down": 0.002, "rest_months": 36, "joined_odds": 0.3,
        "punishment": 0.2, "believed_a": 0.4, "believed_b": 0.6, "signalled": 0, "from_month": 0,
        "host_leaves": 0, "chances": 0.05, "chances_b": 0.05, "noise": 0.017, "giving_in": 0.0,
        "price_a": 0, "price_b": 0,
    }  # fmt: skip
    rows = np.empty((count, len(INPUTS)))
    for name, value in values.items():
        rows[:, list(INPUTS).index(name)] = value
    return rows, np.full((count, 1), 0.45), np.zeros(1, dtype=np.int64)


@compiled
def settle(
    n: int, rows: Floats, terms_a: Floats, terms_b: Floats, phases: Counts, results: Floats
) -> None:
    """Fill `results` (worlds, OUTPUTS) from `rows` (worlds, INPUTS), world by world.

    `terms_a` and `terms_b` (worlds, phases) are what the terms yield a month to each side from the
    months `phases` on. A row with a number that is not finite gives a row of NaN.
    """
    fights_a = np.empty((LANES, n + 1))
    fights_b = np.empty((LANES, n + 1))
    months = np.zeros((LANES, 8, HORIZON))
    nodes = np.empty((4, NODES))
    lanes = np.zeros(LANES, dtype=np.int64)
    filled = 0
    last = rows.shape[0] - 1
    for world in range(rows.shape[0]):
        row = rows[world]
        if np.isfinite(row.sum()):
            lanes[filled] = world
            _fighting(n, row, fights_a[filled], fights_b[filled], results[world])
            _unfold(phases, terms_a[world], months[filled, 0])
            _unfold(phases, terms_b[world], months[filled, 1])
            _renewed_war(n, row, nodes, months[filled])
            _tempted(row, months[filled], results[world])
            filled += 1
        else:
            results[world][:] = np.nan
        if filled == LANES or (world == last and filled > 0):
            lanes[filled:] = lanes[0]
            _challenge(lanes, filled, rows, months, results)
            for lane in range(filled):
                done = lanes[lane]
                _settling(n, rows[done], fights_a[lane], fights_b[lane], results[done])
            filled = 0


@compiled
def _fighting(n: int, row: Floats, fights_a: Floats, fights_b: Floats, result: Floats) -> None:
    """Value fighting on from every fort, for both sides, each by its own view of the front."""
    war_values(
        row[_UP_A], row[_DOWN_A], row[_DELTA_A], row[_EXITS], row[_FLOW_A0], row[_FLOW_A1],
        row[_EXIT_A0], row[_EXIT_A1], 1.0, 0.0, fights_a,
    )  # fmt: skip
    war_values(
        row[_UP_B], row[_DOWN_B], row[_DELTA_B], row[_EXITS], row[_FLOW_B0], row[_FLOW_B1],
        row[_EXIT_B0], row[_EXIT_B1], 0.0, 1.0, fights_b,
    )  # fmt: skip
    front = int(row[_FRONT])
    result[_FIGHT_A] = fights_a[front]
    result[_FIGHT_B] = fights_b[front]


@compiled
def _unfold(phases: Counts, terms: Floats, path: Floats) -> None:
    """Fill `path`, month by month, with the terms of the phase then in force."""
    phase = 0
    for month in range(len(path)):
        while phase + 1 < len(phases) and month >= phases[phase + 1]:
            phase += 1
        path[month] = terms[phase]


@compiled
def _joined(up: float, down: float, odds: float) -> tuple[float, float]:
    """Return the chances of moving up and down once guarantors join; joining never helps A."""
    steps = up + down
    joined_up = min(up, steps * odds)
    return joined_up, steps - joined_up


@compiled
def _renewed_war(n: int, row: Floats, nodes: Floats, months: Floats) -> None:
    """Value a renewed war, alone and joined, for both sides, at every month of the deal.

    Regrouping never takes more than all of a side's chances, and reaches that only when complete:
    values stay smooth in g, as the interpolation needs.
    """
    line = int(row[_LINE])
    rest_up, rest_down, tau = row[_REST_UP], row[_REST_DOWN], row[_REST_MONTHS]
    resting = rest_up != 0.0 or rest_down != 0.0
    count = NODES if resting else 1
    half = 0.5 * regrouped(HORIZON - 1.0, tau)
    for i in range(count):
        g = half * (1.0 + POINTS[i]) if resting else 0.0
        for side in range(2):
            a = side == 0
            up, down = row[_UP_A if a else _UP_B], row[_DOWN_A if a else _DOWN_B]
            up, down = up + max(rest_up, -up) * g, down + max(rest_down, -down) * g
            if up + down > 1.0:
                up, down = up / (up + down), down / (up + down)
            delta = row[_DELTA_A if a else _DELTA_B]
            f0, f1 = row[_FLOW_A0 if a else _FLOW_B0], row[_FLOW_A1 if a else _FLOW_B1]
            x0, x1 = row[_EXIT_A0 if a else _EXIT_B0], row[_EXIT_A1 if a else _EXIT_B1]
            top, bottom = (1.0, 0.0) if a else (0.0, 1.0)
            eta = row[_EXITS]
            nodes[2 * side, i] = war_value(
                up, down, n, line, delta, eta, f0, f1, x0, x1, top, bottom
            )
            up, down = _joined(up, down, row[_JOINED_ODDS])
            f0 -= row[_PUNISHMENT] if a else 0.0
            nodes[2 * side + 1, i] = war_value(
                up, down, n, line, delta, eta, f0, f1, x0, x1, top, bottom
            )
    for kind in range(4):
        if resting:
            along_months(nodes[kind], tau, months[2 + kind])
        else:
            months[2 + kind, :] = nodes[kind, 0]


@compiled
def _tempted(row: Floats, months: Floats, result: Floats) -> None:
    """Fill what a challenge is worth to the challenger, and a broken deal to the protégé."""
    terms_a, terms_b = months[0], months[1]
    alone_a, joined_a, alone_b, joined_b = months[2], months[3], months[4], months[5]
    challenge, broken = months[6], months[7]
    last = HORIZON - 1
    result[_KEEP_A], result[_KEEP_B] = terms_a[last], terms_b[last]
    result[_ALONE_A], result[_JOINED_A] = alone_a[last], joined_a[last]
    result[_ALONE_B], result[_JOINED_B] = alone_b[last], joined_b[last]
    threshold = _threshold(terms_a[last], alone_a[last], joined_a[last])
    believed = _after_signal(row[_BELIEVED_A], threshold, row[_SIGNALLED])
    in_force = 1.0
    for month in range(HORIZON):
        here = in_force if month >= row[_FROM_MONTH] else 0.0
        in_force *= 1.0 - row[_HOST_LEAVES]
        q_a, q_b = believed * here, row[_BELIEVED_B] * here
        fights = (1.0 - q_b) * alone_b[month] + q_b * joined_b[month]
        if fights >= row[_GIVING_IN]:
            challenge[month] = (1.0 - q_a) * alone_a[month] + q_a * joined_a[month]
            broken[month] = fights
        else:
            challenge[month] = 1.0
            broken[month] = row[_GIVING_IN]
    result[_THRESHOLD] = threshold
    result[_BELIEVED] = believed


@compiled
def _challenge(lanes: Counts, filled: int, rows: Floats, months: Floats, results: Floats) -> None:
    """Follow the challenger's temptation month by month, and value the deal to both sides.

    Lanes from `filled` on are idle: they are worked through with what was in them, and not kept.

    *Departure*: the shocks of the logit choice decide when the challenger breaks the deal, but are
    no part of what the deal is worth to it. Counted as payoff, as the recursion's own value does, a
    shock of scale s is worth up to ``s log 2`` at every opportunity, on a scale on which a month of
    the deal is worth ``(1 - delta) u``: noise alone would then make any deal worth signing.
    """
    hazard, feared = months[:, 2], months[:, 3]
    delta_a, delta_b, chances, noise = np.empty((4, LANES))
    deal_a, deal_b = np.empty((2, LANES))
    for lane in range(LANES):
        row = rows[lanes[lane]]
        delta_a[lane], delta_b[lane] = row[_DELTA_A], row[_DELTA_B]
        chances[lane], noise[lane] = row[_CHANCES], row[_NOISE]
    challenge_recursions(months[:, 0], months[:, 6], delta_a, chances, noise, hazard)
    for lane in range(filled):
        row = rows[lanes[lane]]
        _standing(row, hazard[lane], feared[lane], results[lanes[lane]])
    values_under_hazard(months[:, 0], months[:, 6], hazard, delta_a, deal_a)
    values_under_hazard(months[:, 1], months[:, 7], feared, delta_b, deal_b)
    for lane in range(filled):
        row, result = rows[lanes[lane]], results[lanes[lane]]
        result[_DEAL_A], result[_DEAL_B] = deal_a[lane], deal_b[lane]
        result[_MARGIN_A] = result[_DEAL_A] - row[_PRICE_A] - result[_FIGHT_A]
        result[_MARGIN_B] = result[_DEAL_B] - row[_PRICE_B] - result[_FIGHT_B]
        rested = row[_DELTA_A] * months[lane, 6, HORIZON - 1] - result[_FIGHT_A]
        surplus = 1.0 - (result[_FIGHT_A] + result[_FIGHT_B])
        result[_COMMITMENT] = 1.0 if rested > surplus else 0.0


@compiled
def _standing(row: Floats, hazard: Floats, feared: Floats, result: Floats) -> None:
    """Fill in how likely the deal stands after each year, and the hazard the protégé expects."""
    stands = 1.0
    for month in range(HORIZON):
        stands *= 1.0 - hazard[month]
        if month % 12 == 11:
            result[_STANDS_1 + month // 12] = stands
    result[_HAZARD_1] = 1.0 - result[_STANDS_1]
    ratio = min(row[_CHANCES_B] / row[_CHANCES], 1.0 / row[_CHANCES]) if row[_CHANCES] else 1.0
    for month in range(HORIZON):
        feared[month] = min(hazard[month] * ratio, 1.0)


@compiled
def _threshold(terms: float, alone: float, joined: float) -> float:
    """Return q*, the belief at which the challenger is indifferent; inf where no belief deters."""
    if alone <= terms:
        return 0.0
    return (alone - terms) / (alone - joined) if alone > joined else math.inf


@compiled
def _after_signal(prior: float, threshold: float, signalled: float) -> float:
    """Return the belief after a signal: 1 if only the resolute send it, q* if it may bluff."""
    if signalled >= 2.0:
        return 1.0
    if signalled >= 1.0 and prior < threshold < 1.0:
        return threshold
    return prior


@compiled
def _settling(n: int, row: Floats, fights_a: Floats, fights_b: Floats, result: Floats) -> None:
    """Find where along the front both prefer the deal to fighting on: here, and on either side."""
    deal_a = result[_DEAL_A] - row[_PRICE_A]
    deal_b = result[_DEAL_B] - row[_PRICE_B]
    front = int(row[_FRONT])
    below, above = front - 1, front + 1
    while below > 0 and not (deal_a >= fights_a[below] and deal_b >= fights_b[below]):
        below -= 1
    while above < n and not (deal_a >= fights_a[above] and deal_b >= fights_b[above]):
        above += 1
    result[_BELOW] = max(below, 0)
    result[_ABOVE] = min(above, n)
    result[_HERE] = 1.0 if deal_a >= fights_a[front] and deal_b >= fights_b[front] else 0.0
