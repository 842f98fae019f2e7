"""What the workbench keeps in the folder of a case: scenarios by name, and where one was.

`scenarios.yaml` holds the named scenarios: it is the analyst's, and may be edited and kept in git.
`.servanda/workbench.json` holds the edits that stand and the way back from them, `typed.yaml`
beside it the text of the case as it is being typed. Each is written whole, so that whoever ends the
server at any moment loses at most the last edit.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from servanda.case.text.document import compose
from servanda.case.text.yaml_text import text_of
from servanda.engine.ranges import notation_of
from servanda.errors import InputError
from servanda.escaping.json_text import json_text
from servanda.saving import save_files
from servanda.workbench.places import JOURNAL, SCENARIOS, TYPED

__all__ = [
    "Journal", "Kept", "Patch", "read_scenarios", "read_typed", "save_in_home", "write_scenarios",
    "write_typed",
]  # fmt: skip

Patch = dict[str, tuple[float, float]]
"""Edits: the path of a number, and the ends of its range."""

MOST_STEPS = 500
"""Steps that can be taken back."""


@dataclass
class Kept:
    """Where one was: the edits that stand, those before them, and those taken back."""

    patch: Patch = field(default_factory=dict)
    undo: list[Patch] = field(default_factory=list)
    redo: list[Patch] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"version": 1, "patch": self.patch, "undo": self.undo[-MOST_STEPS:],
                "redo": self.redo[-MOST_STEPS:]}  # fmt: skip


def patch_of(raw: object) -> Patch:
    """Return edits read from plain data.

    Raises: InputError where they are none.

    >>> patch_of({"war.swing": [0.01, 0.03], "war.trend": None})
    {'war.swing': (0.01, 0.03)}
    """
    if not isinstance(raw, Mapping):
        raise InputError("the edits are a mapping of numbers by path; send {path: [low, high]}")
    found: Patch = {}
    for path, ends in raw.items():
        if ends is None:
            continue
        if not isinstance(ends, list | tuple) or len(ends) != 2 or not all(map(_is_real, ends)):
            raise InputError(f"{str(path)[:80]}: an edit is two numbers; send [low, high]")
        found[str(path)] = (_rounded(ends[0]), _rounded(ends[1]))
    return found


def _rounded(value: float) -> float:
    """Return a number without the dust of binary fractions: what is written is what counts."""
    return float(f"{value:.10g}")


def _is_real(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


class Journal:
    """Writes where one is into the folder, behind the back of who edits: the last state wins."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / JOURNAL
        self.fault = ""
        self._next: Kept | None = None
        self._wake = threading.Condition()
        self._writing = False
        self._ended = False
        self._thread = threading.Thread(target=self._write_on, name="journal", daemon=True)
        self._thread.start()

    def read(self) -> Kept:
        """Return where one was; nothing where there is no journal, or none that can be read."""
        try:
            raw = json.loads(self.place.read_text(encoding="utf-8"))
            steps = {key: [patch_of(each) for each in raw[key]] for key in ("undo", "redo")}
            return Kept(patch_of(raw["patch"]), steps["undo"], steps["redo"])
        except FileNotFoundError:
            return Kept()
        except (OSError, ValueError, KeyError, TypeError, InputError):
            self.fault = f"{JOURNAL}: it could not be read, so that nothing was taken from it"
            return Kept()

    def note(self, kept: Kept) -> None:
        """Have a state written soon."""
        with self._wake:
            self._next = kept
            self._wake.notify_all()

    def close(self) -> None:
        """Write what is still to be written, and end."""
        with self._wake:
            self._ended = True
            self._wake.notify_all()
        self._thread.join(timeout=10.0)

    def settle(self) -> None:
        """Wait until what was noted is written."""
        with self._wake:
            self._wake.wait_for(lambda: self._next is None and not self._writing, timeout=10.0)

    def _write_on(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._next is not None or self._ended)
                kept, self._next = self._next, None
                self._writing = kept is not None
            if kept is None:
                return
            try:
                save_in_home(self.place, json_text(kept.plain(), compact=True) + "\n")
                self.fault = ""
            except InputError as error:
                self.fault = str(error)
            with self._wake:
                self._writing = False
                self._wake.notify_all()


def save_in_home(place: Path, text: str) -> None:
    """Save a file of the workbench's own in its folder, which git is told to leave alone.

    Raises: InputError where it cannot be written.
    """
    ignore = place.parent / ".gitignore"
    save_files({place: text} | ({} if ignore.exists() else {ignore: "*\n"}))


def read_typed(folder: Path) -> str | None:
    """Return the text of the case that was typed and not saved; None where there is none."""
    try:
        return (folder / TYPED).read_bytes().decode("utf-8") or None
    except (OSError, UnicodeDecodeError):
        return None


def write_typed(folder: Path, text: str | None) -> None:
    """Keep the text of the case as it is typed, or let it go where it is None.

    Raises: InputError where it cannot be written.
    """
    place = folder / TYPED
    if text is not None or place.exists():
        save_in_home(place, text or "")


def read_scenarios(folder: Path) -> dict[str, Patch]:
    """Return the named scenarios of a case, in their order.

    Raises: InputError where the file cannot be read as such.
    """
    file = folder / SCENARIOS
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{SCENARIOS}: it cannot be read ({error}); mend or remove it") from None
    document = compose(text, str(SCENARIOS))
    if document.faults:
        raise InputError(str(document.faults[0]))
    plain = document.root.plain() if document.root else {}
    if not isinstance(plain, dict):
        raise InputError(f"{SCENARIOS}: scenarios are a mapping of names; mend or remove it")
    return {str(name): patch_of(_ends_in(edits)) for name, edits in plain.items()}


def _ends_in(edits: object) -> object:
    """Return edits with each range, written `0.1 to 0.2` or as one number, as its two ends."""
    if not isinstance(edits, dict):
        return edits or {}
    return {path: _ends(value) for path, value in edits.items()}


def _ends(value: object) -> object:
    if isinstance(value, str) and " to " in value:
        try:
            return [float(end) for end in value.split(" to ")]
        except ValueError:
            return value
    return [value, value] if _is_real(value) else value


def write_scenarios(folder: Path, scenarios: Mapping[str, Patch]) -> None:
    """Write the named scenarios of a case, all of them in one step.

    Raises: InputError where the file cannot be written.
    """
    body = {
        name: {path: notation_of(*ends) for path, ends in patch.items()}
        for name, patch in scenarios.items()
    }
    save_files({folder / SCENARIOS: text_of(body) if body else "{}\n"})
