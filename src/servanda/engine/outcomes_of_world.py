"""Tell what a deal comes to in one world: who signs, how long it stands, who breaks it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled, compiled_within
from servanda.engine import slots
from servanda.engine.columns import (
    ALONE_END,
    BAD_1,
    BAD_5,
    BAD_NOW,
    BAD_TRUE,
    BEYOND,
    BREACH_END,
    BREAK_MONTH,
    BREAKS_FIRST,
    COST,
    DEAL_BAD,
    DEAL_GOOD,
    EXPECTED_TO_SIGN,
    HAZARD_BAD,
    HAZARD_GOOD,
    HELD,
    INSIDE,
    JOINED_END,
    KEEP_END,
    MARGIN_BAD,
    MARGIN_GOOD,
    REFUSE,
    SIDE,
    SIGNS,
    TEMPTATION,
    TEMPTATION_MONTH,
    THRESHOLD,
    WAR,
    WORD,
)  # fmt: skip
from servanda.engine.standing import acceptance
from servanda.formulas.moving_front import along

__all__ = ["Told", "start_true_types", "tell_breaking", "tell_end", "tell_signing", "tell_standing"]

Counts = npt.NDArray[np.int64]


class Told(NamedTuple):
    """Where outcomes go, as the arrays of `Outcomes`.

    expected (W, n, T, S), or of no world: where beliefs begin, and then where they stand.
    """

    party: Floats
    world: Floats
    incidence: Floats
    hazard: Floats
    expected: Floats


@compiled
def tell_signing(
    i: int,
    who: Counts,
    held: int,
    first: int,
    party: Floats,
    rows: Floats,
    worth: Floats,
    fighting: Floats,
    own: Floats,
    kinds: Floats,
    values: Floats,
    hazards: Floats,
    told: Floats,
) -> None:
    """Tell what the deal and refusing are worth to party i, and whether it signs, world by world.

    A party that is surely of good faith is told the values of good faith as those of bad. first:
    the public state at signature; values (n, types, S, L), hazards (n, T, S, types, L); told (W, n,
    PARTY_OUTPUT).
    """
    types = kinds.shape[2]
    for lane in range(held):
        w = who[lane]
        good, bad = types // 2 - 1, types - 1
        if party[w, i, BAD_TRUE] == 0.0:
            bad = good
        share = 1.0 - rows[w, HELD] if party[w, i, SIDE] < 0.0 else rows[w, HELD]
        war = along(worth[w, i], share) - party[w, i, COST] * along(fighting[w, i], share)
        refuse, price = kinds[slots.REFUSE, i, good, lane], own[slots.PRICE, i, lane]
        told[w, i, WAR], told[w, i, REFUSE] = war, refuse
        told[w, i, DEAL_GOOD] = values[i, good, first, lane]
        told[w, i, DEAL_BAD] = values[i, bad, first, lane]
        told[w, i, MARGIN_GOOD] = values[i, good, first, lane] - price - refuse
        told[w, i, MARGIN_BAD] = values[i, bad, first, lane] - price - refuse
        told[w, i, HAZARD_GOOD] = hazards[i, 0, first, good, lane]
        told[w, i, HAZARD_BAD] = hazards[i, 0, first, bad, lane]
        signs = 0.0
        if told[w, i, MARGIN_GOOD] >= 0.0:
            signs += 1.0 - party[w, i, BAD_TRUE]
        if told[w, i, MARGIN_BAD] >= 0.0:
            signs += party[w, i, BAD_TRUE]
        told[w, i, SIGNS] = signs if party[w, i, INSIDE] > 0.0 else 1.0
        total = 0.0
        for k in range(types):
            if kinds[slots.PRIOR, i, k, lane] > 0.0:
                total += kinds[slots.PRIOR, i, k, lane] * acceptance(
                    values[i, k, first, lane], own[slots.PRICE_SEEN, i, lane],
                    kinds[slots.REFUSE, i, k, lane], own[slots.BLUR, i, lane],
                )  # fmt: skip
        told[w, i, EXPECTED_TO_SIGN] = total if party[w, i, INSIDE] > 0.0 else 1.0


@compiled
def tell_end(
    i: int,
    who: Counts,
    held: int,
    first: int,
    party: Floats,
    own: Floats,
    yields: Floats,
    wars: Floats,
    joined: Floats,
    beyond: Floats,
    told: Floats,
) -> None:
    """Tell how keeping and breaking compare at the horizon, and which belief would deter.

    Of party i, world by world; joined (L, n, 2), beyond (L, n).
    """
    t = wars.shape[2] - 1
    for lane in range(held):
        w = who[lane]
        cost = party[w, i, COST]
        keep = yields[i, t, lane] / (1.0 - own[slots.DELTA, i, lane])
        breach = wars[slots.BREACH, i, t, first, lane]
        breach -= cost * wars[slots.BREACH_COST, i, t, first, lane]
        alone = wars[slots.ALONE, i, t, first, lane]
        alone -= cost * wars[slots.ALONE_COST, i, t, first, lane]
        met = joined[lane, i, 0] - cost * joined[lane, i, 1]
        tempted, bite = alone - party[w, i, WORD] - keep, alone - met
        threshold = 0.0
        if tempted > 0.0:
            threshold = tempted / bite if bite > 0.0 else np.inf
        told[w, i, KEEP_END], told[w, i, BREACH_END], told[w, i, ALONE_END] = keep, breach, alone
        told[w, i, JOINED_END], told[w, i, THRESHOLD] = met, threshold
        told[w, i, BEYOND] = beyond[lane, i]


@compiled
def start_true_types(
    who: Counts, party: Floats, power_states: int, of_party: Floats, mass: Floats
) -> None:
    """Put the weights of a party's true types at signature: its own cost, the faiths that sign."""
    parties, types, _, lanes = mass.shape
    first = 1 if power_states == 3 else 0
    mass[:] = 0.0
    for i in range(parties):
        for lane in range(lanes):
            w = who[lane]
            own, told = party[w, i], of_party[w, i]
            good, bad = 1.0 - own[BAD_TRUE], own[BAD_TRUE]
            if told[SIGNS] > 0.0 and own[INSIDE] > 0.0:
                good = good / told[SIGNS] if told[MARGIN_GOOD] >= 0.0 else 0.0
                bad = bad / told[SIGNS] if told[MARGIN_BAD] >= 0.0 else 0.0
            mass[i, types // 2 - 1, first, lane] = good
            mass[i, types - 1, first, lane] = bad


@compiled_within
def tell_standing(
    lane: int,
    told_at: Counts,
    standing: Floats,
    violated: Floats,
    ended: Floats,
    of_party: Floats,
    told: Floats,
    incidence: Floats,
) -> None:
    """Tell who signs together, and how long what they sign stands and who ends it."""
    parties, years = of_party.shape[0], incidence.shape[1]
    told[0] = 1.0
    for i in range(parties):
        told[0] *= of_party[i, SIGNS]
    for y in range(years):
        told[1 + y] = standing[told_at[y], lane]
        for i in range(parties + 1):
            incidence[i, y] = ended[i, told_at[y], lane]
    for y in range(years, len(told_at)):
        told[1 + y] = violated[told_at[y], lane]


@compiled_within
def tell_breaking(
    lane: int,
    i: int,
    told_at: Counts,
    starts: Floats,
    ended: Floats,
    hazards: Floats,
    bad: Floats,
    when: Floats,
    told: Floats,
    hazard: Floats,
) -> None:
    """Tell when a party is most tempted, whether it is the one that breaks, and its faith."""
    last = len(starts) - 1
    told[BREAKS_FIRST] = ended[i, last, lane]
    told[BREAK_MONTH] = when[i, lane] / told[BREAKS_FIRST] if told[BREAKS_FIRST] > 0.0 else 0.0
    told[TEMPTATION], told[TEMPTATION_MONTH] = 0.0, 0.0
    for t in range(last + 1):
        hazard[t] = hazards[i, t, lane]
        if hazard[t] > told[TEMPTATION]:
            told[TEMPTATION], told[TEMPTATION_MONTH] = hazard[t], starts[t]
    told[BAD_NOW] = bad[i, 0, lane]
    told[BAD_1] = bad[i, told_at[0] + 1, lane]
    told[BAD_5] = bad[i, told_at[4] + 1, lane]
