"""Backwards through a deal: what every type of every party does, given what it expects of others.

One month [our specification; a dynamic logit after Rust 1987]. A party stays, or at an opening
attempts a breach. An attempt becomes a war, remains a violation (chance v: the deal is violated
next month) or is repelled (chance r: the deal stands, after an episode that costs everyone). With
the values B of a breach, R of being attacked and S of staying, S' of staying violated:

    A = (1-v-r) B + v S' + r (S - k),      R' = (1-v-r) R + v S' + r (S - k)
    x = (A - S)/s,   h = omega/(1+e^-x),   L = S + omega s log(1+e^x)
    V~ = L + (1-h) H (R' - S)              choice value: drives hazards
    V  = h A + (1-h) [H R' + (1-H) S]      value of the deal: drives signing (shocks are no payoff)

v = r = 0 is the plain model, since A and R' are written as B and R plus terms that are then exactly
0; everything is linear in v and r and so continuous there. All months of a type are one kernel over
arrays that are apart; see `plain_choices`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled, compiled_apart
from servanda.engine import slots
from servanda.engine.game import Game, Play, ahead
from servanda.formulas.logit_breach import breach_choice

__all__ = ["NEWTON_STEPS", "calm_with", "decide_backwards", "leave_out", "meets"]

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
    wars, own, kinds, rows = game.wars, game.own, game.kinds, play.rows
    opening = play.along[slots.OPENING_ALONG]
    for i in range(parties):
        play.others[:] = 1.0
        for j in range(parties):
            if j != i:
                calm_with(own[slots.IGNITES, j], play.expected[j], play.others)
        meets(own[slots.OPENING, i], game.openings, play.others, opening)
        for k in range(types):
            if asked[i, k] == 0:
                leave_out(k, play.hazard[i])
            else:
                _backwards(
                    k, power_states, limited, blocks, game.yields[i], own[slots.DELTA, i],
                    game.lapse, wars[slots.ALONE, i], wars[slots.ALONE_COST, i],
                    wars[slots.BREACH, i], wars[slots.BREACH_COST, i], wars[slots.FOUGHT, i],
                    wars[slots.FOUGHT_COST, i], kinds[slots.COST, i, k], kinds[slots.WORD, i, k],
                    own[slots.LOSS, i], own[slots.EPISODE, i], play.others, opening,
                    own[slots.NOISE, i], own[slots.PER_NOISE, i], game.world,
                    play.worths[slots.CHOICE, i, k], play.worths[slots.VALUE, i, k],
                    play.hazard[i], rows[slots.STAY], rows[slots.WORTH], rows[slots.GAIN],
                    rows[slots.GAIN_WORTH], rows[slots.KEEP], rows[slots.SLIDE], rows[slots.STEP],
                    rows[slots.TURNED], play.matrix, play.done,
                )  # fmt: skip


@compiled_apart
def leave_out(k: int, hazards: Floats) -> None:
    """Fill hazards (T, S, types, L) of a type nobody asks for with 0.

    It counts 0 times; but 0 times what a world that cannot be computed left there is no number.
    """
    lanes = hazards.shape[-1]
    for t in range(hazards.shape[0]):
        for s in range(hazards.shape[1]):
            for lane in range(lanes):
                hazards[t, s, k, lane] = 0.0


@compiled_apart
def calm_with(ignites: Floats, expected: Floats, calm: Floats) -> None:
    """Multiply `calm` (T, S, L) by the chance a month that this party does not break for all."""
    lanes = calm.shape[-1]
    for t in range(calm.shape[0]):
        for s in range(calm.shape[1]):
            for lane in range(lanes):
                calm[t, s, lane] *= 1.0 - ignites[lane] * expected[t, s, lane]


@compiled_apart
def meets(usual: Floats, openings: Floats, others: Floats, opening: Floats) -> None:
    """Turn `others` (T, S, L) from the chance of calm into its rest; fill that of an opening."""
    lanes = opening.shape[-1]
    for t in range(others.shape[0]):
        for s in range(others.shape[1]):
            for lane in range(lanes):
                others[t, s, lane] = 1.0 - others[t, s, lane]
        for lane in range(lanes):
            opening[t, lane] = min(usual[lane] * openings[t, lane], 1.0)


@compiled_apart
def _backwards(
    k: int,
    power_states: int,
    limited: bool,
    blocks: Floats,
    yields: Floats,
    delta: Floats,
    lapse: Floats,
    alone: Floats,
    alone_cost: Floats,
    breach: Floats,
    breach_cost: Floats,
    fought: Floats,
    fought_cost: Floats,
    cost: Floats,
    word: Floats,
    loss: Floats,
    episode: Floats,
    others: Floats,
    opening: Floats,
    noise: Floats,
    per_noise: Floats,
    world: Floats,
    choice: Floats,
    value: Floats,
    hazards: Floats,
    stay: Floats,
    worth: Floats,
    gain: Floats,
    gain_worth: Floats,
    keep: Floats,
    slide: Floats,
    step: Floats,
    turned: Floats,
    matrix: Floats,
    moves: Floats,
) -> None:
    """Fill choice and value (S, L) of type k at signature, and its hazards (T, S, types, L).

    First those of a deal that stays as in the last block for ever, by Newton's method: a world
    whose values stand is left alone from there on, so that its digits do not wait for others.
    """
    lanes = choice.shape[-1]
    states, t = choice.shape[0], len(blocks) - 1
    for s in range(states):
        z = s % power_states
        for lane in range(lanes):
            now = breach[t, z, lane] - cost[lane] * breach_cost[t, z, lane] - word[lane]
            for_ever = yields[t, lane] / max(1.0 - delta[lane], 1e-300)
            choice[s, lane] = max(for_ever, now)
            value[s, lane] = choice[s, lane]
    for lane in range(lanes):
        moves[lane] = 1.0
    left = NEWTON_STEPS
    while left >= 0:
        _month(k, t, power_states, limited, yields, delta, lapse, alone, alone_cost, breach,
               breach_cost, fought, fought_cost, cost, word, loss, episode, others, opening, noise,
               per_noise, world, choice, value, hazards, stay, worth, gain, gain_worth, keep,
               slide, turned)  # fmt: skip
        _solve_linear(power_states, limited, world, keep, slide, gain, gain_worth, step, turned,
                      matrix)  # fmt: skip
        if left == 0:
            break
        moving = _move(gain, gain_worth, choice, value, moves)
        left = left - 1 if moving > 0.0 else 0
    # At hazards of the choices that stand: those of the last step are of the choices before them.
    for s in range(states):
        for lane in range(lanes):
            value[s, lane] += gain_worth[s, lane]
    for t in range(len(blocks) - 1, -1, -1):
        months = int(blocks[t])
        _month(k, t, power_states, limited, yields, delta, lapse, alone, alone_cost, breach,
               breach_cost, fought, fought_cost, cost, word, loss, episode, others, opening, noise,
               per_noise, world, choice, value, hazards, stay, worth, gain, gain_worth, keep,
               slide, turned)  # fmt: skip
        _add_months(months, power_states, limited, world, keep, slide, gain, step, turned, choice)
        _add_months(months, power_states, limited, world, keep, slide, gain_worth, step, turned,
                    value)  # fmt: skip


@compiled_apart
def _month(
    k: int,
    t: int,
    power_states: int,
    limited: bool,
    yields: Floats,
    delta: Floats,
    lapse: Floats,
    alone: Floats,
    alone_cost: Floats,
    breach: Floats,
    breach_cost: Floats,
    fought: Floats,
    fought_cost: Floats,
    cost: Floats,
    word: Floats,
    loss: Floats,
    episode: Floats,
    others: Floats,
    opening: Floats,
    noise: Floats,
    per_noise: Floats,
    world: Floats,
    choice: Floats,
    value: Floats,
    hazards: Floats,
    stay: Floats,
    worth: Floats,
    gain: Floats,
    gain_worth: Floats,
    keep: Floats,
    slide: Floats,
    turned: Floats,
) -> None:
    """Fill, by state: hazard, `gain` and `gain_worth` (a month's change of choice and value).

    Also `keep` and `slide`, what a unit of next month's value of the state, and of the violated
    one, adds to this month's.
    """
    lanes = choice.shape[-1]
    states = choice.shape[0]
    ahead(world, choice, power_states, turned)
    _stay(t, power_states, yields, delta, lapse, alone, alone_cost, cost, loss, turned, stay)
    ahead(world, value, power_states, turned)
    _stay(t, power_states, yields, delta, lapse, alone, alone_cost, cost, loss, turned, worth)
    for s in range(states):
        z = s % power_states
        bad = s if s >= power_states or not limited else s + power_states
        for lane in range(lanes):
            v = world[slots.VIOLATION, lane] if limited else 0.0
            r = world[slots.REPELLED, lane] if limited else 0.0
            more = world[slots.MORE, lane] if s >= power_states else 1.0
            opens = min(opening[t, lane] * more, 1.0)
            now = breach[t, z, lane] - cost[lane] * breach_cost[t, z, lane] - word[lane]
            war = fought[t, z, lane] - cost[lane] * fought_cost[t, z, lane]
            calm, calm_worth = stay[s, lane] - episode[lane], worth[s, lane] - episode[lane]
            attempt = now + v * (stay[bad, lane] - now) + r * (calm - now)
            attempt_worth = now + v * (worth[bad, lane] - now) + r * (calm_worth - now)
            attacked = war + v * (stay[bad, lane] - war) + r * (calm - war)
            attacked_worth = war + v * (worth[bad, lane] - war) + r * (calm_worth - war)
            lead, h = breach_choice(stay[s, lane], attempt, opens, noise[lane], per_noise[lane])
            hazards[t, s, k, lane] = h
            other = others[t, s, lane]
            new = lead + (1.0 - h) * other * (attacked - stay[s, lane])
            gain[s, lane] = new - choice[s, lane]
            lasts = other * attacked_worth + (1.0 - other) * worth[s, lane]
            new_worth = h * attempt_worth + (1.0 - h) * lasts
            gain_worth[s, lane] = new_worth - value[s, lane]
            stands = (1.0 - h) * (1.0 - other)
            spread = delta[lane] * (1.0 - lapse[t, lane])
            keep[s, lane] = spread * (stands + r * (1.0 - stands))
            slide[s, lane] = spread * (v * (1.0 - stands))


@compiled_apart
def _stay(
    t: int,
    power_states: int,
    yields: Floats,
    delta: Floats,
    lapse: Floats,
    alone: Floats,
    alone_cost: Floats,
    cost: Floats,
    loss: Floats,
    turned: Floats,
    stay: Floats,
) -> None:
    """Fill `stay` (S, L): of keeping the deal this month; if it lapses, war comes, nobody joining.

    turned (S, L): the mean of next month's values.
    """
    lanes = stay.shape[-1]
    for s in range(stay.shape[0]):
        z = s % power_states
        violated = 1.0 if s >= power_states else 0.0
        for lane in range(lanes):
            lost = violated * (1.0 - delta[lane]) * loss[lane]
            war = alone[t, z, lane] - cost[lane] * alone_cost[t, z, lane]
            kept = yields[t, lane] + delta[lane] * turned[s, lane] - lost
            stay[s, lane] = kept + delta[lane] * lapse[t, lane] * (war - turned[s, lane])


@compiled_apart
def _onto(
    power_states: int, limited: bool, keep: Floats, slide: Floats, turned: Floats, out: Floats
) -> None:
    """Fill `out` (S, L) with what next month's values, `turned`, add to this month's."""
    lanes = out.shape[-1]
    for s in range(out.shape[0]):
        bad = s if s >= power_states or not limited else s + power_states
        for lane in range(lanes):
            out[s, lane] = keep[s, lane] * turned[s, lane] + slide[s, lane] * turned[bad, lane]


@compiled_apart
def _add_months(
    months: int,
    power_states: int,
    limited: bool,
    world: Floats,
    keep: Floats,
    slide: Floats,
    gain: Floats,
    step: Floats,
    turned: Floats,
    values: Floats,
) -> None:
    """Add to `values` what a block of like months adds: gain + M gain + M^2 gain + ..."""
    lanes = values.shape[-1]
    states = gain.shape[0]
    for s in range(states):
        for lane in range(lanes):
            step[s, lane] = gain[s, lane]
            values[s, lane] += gain[s, lane]
    for _ in range(months - 1):
        ahead(world, step, power_states, turned)
        _onto(power_states, limited, keep, slide, turned, step)
        for s in range(states):
            for lane in range(lanes):
                values[s, lane] += step[s, lane]


@compiled_apart
def _move(gain: Floats, gain_worth: Floats, choice: Floats, value: Floats, moves: Floats) -> float:
    """Take one of Newton's steps in the worlds that still move; return how many do after it."""
    lanes = choice.shape[-1]
    states = gain.shape[0]
    for s in range(states):
        for lane in range(lanes):
            choice[s, lane] += moves[lane] * gain[s, lane]
            value[s, lane] += moves[lane] * gain_worth[s, lane]
    moving = 0.0
    for lane in range(lanes):
        still = 0.0
        for s in range(states):
            if not abs(gain[s, lane]) <= 1e-10 * (1.0 + abs(choice[s, lane])):
                still = 1.0
        moves[lane] *= still
        moving += moves[lane]
    return moving


@compiled_apart
def _solve_linear(
    power_states: int,
    limited: bool,
    world: Floats,
    keep: Floats,
    slide: Floats,
    gain: Floats,
    gain_worth: Floats,
    step: Floats,
    turned: Floats,
    matrix: Floats,
) -> None:
    """Replace both gains x by the solution y of y = x + M y, by elimination, lane by lane.

    M has no negative entry and its rows add to less than 1: no pivoting is needed. matrix
    (S, S + 2, L).
    """
    lanes = gain.shape[-1]
    states = gain.shape[0]
    for column in range(states):
        for s in range(states):
            for lane in range(lanes):
                step[s, lane] = 1.0 if s == column else 0.0
        ahead(world, step, power_states, turned)
        _onto(power_states, limited, keep, slide, turned, step)
        for s in range(states):
            one = 1.0 if s == column else 0.0
            for lane in range(lanes):
                matrix[s, column, lane] = one - step[s, lane]
    for s in range(states):
        for lane in range(lanes):
            matrix[s, states, lane] = gain[s, lane]
            matrix[s, states + 1, lane] = gain_worth[s, lane]
    for p in range(states):
        for s in range(states):
            if s == p:
                continue
            for lane in range(lanes):
                step[0, lane] = matrix[s, p, lane] / matrix[p, p, lane]
            for c in range(p, states + 2):
                for lane in range(lanes):
                    matrix[s, c, lane] -= step[0, lane] * matrix[p, c, lane]
    for s in range(states):
        for lane in range(lanes):
            gain[s, lane] = matrix[s, states, lane] / matrix[s, s, lane]
            gain_worth[s, lane] = matrix[s, states + 1, lane] / matrix[s, s, lane]
