"""How a war goes on in the analyst's eyes: until it is won, peters out, or a deal ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.engine.calendar import starts_of
from servanda.engine.columns import (
    ANALYST_DECISIVE,
    ANALYST_DRIFT,
    ANALYST_LOG_ODDS,
    EXITS,
    HELD,
    INSIDE,
    RECOVERY,
    RECOVERY_MONTHS,
    REGROUP,
    REGROUP_MONTHS,
    SWING,
)  # fmt: skip
from servanda.engine.contract import Deal, Settings, Worlds
from servanda.engine.proposal import settle
from servanda.engine.war_tables import WarTables
from servanda.formulas.competing_ends import chances_of_ends
from servanda.formulas.months_of_war import course_of_rates, course_of_war
from servanda.formulas.moving_front import CELLS, along
from servanda.formulas.recovery_of_power import power_of_time

__all__ = ["LINES", "course_if_challenged", "course_of_fighting", "settlement_cells"]

Flags = npt.NDArray[np.bool_]

LINES = np.linspace(0.06, 0.94, 15)
"""Lines of the front at which a deal is valued as held there; margins between err by 3e-3."""


def settlement_cells(
    worlds: Worlds,
    tables: WarTables,
    deal_at: Callable[[float], Deal],
    settings: Settings,
    lines: Floats = LINES,
) -> Flags:
    """Return (W, CELLS + 1) the cells of the front at which every insider would sign the deal.

    `deal_at(x)` is the deal were the front at x: what is settled as held is then settled there.
    Margins of good faith at `lines`, between them a monotone cubic (PCHIP), beyond them as at the
    last.
    """
    # Loaded where it is needed: it is as dear to load as all else that a first verdict needs.
    from scipy.interpolate import PchipInterpolator

    margins = np.empty((len(lines), *worlds.party.shape[:2]))
    for i, line in enumerate(lines):
        there = worlds.world.copy()
        there[:, HELD] = line
        told = settle(replace(worlds, world=there), tables, deal_at(float(line)), settings)
        margins[i] = np.where(worlds.party[..., INSIDE] > 0, told.of_party("margin_good"), np.inf)
    least = np.minimum(margins, 1e3)
    cells = np.clip(np.arange(CELLS + 1) / CELLS, lines[0], lines[-1])
    between = PchipInterpolator(lines, least, axis=0)(cells)
    return np.ascontiguousarray((between >= 0.0).all(axis=2).T)


def course_of_fighting(worlds: Worlds, settles: Flags, front: bool = True) -> Floats:
    """Return (W, 5) how the war goes on from today's front, in the analyst's eyes.

    Columns: expected months; chances that it is settled, that side + wins, that side - wins;
    expected share of side + at its end. `settles` (W, CELLS + 1) marks where a deal would be
    signed, none for a war without offers. Without a front nothing moves: settled now or never.
    """
    course = np.empty((len(worlds.world), 5))
    _courses(front, worlds.world, np.ascontiguousarray(settles), course)
    return course


@compiled
def _courses(front: bool, world: Floats, settles: Flags, course: Floats) -> None:
    """Fill the course of every world."""
    rows, gain = np.empty((5, CELLS + 1)), np.empty(CELLS + 1)
    for w in range(world.shape[0]):
        row = world[w]
        at = row[HELD] * CELLS
        low = min(int(at), CELLS - 1)
        part = at - low
        here = settles[w, low] if part < 0.5 else settles[w, low + 1]
        if not front:
            win, lose = chances_of_ends(row[ANALYST_LOG_ODDS], row[ANALYST_DECISIVE])
            found = course_of_rates(win, lose, row[EXITS], row[HELD], here)
            for column in range(5):
                course[w, column] = found[column]
            continue
        course_of_war(row[ANALYST_DRIFT], row[SWING], row[EXITS], settles[w], rows, gain)
        for column in range(5):
            course[w, column] = (1.0 - part) * rows[column, low] + part * rows[column, low + 1]
        if here:
            course[w, 0], course[w, 1], course[w, 2], course[w, 3] = 0.0, 1.0, 0.0, 0.0
            course[w, 4] = row[HELD]


def course_if_challenged(
    worlds: Worlds, deal: Deal, settings: Settings, month: float, answered: Floats
) -> Floats:
    """Return (W, 5) how a war goes that breaks out in `month` of the deal, in the analyst's eyes.

    From the line then held, with the power then reached; guarantors join with the analyst's chance
    (`Deal.true`), each response with its own shift. Columns as of `course_of_fighting`.

    Parameters: `answered` (W, J), the chance that the breach is one which a response answers.
    """
    starts = starts_of(settings.blocks)
    phase = int(deal.phase[int(np.searchsorted(starts, month, side="right")) - 1])
    then = slice(phase, phase + 1)  # of all phases, that one is looked at
    course = np.zeros((len(worlds.world), 5))
    _challenged(
        settings.front, worlds.world, float(month), 0,
        np.ascontiguousarray(deal.line[:, then]), np.ascontiguousarray(deal.power[:, then]),
        np.ascontiguousarray(deal.true[:, :, then] * answered[:, :, None]),
        np.ascontiguousarray(deal.response_shift),
        np.ascontiguousarray(deal.host_leaves), np.ascontiguousarray(deal.response_from), course,
    )  # fmt: skip
    return course


@compiled
def _challenged(
    front: bool,
    world: Floats,
    month: float,
    phase: int,
    line: Floats,
    power: Floats,
    true: Floats,
    shift: Floats,
    leaves: Floats,
    begins: Floats,
    course: Floats,
) -> None:
    """Fill the course of every world, a mixture over who comes."""
    rows, gain = np.empty((5, CELLS + 1)), np.empty(CELLS + 1)
    none = np.zeros(CELLS + 1, dtype=np.bool_)
    responses = shift.shape[1]
    for w in range(world.shape[0]):
        row = world[w]
        x = line[w, phase]
        moved = power[w, phase] + power_of_time(
            month, x, row[REGROUP], row[REGROUP_MONTHS], row[RECOVERY], row[RECOVERY_MONTHS]
        )
        nobody = 1.0
        for j in range(responses + 1):
            weight, extra = nobody, 0.0
            if j < responses:
                present = (1.0 - leaves[w, j]) ** max(month - begins[j], 0.0)
                weight, extra = true[w, j, phase] * present, shift[w, j]
                nobody -= weight
            if weight <= 0.0:
                continue
            if front:
                drift = row[ANALYST_DRIFT] + moved + extra
                course_of_war(drift, row[SWING], row[EXITS], none, rows, gain)
                for column in range(5):
                    course[w, column] += weight * along(rows[column], x)
            else:
                odds = row[ANALYST_LOG_ODDS] + moved + extra
                win, lose = chances_of_ends(odds, row[ANALYST_DECISIVE])
                found = course_of_rates(win, lose, row[EXITS], x, False)
                for column in range(5):
                    course[w, column] += weight * found[column]
