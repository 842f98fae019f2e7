"""A case compiled once, and asked again and again with some of its ranges moved.

Draws are named streams, so that a number whose range moves keeps its place in every world: the
difference between two answers is the edit, never luck. Worlds are worked through in pieces, and the
columns of a piece are kept by what they were computed from: an edit costs what depends on it, more
worlds cost only the further ones, and taking an edit back costs nothing. The digits are those of
`assess` on the case with the ranges written into it.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.case.change import with_values
from servanda.case.keys.case import Case
from servanda.case.keys.number import Quantity
from servanda.engine.chunk import Chunk, Known, Voted, known_only
from servanda.engine.columns_kept import ColumnsKept
from servanda.engine.inputs.kept import InputsKept, KeptUnder
from servanda.engine.live_verdict import LiveVerdict
from servanda.engine.plan import Plan, plan_of
from servanda.engine.ranges import Ranges, moved, notation_of
from servanda.engine.reads import Reads, reads_of
from servanda.engine.settling import StoppedError
from servanda.engine.sketch import ProposalSketch
from servanda.engine.spent import Spent
from servanda.engine.summary import Worked
from servanda.engine.tables_kept import TablesKept
from servanda.engine.told import signing_of
from servanda.engine.war_length import WAR_WORLDS, Lengths
from servanda.errors import InputError
from servanda.threads import cores
from servanda.worlds.sample import Worlds, sample

__all__ = ["FIRST", "Asked", "Live", "Spent", "StoppedError", "columns_of_vote", "pieces"]

Columns = dict[str, Floats]
Key = tuple[object, ...]

FIRST = 500
"""Worlds of the first piece: a share is then known to 4 points at worst."""
LATER = 1_000
"""Worlds of a later piece."""
NEAR = 2_000
"""Worlds whose draws are kept: those that are asked for after every edit."""
MOST_GROUNDS = 2
"""How many states of the war are kept with their tables, the first piece of worlds of each."""


MOST_TOLD = 512
"""Verdicts that are remembered in words."""


def never() -> bool:
    """Return that nobody has asked to stop."""
    return False


class Live:
    """A case made ready to be asked with some of its ranges moved.

    It can be asked from several threads. Raises: InputError for a case that cannot be sampled.
    """

    def __init__(self, case: Case, seed: int = 0, threads: int | None = None) -> None:
        self.case, self.seed = case, seed
        self.threads = threads or cores()
        self.plan: Plan = plan_of(case)
        self.drawn = sample(case, worlds=1, seed=seed)
        self.kept = ColumnsKept()
        self.inputs = InputsKept(self.drawn)
        self._first = self.drawn
        self._pieces: dict[tuple[int, int], Worlds] = {}
        self._correlated = frozenset(n for each in case.correlations for n in each.between)
        self._reads: dict[str, Reads] = {}
        self._grounds: dict[Key, Chunk] = {}
        self.settled: dict[Key, Known] = {}
        self._told: OrderedDict[Key, LiveVerdict] = OrderedDict()
        self.lock = threading.Lock()

    @property
    def numbers(self) -> Mapping[str, Quantity]:
        """Return every number of the case by its path, as the file says it."""
        return self.drawn.numbers

    def stated(self, ranges: Ranges) -> dict[str, Quantity]:
        """Return the numbers as they are once the ranges are moved.

        Raises: InputError for what is no number of the case, and for a range it cannot have.
        """
        found = {}
        for path, (low, high) in ranges.items():
            if path not in self.numbers:
                raise InputError(f"no number is called `{path[:120]}`; take one that the case has")
            if low == high and path in self._correlated:
                raise InputError(
                    f"{path}: it moves together with another number, so it needs a range; keep "
                    "its ends apart"
                )
            found[path] = moved(path, self.numbers[path], low, high)
        return found

    def checked(self, ranges: Ranges) -> Case:
        """Return the case with the ranges written into it.

        Raises: InputError where it would contradict itself, as its file would.
        """
        return with_values(self.case, {path: notation_of(*ends) for path, ends in ranges.items()})

    def reads(self, proposal: str) -> Reads:
        """Return which numbers a proposal is computed from, stage by stage."""
        if proposal not in self._reads:
            self._reads[proposal] = reads_of(self.plan, self.drawn, proposal)
        return self._reads[proposal]

    def ask(
        self,
        ranges: Ranges,
        worlds: int,
        proposals: tuple[str, ...] = (),
        war: bool = True,
        stop: Callable[[], bool] = never,
        spent: Spent | None = None,
    ) -> dict[str, LiveVerdict]:
        """Return the verdicts on some proposals, all where none is named.

        Parameters: `worlds`, the first so many; `war`, whether the length of the war is followed;
        `stop`, asked now and then whether anybody waits for the answer; `spent`, told what took how
        long.

        Raises: InputError as `stated`; StoppedError where `stop` says so.
        """
        spent = spent if spent is not None else Spent()
        chosen = proposals or tuple(self.case.proposals)
        asked = self.asked(ranges, stop, spent)
        signing: dict[str, list[Columns]] = {name: [] for name in chosen}
        lengths: dict[str, list[Columns]] = {name: [] for name in chosen}
        for start, end in pieces(worlds):
            for name, columns in asked.signing(start, end, chosen).items():
                signing[name].append(columns)
            if war and start < WAR_WORLDS:
                few = min(end, WAR_WORLDS) - start
                for name, columns in asked.lengths(start, end, few, chosen).items():
                    lengths[name].append(columns)
        began = time.perf_counter()
        found = {
            name: self._verdict(asked, name, worlds, signing[name], lengths[name])
            for name in chosen
        }
        spent.words += 1e3 * (time.perf_counter() - began)
        return found

    def asked(self, ranges: Ranges, stop: Callable[[], bool], spent: Spent) -> Asked:
        """Return the question that some moved ranges are; raises as `stated`."""
        edited = {
            path: number
            for path, number in self.stated(ranges).items()
            if number.form != self.numbers[path].form
        }
        return Asked(self, edited, {p: ranges[p] for p in edited}, stop, spent)

    def _verdict(
        self, asked: Asked, name: str, worlds: int, signing: list[Columns], war: list[Columns]
    ) -> LiveVerdict:
        """Return the verdict that columns come to; one that was told lately is told again."""
        key = (name, worlds, asked.own(name, "signing"), asked.own(name, "war") if war else None)
        with self.lock:
            known = self._told.get(key)
        if known is None:
            known = LiveVerdict.of_worked(
                self._worked(name, worlds, _joined(signing), _joined(war))
            )
            with self.lock:
                self._told[key] = known
                while len(self._told) > MOST_TOLD:
                    self._told.popitem(last=False)
        return known

    def first(self, worlds: int) -> Worlds:
        """Return the first so many worlds, the numbers as the case says them."""
        if len(self._first) != worlds:
            self._first = Worlds(self.numbers, self.drawn.together, self.seed, 0, worlds)
        return self._first

    def as_stated(self, start: int, end: int) -> Worlds:
        """Return a piece of the worlds, the numbers as the case says them.

        What was drawn of the first pieces is kept: an edit draws what it moves.
        """
        with self.lock:
            found = self._pieces.get((start, end))
        if found is None:
            near = end <= NEAR
            found = Worlds(self.numbers, self.drawn.together, self.seed, start, end,
                           remembered={} if near else None)  # fmt: skip
            if near:
                with self.lock:
                    found = self._pieces.setdefault((start, end), found)
        return found

    def columns(self, proposal: str, worlds: int) -> Columns:
        """Return the columns of signing of a proposal, its ranges as the case says them."""
        asked = Asked(self, {}, {}, never, Spent())
        parts = [asked.signing(a, b, (proposal,))[proposal] for a, b in pieces(worlds)]
        return _joined(parts)

    def _worked(self, name: str, worlds: int, columns: Columns, war: Columns) -> Worked:
        """Return what an assessment keeps of columns; those of war are of the first worlds."""
        kept = ProposalSketch.of(columns | war, np.zeros(worlds))
        return Worked(self.plan, name, kept, weighed=False)

    def inputs_of(self, drawn: Worlds, ranges: Ranges) -> KeptUnder | None:
        """Return the parts of inputs that are kept of the first worlds; None for others."""
        first = (drawn.start, drawn.stop) == (0, FIRST)
        return self.inputs.under(ranges) if first else None

    def remember(self, key: Key, voted: Voted) -> None:
        """Keep how an offer was settled in the first worlds; of each proposal the last edit's.

        That of the case as its file says it stays.
        """
        with self.lock:
            olds = [each for each in self.settled if each[0] == key[0] and each[-1]]
            for old in olds if key[-1] else ():
                del self.settled[old]
            self.settled[key] = Known.of(voted)

    def ground(self, key: Key, drawn: Worlds, ranges: Ranges) -> tuple[Chunk, bool]:
        """Return the worlds of a state of the war, and whether they were there already.

        Those of the first piece are kept, a few states of the war at most.
        """
        with self.lock:
            if key in self._grounds:
                self._grounds[key] = self._grounds.pop(key)
                return self._grounds[key], True
            earlier = [made.settler.tables.made for made in self._grounds.values()]
        made = Chunk(self.plan, drawn, kept=self.inputs_of(drawn, ranges))
        made.settler.tables = TablesKept(earlier)
        if drawn.start == 0:
            with self.lock:
                self._grounds[key] = made
                while len(self._grounds) > MOST_GROUNDS:
                    # The oldest but for the first, which is the case as it stands in the file.
                    oldest = next(k for place, k in enumerate(self._grounds) if place or k[0])
                    del self._grounds[oldest]
        return made, False


@dataclass(frozen=True)
class Asked:
    """One question: a case with some numbers moved."""

    live: Live
    moved: Mapping[str, Quantity]
    ranges: Ranges
    stop: Callable[[], bool]
    spent: Spent

    def key(self, names: frozenset[str] | None) -> Key:
        """Return what tells the edits of some numbers apart from others; of all where None."""
        return tuple(sorted((p, e) for p, e in self.ranges.items() if names is None or p in names))

    def own(self, name: str, stage: str) -> Key:
        """Return what tells the columns of a stage of a proposal from those after other edits."""
        if not self.ranges:
            return ()
        reads = self.live.reads(name)
        return self.key(getattr(reads, stage))

    def is_known(self, name: str) -> bool:
        """Return whether a proposal need not be settled for the first worlds."""
        signing = ("signing", name, 0, FIRST, self.own(name, "signing"))
        settled = (name, 0, FIRST, self.own(name, "settling"))
        return settled in self.live.settled or self.live.kept.get(signing) is not None

    def signing(self, start: int, end: int, chosen: tuple[str, ...]) -> dict[str, Columns]:
        """Return the columns of signing and holding in a piece of the worlds."""
        keys = {name: ("signing", name, start, end, self.own(name, "signing")) for name in chosen}
        found = {name: self.live.kept.get(key) for name, key in keys.items()}
        missing = [name for name, columns in found.items() if columns is None]
        if missing:
            made = self._signing(start, end, missing)
            for name, columns in made.items():
                found[name] = self.live.kept.put(keys[name], columns)
        return {name: columns for name, columns in found.items() if columns is not None}

    def lengths(
        self, start: int, end: int, few: int, chosen: tuple[str, ...]
    ) -> dict[str, Columns]:
        """Return the columns of the war's length in the first few worlds of a piece."""
        keys = {name: ("war", name, start, few, self.own(name, "war")) for name in chosen}
        found = {name: self.live.kept.get(key) for name, key in keys.items()}
        missing = [name for name, columns in found.items() if columns is None]
        if missing:
            began = time.perf_counter()
            chunk = self.chunk(start, end, missing)
            self._voted(chunk, missing)
            lengths = Lengths(chunk, few)
            for name in missing:
                if self.stop():
                    raise StoppedError
                found[name] = self.live.kept.put(keys[name], lengths.columns(name))
            self.spent.war += 1e3 * (time.perf_counter() - began)
        return {name: columns for name, columns in found.items() if columns is not None}

    def _signing(self, start: int, end: int, names: list[str]) -> dict[str, Columns]:
        began = time.perf_counter()
        if self.stop():
            raise StoppedError
        chunk = self.chunk(start, end, names)
        ready = time.perf_counter()
        voted = self._voted(chunk, names)
        settled = time.perf_counter()
        found = {name: columns_of_vote(chunk, each) for name, each in voted.items()}
        done = time.perf_counter()
        self.spent.patch += 1e3 * (ready - began)
        self.spent.kernel += 1e3 * (settled - ready)
        self.spent.words += 1e3 * (done - settled)
        return found

    def _voted(self, chunk: Chunk, names: list[str]) -> dict[str, Voted]:
        """Return the votes on offers, those settled before in the same way not settled again."""
        live, at = self.live, (chunk.drawn.start, chunk.drawn.stop)
        keys = {name: (name, *at, self.own(name, "settling")) for name in names}
        known = {name: live.settled[key] for name, key in keys.items() if key in live.settled}
        fresh = [name for name in names if name not in known]
        offers = [live.plan.after_any_settlement(name) for name in fresh]
        found = {name: chunk.take(each) for name, each in known.items()}
        for name, voted in zip(fresh, chunk.vote_all(offers), strict=True):
            found[name] = voted
            if chunk.drawn.start == 0:
                live.remember(keys[name], voted)
        return found

    def chunk(self, start: int, end: int, names: list[str]) -> Chunk:
        """Return a piece of the worlds with the numbers moved; its war is kept where it can be."""
        live = self.live
        drawn = live.as_stated(start, end)
        if not self.ranges:
            chunk, _ = live.ground(((), start, end), drawn, {})
            return chunk.worked_by(live.threads, self.stop)
        reads = frozenset().union(*(live.reads(name).setting for name in names))
        key = self.key(reads)
        grounded = {path: number for path, number in self.moved.items() if path in reads}
        of_war = {path: self.ranges[path] for path in grounded}
        ground, was_there = live.ground((key, start, end), drawn.restated(grounded), of_war)
        if not was_there and len(grounded) == len(self.moved):
            return ground.worked_by(live.threads, self.stop)
        kept = live.inputs_of(drawn, self.ranges)
        own = ground.apart(ground.drawn.restated(self.moved), kept)
        return own.worked_by(live.threads, self.stop)


def pieces(worlds: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces that so many worlds are worked through in, each (first, behind the last).

    >>> list(pieces(2_000))
    [(0, 500), (500, 1000), (1000, 2000)]
    """
    ends = [FIRST, WAR_WORLDS, *range(WAR_WORLDS + LATER, worlds + LATER, LATER)]
    start = 0
    for end in ends:
        if start >= worlds:
            return
        yield start, min(end, worlds)
        start = end


def columns_of_vote(chunk: Chunk, voted: Voted) -> Columns:
    """Return the columns that a row is made of, the months of war apart."""
    columns = signing_of(chunk, voted)
    for party in voted.rule.parties:
        columns[f"consent.{party}"] = voted.ballot.consents[party].astype(np.float64)
    for party in chunk.parties:
        columns[f"accepts.{party}"] = voted.armed[party].astype(np.float64)
    return known_only(voted.known, columns)


def _joined(parts: list[Columns]) -> Columns:
    if len(parts) == 1:
        return parts[0]
    names = parts[0] if parts else ()
    return {name: np.concatenate([part[name] for part in parts]) for name in names}
