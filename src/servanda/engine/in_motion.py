"""Verdicts while the hand moves: what was last exact, plus what a coarse run says has changed.

An exact settling of nine proposals takes longer than a hand waits for. So the first worlds are
settled coarsely, now and as they were when they were last settled exactly, and the difference is
added to that, world by world: to what signing is worth to each party and to how long the deal
stands; then votes are counted as always. Only the difference that coarseness makes to a
*difference* is left in it, and at the place of the last exact answer there is none.

What parties expect of each other begins where it stood then, which is nearer than trust: two rounds
of beliefs do where five did. In worlds with two equilibria it begins anew. Nothing hangs on the
movements between.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from servanda.arrays import Floats
from servanda.engine.chunk import Chunk, Known
from servanda.engine.contract import Outcomes
from servanda.engine.fidelity import IN_MOTION
from servanda.engine.live import FIRST, Asked, Live, Spent, StoppedError, columns_of_vote
from servanda.engine.live_verdict import LiveVerdict
from servanda.engine.ranges import Ranges
from servanda.engine.settling import Settled
from servanda.engine.votes_in_motion import Told, answers_kept, verdicts_near

__all__ = ["InMotion"]

Key = tuple[object, ...]

FEAR = 0.2
"""The hazard that everybody expects where it is asked whether there is another equilibrium."""
ELSEWHERE = 0.005
"""By how much expected hazards then differ at least: some tolerances of the coarse run."""


@dataclass(frozen=True)
class _Anchor:
    """An exact settling of a proposal in the first worlds, and the edits it was made with."""

    key: Key
    ranges: Ranges
    known: Known


@dataclass(frozen=True)
class _Quick:
    """What a coarse run makes of an exact settling, and where beliefs stand in it."""

    outcomes: Outcomes
    told: Told
    expected: Floats

    @classmethod
    def of(cls, outcomes: Outcomes, expected: Floats) -> _Quick:
        """Return what is kept of a coarse run."""
        return cls(outcomes, Told.of(outcomes), expected)


class InMotion:
    """The verdicts of a live case while a range is moved, from the first worlds.

    It can be asked from several threads.
    """

    def __init__(self, live: Live) -> None:
        self.live = live
        self._quick: dict[Key, _Quick] = {}
        self._lock = threading.Lock()

    def ask(
        self,
        ranges: Ranges,
        proposals: tuple[str, ...] = (),
        stop: Callable[[], bool] = lambda: False,
        spent: Spent | None = None,
    ) -> dict[str, LiveVerdict]:
        """Return the verdicts on some proposals, all where none is named.

        A verdict that needs no settling, or has nothing to start from, is exact; any other says
        that it is `approximate`. Raises: as `Live.ask`.
        """
        spent = spent if spent is not None else Spent()
        chosen = proposals or tuple(self.live.case.proposals)
        asked = self.live.asked(ranges, stop, spent)
        anchors = {name: self._anchor(asked, name) for name in chosen}
        coarse = {name: each for name, each in anchors.items() if each is not None}
        exact = tuple(name for name in chosen if name not in coarse)
        found = (
            self.live.ask(ranges, FIRST, exact, war=False, stop=stop, spent=spent) if exact else {}
        )
        if coarse:
            found |= self._near(asked, coarse)
        return {name: found[name] for name in chosen}

    def make_ready(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Settle coarsely what was last settled exactly, so that the next movement need not.

        Raises: StoppedError where `stop` says so meanwhile.
        """
        live = self.live
        latest = (self._latest(name) for name in live.case.proposals)
        anchors = [each for each in latest if each is not None]
        self._before(anchors, stop, Spent())
        setting = live.asked({}, stop, Spent()).chunk(0, FIRST, []).setting
        for each in anchors:
            answers_kept(live.plan, setting, str(each.key[0]))
        live.inputs.watch(stop)

    def _anchor(self, asked: Asked, name: str) -> _Anchor | None:
        """Return what a proposal is followed from; None where it is as well settled exactly."""
        if asked.is_known(name) or self.live.reads(name).by_consent:
            return None
        return self._latest(name, asked)

    def _latest(self, name: str, asked: Asked | None = None) -> _Anchor | None:
        """Return the exact settling with the fewest edits apart, of those the one made last.

        One that was settled coarsely as well goes first: nothing waits for another then.
        """
        with self.live.lock:
            kept = [
                _Anchor(key, dict(key[-1]), known)  # type: ignore[call-overload]
                for key, known in self.live.settled.items()
                if key[:3] == (name, 0, FIRST)
            ]
        if not kept or asked is None:
            return kept[-1] if kept else None
        own = asked.ranges

        def apart(each: _Anchor) -> tuple[bool, int]:
            moved = sum(own.get(path) != each.ranges.get(path) for path in {*own, *each.ranges})
            return each.key not in self._quick, moved

        return min(reversed(kept), key=apart)

    def _near(self, asked: Asked, anchors: Mapping[str, _Anchor]) -> dict[str, LiveVerdict]:
        live, spent = self.live, asked.spent
        before = self._before(anchors.values(), asked.stop, spent)
        began = time.perf_counter()
        begin = {name: before[anchor.key].expected for name, anchor in anchors.items()}
        chunk, now = self._quickly(asked, anchors, begin)
        done = time.perf_counter()
        exact = {name: Told.of(anchor.known.settled.outcomes) for name, anchor in anchors.items()}
        told = {name: before[anchor.key].told for name, anchor in anchors.items()}
        found = verdicts_near(live.plan, chunk.setting, _luck(chunk), now, exact, told)
        never = np.zeros(chunk.worlds, dtype=np.bool_)
        for name in anchors.keys() - found.keys():
            outcomes = anchors[name].known.settled.outcomes
            moved = _moved(outcomes, before[anchors[name].key].outcomes, now[name].outcomes)
            voted = chunk.voted_as(Known(replace(now[name], outcomes=moved), never, {}))
            found[name] = LiveVerdict.near(live.plan, name, columns_of_vote(chunk, voted))
        spent.kernel += 1e3 * (done - began)
        spent.words += 1e3 * (time.perf_counter() - done)
        return found

    def _before(
        self, anchors: Iterable[_Anchor], stop: Callable[[], bool], spent: Spent
    ) -> dict[Key, _Quick]:
        """Return what the coarse run makes of exact settlings, run once for each."""
        anchors = list(anchors)
        began = time.perf_counter()
        with self._lock:
            found = {each.key: self._quick.get(each.key) for each in anchors}
        missing = [each for each in anchors if found[each.key] is None]
        for ranges in {tuple(sorted(each.ranges.items())) for each in missing}:
            group = {
                str(each.key[0]): each
                for each in missing
                if tuple(sorted(each.ranges.items())) == ranges
            }
            asked = self.live.asked(dict(ranges), stop, spent)
            stand = self._stand(asked, group)
            # Begun once more where they stand, as a movement is: no movement then shows no change.
            _, settled = self._quickly(asked, group, stand)
            found |= {each.key: _Quick.of(settled[name].outcomes, stand[name])
                      for name, each in group.items()}  # fmt: skip
        with self._lock:
            self._quick |= {each.key: found[each.key] for each in missing}  # type: ignore[misc]
            for key in [key for key in self._quick if key not in self.live.settled]:
                del self._quick[key]
        spent.kernel += 1e3 * (time.perf_counter() - began)
        return {key: each for key, each in found.items() if each is not None}

    def _stand(self, asked: Asked, names: Iterable[str]) -> dict[str, Floats]:
        """Return where beliefs stand, trust in worlds where fear would leave them elsewhere.

        Such a world has two equilibria. Where its numbers move, it must come to the one that trust
        leads to, and not stay at the one where it stood.
        """
        _, trusting = self._quickly(asked, names, {})
        found = {name: _expected(each) for name, each in trusting.items()}
        fear = {name: np.full_like(beliefs, FEAR) for name, beliefs in found.items()}
        _, fearing = self._quickly(asked, names, fear)
        for name, beliefs in found.items():
            apart = np.abs(beliefs - _expected(fearing[name])).max(axis=(1, 2, 3), initial=0.0)
            beliefs[apart > ELSEWHERE] = 0.0
        return found

    def _quickly(
        self, asked: Asked, names: Iterable[str], begin: Mapping[str, Floats]
    ) -> tuple[Chunk, dict[str, Settled]]:
        """Return the first worlds coarsely followed, and what proposals come to in them.

        `begin` is where beliefs begin, trust where it does not say.
        """
        if asked.stop():
            raise StoppedError
        names = list(names)
        chunk = asked.chunk(0, FIRST, names).quickly(FIRST, IN_MOTION)
        offers = [self.live.plan.after_any_settlement(name) for name in names]
        begins = [begin.get(name) for name in names]
        settled = dict(zip(names, chunk.settle_all(offers, begins), strict=True))
        return chunk, settled


def _luck(chunk: Chunk) -> Floats:
    """Return the draws that decide of what faith each party is: (worlds, parties)."""
    return np.stack([chunk.drawn.event(f"faith/{party}") for party in chunk.parties], axis=1)


def _expected(settled: Settled) -> Floats:
    assert settled.expected is not None
    return settled.expected


def _moved(exact: Outcomes, before: Outcomes, now: Outcomes) -> Outcomes:
    """Return exact outcomes with the change of coarse ones added; chances stay chances."""
    with np.errstate(invalid="ignore"):  # what nothing deters is infinite, before and after
        party = exact.party + (now.party - before.party)
        world: Floats = np.clip(exact.world + (now.world - before.world), 0.0, 1.0)
        incidence = exact.incidence + (now.incidence - before.incidence)
    return Outcomes(party, world, incidence, exact.hazard)
