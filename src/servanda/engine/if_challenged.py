"""What follows if a deal is challenged, by the analyst's beliefs: who ends up with what, and when.

The war restarts from the line then held, in the month in which the breach is most tempting, with
the power then reached; guarantors join as the analyst believes they do. This is where the
analyst's own belief in a guarantee works.
"""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats, Longs
from servanda.compiled import compiled
from servanda.engine.calendar import starts_of
from servanda.engine.columns import (
    ANALYST_DECISIVE,
    ANALYST_DRIFT,
    ANALYST_LOG_ODDS,
    EXITS,
    RECOVERY,
    RECOVERY_MONTHS,
    REGROUP,
    REGROUP_MONTHS,
    SWING,
)
from servanda.engine.settling import Settled
from servanda.formulas.competing_ends import chances_of_ends
from servanda.formulas.months_of_war import course_of_rates, course_of_war
from servanda.formulas.moving_front import CELLS, along
from servanda.formulas.recovery_of_power import power_of_time

__all__ = ["if_challenged"]

TOLD = ("months", "side_wins", "others_win", "ends_with")


def if_challenged(settled: Settled) -> dict[str, Floats]:
    """Return how a renewed war would go: months, chances of the sides, and the final share.

    `side_wins` is the chance that side + wins, `others_win` that it loses, `ends_with` the share
    of the ground it is expected to hold in the end.
    """
    starts = starts_of(settled.prepared.time.blocks)
    hazards = np.nan_to_num(settled.outcomes.hazard.sum(axis=1))
    block = np.argmax(hazards, axis=1).astype(np.int64)
    told = np.full((len(block), 4), np.nan)
    deal = settled.prepared.deal
    _renew(
        settled.settings.front, settled.worlds.world, deal.phase[block], starts[block], deal.line,
        deal.power, deal.response_shift, deal.true, told,
    )  # fmt: skip
    return {f"challenged_{name}": told[:, place] for place, name in enumerate(TOLD)}


@compiled
def _renew(
    front: bool,
    rows: Floats,
    phase: Longs,
    month: Floats,
    line: Floats,
    power: Floats,
    shift: Floats,
    true: Floats,
    told: Floats,
) -> None:
    for w in range(rows.shape[0]):
        row, f = rows[w], phase[w]
        moved = power[w, f] + power_of_time(
            month[w], line[w, f], row[REGROUP], row[REGROUP_MONTHS], row[RECOVERY],
            row[RECOVERY_MONTHS],
        )  # fmt: skip
        told[w] = 0.0
        alone = 1.0
        for j in range(shift.shape[1]):
            if true[w, j, f] > 0.0:
                alone -= true[w, j, f]
                _course(front, row, line[w, f], moved + shift[w, j], true[w, j, f], told[w])
        _course(front, row, line[w, f], moved, max(alone, 0.0), told[w])


@compiled
def _course(
    front: bool, row: Floats, line: float, shift: float, weight: float, told: Floats
) -> None:
    """Add the course of one war, which comes about with chance `weight`."""
    if front:
        course, gain = np.empty((5, CELLS + 1)), np.empty(CELLS + 1)
        never = np.zeros(CELLS + 1, dtype=np.bool_)
        course_of_war(row[ANALYST_DRIFT] + shift, row[SWING], row[EXITS], never, course, gain)
        told[0] += weight * along(course[0], line)
        told[1] += weight * along(course[2], line)
        told[2] += weight * along(course[3], line)
        told[3] += weight * along(course[4], line)
        return
    win, lose = chances_of_ends(row[ANALYST_LOG_ODDS] + shift, row[ANALYST_DECISIVE])
    ends = course_of_rates(win, lose, row[EXITS], line, False)
    told[0] += weight * ends[0]
    told[1] += weight * ends[2]
    told[2] += weight * ends[3]
    told[3] += weight * ends[4]
