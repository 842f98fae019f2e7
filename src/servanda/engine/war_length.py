"""How long the war lasts and how it ends, with some offers on the table and without.

Along a front the war ends wherever an offer would be signed: there the deal is valued at the line
where the fighting stops, on `LINES` lines, with the margin of every party drawn smoothly between
them. Without a front nothing about an offer changes as the war goes on: it is taken now or never.

This is dear, so it is computed in the first `WAR_WORLDS` worlds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.engine.chunk import Chunk
from servanda.engine.columns import HELD
from servanda.engine.contract import Worlds
from servanda.engine.fidelity import FOLLOWING
from servanda.engine.settling import Offer
from servanda.engine.war_outlook import LINES, course_of_fighting
from servanda.formulas.moving_front import CELLS

__all__ = ["WAR_WORLDS", "Lengths", "WarLength", "lengths_of"]

WAR_WORLDS = 1_000
"""Worlds in which it is computed: the median is then known to a twentieth of the spread."""

MONTHS, SETTLES = 0, 1

NEVER = 12_000.0
"""Months from which a war counts as one that nothing ends: it then has no expected length."""


@dataclass(frozen=True)
class WarLength:
    """Months of war and the chance that it is settled, in each world."""

    months: Floats
    settles: Floats


def _cells_taken(chunk: Chunk, offer: Offer, here: Flags) -> Flags:
    """Return the cells of the front at which an offer would be taken: (worlds, cells + 1).

    None in the worlds in which it is taken `here`, where the war is over, and in those in which
    somebody who does not fight refuses it wherever the front is: there nothing is computed.
    """
    # Loaded where it is needed: it is as dear to load as all else that a first verdict needs.
    from scipy.interpolate import PchipInterpolator

    voted = chunk.vote(offer)
    taken = np.zeros((chunk.worlds, CELLS + 1), dtype=np.bool_)
    some = np.flatnonzero(voted.others_agree & ~here)
    if not len(some):
        return taken
    grid = np.clip(np.arange(CELLS + 1) / CELLS, LINES[0], LINES[-1])
    there = np.ones((len(some), CELLS + 1), dtype=np.bool_)
    outcomes = chunk.settler.at_lines(voted.settled, LINES, some)
    for party in voted.settled.prepared.bound:
        place = chunk.parties.index(party)
        bad = chunk.in_bad_faith(voted.settled, party)[some]
        margins = np.stack(
            [
                np.where(
                    bad,
                    each.of_party("margin_bad")[:, place],
                    each.of_party("margin_good")[:, place],
                )
                for each in outcomes
            ]
        )
        smooth = PchipInterpolator(LINES, np.nan_to_num(margins, nan=-1.0))
        there &= (smooth(grid) >= 0.0).T
    taken[some] = there
    return taken


class Lengths:
    """The war's length with any of a chunk's offers on the table, in its first worlds.

    Whether an offer is taken today is told by `fine`, as everywhere; where else along the front it
    would be, by the same worlds in the quick mode.
    """

    def __init__(self, fine: Chunk, few: int) -> None:
        self.fine, self.few, self.quick = fine, few, fine.quickly(few, FOLLOWING)
        self._menu = fine.plan.menu()
        self._regions: dict[int, tuple[Flags, Flags]] = {}

    @cached_property
    def without(self) -> WarLength:
        """Return how long it lasts with nothing on the table but what always is."""
        return self.with_offers([Offer(name) for name in self._menu])

    def forget(self) -> None:
        """Forget what was voted on in the quick mode, which nobody else asks for."""
        self.quick.forget()

    def columns(self, name: str) -> dict[str, Floats]:
        """Return the columns of war of a proposal."""
        own = self.fine.plan.after_any_settlement(name)
        menu = [other for other in self._menu if other != name]
        others = [Offer(other, own.also, own.more_guarantees) for other in menu]
        standing = self.with_offers([*others, own])
        lapsing = self.with_offers(others, [own])
        return _told(self.fine, name, self.without, standing, lapsing)

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
        months = np.where(months < NEVER, months, np.nan)
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
                cells = _cells_taken(self.quick, offer, here)
            self._regions[key] = cells, here
        return self._regions[key]


def lengths_of(chunk: Chunk, few: int, names: tuple[str, ...]) -> dict[str, dict[str, Floats]]:
    """Return the columns of war for each proposal in `names`, in the first worlds of a chunk."""
    lengths = Lengths(chunk, few)
    found = {name: lengths.columns(name) for name in names}
    lengths.forget()
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
