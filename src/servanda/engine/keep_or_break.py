"""Backwards through a deal: what every type of every party does, given what it expects of others.

One month [our specification; a dynamic logit after Rust 1987]. A party stays, or at an opening
attempts a breach. An attempt becomes a war, remains a violation (chance v: the deal is violated
next month) or is repelled (chance r: the deal stands, after an episode that costs everyone). With
the values B of a breach, R of being attacked and S of staying, S' of staying violated:

    A = (1-v-r) B + v S' + r (S - k),      R' = (1-v-r) R + v S' + r (S - k)
    x = (A - S)/s,   h = omega/(1+e^-x),   L = S + omega s log(1+e^x)
    V~ = L + (1-h) H (R' - S)              choice value: drives hazards
    V  = h A + (1-h) [H R' + (1-H) S]      value of the deal: drives signing (shocks are no payoff)

v = r = 0 is the plain model, digit for digit, since A and R' are written as B and R plus terms
that are then exactly 0; everything is linear in v and r and so continuous there.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.engine import slots
from servanda.engine.game import Game, Play, ahead
from servanda.formulas.logit_breach import breach_choices

__all__ = ["decide_backwards"]

Counts = npt.NDArray[np.int64]

NEWTON_STEPS = 60
"""More than Newton's method ever needs here; it is a guard, not a setting."""


@compiled
def decide_backwards(
    game: Game, play: Play, blocks: Floats, power_states: int, limited: bool, asked: Counts
) -> None:
    """Fill hazards and values of the types `asked` for (n, types), from the last block to now.

    After the last block everything stays as in it; within a block months are alike, and what they
    add up to is followed exactly for the hazards of the block's last month.
    """
    parties, types = asked.shape
    last = len(blocks) - 1
    for t in range(last, -1, -1):
        for i in range(parties):
            _expected_of_others(game, play, i, t)
            for k in range(types):
                if asked[i, k] == 0:
                    continue
                if t == last:
                    _for_ever(game, play, i, t, k, power_states, limited)
                _month(game, play, i, t, k, power_states, limited)
                _block(game, play, i, t, k, power_states, limited, int(blocks[t]))


@compiled
def _expected_of_others(game: Game, play: Play, i: int, t: int) -> None:
    """Fill `others`, the chance a month that somebody else breaks the deal for all, by state."""
    states, lanes = play.rows[slots.OTHERS].shape
    for s in range(states):
        for lane in range(lanes):
            play.rows[slots.OTHERS, s, lane] = 1.0
        for j in range(game.own[slots.IGNITES].shape[0]):
            if j != i:
                for lane in range(lanes):
                    play.rows[slots.OTHERS, s, lane] *= (
                        1.0 - game.own[slots.IGNITES, j, lane] * play.expected[j, t, s, lane]
                    )
        for lane in range(lanes):
            play.rows[slots.OTHERS, s, lane] = 1.0 - play.rows[slots.OTHERS, s, lane]


@compiled
def _month(
    game: Game, play: Play, i: int, t: int, k: int, power_states: int, limited: bool
) -> None:
    """Fill, by state: hazard, `gain` and `gain_worth` (a month's change of choice and value).

    Also `keep` and `slide`, what a unit of next month's value of the state, and of the violated
    one, adds to this month's.
    """
    states, lanes = play.rows[slots.STAY].shape
    for s in range(states):
        _stay(game, play, i, t, k, s, power_states)
    for s in range(states):
        z = s % power_states
        for lane in range(lanes):
            play.rows[slots.ATTEMPT, s, lane] = (
                game.wars[slots.BREACH, i, t, z, lane]
                - game.kinds[slots.COST, i, k, lane] * game.wars[slots.BREACH_COST, i, t, z, lane]
                - game.kinds[slots.WORD, i, k, lane]
            )
        for lane in range(lanes):
            play.rows[slots.WAR, s, lane] = (
                game.wars[slots.FOUGHT, i, t, z, lane]
                - game.kinds[slots.COST, i, k, lane] * game.wars[slots.FOUGHT_COST, i, t, z, lane]
            )
        for lane in range(lanes):
            play.rows[slots.CHOICE_OPENING, s, lane] = min(
                game.own[slots.OPENING, i, lane] * game.openings[t, lane], 1.0
            )
        if limited:
            _limit(game, play, i, s, power_states)
            _choose(play, game, i, t, k, s)
            _weigh_limited(game, play, i, t, k, s)
        else:
            _choose(play, game, i, t, k, s)
            _weigh(game, play, i, t, k, s)


@compiled
def _stay(game: Game, play: Play, i: int, t: int, k: int, s: int, power_states: int) -> None:
    """Fill `stay` and `worth`, of keeping the deal this month, with and without shocks."""
    lanes = play.rows[slots.STAY].shape[1]
    ahead(game, play.worths[slots.CHOICE, i, k], s, power_states, play.rows[slots.TURNED, 0])
    for lane in range(lanes):
        play.rows[slots.STAY, s, lane] = (
            game.yields[i, t, lane]
            + game.own[slots.DELTA, i, lane] * play.rows[slots.TURNED, 0, lane]
        )
    ahead(game, play.worths[slots.VALUE, i, k], s, power_states, play.rows[slots.TURNED, 0])
    for lane in range(lanes):
        play.rows[slots.WORTH, s, lane] = (
            game.yields[i, t, lane]
            + game.own[slots.DELTA, i, lane] * play.rows[slots.TURNED, 0, lane]
        )
    if s >= power_states:
        for lane in range(lanes):
            lost = (1.0 - game.own[slots.DELTA, i, lane]) * game.own[slots.LOSS, i, lane]
            play.rows[slots.STAY, s, lane] -= lost
            play.rows[slots.WORTH, s, lane] -= lost
    lapses = 0.0
    for lane in range(lanes):
        lapses = max(lapses, game.lapse[t, lane])
    if lapses > 0.0:
        _lapse(game, play, i, t, k, s, power_states)


@compiled
def _lapse(game: Game, play: Play, i: int, t: int, k: int, s: int, power_states: int) -> None:
    """Mix into `stay` and `worth` that the deal lapses by itself and war comes, nobody joining."""
    z = s % power_states
    ahead(game, play.worths[slots.CHOICE, i, k], s, power_states, play.rows[slots.TURNED, 0])
    for lane in range(play.rows[slots.STAY].shape[1]):
        war = (
            game.wars[slots.ALONE, i, t, z, lane]
            - game.kinds[slots.COST, i, k, lane] * game.wars[slots.ALONE_COST, i, t, z, lane]
        )
        chance = game.own[slots.DELTA, i, lane] * game.lapse[t, lane]
        play.rows[slots.STAY, s, lane] += chance * (war - play.rows[slots.TURNED, 0, lane])
    ahead(game, play.worths[slots.VALUE, i, k], s, power_states, play.rows[slots.TURNED, 0])
    for lane in range(play.rows[slots.STAY].shape[1]):
        war = (
            game.wars[slots.ALONE, i, t, z, lane]
            - game.kinds[slots.COST, i, k, lane] * game.wars[slots.ALONE_COST, i, t, z, lane]
        )
        chance = game.own[slots.DELTA, i, lane] * game.lapse[t, lane]
        play.rows[slots.WORTH, s, lane] += chance * (war - play.rows[slots.TURNED, 0, lane])


@compiled
def _limit(game: Game, play: Play, i: int, s: int, power_states: int) -> None:
    """Turn `attempt` and `war` into means over an attempt's three ends; `..._worth` without shocks.

    More openings in a violated deal.
    """
    lanes = play.rows[slots.STAY].shape[1]
    bad = s if s >= power_states else s + power_states
    for lane in range(lanes):
        v, r = game.world[slots.VIOLATION, lane], game.world[slots.REPELLED, lane]
        breach, war = play.rows[slots.ATTEMPT, s, lane], play.rows[slots.WAR, s, lane]
        stay = play.rows[slots.STAY, s, lane] - game.own[slots.EPISODE, i, lane]
        worth = play.rows[slots.WORTH, s, lane] - game.own[slots.EPISODE, i, lane]
        bad_stay, bad_worth = play.rows[slots.STAY, bad, lane], play.rows[slots.WORTH, bad, lane]
        play.rows[slots.ATTEMPT, s, lane] = breach + v * (bad_stay - breach) + r * (stay - breach)
        play.rows[slots.ATTEMPT_WORTH, s, lane] = (
            breach + v * (bad_worth - breach) + r * (worth - breach)
        )
        play.rows[slots.WAR, s, lane] = war + v * (bad_stay - war) + r * (stay - war)
        play.rows[slots.LEAD, s, lane] = war + v * (bad_worth - war) + r * (worth - war)
        if s >= power_states:
            play.rows[slots.CHOICE_OPENING, s, lane] = min(
                play.rows[slots.CHOICE_OPENING, s, lane] * game.world[slots.MORE, lane], 1.0
            )
    for lane in range(lanes):
        play.rows[slots.STEP_WORTH, s, lane] = play.rows[slots.LEAD, s, lane]


@compiled
def _choose(play: Play, game: Game, i: int, t: int, k: int, s: int) -> None:
    """Fill `lead`, the value before shocks, and the hazard."""
    breach_choices(
        play.rows[slots.STAY, s], play.rows[slots.ATTEMPT, s], play.rows[slots.CHOICE_OPENING, s],
        game.own[slots.NOISE, i], game.own[slots.PER_NOISE, i],
        play.rows[slots.LEAD, s], play.hazard[i, t, s, k],
    )  # fmt: skip


@compiled
def _weigh(game: Game, play: Play, i: int, t: int, k: int, s: int) -> None:
    """Fill gains and `keep` where every attempt is a war."""
    lanes = play.rows[slots.STAY].shape[1]
    for lane in range(lanes):
        attacked = (1.0 - play.hazard[i, t, s, k, lane]) * play.rows[slots.OTHERS, s, lane]
        play.rows[slots.GAIN, s, lane] = play.rows[slots.LEAD, s, lane] + attacked * (
            play.rows[slots.WAR, s, lane] - play.rows[slots.STAY, s, lane]
        )
    for lane in range(lanes):
        play.rows[slots.GAIN, s, lane] -= play.worths[slots.CHOICE, i, k, s, lane]
    for lane in range(lanes):
        h, calm = play.hazard[i, t, s, k, lane], 1.0 - play.rows[slots.OTHERS, s, lane]
        lasts = (
            play.rows[slots.OTHERS, s, lane] * play.rows[slots.WAR, s, lane]
            + calm * play.rows[slots.WORTH, s, lane]
        )
        play.rows[slots.GAIN_WORTH, s, lane] = (
            h * play.rows[slots.ATTEMPT, s, lane] + (1.0 - h) * lasts
        )
    for lane in range(lanes):
        play.rows[slots.GAIN_WORTH, s, lane] -= play.worths[slots.VALUE, i, k, s, lane]
    for lane in range(lanes):
        stands = (1.0 - play.hazard[i, t, s, k, lane]) * (1.0 - play.rows[slots.OTHERS, s, lane])
        play.rows[slots.KEEP, s, lane] = (
            game.own[slots.DELTA, i, lane] * (1.0 - game.lapse[t, lane]) * stands
        )


@compiled
def _weigh_limited(game: Game, play: Play, i: int, t: int, k: int, s: int) -> None:
    """Fill gains, `keep` and `slide` where an attempt may remain a violation or be repelled."""
    for lane in range(play.rows[slots.STAY].shape[1]):
        h, other = play.hazard[i, t, s, k, lane], play.rows[slots.OTHERS, s, lane]
        stay, worth = play.rows[slots.STAY, s, lane], play.rows[slots.WORTH, s, lane]
        new = play.rows[slots.LEAD, s, lane] + (1.0 - h) * other * (
            play.rows[slots.WAR, s, lane] - stay
        )
        play.rows[slots.GAIN, s, lane] = new - play.worths[slots.CHOICE, i, k, s, lane]
        lasts = other * play.rows[slots.STEP_WORTH, s, lane] + (1.0 - other) * worth
        new_worth = h * play.rows[slots.ATTEMPT_WORTH, s, lane] + (1.0 - h) * lasts
        play.rows[slots.GAIN_WORTH, s, lane] = new_worth - play.worths[slots.VALUE, i, k, s, lane]
        tried = h + (1.0 - h) * other
        spread = game.own[slots.DELTA, i, lane] * (1.0 - game.lapse[t, lane])
        play.rows[slots.KEEP, s, lane] = spread * (
            1.0 - tried + game.world[slots.REPELLED, lane] * tried
        )
        play.rows[slots.SLIDE, s, lane] = spread * game.world[slots.VIOLATION, lane] * tried


@compiled
def _onto(
    game: Game, play: Play, rows: Floats, power_states: int, limited: bool, out: Floats
) -> None:
    """Fill `out` (S, L) with what next month's `rows` add to this month's values."""
    states, lanes = rows.shape
    if states == 1:
        for lane in range(lanes):
            out[0, lane] = play.rows[slots.KEEP, 0, lane] * rows[0, lane]
        return
    for s in range(states):
        ahead(game, rows, s, power_states, play.rows[slots.TURNED, 0])
        for lane in range(lanes):
            out[s, lane] = play.rows[slots.KEEP, s, lane] * play.rows[slots.TURNED, 0, lane]
        if limited:
            bad = s if s >= power_states else s + power_states
            ahead(game, rows, bad, power_states, play.rows[slots.TURNED, 0])
            for lane in range(lanes):
                out[s, lane] += play.rows[slots.SLIDE, s, lane] * play.rows[slots.TURNED, 0, lane]


@compiled
def _block(
    game: Game,
    play: Play,
    i: int,
    t: int,
    k: int,
    power_states: int,
    limited: bool,
    months: int,
) -> None:
    """Add to choice and value what a block of like months adds: gain + M gain + M^2 gain + ..."""
    states, lanes = play.rows[slots.STAY].shape
    _add_months(
        game, play, play.rows[slots.GAIN], play.rows[slots.STEP], power_states, limited, months
    )
    _add_months(
        game,
        play,
        play.rows[slots.GAIN_WORTH],
        play.rows[slots.STEP],
        power_states,
        limited,
        months,
    )
    for s in range(states):
        for lane in range(lanes):
            play.worths[slots.CHOICE, i, k, s, lane] += play.rows[slots.GAIN, s, lane]
        for lane in range(lanes):
            play.worths[slots.VALUE, i, k, s, lane] += play.rows[slots.GAIN_WORTH, s, lane]


@compiled
def _add_months(
    game: Game,
    play: Play,
    gain: Floats,
    step: Floats,
    power_states: int,
    limited: bool,
    months: int,
) -> None:
    """Replace `gain` by its sum over the months of a block."""
    states, lanes = gain.shape
    if months == 1:
        return
    if states == 1:
        for lane in range(lanes):
            step[0, lane] = gain[0, lane]
        for _ in range(months - 1):
            for lane in range(lanes):
                step[0, lane] = step[0, lane] * play.rows[slots.KEEP, 0, lane]
                gain[0, lane] += step[0, lane]
        return
    for s in range(states):
        for lane in range(lanes):
            step[s, lane] = gain[s, lane]
    for _ in range(months - 1):
        _onto(game, play, step, power_states, limited, play.rows[slots.STEP_WORTH])
        for s in range(states):
            for lane in range(lanes):
                step[s, lane] = play.rows[slots.STEP_WORTH, s, lane]
                gain[s, lane] += step[s, lane]


@compiled
def _for_ever(
    game: Game, play: Play, i: int, t: int, k: int, power_states: int, limited: bool
) -> None:
    """Solve for the values of a deal that stays as in block t, by Newton's method.

    A world whose values stand is left alone from there on: its digits do not wait for others.
    """
    states, lanes = play.rows[slots.STAY].shape
    for s in range(states):
        z = s % power_states
        for lane in range(lanes):
            breach = (
                game.wars[slots.BREACH, i, t, z, lane]
                - game.kinds[slots.COST, i, k, lane] * game.wars[slots.BREACH_COST, i, t, z, lane]
                - game.kinds[slots.WORD, i, k, lane]
            )
            yields = game.yields[i, t, lane] / max(1.0 - game.own[slots.DELTA, i, lane], 1e-300)
            play.worths[slots.CHOICE, i, k, s, lane] = max(yields, breach)
            play.worths[slots.VALUE, i, k, s, lane] = play.worths[slots.CHOICE, i, k, s, lane]
    play.done[:] = 0.0
    for _ in range(NEWTON_STEPS):
        _month(game, play, i, t, k, power_states, limited)
        _solve_linear(game, play, power_states, limited)
        undone = 0.0
        for lane in range(lanes):
            if play.done[lane] > 0.0:
                continue
            still = 1.0
            for s in range(states):
                change = play.rows[slots.GAIN, s, lane]
                play.worths[slots.CHOICE, i, k, s, lane] += change
                play.worths[slots.VALUE, i, k, s, lane] += play.rows[slots.GAIN_WORTH, s, lane]
                if not abs(change) <= 1e-10 * (1.0 + abs(play.worths[slots.CHOICE, i, k, s, lane])):
                    still = 0.0
            play.done[lane] = still
            undone += 1.0 - still
        if undone == 0.0:
            break
    _month(game, play, i, t, k, power_states, limited)
    _solve_linear(game, play, power_states, limited)
    for s in range(states):
        for lane in range(lanes):
            play.worths[slots.VALUE, i, k, s, lane] += play.rows[slots.GAIN_WORTH, s, lane]


@compiled
def _solve_linear(game: Game, play: Play, power_states: int, limited: bool) -> None:
    """Replace both gains x by the solution y of y = x + M y, by elimination, lane by lane.

    M has no negative entry and its rows add to less than 1: no pivoting is needed.
    """
    states, lanes = play.rows[slots.STAY].shape
    if states == 1:
        for lane in range(lanes):
            left = 1.0 / max(1.0 - play.rows[slots.KEEP, 0, lane], 1e-300)
            play.rows[slots.GAIN, 0, lane] *= left
            play.rows[slots.GAIN_WORTH, 0, lane] *= left
        return
    for column in range(states):
        play.rows[slots.STEP, :] = 0.0
        play.rows[slots.STEP, column] = 1.0
        _onto(
            game, play, play.rows[slots.STEP], power_states, limited, play.rows[slots.ATTEMPT_WORTH]
        )
        for s in range(states):
            for lane in range(lanes):
                play.matrix[s, column, lane] = -play.rows[slots.ATTEMPT_WORTH, s, lane]
                if s == column:
                    play.matrix[s, column, lane] += 1.0
    for s in range(states):
        play.matrix[s, states] = play.rows[slots.GAIN, s]
        play.matrix[s, states + 1] = play.rows[slots.GAIN_WORTH, s]
    for p in range(states):
        for s in range(states):
            if s == p:
                continue
            for lane in range(lanes):
                factor = play.matrix[s, p, lane] / play.matrix[p, p, lane]
                for c in range(p, states + 2):
                    play.matrix[s, c, lane] -= factor * play.matrix[p, c, lane]
    for s in range(states):
        for lane in range(lanes):
            play.rows[slots.GAIN, s, lane] = play.matrix[s, states, lane] / play.matrix[s, s, lane]
            play.rows[slots.GAIN_WORTH, s, lane] = (
                play.matrix[s, states + 1, lane] / play.matrix[s, s, lane]
            )
