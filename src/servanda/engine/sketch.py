"""What is kept of any number of worlds: exact counts, sums and histograms that merge to the digit.

Everything that an assessment prints follows from the sketch of its worlds. Sketches of other worlds
of the same case, version and seed add up: in any order, in any grouping, to the same digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from servanda.arrays import Floats
from servanda.engine.exact import split_logs
from servanda.engine.histogram import Histogram
from servanda.engine.result_columns import columns
from servanda.engine.tally import Sums, among
from servanda.errors import InputError

__all__ = ["ProposalSketch", "Ranges", "Run", "Sketch", "joined", "missing"]

Ranges = tuple[tuple[int, int], ...]
"""Worlds by number: from the first to the one after the last, in order, none of them touching."""

Columns = Mapping[str, Floats]

OF_CHANCES = frozenset(
    [
        "signed", "signed_smallest", "stops_fighting", "commitment", "self_enforcing", "deterred",
        "paper", "out_of_reach", "consent", "blocks", "accepts", "inside", "cycles", "not_computed",
        "would_hold", "holds", "lapses", "breaks", "lengthens", "shortens", "already_over",
        "never_ends", "two_equilibria",
    ]
)  # fmt: skip
"""Columns that are chances, by the first part of their names."""

GIVEN_SIGNED = frozenset({"stops_fighting", "holds", "lapses", "breaks"})

FAITH = (("bad_now", "stops_fighting"), ("bad_1", "holds_1"), ("bad_5", "holds_5"))
"""Chances of bad faith, each weighed by the chance that the deal stands so long."""

SPREADS = frozenset(
    [
        "margin", "war", "refuse", "deal", "believed", "believed_true", "trusts", "backed",
        "threshold",
        "challenged_months", "challenged_side_wins", "challenged_others_win",
        "challenged_ends_with", "months_without", "months_with", "months_change",
        "months_standing", "months_lapsing", "spill_over",
    ]
)  # fmt: skip
"""Columns of which it is told where they lie over the worlds, by the first part of their names."""

SPREADS_WHERE_STOPPED = frozenset({"temptation_month", "months_change"})
"""The same, over the worlds in which the fighting stops."""

MOST_THRESHOLD = 10.0
"""A belief that would have to be larger than this is told as this: no belief deters."""


def pairs_of(told: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the columns that shares are made of, each with the worlds it is a share of."""
    for name in told:
        head = name.split(".")[0].rstrip("0123456789").rstrip("_")
        if head in OF_CHANCES:
            yield name, ""
        if head in GIVEN_SIGNED:
            yield name, "signed"
        if name == "fear_holds_5":
            yield name, "fear_signed"
    for column in columns():
        if column.worlds and column.kind == "share":
            yield column.worlds, "signed" if column.over == "signed" else ""


def spreads_of(told: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the columns that spreads are made of, each with the worlds it is told over."""
    declared = {column.worlds for column in columns() if column.worlds and column.kind == "spread"}
    for name in told:
        head = name.split(".")[0]
        if head in SPREADS or name in declared:
            yield name, ""
        if head in SPREADS_WHERE_STOPPED:
            yield name, "stops_fighting"


def faith_of(told: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the columns of bad faith, each with the column it is weighed by."""
    standing = dict(FAITH)
    for name in told:
        head = name.split(".")[0]
        if head in standing:
            yield name, standing[head]


@dataclass
class ProposalSketch:
    """What is kept of a proposal: what its shares, its weighed shares and its spreads are made of.

    `worlds` is how many worlds it tells of.
    """

    worlds: int = 0
    sums: Sums = field(default_factory=Sums)
    weighed: Sums = field(default_factory=Sums)
    spreads: dict[tuple[str, str], Histogram] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Columns, logs: Floats) -> ProposalSketch:
        """Return what is kept of worlds told in columns, their weights given by logarithms.

        Columns may be of the first of these worlds alone.
        """
        made = cls(
            len(logs),
            Sums.of(told, dict.fromkeys(pairs_of(told)), logs),
            Sums.weighed(told, faith_of(told), logs),
        )
        fractions, powers = split_logs(logs)
        for name, given in spreads_of(told):
            values, asked = among(told, name, given)
            some = slice(None, len(told[name])) if asked is None else np.flatnonzero(asked)
            if name.split(".")[0] == "threshold":
                values = np.minimum(values, MOST_THRESHOLD)
            made.spreads[name, given] = Histogram.of(
                values, fractions[some], None if powers is None else powers[some]
            )
        return made

    def add(self, other: ProposalSketch) -> None:
        """Add what is kept of further worlds."""
        self.worlds += other.worlds
        self.sums.add(other.sums)
        self.weighed.add(other.weighed)
        for pair, histogram in other.spreads.items():
            self.spreads.setdefault(pair, Histogram()).add(histogram)


@dataclass(frozen=True)
class Run:
    """What worlds must have in common for their sketches to add up.

    `proposals`: those assessed, in order; `weighed`: whether worlds count by the evidence.
    """

    case_hash: str
    version: str
    seed: int
    proposals: tuple[str, ...]
    weighed: bool = False


@dataclass
class Sketch:
    """What is kept of the worlds in `ranges`; see `add`.

    `events` tells, event by event, of the shares that sign with all of the evidence (`""`) and
    without that event.
    """

    run: Run
    ranges: Ranges = ()
    proposals: dict[str, ProposalSketch] = field(default_factory=dict)
    events: dict[str, Sums] = field(default_factory=dict)

    @property
    def worlds(self) -> int:
        """Return how many worlds it tells of."""
        return sum(stop - start for start, stop in self.ranges)

    def add(self, other: Sketch) -> None:
        """Add the sketch of other worlds.

        Raises: InputError where it is of another run, or tells of a world that this tells of too.
        """
        if other.run != self.run:
            raise InputError(
                f"{other.run} does not add up with {self.run}; merge one run at a time"
            )
        self.ranges = joined(self.ranges, other.ranges)
        for name, proposal in other.proposals.items():
            self.proposals.setdefault(name, ProposalSketch()).add(proposal)
        for name, sums in other.events.items():
            self.events.setdefault(name, Sums()).add(sums)


def joined(one: Ranges, two: Ranges) -> Ranges:
    """Return the worlds of both.

    >>> joined(((0, 10), (30, 40)), ((10, 20),))
    ((0, 20), (30, 40))
    >>> joined(((0, 10),), ((9, 20),))
    Traceback (most recent call last):
    servanda.errors.InputError: worlds 9:10 are told of twice; count them once
    """
    found: list[tuple[int, int]] = []
    for start, stop in sorted([*one, *two]):
        if found and start < found[-1][1]:
            both = f"{start}:{min(stop, found[-1][1])}"
            raise InputError(f"worlds {both} are told of twice; count them once")
        if found and start == found[-1][1]:
            found[-1] = found[-1][0], stop
        else:
            found.append((start, stop))
    return tuple(found)


def missing(ranges: Ranges, worlds: int) -> Ranges:
    """Return which of the first `worlds` worlds are not in `ranges`.

    >>> missing(((10, 20), (30, 40)), 50)
    ((0, 10), (20, 30), (40, 50))
    """
    found, at = [], 0
    for start, stop in ranges:
        if start > at:
            found.append((at, start))
        at = max(at, stop)
    if at < worlds:
        found.append((at, worlds))
    return tuple(found)
