"""The first verdicts of a case, kept in its folder: who opens it again sees them at once.

They are the digits that are computed anew as soon as everything is loaded: from the same text, the
same edits, the same seed and the same servanda. Where any of these is another, nothing is kept.
Read before anything large is loaded, so that this imports none of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import servanda
from servanda.workbench.places import FIRST, JOURNAL, SCENARIOS

__all__ = ["first_kept", "keep_first", "known_as"]

MOST_FILES = 2_000
"""Files of a case's folder at most; to look through more would take the time that is saved."""


def known_as(file: Path, seed: int) -> str | None:
    """Return what the verdicts of a case hang on, in a word; None where that takes long to say.

    The case's text, the edits that stand and the named scenarios to the letter; of its other files,
    whose sentences it quotes, size and time; and the files of servanda itself.
    """
    found = sha256(repr((servanda.__version__, seed)).encode())
    folder = file.parent
    for each in (file, folder / JOURNAL, folder / SCENARIOS):
        try:
            found.update(b"\1" + each.read_bytes())
        except OSError:
            found.update(b"\0")
    for top in (folder, Path(servanda.__file__).parent):
        for place, stamp in enumerate(_stamps(top)):
            if place == MOST_FILES:
                return None
            found.update(repr(stamp).encode())
    return found.hexdigest()


def _stamps(top: Path) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time of every file, what is hidden or made by programs left out."""
    for folder, inside, files in os.walk(top):
        inside[:] = sorted(name for name in inside if name[0] not in "._")
        for name in sorted(files):
            if name[0] == ".":
                continue
            path = os.path.join(folder, name)
            try:
                status = os.lstat(path)
            except OSError:  # gone this very moment
                yield path, -1, -1
            else:
                yield path, status.st_size, status.st_mtime_ns


def first_kept(file: Path, seed: int) -> bytes | None:
    """Return the verdicts that were kept, as they are answered; None where they may be others."""
    try:
        known, _, kept = (file.parent / FIRST).read_bytes().partition(b"\n")
        own = known_as(file, seed)
        if own is None or known != own.encode() or "proposals" not in json.loads(kept):
            return None
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return kept


def keep_first(file: Path, seed: int, verdicts: Mapping[str, Any]) -> None:
    """Keep the first verdicts of a case, as they are answered.

    Raises: InputError where they cannot be written.
    """
    # Loaded here: by now they are, and who reads what is kept needs neither.
    from servanda.escaping.json_text import json_text
    from servanda.workbench.journal import save_in_home

    known = known_as(file, seed)
    if known is not None and first_kept(file, seed) is None:
        # Whoever opens the case counts its changes anew: none may seem older than these.
        told = json_text({**verdicts, "revision": 0}, compact=True)
        save_in_home(file.parent / FIRST, f"{known}\n{told}\n")
