"""How long the war lasts and how it ends, with some offers on the table and without.

Along a front the war ends wherever an offer would be signed: there the deal is valued at the line
where the fighting stops, on `LINES` lines, with the margin of every party drawn smoothly between
them. Without a front nothing about an offer changes as the war goes on: it is taken now or never.

This is dear, so it is computed in the first `WAR_WORLDS` worlds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from servanda.arrays import Flags, Floats
from servanda.engine.chunk import Chunk, Voted
from servanda.engine.columns import HELD
from servanda.engine.contract import Worlds
from servanda.engine.fidelity import EXPLORING
from servanda.engine.settling import Offer
from servanda.engine.war_outlook import LINES, course_of_fighting
from servanda.formulas.moving_front import CELLS

__all__ = ["WAR_WORLDS", "WarLength", "lengths_of"]

WAR_WORLDS = 2_000
"""Worlds in which it is computed: the median is then known to a thirtieth of the spread."""

MONTHS, SETTLES = 0, 1


@dataclass(frozen=True)
class WarLength:
    """Months of war and the chance that it is settled, in each world."""

    months: Floats
    settles: Floats


def _cells_taken(chunk: Chunk, offer: Offer) -> Flags:
    """Return the cells of the front at which an offer would be taken: (worlds, cells + 1)."""
    voted = chunk.vote(offer)
    grid = np.clip(np.arange(CELLS + 1) / CELLS, LINES[0], LINES[-1])
    margins = np.stack([_margins_at(chunk, voted, float(line)) for line in LINES])
    taken = np.ones((chunk.worlds, CELLS + 1), dtype=np.bool_)
    for place in range(margins.shape[1]):
        smooth = PchipInterpolator(LINES, np.nan_to_num(margins[:, place], nan=-1.0))
        taken &= (smooth(grid) >= 0.0).T
    return taken & voted.others_agree[:, None]


def _margins_at(chunk: Chunk, voted: Voted, line: float) -> Floats:
    """Return the margins of all who would live by it, had the fighting stopped at `line`."""
    held = np.full(chunk.worlds, line)
    there = Voted(chunk, chunk.settler.at_line(voted.settled, held), voted.cycles)
    return np.stack([there.margins[party] for party in there.settled.prepared.bound])


class Lengths:
    """The war's length with any of a chunk's offers on the table, in its first worlds.

    Whether an offer is taken today is told by `fine`, as everywhere; where else along the front it
    would be, by the same worlds in the quick mode.
    """

    def __init__(self, fine: Chunk, few: int) -> None:
        drawn = fine.drawn.chunk(fine.drawn.start, fine.drawn.start + few)
        self.fine, self.few, self.quick = fine, few, Chunk(fine.plan, drawn, EXPLORING)
        self._regions: dict[int, tuple[Flags, Flags]] = {}

    def with_offers(self, offers: Iterable[Offer], at_once: Iterable[Offer] = ()) -> WarLength:
        """Return how long it lasts with `offers` open wherever the front goes.

        Those of `at_once` are open today and lapse if they are not taken.
        """
        settles = np.zeros((self.few, CELLS + 1), dtype=np.bool_)
        here = np.zeros(self.few, dtype=np.bool_)
        for offer in offers:
            cells, now = self._region(offer)
            settles |= cells
            here |= now
        for offer in at_once:
            here |= self._taken_today(offer)
        course = self._course(settles, here)
        months = np.where(here, 0.0, course[:, MONTHS])
        # Fighting that nothing ends has no expected length: missing, and counted as such.
        months = np.where(np.isfinite(months), months, np.nan)
        return WarLength(months, np.where(here, 1.0, course[:, SETTLES]))

    def _course(self, settles: Flags, here: Flags) -> Floats:
        """Return the course of the war; where nothing is taken today, not next to today's line."""
        rows = self.quick.setting.world_rows
        low = np.minimum((rows[:, HELD] * CELLS).astype(np.int64), CELLS - 1)
        worlds = np.flatnonzero(~here)
        for beside in (0, 1):
            settles[worlds, low[worlds] + beside] = False
        worlds_of = Worlds(
            self.quick.setting.party_rows, rows, np.zeros((len(rows), 0, 0)), np.zeros(0)
        )
        return course_of_fighting(worlds_of, settles, self.fine.plan.conflict.front)

    def _taken_today(self, offer: Offer) -> Flags:
        voted = self.fine.vote(offer)
        return (voted.accepted & voted.others_agree)[: self.few]

    def _region(self, offer: Offer) -> tuple[Flags, Flags]:
        key = id(self.fine.vote(offer))
        if key not in self._regions:
            here = self._taken_today(offer)
            cells = np.zeros((self.few, CELLS + 1), dtype=np.bool_)
            if self.fine.plan.conflict.front and not here.all():
                cells = _cells_taken(self.quick, offer)
            self._regions[key] = cells, here
        return self._regions[key]


def lengths_of(chunk: Chunk, few: int, names: tuple[str, ...]) -> dict[str, dict[str, Floats]]:
    """Return the columns of war for each proposal in `names`, in the first worlds of a chunk."""
    plan, lengths = chunk.plan, Lengths(chunk, few)
    menu = plan.menu()
    without = lengths.with_offers([Offer(name) for name in menu])
    found = {}
    for name in names:
        own = plan.after_any_settlement(name)
        others = [Offer(other, own.also, own.more_guarantees) for other in menu if other != name]
        standing = lengths.with_offers([*others, own])
        lapsing = lengths.with_offers(others, [own])
        found[name] = _told(chunk, name, without, standing, lapsing)
    return found


def _told(
    chunk: Chunk, name: str, without: WarLength, standing: WarLength, lapsing: WarLength
) -> dict[str, Floats]:
    stands = chunk.plan.case.proposals[name].offer == "stands"
    chosen = standing if stands else lapsing
    change = chosen.months - without.months
    known = np.isfinite(change)

    def so(flags: Flags) -> Floats:
        return np.where(known, flags.astype(np.float64), np.nan)

    return {
        "months_without": without.months,
        "settles_without": without.settles,
        "months_with": chosen.months,
        "settles_with": chosen.settles,
        "months_standing": standing.months,
        "months_lapsing": lapsing.months,
        "months_change": change,
        "lengthens": so(change > 0.1),
        "shortens": so(change < -0.1),
        "already_over": so(without.months == 0.0),
        "never_ends": (~known).astype(np.float64),
    }
