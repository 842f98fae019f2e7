"""Backwards through a deal with one public state: the same as `keep_or_break`, laid out for speed.

Loops over worlds side by side, over arrays that are known to be apart, are what the compiler turns
into vector instructions; calls that hand over whole games are what it cannot see through. Hence one
kernel for all months of a type, of one array an argument. Pinned to the general way by
`tests/engine/test_plain_choices.py`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled, compiled_apart
from servanda.engine import slots
from servanda.engine.game import Game, Play
from servanda.engine.keep_or_break import NEWTON_STEPS, calm_with, leave_out, meets
from servanda.formulas.logit_breach import breach_choice

__all__ = ["decide_plainly"]

Counts = npt.NDArray[np.int64]


@compiled
def decide_plainly(game: Game, play: Play, blocks: Floats, asked: Counts) -> None:
    """Fill hazards and values of the types `asked` for, from the last block to now."""
    parties, types = asked.shape
    wars, own, kinds = game.wars, game.own, game.kinds
    others, opening = play.others, play.along[slots.OPENING_ALONG]
    moves, gain, gain_worth, keep = (
        play.rows[slots.LEAD, 0], play.rows[slots.GAIN, 0], play.rows[slots.GAIN_WORTH, 0],
        play.rows[slots.KEEP, 0],
    )  # fmt: skip
    for i in range(parties):
        others[:] = 1.0
        for j in range(parties):
            if j != i:
                calm_with(own[slots.IGNITES, j], play.expected[j], others)
        meets(own[slots.OPENING, i], game.openings, others, opening)
        for k in range(types):
            if asked[i, k] == 0:
                leave_out(k, play.hazard[i])
            else:
                _backwards(
                    k, blocks, game.yields[i], own[slots.DELTA, i], game.lapse,
                    wars[slots.ALONE, i], wars[slots.ALONE_COST, i], wars[slots.BREACH, i],
                    wars[slots.BREACH_COST, i], wars[slots.FOUGHT, i], wars[slots.FOUGHT_COST, i],
                    kinds[slots.COST, i, k], kinds[slots.WORD, i, k], others, opening,
                    own[slots.NOISE, i], own[slots.PER_NOISE, i], play.worths[slots.CHOICE, i, k],
                    play.worths[slots.VALUE, i, k], play.hazard[i], moves, gain, gain_worth, keep,
                )  # fmt: skip


@compiled_apart
def _backwards(
    k: int,
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
    others: Floats,
    opening: Floats,
    noise: Floats,
    per_noise: Floats,
    choice: Floats,
    value: Floats,
    hazards: Floats,
    moves: Floats,
    gain: Floats,
    gain_worth: Floats,
    keep: Floats,
) -> None:
    """Fill choice and value (1, L) of type k at signature, and its hazards (T, 1, types, L).

    First those of a deal that stays as in the last block for ever, by Newton's method: a world
    whose value stands is left alone from there on, so that its digits do not wait for others. Then
    block by block to now; a block adds what its last month changes times 1 + keep + keep^2 + ... of
    its months.
    """
    lanes = choice.shape[-1]
    t = len(blocks) - 1
    for lane in range(lanes):
        now = breach[t, 0, lane] - cost[lane] * breach_cost[t, 0, lane] - word[lane]
        choice[0, lane] = max(yields[t, lane] / (1.0 - delta[lane]), now)
        moves[lane] = 1.0
    for _ in range(NEWTON_STEPS):
        for lane in range(lanes):
            more, _, kept, _ = _month(
                yields[t, lane], delta[lane], lapse[t, lane], alone[t, 0, lane],
                alone_cost[t, 0, lane], breach[t, 0, lane], breach_cost[t, 0, lane],
                fought[t, 0, lane], fought_cost[t, 0, lane], cost[lane], word[lane],
                others[t, 0, lane], opening[t, lane], noise[lane], per_noise[lane], choice[0, lane],
                0.0,
            )  # fmt: skip
            change = more / (1.0 - kept) * moves[lane]
            choice[0, lane] += change
            moves[lane] = 1.0 if abs(change) > 1e-10 * (1.0 + abs(choice[0, lane])) else 0.0
        moving = 0.0
        for lane in range(lanes):
            moving += moves[lane]
        if moving == 0.0:
            break
    # At hazards of the choice that stands: those of the last step are of the choice before it in
    # the worlds that stood last, and of this one in those that waited for them.
    for lane in range(lanes):
        _, more, kept, _ = _month(
            yields[t, lane], delta[lane], lapse[t, lane], alone[t, 0, lane],
            alone_cost[t, 0, lane], breach[t, 0, lane], breach_cost[t, 0, lane],
            fought[t, 0, lane], fought_cost[t, 0, lane], cost[lane], word[lane], others[t, 0, lane],
            opening[t, lane], noise[lane], per_noise[lane], choice[0, lane], 0.0,
        )  # fmt: skip
        value[0, lane] = more / (1.0 - kept)
    for t in range(len(blocks) - 1, -1, -1):
        months = int(blocks[t])
        for lane in range(lanes):
            more, more_worth, kept, hazard = _month(
                yields[t, lane], delta[lane], lapse[t, lane], alone[t, 0, lane],
                alone_cost[t, 0, lane], breach[t, 0, lane], breach_cost[t, 0, lane],
                fought[t, 0, lane], fought_cost[t, 0, lane], cost[lane], word[lane],
                others[t, 0, lane], opening[t, lane], noise[lane], per_noise[lane], choice[0, lane],
                value[0, lane],
            )  # fmt: skip
            hazards[t, 0, k, lane] = hazard
            gain[lane], gain_worth[lane], keep[lane] = more, more_worth, kept
        _add_months(months, keep, gain, gain_worth, choice, value)


@compiled
def _month(
    yields: float,
    delta: float,
    lapse: float,
    alone: float,
    alone_cost: float,
    breach_war: float,
    breach_cost: float,
    fought_war: float,
    fought_cost: float,
    cost: float,
    word: float,
    others: float,
    opening: float,
    noise: float,
    per_noise: float,
    choice: float,
    value: float,
) -> tuple[float, float, float, float]:
    """Return what a month adds to choice and value, what of them it keeps, and the hazard."""
    breach = breach_war - cost * breach_cost - word
    war = fought_war - cost * fought_cost
    ends = alone - cost * alone_cost
    lapses = delta * lapse
    stay = yields + delta * choice + lapses * (ends - choice)
    worth = yields + delta * value + lapses * (ends - value)
    lead, hazard = breach_choice(stay, breach, opening, noise, per_noise)
    new = lead + (1.0 - hazard) * others * (war - stay)
    lasts = others * war + (1.0 - others) * worth
    new_worth = hazard * breach + (1.0 - hazard) * lasts
    keep = delta * (1.0 - lapse) * ((1.0 - hazard) * (1.0 - others))
    return new - choice, new_worth - value, keep, hazard


@compiled_apart
def _add_months(
    months: int, keep: Floats, gain: Floats, gain_worth: Floats, choice: Floats, value: Floats
) -> None:
    """Add a block's months to choice and value (1, L); at one go where their number is usual."""
    lanes = choice.shape[-1]
    if months == 1:
        for lane in range(lanes):
            choice[0, lane] += gain[lane]
            value[0, lane] += gain_worth[lane]
    elif months == 3 or months == 6 or months == 12:
        for lane in range(lanes):
            k = keep[lane]
            cube = k * k * k
            three = 1.0 + k * (1.0 + k)
            six = three + cube * three
            total = three if months == 3 else (six if months == 6 else six + cube * cube * six)
            choice[0, lane] += gain[lane] * total
            value[0, lane] += gain_worth[lane] * total
    else:
        for lane in range(lanes):
            total = 1.0
            for _ in range(months - 1):
                total = 1.0 + keep[lane] * total
            choice[0, lane] += gain[lane] * total
            value[0, lane] += gain_worth[lane] * total
