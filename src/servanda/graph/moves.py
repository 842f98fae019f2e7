"""Who can move where: option form, in which moves follow from patterns, and lists of arcs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Ints
from servanda.compiled import compiled
from servanda.errors import GraphError
from servanda.graph.limits import refuse_arcs
from servanda.graph.options import Option
from servanda.graph.states import Codes

__all__ = ["ArcMoves", "Arcs", "Block", "Moves", "OptionMoves"]


@dataclass(frozen=True, eq=False)
class Arcs:
    """Every move, one by one, of every decision maker.

    The moves of i out of s are ``targets[starts[i, s]:starts[i, s + 1]]``, ascending; `into` and
    `sources` hold the same moves by where they lead.
    """

    starts: NDArray[np.int64]
    targets: Ints
    into: NDArray[np.int64]
    sources: Ints

    @property
    def makers(self) -> int:
        """How many decision makers there are."""
        return int(self.starts.shape[0])

    @property
    def states(self) -> int:
        """How many states there are."""
        return int(self.starts.shape[1] - 1)

    def of(self, dm: int) -> tuple[Ints, Ints]:
        """Return the moves of one decision maker as (from, to)."""
        starts = self.starts[dm]
        origins = np.repeat(np.arange(self.states, dtype=np.int32), np.diff(starts))
        return origins, self.targets[starts[0] : starts[-1]]

    def out(self, dm: int, state: int) -> Ints:
        """Return where `dm` can move from `state`."""
        return self.targets[self.starts[dm, state] : self.starts[dm, state + 1]]

    @cached_property
    def transitive(self) -> bool:
        """Whether two moves of one decision maker in succession always make one move of it."""
        return bool(_transitive(self.starts, self.targets))


@compiled
def _transitive(starts: NDArray[np.int64], targets: Ints) -> bool:
    makers, width = starts.shape
    mark = np.full(width - 1, -1, dtype=np.int64)
    for i in range(makers):
        for s in range(width - 1):
            stamp = i * (width - 1) + s
            for a in range(starts[i, s], starts[i, s + 1]):
                mark[targets[a]] = stamp
            for a in range(starts[i, s], starts[i, s + 1]):
                t = targets[a]
                for b in range(starts[i, t], starts[i, t + 1]):
                    if targets[b] != s and mark[targets[b]] != stamp:
                        return False
    return True


def arcs_from(states: int, moves: Sequence[tuple[Ints, Ints]]) -> Arcs:
    """Index each decision maker's moves (from, to); doubles and moves to itself are dropped."""
    starts = np.zeros((len(moves), states + 1), dtype=np.int64)
    into = np.zeros_like(starts)
    all_targets: list[Ints] = []
    all_sources: list[Ints] = []
    offset = 0
    for i, (source, target) in enumerate(moves):
        keep = source != target
        key = np.unique(source[keep].astype(np.int64) * states + target[keep])
        a, b = (key // states).astype(np.int32), (key % states).astype(np.int32)
        back = np.argsort(b, kind="stable")
        bounds = np.arange(states + 1)
        starts[i] = offset + np.searchsorted(a, bounds)
        into[i] = offset + np.searchsorted(b[back], bounds)
        all_targets.append(b)
        all_sources.append(a[back])
        offset += len(a)
    return Arcs(starts, np.concatenate(all_targets), into, np.concatenate(all_sources))


@dataclass(frozen=True)
class Block:
    """One decision maker's bits: `free` of them from `low` up, then `oneway` that only rise."""

    low: int
    free: int
    oneway: int

    @property
    def bits(self) -> int:
        """How many options it is."""
        return self.free + self.oneway


@dataclass(frozen=True, eq=False)
class ArcMoves:
    """Moves given one by one; nothing else is assumed about them."""

    arcs: Arcs

    @property
    def states(self) -> int:
        """How many states there are."""
        return self.arcs.states

    @property
    def transitive(self) -> bool:
        """Whether two moves of one decision maker in succession always make one move of it."""
        return self.arcs.transitive

    def out(self, dm: int, state: int) -> list[int]:
        """Return where `dm` can move from `state`, ascending."""
        return [int(t) for t in self.arcs.out(dm, state)]

    def count(self, dm: int) -> int:
        """Return how many moves `dm` has."""
        return int(self.arcs.starts[dm, -1] - self.arcs.starts[dm, 0])


@dataclass(frozen=True, eq=False)
class OptionMoves:
    """Moves in option form: a decision maker changes any number of its own options at once.

    `slots` holds each state's pattern with the bits regrouped: those of one decision maker side by
    side, the one-way options last and turned so that they only rise. Such moves are transitive.
    """

    slots: Codes
    blocks: tuple[Block, ...]
    bits: int

    transitive = True

    @property
    def states(self) -> int:
        """How many states there are."""
        return len(self.slots)

    @cached_property
    def in_order(self) -> bool:
        """Whether state s is slot s, so that nothing needs to be looked up."""
        return len(self.slots) == 1 << self.bits and bool(
            (self.slots == np.arange(len(self.slots), dtype=self.slots.dtype)).all()
        )

    @property
    def dense(self) -> bool:
        """Whether an array over all patterns costs little more than one over the states."""
        return self.bits <= 26 and 1 << self.bits <= max(16 * self.states, 1 << 12)

    @cached_property
    def _finder(self) -> tuple[Codes, NDArray[np.int64]]:
        order = np.argsort(self.slots, kind="stable")
        return self.slots[order], order

    def state_at(self, slot: int) -> int:
        """Return the state in `slot`, or -1."""
        if self.in_order:
            return slot
        ordered, order = self._finder
        at = int(np.searchsorted(ordered, slot))
        return int(order[at]) if at < len(ordered) and int(ordered[at]) == slot else -1

    def out(self, dm: int, state: int) -> list[int]:
        """Return where `dm` can move from `state`, ascending."""
        block, slot = self.blocks[dm], int(self.slots[state])
        mask = ((1 << block.bits) - 1) << block.low
        rising = ((1 << block.oneway) - 1) << (block.low + block.free)
        found = []
        for part in range(1 << block.bits):
            other = (slot & ~mask) | (part << block.low)
            if other != slot and not (slot & rising & ~other):
                found.append(self.state_at(other))
        return sorted(t for t in found if t >= 0)

    def count(self, dm: int) -> int:
        """Return how many moves `dm` has."""
        if self.in_order:
            block = self.blocks[dm]
            ways = (1 << (2 * block.free)) * int(3**block.oneway)
            return (1 << (self.bits - block.bits)) * ways - self.states
        group, rising = self._groups(dm)
        return int(_count_pairs(group, rising))

    def _groups(self, dm: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        block = self.blocks[dm]
        slots = self.slots.astype(np.int64)
        mask = ((1 << block.bits) - 1) << block.low
        rising = (slots >> (block.low + block.free)) & ((1 << block.oneway) - 1)
        _, group = np.unique(slots & ~mask, return_inverse=True)
        order = np.argsort(group, kind="stable")
        return group[order].astype(np.int64), rising[order]

    def _pairs(self, dm: int) -> tuple[Ints, Ints]:
        block = self.blocks[dm]
        slots = self.slots.astype(np.int64)
        mask = ((1 << block.bits) - 1) << block.low
        order = np.argsort(slots & ~mask, kind="stable").astype(np.int32)
        group, rising = self._groups(dm)
        total = int(_count_pairs(group, rising))
        source, target = np.empty(total, np.int32), np.empty(total, np.int32)
        _fill_pairs(group, rising, order, source, target)
        return source, target

    @cached_property
    def arcs(self) -> Arcs:
        """Every move, one by one; refused where there are too many."""
        refuse_arcs(sum(self.count(dm) for dm in range(len(self.blocks))))
        return arcs_from(self.states, [self._pairs(dm) for dm in range(len(self.blocks))])


Moves = ArcMoves | OptionMoves


@compiled
def _count_pairs(group: NDArray[np.int64], rising: NDArray[np.int64]) -> int:
    total = 0
    begin = 0
    for end in range(1, len(group) + 1):
        if end == len(group) or group[end] != group[begin]:
            for a in range(begin, end):
                for b in range(begin, end):
                    if a != b and not (rising[a] & ~rising[b]):
                        total += 1
            begin = end
    return total


@compiled
def _fill_pairs(
    group: NDArray[np.int64],
    rising: NDArray[np.int64],
    order: Ints,
    source: Ints,
    target: Ints,
) -> None:
    at = 0
    begin = 0
    for end in range(1, len(group) + 1):
        if end == len(group) or group[end] != group[begin]:
            for a in range(begin, end):
                for b in range(begin, end):
                    if a != b and not (rising[a] & ~rising[b]):
                        source[at] = order[a]
                        target[at] = order[b]
                        at += 1
            begin = end


def option_moves(codes: Codes, options: Sequence[Option], makers: int) -> OptionMoves:
    """Derive the moves among the states `codes` (bit o is option o) from who owns which option.

    i may move from s to t iff they differ only in i's own options, and each one-way option that
    differs changes the allowed way. Infeasible patterns on the way do not matter: it is one move.

    Source: [@Fang1993].
    """
    if not options:
        raise GraphError("option form needs options; or list the moves under `moves`")
    layout: list[int] = []
    blocks: list[Block] = []
    for dm in range(makers):
        own = [o for o, option in enumerate(options) if option.dm == dm]
        free = [o for o in own if options[o].direction == "both"]
        oneway = [o for o in own if options[o].direction != "both"]
        blocks.append(Block(len(layout), len(free), len(oneway)))
        layout += free + oneway
    falling = [o for o, option in enumerate(options) if option.direction == "back"]
    if layout == list(range(len(options))) and not falling:
        return OptionMoves(codes, tuple(blocks), len(options))
    kind = codes.dtype.type
    slots = np.zeros_like(codes)
    for place, o in enumerate(layout):
        bit = (codes >> kind(o)) & kind(1)
        slots |= (bit ^ kind(o in falling)) << kind(place)
    return OptionMoves(slots, tuple(blocks), len(options))
