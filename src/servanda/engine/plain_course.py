"""Forwards through a deal with one public state: the same as `standing`, laid out for speed.

One kernel for all months of a party's types; see `plain_choices` for why. Pinned to the general way
by `tests/engine/test_plain_course.py`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled, compiled_apart
from servanda.engine import slots
from servanda.engine.game import Game, Play
from servanda.engine.plain_blocks import end_by_block, follow_blocks, tell_bad_faith
from servanda.engine.standing import acceptance

__all__ = ["believe_plainly", "stand_plainly"]

Counts = npt.NDArray[np.int64]


@compiled
def believe_plainly(game: Game, play: Play, blocks: Floats, asked: Counts, by_block: bool) -> None:
    """Fill `expected`, the hazard others expect of each party, from who would have signed.

    Only types `asked` for are believed in by anybody. With `by_block` they are followed block by
    block.
    """
    prior, mass = game.kinds[slots.PRIOR], play.masses[slots.MASS]
    parties, types = asked.shape
    total = play.rows[slots.STAY, 0]
    lanes = total.shape[-1]
    for i in range(parties):
        total[:] = 0.0
        for k in range(types):
            if asked[i, k] > 0:
                _sign_by_type(prior[i, k], game.own[slots.INSIDE, i],
                              game.own[slots.PRICE_SEEN, i], game.kinds[slots.REFUSE, i, k],
                              game.own[slots.BLUR, i], play.worths[slots.VALUE, i, k], mass[i, k],
                              total)  # fmt: skip
            else:
                mass[i, k] = 0.0
        for lane in range(lanes):
            if total[lane] < 1e-9:
                total[lane] = 0.0
                for k in range(types):
                    mass[i, k, 0, lane] = prior[i, k, lane]
                    total[lane] += prior[i, k, lane]
        if by_block:
            follow_blocks(blocks, mass[i], prior[i], play.hazard[i], game.own[slots.LEADERS, i],
                          asked[i], total, play.rows[slots.GAIN, 0], play.rows[slots.KEEP, 0],
                          play.rows[slots.LEAD, 0], play.rows[slots.GAIN_WORTH, 0],
                          play.means[i], play.along[slots.BAD_ALONG])  # fmt: skip
            for t in range(len(blocks)):
                for lane in range(lanes):
                    play.expected[i, t, 0, lane] = play.means[i, t, lane]
            continue
        _follow(blocks, mass[i], prior[i], play.hazard[i], game.own[slots.LEADERS, i], asked[i],
                total, play.means[i], play.along[slots.BAD_ALONG])  # fmt: skip
        _by_block(blocks, play.means[i], play.expected[i])


@compiled_apart
def _sign_by_type(
    prior: Floats,
    inside: Floats,
    price: Floats,
    refuse: Floats,
    blur: Floats,
    value: Floats,
    mass: Floats,
    total: Floats,
) -> None:
    """Fill the weight of a type, given that it signed as others read it; add it to `total`.

    The chance that it signs is that of `acceptance`; who signs nothing tells nothing.
    """
    lanes = total.shape[-1]
    for lane in range(lanes):
        signs = acceptance(value[0, lane], price[lane], refuse[lane], blur[lane])
        weight = prior[lane] * (signs if inside[lane] > 0.0 else 1.0)
        mass[0, lane] = weight
        total[lane] += weight


@compiled_apart
def _by_block(blocks: Floats, means: Floats, expected: Floats) -> None:
    """Fill `expected` (T, 1, L) with the mean of a block's months."""
    lanes = means.shape[-1]
    begins = 0
    for t in range(len(blocks)):
        months = int(blocks[t])
        for lane in range(lanes):
            expected[t, 0, lane] = 0.0
        for month in range(begins, begins + months):
            for lane in range(lanes):
                expected[t, 0, lane] += means[month, lane]
        for lane in range(lanes):
            expected[t, 0, lane] /= months
        begins += months


@compiled
def stand_plainly(
    game: Game,
    play: Play,
    blocks: Floats,
    asked: Counts,
    by_block: bool,
    standing: Floats,
    ended: Floats,
    hazards: Floats,
    bad: Floats,
    when: Floats,
) -> None:
    """Fill what becomes of the deal, as `stand` does, the true types standing in `mass`."""
    prior, mass, total = game.kinds[slots.PRIOR], play.masses[slots.MASS], play.rows[slots.STAY, 0]
    lanes = total.shape[-1]
    for i in range(prior.shape[0]):
        for lane in range(lanes):
            total[lane] = 0.0
            for k in range(prior.shape[1]):
                total[lane] += mass[i, k, 0, lane]
        if by_block:
            follow_blocks(blocks, mass[i], prior[i], play.hazard[i], game.own[slots.LEADERS, i],
                          asked[i], total, play.rows[slots.GAIN, 0], play.rows[slots.KEEP, 0],
                          play.rows[slots.LEAD, 0], play.rows[slots.GAIN_WORTH, 0],
                          play.means[i], bad[i])  # fmt: skip
        else:
            _follow(blocks, mass[i], prior[i], play.hazard[i], game.own[slots.LEADERS, i], asked[i],
                    total, play.means[i], bad[i])  # fmt: skip
    ended[:] = 0.0
    hazards[:] = 0.0
    when[:] = 0.0
    if by_block:
        end_by_block(blocks, play.means, game.own[slots.IGNITES], game.lapse,
                     play.rows[slots.GAIN, 0], play.rows[slots.KEEP, 0], play.rows[slots.LEAD, 0],
                     play.rows[slots.GAIN_WORTH, 0], play.rows[slots.STAY, 0],
                     play.rows[slots.SLIDE, 0], standing, ended, hazards, when)  # fmt: skip
        return
    _end(blocks, play.means, game.own[slots.IGNITES], game.lapse, play.rows[slots.GAIN, 0],
         play.rows[slots.KEEP, 0], play.rows[slots.LEAD, 0], standing, ended, hazards,
         when)  # fmt: skip


@compiled_apart
def _end(
    blocks: Floats,
    means: Floats,
    ignites: Floats,
    lapse: Floats,
    chance: Floats,
    calm: Floats,
    tried: Floats,
    standing: Floats,
    ended: Floats,
    hazards: Floats,
    when: Floats,
) -> None:
    """Take the chance that the deal stands through all months, and ascribe its ends."""
    lanes = chance.shape[-1]
    parties = len(ignites)
    for lane in range(lanes):
        chance[lane] = 1.0
    month = 0
    for t in range(len(blocks)):
        months = int(blocks[t])
        if t > 0:
            for i in range(parties + 1):
                for lane in range(lanes):
                    ended[i, t, lane] = ended[i, t - 1, lane]
        for _ in range(months):
            for lane in range(lanes):
                calm[lane], tried[lane] = 1.0, 0.0
            for i in range(parties):
                for lane in range(lanes):
                    hazard = means[i, month, lane] * ignites[i, lane]
                    calm[lane] *= 1.0 - hazard
                    tried[lane] += hazard
                    hazards[i, t, lane] += hazard
            for lane in range(lanes):
                tried[lane] = chance[lane] * (1.0 - calm[lane]) / max(tried[lane], 1e-300)
            month += 1
            for i in range(parties):
                for lane in range(lanes):
                    part = tried[lane] * (means[i, month - 1, lane] * ignites[i, lane])
                    ended[i, t, lane] += part
                    when[i, lane] += part * month
            for lane in range(lanes):
                left = chance[lane] * calm[lane]
                ended[parties, t, lane] += left * lapse[t, lane]
                chance[lane] = left * (1.0 - lapse[t, lane])
        for i in range(parties):
            for lane in range(lanes):
                hazards[i, t, lane] /= months
        for lane in range(lanes):
            standing[t, lane] = chance[lane]


@compiled
def _follow(
    blocks: Floats,
    mass: Floats,
    prior: Floats,
    hazards: Floats,
    leaders: Floats,
    there: Counts,
    total: Floats,
    means: Floats,
    bad: Floats,
) -> None:
    """Fill `means` (months, L), month by month the hazard over the types still there.

    there (types): 0 for types that have no weight in any lane and never will. `mass` (types, 1, L)
    and its sum `total` (L) become what they are in the end; bad (T + 1, L) is the chance of bad
    faith at each block's beginning and in the end, given that the deal stands. Where few types are
    there, each month is one loop over rows of numbers: a quarter of the time.
    """
    types = mass.shape[0]
    first, second, count = 0, 0, 0
    for k in range(types):
        if there[k] > 0:
            first, second, count = second, k, count + 1
    if count == 2:
        _follow_two(first, second, blocks, mass[first, 0], mass[second, 0], prior[first],
                    prior[second], hazards, leaders, total, means, bad)  # fmt: skip
    elif types == 4:
        _follow_four(blocks, mass[0, 0], mass[1, 0], mass[2, 0], mass[3, 0], prior, hazards,
                     leaders, total, means, bad)  # fmt: skip
    else:
        _follow_many(blocks, mass, prior, hazards, leaders, total, means, bad)


@compiled_apart
def _follow_two(
    first: int,
    second: int,
    blocks: Floats,
    mass: Floats,
    mass_2: Floats,
    prior: Floats,
    prior_2: Floats,
    hazards: Floats,
    leaders: Floats,
    total: Floats,
    means: Floats,
    bad: Floats,
) -> None:
    """Do what `_follow_many` does, in its order, for two types, `first` and `second`."""
    lanes = total.shape[-1]
    month, last = 0, len(blocks)
    good = hazards.shape[2] // 2
    in_bad, in_bad_2 = 1.0 if first >= good else 0.0, 1.0 if second >= good else 0.0
    for t in range(last + 1):
        for lane in range(lanes):
            weight = in_bad * mass[lane] + in_bad_2 * mass_2[lane]
            bad[t, lane] = weight / max(total[lane], 1e-300)
        for _ in range(int(blocks[t]) if t < last else 0):
            for lane in range(lanes):
                m, n = mass[lane], mass_2[lane]
                p, q = prior[lane], prior_2[lane]
                g, h = hazards[t, 0, first, lane], hazards[t, 0, second, lane]
                broken = m * g + n * h
                left = (m - m * g) + (n - n * h)
                means[month, lane] = broken / max(left + broken, 1e-300)
                m, n = m * (1.0 - g), n * (1.0 - h)
                gone = left < 1e-200
                mass[lane] = p if gone else m + leaders[lane] * (left * p - m)
                mass_2[lane] = q if gone else n + leaders[lane] * (left * q - n)
                total[lane] = p + q if gone else left
            month += 1


@compiled_apart
def _follow_four(
    blocks: Floats,
    mass: Floats,
    mass_2: Floats,
    mass_3: Floats,
    mass_4: Floats,
    prior: Floats,
    hazards: Floats,
    leaders: Floats,
    total: Floats,
    means: Floats,
    bad: Floats,
) -> None:
    """Do the same for four types, of which two are of bad faith."""
    lanes = total.shape[-1]
    month, last = 0, len(blocks)
    for t in range(last + 1):
        for lane in range(lanes):
            bad[t, lane] = (mass_3[lane] + mass_4[lane]) / max(total[lane], 1e-300)
        for _ in range(int(blocks[t]) if t < last else 0):
            for lane in range(lanes):
                a, b, c, d = mass[lane], mass_2[lane], mass_3[lane], mass_4[lane]
                p, q, r, s = prior[0, lane], prior[1, lane], prior[2, lane], prior[3, lane]
                e, f = hazards[t, 0, 0, lane], hazards[t, 0, 1, lane]
                g, h = hazards[t, 0, 2, lane], hazards[t, 0, 3, lane]
                broken = a * e + b * f + c * g + d * h
                left = (a - a * e) + (b - b * f) + (c - c * g) + (d - d * h)
                means[month, lane] = broken / max(left + broken, 1e-300)
                a, b, c, d = a * (1.0 - e), b * (1.0 - f), c * (1.0 - g), d * (1.0 - h)
                gone, new = left < 1e-200, leaders[lane]
                mass[lane] = p if gone else a + new * (left * p - a)
                mass_2[lane] = q if gone else b + new * (left * q - b)
                mass_3[lane] = r if gone else c + new * (left * r - c)
                mass_4[lane] = s if gone else d + new * (left * s - d)
                total[lane] = p + q + r + s if gone else left
            month += 1


@compiled_apart
def _follow_many(
    blocks: Floats,
    mass: Floats,
    prior: Floats,
    hazards: Floats,
    leaders: Floats,
    total: Floats,
    means: Floats,
    bad: Floats,
) -> None:
    """Take the types through all months; where all have vanished the prior stands in for them.

    Summed anew each month: a total carried along would keep the rounding of its first months and,
    once few are left, tell hazards above 1.
    """
    lanes = total.shape[-1]
    types, month, last = mass.shape[0], 0, len(blocks)
    for t in range(last + 1):
        tell_bad_faith(t, mass, total, bad)
        for _ in range(int(blocks[t]) if t < last else 0):
            for lane in range(lanes):
                means[month, lane], total[lane] = 0.0, 0.0
            for k in range(types):
                for lane in range(lanes):
                    breaks = mass[k, 0, lane] * hazards[t, 0, k, lane]
                    means[month, lane] += breaks
                    total[lane] += mass[k, 0, lane] - breaks
            for lane in range(lanes):
                means[month, lane] /= max(total[lane] + means[month, lane], 1e-300)
            for k in range(types):
                for lane in range(lanes):
                    stands = mass[k, 0, lane] * (1.0 - hazards[t, 0, k, lane])
                    fresh = leaders[lane] * (total[lane] * prior[k, lane] - stands)
                    mass[k, 0, lane] = prior[k, lane] if total[lane] < 1e-200 else stands + fresh
            vanished = 0.0
            for lane in range(lanes):
                vanished = max(vanished, 1.0 if total[lane] < 1e-200 else 0.0)
            if vanished > 0.0:
                for lane in range(lanes):
                    if total[lane] < 1e-200:
                        total[lane] = 0.0
                        for k in range(types):
                            total[lane] += prior[k, lane]
            month += 1
