"""One case at work: what stands in its file, what was edited, and who is to be told of changes."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from servanda.case.keys.case import Case
from servanda.case.load import file_of, read_text
from servanda.engine.in_motion import InMotion
from servanda.engine.live import Live, Spent, StoppedError
from servanda.engine.live_verdict import LiveVerdict
from servanda.errors import Fault, InputError, ServandaError, named
from servanda.workbench.exceptions import NoCaseError, StaleError
from servanda.workbench.hand import Hand
from servanda.workbench.journal import (
    MOST_STEPS,
    Journal,
    Kept,
    Patch,
    read_scenarios,
    write_scenarios,
)
from servanda.workbench.writing import hash_of

__all__ = ["Session"]

GESTURE = 0.8
"""Seconds within which edits of the same numbers count as one, to be taken back together."""

MOST_WORLDS = 100_000
"""Worlds that the page may ask for; more is for `servanda assess`."""


class Session:
    """What the page works with: a case compiled once, its edits, its scenarios.

    Methods may be called from any thread.
    """

    def __init__(self, folder: Path, seed: int = 0) -> None:
        self.file = file_of(folder)
        self.folder = self.file.parent
        self.seed = seed
        self.revision = 0
        self.journal = Journal(self.folder)
        self._kept = self.journal.read()
        self._lock = threading.RLock()
        self._stamp: tuple[int, int] | None = None
        self._seq: dict[str, int] = {}
        self._gesture: tuple[float, str, frozenset[str]] = (0.0, "", frozenset())
        self.hand = Hand()
        self._told: list[Callable[[dict[str, Any]], None]] = []
        self.text = ""
        self.faults: tuple[Fault, ...] = ()
        self._live: Live | None = None
        self._in_motion: InMotion | None = None
        self.as_read: Case | None = None
        """The case as its file says it, though numbers of it may still be open."""
        self._begun = False
        self._first = threading.Lock()

    def begin(self, worlds: int, told: Callable[[], None]) -> None:
        """Read the case, say that it is read, and draw its first verdicts.

        Who asks for verdicts meanwhile waits for these.
        """
        with self._first:
            self.refresh()
            told()
            with contextlib.suppress(NoCaseError, ServandaError):
                self.live.ask(self._kept.patch, worlds, war=False)

    # --- the file ------------------------------------------------------------------------------

    @property
    def file_hash(self) -> str:
        """Return what the case file is known by: the hash of its text."""
        return hash_of(self.text)

    def refresh(self, tab: str = "") -> bool:
        """Read the case file again if it changed; return whether it did."""
        with self._lock:
            try:
                status = self.file.stat()
                stamp = (status.st_mtime_ns, status.st_size)
            except FileNotFoundError:
                stamp = None
            if stamp == self._stamp and self._begun:
                return False
            self._begun = True
            self._stamp = stamp
            self._read(stamp is not None)
        self.tell("file", tab)
        return True

    def _read(self, is_there: bool) -> None:
        self.text, self.faults, self._live, self.as_read = "", (), None, None
        if not is_there:
            return
        try:
            self.text = self.file.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            self.faults = (Fault(str(self.file), 1, 1, "", f"it cannot be read ({error})",
                                 "save it as UTF-8 text"),)  # fmt: skip
            return
        reading = read_text(self.text, self.file.name, self.folder)
        self.faults, self.as_read = reading.faults, reading.case
        if reading.case is not None and not reading.faults:
            try:
                self._live = Live(reading.case, self.seed)
                self._in_motion = InMotion(self._live)
            except InputError as error:
                self.faults = (Fault(self.file.name, 1, 1, "", str(error),
                                     "fill them in, then save the file"),)  # fmt: skip
        if self._live is not None:
            self._drop_what_is_gone(self._live)

    def _drop_what_is_gone(self, live: Live) -> None:
        """Leave out edits of numbers that the case no longer has, or of ranges it cannot have."""
        kept: Patch = {}
        for path, ends in self._kept.patch.items():
            try:
                live.stated({path: ends})
            except InputError:
                continue
            kept[path] = ends
        self._kept.patch = kept

    @property
    def title(self) -> str:
        """Return what the case is called, or its folder where that is not known (yet)."""
        live = self._live
        return live.case.title if live is not None else self.folder.name

    @property
    def live(self) -> Live:
        """Return the case at work.

        Raises: NoCaseError where there is none yet; InputError where it has faults.
        """
        if not self._begun:
            self.refresh()
        if self._live is not None:
            return self._live
        if not self.text and not self.faults:
            raise NoCaseError
        listed = "\n".join(map(str, self.faults)) or "the case cannot be used"
        raise InputError(listed)

    @property
    def case(self) -> Case:
        """Return the case as its file says it; raises as `live`."""
        return self.live.case

    # --- edits ---------------------------------------------------------------------------------

    @property
    def kept(self) -> Kept:
        """Return the edits that stand, and the way back."""
        return self._kept

    def edit(
        self,
        patch: Patch,
        seq: int,
        worlds: int,
        proposals: tuple[str, ...] = (),
        tab: str = "",
        gesture: str = "",
        war: bool = True,
        spent: Spent | None = None,
        in_motion: bool = False,
        repeat: bool = False,
        gone: Callable[[], bool] = lambda: False,
    ) -> dict[str, LiveVerdict]:
        """Take the whole set of edits, and return the verdicts on some proposals with them.

        All proposals where none is named. While the hand is `in_motion` verdicts are near what they
        are at rest, and say so. A question that `repeat`s edits changes none: it may come after a
        step was taken back, which it must not take again. It ends where who asked is `gone`.

        Raises: StaleError where a newer edit of the same tab has come, what is repeated stands no
        more, or who asked is gone; InputError for a number or a range that cannot be.
        """
        with self._lock:
            if seq < self._seq.get(tab, seq) or (repeat and patch != self._kept.patch):
                raise StaleError
            live = self.live
            live.stated(patch)
            self._seq[tab] = seq
            while len(self._seq) > 64:
                self._seq.pop(next(iter(self._seq)))
            if patch != self._kept.patch:
                self._step(patch, gesture, tab)

        def stop() -> bool:
            return self._seq.get(tab, seq) > seq or gone()

        if in_motion:
            with self.hand.moves():
                return self._near(patch, proposals, stop, spent)
        if war and self._in_motion is not None:  # the hand rests: what its next movement needs
            with contextlib.suppress(StoppedError):
                self._in_motion.make_ready(stop)
        return self.verdicts(patch, worlds, proposals, war, stop, spent)

    def _step(self, patch: Patch, gesture: str, tab: str) -> None:
        """Let edits stand, and remember those before; one gesture is one step."""
        before = self._kept.patch
        moved = frozenset(p for p in {*before, *patch} if before.get(p) != patch.get(p))
        when, name, paths = self._gesture
        now = time.monotonic()
        together = name == gesture if gesture or name else now - when < GESTURE
        undo = list(self._kept.undo)
        if not (together and moved == paths and undo):
            undo.append(before)
        self._gesture = (now, gesture, moved)
        self._keep(Kept(dict(patch), undo[-MOST_STEPS:], []), "edit", tab)

    def _keep(self, kept: Kept, what: str, tab: str = "") -> None:
        self._kept = kept
        self.journal.note(kept)
        self.tell(what, tab)

    def undo(self, tab: str = "") -> None:
        """Take the last step back; nothing where there is none."""
        with self._lock:
            if self._kept.undo:
                *undo, last = self._kept.undo
                self._gesture = (0.0, "", frozenset())
                self._keep(Kept(last, undo, [*self._kept.redo, self._kept.patch]), "edit", tab)

    def redo(self, tab: str = "") -> None:
        """Take the last step that was taken back once more; nothing where there is none."""
        with self._lock:
            if self._kept.redo:
                *redo, last = self._kept.redo
                self._gesture = (0.0, "", frozenset())
                self._keep(Kept(last, [*self._kept.undo, self._kept.patch], redo), "edit", tab)

    def verdicts(
        self,
        patch: Patch,
        worlds: int,
        proposals: tuple[str, ...] = (),
        war: bool = True,
        stop: Callable[[], bool] = lambda: False,
        spent: Spent | None = None,
    ) -> dict[str, LiveVerdict]:
        """Return the verdicts with some edits, on all proposals where none is named."""
        if not 1 <= worlds <= MOST_WORLDS:
            raise InputError(f"worlds: ask for 1 to {MOST_WORLDS:,}, not {worlds:,}")
        live = self._asked_for(proposals)
        try:
            return live.ask(patch, worlds, proposals, war, stop, spent)
        except StoppedError:
            raise StaleError from None

    def _asked_for(self, proposals: tuple[str, ...]) -> Live:
        """Return the case at work, once its first verdicts are there; raises for other names."""
        live = self.live
        for name in proposals:
            named(name, live.case.proposals, "proposal")
        with self._first:
            pass  # the first verdicts are being drawn: what they share is made once
        return live

    def _near(
        self,
        patch: Patch,
        proposals: tuple[str, ...],
        stop: Callable[[], bool],
        spent: Spent | None,
    ) -> dict[str, LiveVerdict]:
        live = self._asked_for(proposals)
        in_motion = self._in_motion
        if in_motion is None or in_motion.live is not live:
            raise StaleError  # the file has changed this very moment
        try:
            return in_motion.ask(patch, proposals, stop, spent)
        except StoppedError:
            raise StaleError from None

    # --- scenarios -----------------------------------------------------------------------------

    def scenarios(self) -> dict[str, Patch]:
        """Return the named scenarios, as the file in the folder has them now."""
        return read_scenarios(self.folder)

    def scenario(self, name: str) -> Patch:
        """Return the edits of a named scenario, `""` being the case as its file says it."""
        return named(name, self.scenarios() | {"": {}}, "scenario")

    def keep_scenario(self, name: str, tab: str = "") -> None:
        """Keep the edits that stand under a name, in place of what had it."""
        name = " ".join(name.split())
        if not 1 <= len(name) <= 80:
            raise InputError("a scenario is called by 1 to 80 letters; give it such a name")
        with self._lock:
            write_scenarios(self.folder, self.scenarios() | {name: dict(self._kept.patch)})
        self.tell("scenario", tab)

    def open_scenario(self, name: str, tab: str = "") -> None:
        """Let the edits of a scenario stand, as a step that can be taken back."""
        patch = self.scenario(name)
        with self._lock:
            self.live.stated(patch)
            if patch != self._kept.patch:
                self._gesture = (0.0, "", frozenset())
                self._step(dict(patch), f"scenario {name}", tab)

    def drop_scenario(self, name: str, tab: str = "") -> None:
        """Remove a scenario from the file."""
        with self._lock:
            left = self.scenarios()
            named(name, left, "scenario")
            del left[name]
            write_scenarios(self.folder, left)
        self.tell("scenario", tab)

    def drop_edits(self, paths: set[str], tab: str = "") -> None:
        """Let edits go that now stand in the file itself."""
        with self._lock:
            left = {p: ends for p, ends in self._kept.patch.items() if p not in paths}
            self._keep(replace(self._kept, patch=left), "edit", tab)

    # --- who is told ---------------------------------------------------------------------------

    def tell(self, what: str, tab: str = "") -> None:
        """Count a change, and tell who listens; `tab` is whose it was."""
        with self._lock:
            self.revision += 1
            change = {"revision": self.revision, "what": what, "tab": tab}
            listening = list(self._told)
        for listener in listening:
            listener(change)

    def listen(self, listener: Callable[[dict[str, Any]], None]) -> Callable[[], None]:
        """Tell somebody of every change from now on; returns what ends it."""
        with self._lock:
            self._told.append(listener)

        def leave() -> None:
            with self._lock:
                if listener in self._told:
                    self._told.remove(listener)

        return leave

    def close(self) -> None:
        """Write what is still to be written."""
        self.journal.close()
