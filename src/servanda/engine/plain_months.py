"""The months of a deal with one public state: the same as `keep_or_break`, laid out for speed.

Loops over worlds side by side, each over few arrays, are what the compiler turns into vector
instructions; calls that hand over whole games are what it cannot see through. Hence long functions.
Pinned to the general way by `tests/engine/test_plain_months.py`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.engine import slots
from servanda.engine.game import Game, Play
from servanda.engine.standing import acceptance
from servanda.formulas.logit_breach import breach_choices

__all__ = ["believe_plainly", "decide_plainly", "stand_plainly"]

Counts = npt.NDArray[np.int64]

NEWTON_STEPS = 60
"""More than Newton's method ever needs here; it is a guard, not a setting."""


@compiled
def decide_plainly(game: Game, play: Play, blocks: Floats, asked: Counts) -> None:
    """Fill hazards and values of the types `asked` for, from the last block to now."""
    parties, types = asked.shape
    last = len(blocks) - 1
    lanes = game.own[slots.DELTA].shape[1]
    delta, noise, per_noise, ignites = (
        game.own[slots.DELTA],
        game.own[slots.NOISE],
        game.own[slots.PER_NOISE],
        game.own[slots.IGNITES],
    )
    cost, word, yields, lapse, alone = (
        game.kinds[slots.COST],
        game.kinds[slots.WORD],
        game.yields,
        game.lapse,
        game.wars[slots.ALONE],
    )
    alone_cost, breach_war, breach_cost = (
        game.wars[slots.ALONE_COST],
        game.wars[slots.BREACH],
        game.wars[slots.BREACH_COST],
    )
    fought_war, fought_cost, usual, openings = (
        game.wars[slots.FOUGHT], game.wars[slots.FOUGHT_COST], game.own[slots.OPENING],
        game.openings,
    )  # fmt: skip
    expected, choice, value, hazards = (
        play.expected,
        play.worths[slots.CHOICE],
        play.worths[slots.VALUE],
        play.hazard,
    )
    others, opening, stay, worth = (
        play.rows[slots.OTHERS, 0],
        play.rows[slots.CHOICE_OPENING, 0],
        play.rows[slots.STAY, 0],
        play.rows[slots.WORTH, 0],
    )
    breach, war, lead, keep = (
        play.rows[slots.ATTEMPT, 0],
        play.rows[slots.WAR, 0],
        play.rows[slots.LEAD, 0],
        play.rows[slots.KEEP, 0],
    )
    gain, gain_worth, hazard = (
        play.rows[slots.GAIN, 0],
        play.rows[slots.GAIN_WORTH, 0],
        play.rows[slots.STEP, 0],
    )
    for t in range(last, -1, -1):
        months = int(blocks[t])
        lapses = 0.0
        for lane in range(lanes):
            lapses = max(lapses, lapse[t, lane])
        for i in range(parties):
            for lane in range(lanes):
                others[lane] = 1.0
            for j in range(parties):
                if j != i:
                    for lane in range(lanes):
                        others[lane] *= 1.0 - ignites[j, lane] * expected[j, t, 0, lane]
            for lane in range(lanes):
                others[lane] = 1.0 - others[lane]
                opening[lane] = min(usual[i, lane] * openings[t, lane], 1.0)
            for k in range(types):
                if asked[i, k] == 0:
                    continue
                for lane in range(lanes):
                    breach[lane] = (
                        breach_war[i, t, 0, lane] - cost[i, k, lane] * breach_cost[i, t, 0, lane]
                    )
                for lane in range(lanes):
                    breach[lane] -= word[i, k, lane]
                for lane in range(lanes):
                    war[lane] = (
                        fought_war[i, t, 0, lane] - cost[i, k, lane] * fought_cost[i, t, 0, lane]
                    )
                if t == last:
                    _for_ever(yields[i, t], delta[i], lapse[t], alone[i, t, 0], alone_cost[i, t, 0],
                              cost[i, k], breach, war, others, opening, noise[i], per_noise[i],
                              choice[i, k, 0], value[i, k, 0], stay, lead, hazard)  # fmt: skip
                for lane in range(lanes):
                    stay[lane] = yields[i, t, lane] + delta[i, lane] * choice[i, k, 0, lane]
                for lane in range(lanes):
                    worth[lane] = yields[i, t, lane] + delta[i, lane] * value[i, k, 0, lane]
                if lapses > 0.0:
                    for lane in range(lanes):
                        ends = alone[i, t, 0, lane] - cost[i, k, lane] * alone_cost[i, t, 0, lane]
                        chance = delta[i, lane] * lapse[t, lane]
                        stay[lane] += chance * (ends - choice[i, k, 0, lane])
                        worth[lane] += chance * (ends - value[i, k, 0, lane])
                breach_choices(stay, breach, opening, noise[i], per_noise[i], lead, hazard)
                for lane in range(lanes):
                    hazards[i, t, 0, k, lane] = hazard[lane]
                for lane in range(lanes):
                    attacked = (1.0 - hazard[lane]) * others[lane]
                    gain[lane] = lead[lane] + attacked * (war[lane] - stay[lane])
                for lane in range(lanes):
                    lasts = others[lane] * war[lane] + (1.0 - others[lane]) * worth[lane]
                    gain_worth[lane] = hazard[lane] * breach[lane] + (1.0 - hazard[lane]) * lasts
                if months > 1:
                    for lane in range(lanes):
                        spread = delta[i, lane] * (1.0 - lapse[t, lane])
                        keep[lane] = spread * ((1.0 - hazard[lane]) * (1.0 - others[lane]))
                    _add_up(keep, months, lead)
                    for lane in range(lanes):
                        before = choice[i, k, 0, lane]
                        choice[i, k, 0, lane] = before + (gain[lane] - before) * lead[lane]
                    for lane in range(lanes):
                        before = value[i, k, 0, lane]
                        value[i, k, 0, lane] = before + (gain_worth[lane] - before) * lead[lane]
                else:
                    for lane in range(lanes):
                        choice[i, k, 0, lane] = gain[lane]
                    for lane in range(lanes):
                        value[i, k, 0, lane] = gain_worth[lane]


@compiled
def _add_up(keep: Floats, months: int, total: Floats) -> None:
    """Fill `total` (L) with 1 + keep + keep^2 + ... of so many months; at one go where usual."""
    lanes = len(keep)
    if months == 3:
        for lane in range(lanes):
            k = keep[lane]
            total[lane] = 1.0 + k * (1.0 + k)
    elif months == 6 or months == 12:
        for lane in range(lanes):
            k = keep[lane]
            total[lane] = 1.0 + k * (1.0 + k * (1.0 + k * (1.0 + k * (1.0 + k))))
        if months == 12:
            for lane in range(lanes):
                k, six = keep[lane], total[lane]
                total[lane] = 1.0 + k * (
                    1.0 + k * (1.0 + k * (1.0 + k * (1.0 + k * (1.0 + k * six))))
                )
    else:
        for lane in range(lanes):
            total[lane] = 1.0
        for _ in range(months - 1):
            for lane in range(lanes):
                total[lane] = 1.0 + keep[lane] * total[lane]


@compiled
def _for_ever(
    yields: Floats,
    delta: Floats,
    lapse: Floats,
    alone: Floats,
    alone_cost: Floats,
    cost: Floats,
    breach: Floats,
    war: Floats,
    others: Floats,
    opening: Floats,
    noise: Floats,
    per_noise: Floats,
    choice: Floats,
    value: Floats,
    stay: Floats,
    lead: Floats,
    hazard: Floats,
) -> None:
    """Solve for choice and value of a deal that stays as it is, by Newton's method.

    A world whose value stands is left alone from there on: its digits do not wait for others.
    """
    lanes = len(choice)
    for lane in range(lanes):
        choice[lane] = max(yields[lane] / (1.0 - delta[lane]), breach[lane])
        value[lane] = 1.0
    for _ in range(NEWTON_STEPS):
        for lane in range(lanes):
            ends = delta[lane] * lapse[lane] * (alone[lane] - cost[lane] * alone_cost[lane])
            stay[lane] = yields[lane] + delta[lane] * (1.0 - lapse[lane]) * choice[lane] + ends
        breach_choices(stay, breach, opening, noise, per_noise, lead, hazard)
        undone = 0.0
        for lane in range(lanes):
            calm = (1.0 - hazard[lane]) * (1.0 - others[lane])
            new = lead[lane] + (1.0 - hazard[lane]) * others[lane] * (war[lane] - stay[lane])
            change = (new - choice[lane]) / (1.0 - delta[lane] * (1.0 - lapse[lane]) * calm)
            change *= value[lane]
            choice[lane] += change
            value[lane] = 1.0 if abs(change) > 1e-10 * (1.0 + abs(choice[lane])) else 0.0
            undone += value[lane]
        if undone == 0.0:
            break
    # Hazards at the choice that stands: those of the last round are of the choice before it in the
    # worlds that stood last, and of this one in those that waited for them.
    for lane in range(lanes):
        ends = delta[lane] * lapse[lane] * (alone[lane] - cost[lane] * alone_cost[lane])
        stay[lane] = yields[lane] + delta[lane] * (1.0 - lapse[lane]) * choice[lane] + ends
    breach_choices(stay, breach, opening, noise, per_noise, lead, hazard)
    for lane in range(lanes):
        ends = delta[lane] * lapse[lane] * (alone[lane] - cost[lane] * alone_cost[lane])
        h, other = hazard[lane], others[lane]
        calm = (1.0 - h) * (1.0 - other)
        paid = h * breach[lane] + (1.0 - h) * other * war[lane] + calm * (yields[lane] + ends)
        value[lane] = paid / (1.0 - delta[lane] * (1.0 - lapse[lane]) * calm)


@compiled
def believe_plainly(game: Game, play: Play, blocks: Floats, asked: Counts) -> None:
    """Fill `expected`, the hazard others expect of each party, from who would have signed.

    Only types `asked` for are believed in by anybody.
    """
    prior, inside, leaders, hazards = (
        game.kinds[slots.PRIOR],
        game.own[slots.INSIDE],
        game.own[slots.LEADERS],
        play.hazard,
    )
    parties, types, lanes = prior.shape
    expected, mass, total = (
        play.expected,
        play.masses[slots.MASS],
        play.rows[slots.STAY, 0],
    )
    means = np.empty((int(blocks.max()), lanes))
    for i in range(parties):
        for lane in range(lanes):
            total[lane] = 0.0
            for k in range(types):
                weight = prior[i, k, lane]
                if weight > 0.0 and inside[i, lane] > 0.0:
                    weight *= acceptance(game, play, i, k, 0, lane)
                mass[i, k, 0, lane] = weight
                total[lane] += weight
            if total[lane] < 1e-9:
                total[lane] = 0.0
                for k in range(types):
                    mass[i, k, 0, lane] = prior[i, k, lane]
                    total[lane] += prior[i, k, lane]
        for t in range(len(blocks)):
            months = int(blocks[t])
            for lane in range(lanes):
                expected[i, t, 0, lane] = 0.0
            _months_on(mass[i], prior[i], hazards[i, t, 0], leaders[i], asked[i], months, total,
                       means)  # fmt: skip
            for month in range(months):
                for lane in range(lanes):
                    expected[i, t, 0, lane] += means[month, lane]
            for lane in range(lanes):
                expected[i, t, 0, lane] /= months


@compiled
def _months_on(
    mass: Floats,
    prior: Floats,
    hazard: Floats,
    leaders: Floats,
    there: Counts,
    months: int,
    total: Floats,
    means: Floats,
) -> None:
    """Fill `means` (months, L), month by month the hazard over the types (types, L) still there.

    there (types): 0 for types that have no weight in any lane and never will. `mass` and its sum
    `total` (L) become what they are after these months. Where few types are there, each month is
    one loop over rows of numbers: a quarter of the time.
    """
    types = mass.shape[0]
    first, second, count = 0, 0, 0
    for k in range(types):
        if there[k] > 0:
            first, second, count = second, k, count + 1
    if count == 2:
        _two_on(mass[first, 0], mass[second, 0], prior[first], prior[second], hazard[first],
                hazard[second], leaders, months, total, means)  # fmt: skip
    elif types == 4:
        _four_on(mass[0, 0], mass[1, 0], mass[2, 0], mass[3, 0], prior[0], prior[1], prior[2],
                 prior[3], hazard[0], hazard[1], hazard[2], hazard[3], leaders, months, total,
                 means)  # fmt: skip
    else:
        for month in range(months):
            _mean_and_on(mass, prior, hazard, leaders, total, means[month])


@compiled
def _two_on(
    mass: Floats,
    mass_2: Floats,
    prior: Floats,
    prior_2: Floats,
    hazard: Floats,
    hazard_2: Floats,
    leaders: Floats,
    months: int,
    total: Floats,
    means: Floats,
) -> None:
    """Do what `_mean_and_on` does, in its order, for two types and several months."""
    for month in range(months):
        for lane in range(len(mass)):
            m, n = mass[lane], mass_2[lane]
            p, q = prior[lane], prior_2[lane]
            g, h = hazard[lane], hazard_2[lane]
            broken = m * g + n * h
            left = (m - m * g) + (n - n * h)
            means[month, lane] = broken / max(left + broken, 1e-300)
            m, n = m * (1.0 - g), n * (1.0 - h)
            gone = left < 1e-200
            mass[lane] = p if gone else m + leaders[lane] * (left * p - m)
            mass_2[lane] = q if gone else n + leaders[lane] * (left * q - n)
            total[lane] = p + q if gone else left


@compiled
def _four_on(
    mass: Floats,
    mass_2: Floats,
    mass_3: Floats,
    mass_4: Floats,
    prior: Floats,
    prior_2: Floats,
    prior_3: Floats,
    prior_4: Floats,
    hazard: Floats,
    hazard_2: Floats,
    hazard_3: Floats,
    hazard_4: Floats,
    leaders: Floats,
    months: int,
    total: Floats,
    means: Floats,
) -> None:
    """Do the same for four types."""
    for month in range(months):
        for lane in range(len(mass)):
            a, b, c, d = mass[lane], mass_2[lane], mass_3[lane], mass_4[lane]
            e, f, g, h = hazard[lane], hazard_2[lane], hazard_3[lane], hazard_4[lane]
            broken = a * e + b * f + c * g + d * h
            left = (a - a * e) + (b - b * f) + (c - c * g) + (d - d * h)
            means[month, lane] = broken / max(left + broken, 1e-300)
            total[lane] = left
        _pair_on(mass, mass_2, prior, prior_2, hazard, hazard_2, leaders, total)
        _pair_on(mass_3, mass_4, prior_3, prior_4, hazard_3, hazard_4, leaders, total)
        for lane in range(len(mass)):
            whole = prior[lane] + prior_2[lane] + prior_3[lane] + prior_4[lane]
            total[lane] = whole if total[lane] < 1e-200 else total[lane]


@compiled
def _pair_on(
    mass: Floats,
    mass_2: Floats,
    prior: Floats,
    prior_2: Floats,
    hazard: Floats,
    hazard_2: Floats,
    leaders: Floats,
    total: Floats,
) -> None:
    """Take two types of several a month on, `total` being what is left of all."""
    for lane in range(len(mass)):
        left, new = total[lane], leaders[lane]
        m, n = mass[lane] * (1.0 - hazard[lane]), mass_2[lane] * (1.0 - hazard_2[lane])
        p, q = prior[lane], prior_2[lane]
        mass[lane] = p if left < 1e-200 else m + new * (left * p - m)
        mass_2[lane] = q if left < 1e-200 else n + new * (left * q - n)


@compiled
def _mean_and_on(
    mass: Floats, prior: Floats, hazard: Floats, leaders: Floats, total: Floats, mean: Floats
) -> None:
    """Fill `mean` (L), the hazard over the types (types, L) still there, and take them a month on.

    `total` (L) becomes the sum of `mass` then; where it has vanished the prior stands in for it.
    """
    types, _, lanes = mass.shape
    for lane in range(lanes):
        mean[lane] = 0.0
        total[lane] = 0.0
    for k in range(types):
        for lane in range(lanes):
            breaks = mass[k, 0, lane] * hazard[k, lane]
            mean[lane] += breaks
            total[lane] += mass[k, 0, lane] - breaks
    # Summed anew each month: a total carried along would keep the rounding of its first months
    # and, once few are left, tell hazards above 1.
    for lane in range(lanes):
        mean[lane] = mean[lane] / max(total[lane] + mean[lane], 1e-300)
    for k in range(types):
        for lane in range(lanes):
            stands = mass[k, 0, lane] * (1.0 - hazard[k, lane])
            mass[k, 0, lane] = stands + leaders[lane] * (total[lane] * prior[k, lane] - stands)
    vanished = 0.0
    for lane in range(lanes):
        vanished = max(vanished, 1.0 if total[lane] < 1e-200 else 0.0)
    if vanished > 0.0:
        for lane in range(lanes):
            if total[lane] < 1e-200:
                total[lane] = 0.0
                for k in range(types):
                    mass[k, 0, lane] = prior[k, lane]
                    total[lane] += prior[k, lane]


@compiled
def stand_plainly(
    game: Game,
    play: Play,
    blocks: Floats,
    asked: Counts,
    standing: Floats,
    ended: Floats,
    hazards: Floats,
    bad: Floats,
    when: Floats,
) -> None:
    """Fill what becomes of the deal, as `stand` does, the true types standing in `mass`."""
    ignites, prior, leaders, lapse = (
        game.own[slots.IGNITES],
        game.kinds[slots.PRIOR],
        game.own[slots.LEADERS],
        game.lapse,
    )
    parties, types, lanes = prior.shape
    mass, all_hazards, mean = play.masses[slots.MASS], play.hazard, play.mean
    chance, calm, tried = (
        play.rows[slots.GAIN, 0],
        play.rows[slots.KEEP, 0],
        play.rows[slots.LEAD, 0],
    )
    totals, means = play.left, np.empty((parties, int(blocks.max()), lanes))
    for lane in range(lanes):
        chance[lane] = 1.0
    ended[:] = 0.0
    hazards[:] = 0.0
    when[:] = 0.0
    for i in range(parties):
        for lane in range(lanes):
            totals[i, lane] = 0.0
            for k in range(types):
                totals[i, lane] += mass[i, k, 0, lane]
    month = 0.0
    for t in range(len(blocks)):
        months = int(blocks[t])
        if t > 0:
            for i in range(parties + 1):
                for lane in range(lanes):
                    ended[i, t, lane] = ended[i, t - 1, lane]
        _bad_now(mass, totals, bad, t)
        for i in range(parties):
            _months_on(mass[i], prior[i], all_hazards[i, t, 0], leaders[i], asked[i], months,
                       totals[i], means[i])  # fmt: skip
        for of_block in range(months):
            month += 1.0
            for lane in range(lanes):
                calm[lane] = 1.0
                tried[lane] = 0.0
            for i in range(parties):
                for lane in range(lanes):
                    mean[i, 0, lane] = means[i, of_block, lane] * ignites[i, lane]
                for lane in range(lanes):
                    calm[lane] *= 1.0 - mean[i, 0, lane]
                    tried[lane] += mean[i, 0, lane]
                for lane in range(lanes):
                    hazards[i, t, lane] += mean[i, 0, lane]
            for lane in range(lanes):
                tried[lane] = chance[lane] * (1.0 - calm[lane]) / max(tried[lane], 1e-300)
            for i in range(parties):
                for lane in range(lanes):
                    ended[i, t, lane] += tried[lane] * mean[i, 0, lane]
                for lane in range(lanes):
                    when[i, lane] += tried[lane] * mean[i, 0, lane] * month
            for lane in range(lanes):
                left = chance[lane] * calm[lane]
                ended[parties, t, lane] += left * lapse[t, lane]
                chance[lane] = left * (1.0 - lapse[t, lane])
        for i in range(parties):
            for lane in range(lanes):
                hazards[i, t, lane] /= months
        for lane in range(lanes):
            standing[t, lane] = chance[lane]
    _bad_now(mass, totals, bad, len(blocks))


@compiled
def _bad_now(mass: Floats, totals: Floats, bad: Floats, t: int) -> None:
    """Fill the chance of bad faith of each party, given that the deal stands."""
    parties, types, _, lanes = mass.shape
    for i in range(parties):
        for lane in range(lanes):
            bad[i, t, lane] = 0.0
        for k in range(types // 2, types):
            for lane in range(lanes):
                bad[i, t, lane] += mass[i, k, 0, lane]
        for lane in range(lanes):
            bad[i, t, lane] /= max(totals[i, lane], 1e-300)
