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
from servanda.engine.game import Game, Play
from servanda.engine.standing import acceptance
from servanda.formulas.moving_front import along

__all__ = ["Told", "start_true_types", "tell_breaking", "tell_end", "tell_signing", "tell_standing"]

Counts = npt.NDArray[np.int64]


class Told(NamedTuple):
    """Where outcomes go, as the arrays of `Outcomes`."""

    party: Floats
    world: Floats
    incidence: Floats
    hazard: Floats


@compiled_within
def tell_signing(
    lane: int,
    i: int,
    own: Floats,
    worth: Floats,
    fighting: Floats,
    row: Floats,
    power_states: int,
    game: Game,
    play: Play,
    told: Floats,
) -> None:
    """Tell what the deal and refusing are worth to the party, and whether it signs.

    A party that is surely of good faith is told the values of good faith as those of bad.
    """
    types = game.kinds[slots.COST].shape[1]
    first = 1 if power_states == 3 else 0
    good, bad = types // 2 - 1, types - 1
    if own[BAD_TRUE] == 0.0:
        bad = good
    share = 1.0 - row[HELD] if own[SIDE] < 0.0 else row[HELD]
    told[WAR] = along(worth, share) - own[COST] * along(fighting, share)
    told[REFUSE] = game.kinds[slots.REFUSE, i, good, lane]
    told[DEAL_GOOD] = play.worths[slots.VALUE, i, good, first, lane]
    told[DEAL_BAD] = play.worths[slots.VALUE, i, bad, first, lane]
    told[MARGIN_GOOD] = told[DEAL_GOOD] - game.own[slots.PRICE, i, lane] - told[REFUSE]
    told[MARGIN_BAD] = told[DEAL_BAD] - game.own[slots.PRICE, i, lane] - told[REFUSE]
    told[HAZARD_GOOD] = play.hazard[i, 0, first, good, lane]
    told[HAZARD_BAD] = play.hazard[i, 0, first, bad, lane]
    signs = 0.0
    if told[MARGIN_GOOD] >= 0.0:
        signs += 1.0 - own[BAD_TRUE]
    if told[MARGIN_BAD] >= 0.0:
        signs += own[BAD_TRUE]
    told[SIGNS] = signs if own[INSIDE] > 0.0 else 1.0
    total = 0.0
    for k in range(types):
        if game.kinds[slots.PRIOR, i, k, lane] > 0.0:
            total += game.kinds[slots.PRIOR, i, k, lane] * acceptance(game, play, i, k, first, lane)
    told[EXPECTED_TO_SIGN] = total if own[INSIDE] > 0.0 else 1.0


@compiled_within
def tell_end(
    lane: int,
    i: int,
    own: Floats,
    power_states: int,
    blocks: Floats,
    game: Game,
    joined: Floats,
    told: Floats,
) -> None:
    """Tell how keeping and breaking compare at the horizon, and which belief would deter."""
    t = len(blocks) - 1
    first = 1 if power_states == 3 else 0
    told[KEEP_END] = game.yields[i, t, lane] / (1.0 - game.own[slots.DELTA, i, lane])
    told[BREACH_END] = (
        game.wars[slots.BREACH, i, t, first, lane]
        - own[COST] * game.wars[slots.BREACH_COST, i, t, first, lane]
    )
    told[ALONE_END] = (
        game.wars[slots.ALONE, i, t, first, lane]
        - own[COST] * game.wars[slots.ALONE_COST, i, t, first, lane]
    )
    told[JOINED_END] = joined[0] - own[COST] * joined[1]
    tempted = told[ALONE_END] - own[WORD] - told[KEEP_END]
    bite = told[ALONE_END] - told[JOINED_END]
    told[THRESHOLD] = 0.0
    if tempted > 0.0:
        told[THRESHOLD] = tempted / bite if bite > 0.0 else np.inf


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
