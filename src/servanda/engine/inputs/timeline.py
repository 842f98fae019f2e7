"""The time of a proposal: months at which something changes by plan, and blocks and phases there.

What begins or ends in a month that the case states for all worlds cuts the calendar there. What
begins in a month that differs from world to world is followed block by block: in each block it
holds for the part of the block that lies within its time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.case.consent import compile_rule
from servanda.case.keys.case import Case
from servanda.case.keys.number import Quantity
from servanda.engine.calendar import blocks_for, phases_for, starts_of
from servanda.quantity import Point

__all__ = ["Timeline", "overlap", "timeline_of"]

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Timeline:
    """Blocks of like months, and the phases that some of them begin: `begins` in months."""

    blocks: Floats
    begins: tuple[int, ...]

    @property
    def phase(self) -> Counts:
        """Return the phase in force in each block."""
        return phases_for(self.blocks, self.begins)

    @property
    def starts(self) -> Floats:
        """Return the months in which phases begin."""
        return np.array(self.begins, dtype=np.float64)

    @property
    def ends(self) -> Floats:
        """Return the months in which phases end; the last ends with the calendar."""
        return np.array([*self.begins[1:], int(self.blocks.sum())], dtype=np.float64)

    def block_at(self, month: int) -> int:
        """Return the block that a month falls in, the last one where it lies beyond."""
        starts = starts_of(self.blocks)
        return min(int(np.searchsorted(starts, month, side="right")) - 1, len(starts) - 1)

    def reaches(self, month: int) -> bool:
        """Return whether a month lies within the calendar."""
        return bool(month < self.blocks.sum())

    def within(self, begins: Floats, ends: Floats) -> Floats:
        """Return the share of each phase that lies between months that differ by world.

        Returns: shape (worlds, phases). The last phase goes on for ever, and what never ends
        covers it from its own beginning on.
        """
        return overlap(self.starts, self.ends, begins, ends)


def overlap(starts: Floats, ends: Floats, begins: Floats, until: Floats) -> Floats:
    """Return the share of each stretch of months that lies from `begins` until `until`, by world.

    >>> overlap(np.array([0.0, 12.0]), np.array([12.0, 24.0]), np.array([6.0]), np.array([18.0]))
    array([[0.5, 0.5]])
    """
    first = np.maximum(starts[None, :], begins[:, None])
    last = np.minimum(ends[None, :], until[:, None])
    return np.asarray(np.clip(last - first, 0.0, None) / (ends - starts)[None, :])


def timeline_of(
    case: Case,
    proposal: str,
    guarantees: tuple[str, ...],
    months: int,
    pattern: tuple[tuple[int, int], ...],
) -> Timeline:
    """Return the calendar of `proposal` with all `guarantees` under it, so many `months` long.

    The calendar is a matter of the case, never of the worlds looked at, so that a world's digits do
    not depend on its company.
    """
    cuts = set(_months_of(case, proposal))
    uncertain = False
    for name in guarantees:
        body = case.guarantees[name]
        for number in (body.begins, body.until):
            month = _certain(number)
            if month is not None and month == int(month):
                cuts.add(int(month))
            elif number is not None:
                uncertain = True
        uncertain |= _certain(body.host_withdraws) != 0.0
    uncertain |= bool(compile_rule(case, proposal).hosts)
    uncertain |= any(_moves_in_time(change) for change in case.war.power.values())
    blocks = blocks_for(months, cuts, pattern)
    if uncertain:
        begins = tuple(int(month) for month in starts_of(blocks))
    else:
        begins = (0, *sorted(month for month in cuts if 0 < month < months))
    return Timeline(blocks, begins)


def _moves_in_time(change: object) -> bool:
    return (
        getattr(change, "when", "") == "peace" and _certain(getattr(change, "since", None)) != 0.0
    )


def _certain(number: Quantity | None) -> float | None:
    return number.form.value if number is not None and isinstance(number.form, Point) else None


def _months_of(case: Case, proposal: str) -> Iterator[int]:
    """Yield the months at which a proposal changes something by plan."""
    body = case.proposals[proposal]
    for phase in body.phases:
        yield phase.from_month
    for provision in body.provisions:
        yield provision.month
    if body.expires is not None:
        yield body.expires.month
        yield body.expires.month + 1
