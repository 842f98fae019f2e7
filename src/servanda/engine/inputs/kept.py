"""Parts of what the kernel is given, kept by the numbers that they are made from.

An edit moves few numbers, and each part is made from few: one none of whose numbers was moved since
it was made is taken as it is. Which numbers a part is made from is found by watching it being made
once, from nothing, in a few worlds.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from servanda.engine.inputs.readings import Readings
from servanda.engine.watched import Watched
from servanda.worlds.sample import Worlds

if TYPE_CHECKING:
    from servanda.engine.inputs.war import Setting

__all__ = ["InputsKept", "KeptUnder"]

Part = TypeVar("Part")
Key = tuple[tuple[str, tuple[float, float]], ...]

MOST_PARTS = 1_024
"""Parts that are kept, each as it was last made."""


class InputsKept:
    """Parts of the inputs of one case in the same worlds, each as it was last made.

    It can be asked from several threads. Parts belong to all who ask: nobody writes over them.
    """

    def __init__(self, drawn: Worlds) -> None:
        self._drawn = drawn
        self._reads: dict[Hashable, frozenset[str]] = {}
        self._unwatched: dict[Hashable, tuple[Callable[[Setting], object], Setting]] = {}
        self._made: OrderedDict[Hashable, tuple[Key, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def under(self, ranges: Mapping[str, tuple[float, float]]) -> KeptUnder:
        """Return the parts as they are once some ranges are moved."""
        return KeptUnder(self, tuple(sorted(ranges.items())))

    def of(
        self,
        name: Hashable,
        make: Callable[[Setting], Part],
        setting: Setting,
        edits: Key,
        reads_as: Hashable = None,
    ) -> Part:
        """Return a part of a setting in which `edits` stand, made where it is not there.

        `reads_as`: what is common to the names of parts that read the same numbers.
        """
        same, key = reads_as or name, Key()
        if edits:
            if same not in self._reads:
                self._reads[same] = self._watch(make, setting)
            key = tuple(edit for edit in edits if edit[0] in self._reads[same])
        elif same not in self._reads:
            self._unwatched.setdefault(same, (make, setting))
        with self._lock:
            known = self._made.get(name)
        if known is not None and known[0] == key:
            part: Part = known[1]
            return part
        part = make(setting)
        with self._lock:
            self._made[name] = (key, part)
            self._made.move_to_end(name)
            while len(self._made) > MOST_PARTS:
                self._made.popitem(last=False)
        return part

    def watch(self, stop: Callable[[], bool]) -> None:
        """Find out what the parts read that were made so far, so that no first edit need wait."""
        while self._unwatched and not stop():
            with suppress(KeyError):  # another thread may have taken the last
                same, (make, setting) = self._unwatched.popitem()
                if same not in self._reads:
                    self._reads[same] = self._watch(make, setting)

    def _watch(self, make: Callable[[Setting], object], setting: Setting) -> frozenset[str]:
        watched = Watched.like(self._drawn)
        make(replace(setting, readings=Readings(setting.readings.case, watched, len(watched)),
                     kept=None))  # fmt: skip
        return frozenset(watched.read)


@dataclass(frozen=True)
class KeptUnder:
    """Parts of inputs, with the edits under which they are asked for."""

    inputs: InputsKept
    edits: Key

    def of(
        self,
        name: Hashable,
        make: Callable[[Setting], Part],
        setting: Setting,
        reads_as: Hashable = None,
    ) -> Part:
        """Return a part of a setting in which these edits stand; see `Setting.made`."""
        return self.inputs.of(name, make, setting, self.edits, reads_as)
