"""Forwards through a deal block by block: the same as `plain_course`, coarser, for exploring.

Within a block months are alike, so that types thin out by powers of what they keep a month, and one
step does for all its months. Only that leaders change within a block is told to its end: changes
are counted from the middle of one block to the middle of the next.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled_apart, compiled_within
from servanda.formulas.elementary import exponential, log_of_normal, logarithm

__all__ = ["end_by_block", "follow_blocks", "tell_bad_faith"]

Counts = npt.NDArray[np.int64]

LEAST = 1e-200
"""Weight below which all types count as vanished: the prior then stands in for them."""


@compiled_within
def _to_the(months: int, base: Floats, out: Floats) -> None:
    """Fill `out` with `base` to the power of so many months; what is in `base` is lost."""
    lanes = base.shape[-1]
    for lane in range(lanes):
        out[lane] = base[lane] if months % 2 == 1 else 1.0
    months //= 2
    while months > 0:
        for lane in range(lanes):
            base[lane] *= base[lane]
        if months % 2 == 1:
            for lane in range(lanes):
                out[lane] *= base[lane]
        months //= 2


@compiled_apart
def tell_bad_faith(t: int, mass: Floats, total: Floats, bad: Floats) -> None:
    """Fill `bad` (T + 1, L) at block t: the weight of types of bad faith among all, `total` (L)."""
    lanes = total.shape[-1]
    types = mass.shape[0]
    for lane in range(lanes):
        bad[t, lane] = 0.0
    for k in range(types // 2, types):
        for lane in range(lanes):
            bad[t, lane] += mass[k, 0, lane]
    for lane in range(lanes):
        bad[t, lane] /= max(total[lane], 1e-300)


@compiled_apart
def follow_blocks(
    blocks: Floats,
    mass: Floats,
    prior: Floats,
    hazards: Floats,
    leaders: Floats,
    there: Counts,
    total: Floats,
    left: Floats,
    change: Floats,
    keeps: Floats,
    kept: Floats,
    means: Floats,
    bad: Floats,
) -> None:
    """Fill `means` (blocks first, L) with the hazard a month, over the types still there.

    The rest is as of `plain_course`: `mass` (types, 1, L) and its sum `total` (L) become what they
    are in the end; bad (T + 1, L) is the chance of bad faith. left, change, keeps, kept (L)
    are room.
    """
    lanes = total.shape[-1]
    types, last = mass.shape[0], len(blocks)
    for lane in range(lanes):
        change[lane] = logarithm(max(1.0 - leaders[lane], 1e-300))
    for t in range(last + 1):
        tell_bad_faith(t, mass, total, bad)
        if t == last:
            break
        months, per_month = blocks[t], 1.0 / blocks[t]
        between = 0.5 * (months + (blocks[t + 1] if t + 1 < last else months))
        for lane in range(lanes):
            left[lane] = 0.0
        for k in range(types):
            if there[k] > 0:
                for lane in range(lanes):
                    keeps[lane] = 1.0 - hazards[t, 0, k, lane]
                _to_the(int(months), keeps, kept)
                for lane in range(lanes):
                    mass[k, 0, lane] *= kept[lane]
                    left[lane] += mass[k, 0, lane]
        for lane in range(lanes):
            share = max(left[lane] / max(total[lane], 1e-300), 1e-300)
            means[t, lane] = 1.0 - exponential(log_of_normal(share) * per_month)
            keeps[lane] = 1.0 - exponential(between * change[lane])
            total[lane] = 0.0
        for k in range(types):
            if there[k] > 0:
                for lane in range(lanes):
                    old = mass[k, 0, lane]
                    fresh = old + keeps[lane] * (left[lane] * prior[k, lane] - old)
                    mass[k, 0, lane] = prior[k, lane] if left[lane] < LEAST else fresh
                    total[lane] += mass[k, 0, lane]


@compiled_apart
def end_by_block(
    blocks: Floats,
    means: Floats,
    ignites: Floats,
    lapse: Floats,
    chance: Floats,
    calm: Floats,
    tried: Floats,
    stays: Floats,
    kept: Floats,
    gone: Floats,
    standing: Floats,
    ended: Floats,
    hazards: Floats,
    when: Floats,
) -> None:
    """Take the chance that the deal stands through all blocks, and ascribe its ends.

    As of `plain_course`; an end counts as of the middle of its block.
    """
    lanes = chance.shape[-1]
    parties = len(ignites)
    for lane in range(lanes):
        chance[lane] = 1.0
    begins = 0.0
    for t in range(len(blocks)):
        months = blocks[t]
        if t > 0:
            for i in range(parties + 1):
                for lane in range(lanes):
                    ended[i, t, lane] = ended[i, t - 1, lane]
        for lane in range(lanes):
            calm[lane], tried[lane] = 1.0, 0.0
        for i in range(parties):
            for lane in range(lanes):
                hazard = means[i, t, lane] * ignites[i, lane]
                calm[lane] *= 1.0 - hazard
                tried[lane] += hazard
                hazards[i, t, lane] = hazard
        for lane in range(lanes):
            stays[lane] = calm[lane] * (1.0 - lapse[t, lane])
            gone[lane] = 1.0 - stays[lane]
        _to_the(int(months), stays, kept)
        for lane in range(lanes):
            # Months that it stood at the beginning of, of those in the block.
            stood = chance[lane] * (1.0 - kept[lane]) / max(gone[lane], 1e-300)
            tried[lane] = stood * (1.0 - calm[lane]) / max(tried[lane], 1e-300)
            ended[parties, t, lane] += stood * calm[lane] * lapse[t, lane]
            chance[lane] *= kept[lane]
            standing[t, lane] = chance[lane]
        middle = begins + 0.5 * (months + 1.0)
        for i in range(parties):
            for lane in range(lanes):
                part = tried[lane] * hazards[i, t, lane]
                ended[i, t, lane] += part
                when[i, lane] += part * middle
        begins += months
