"""What is said on a terminal, or into a file in any encoding: shown, and never obeyed."""

from __future__ import annotations

import codecs
import io
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from servanda.escaping.hidden import visible
from servanda.escaping.json_text import json_text

__all__ = ["json_for_stdout", "say_json", "shown"]


@contextmanager
def shown() -> Iterator[None]:
    """Within the block, print so that no text steers the terminal and no encoding stops a run.

    Hidden controls are written out. A character that the encoding of a stream lacks is replaced by
    one that looks like it, or by a question mark. What is still held back is written at the end,
    so that a full disk is met here and not when the interpreter ends.
    """
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = map(_Shown, streams)
    try:
        yield
        sys.stdout.flush()
    finally:
        sys.stdout, sys.stderr = streams


class _Shown(io.TextIOBase):
    """A stream that shows hidden controls; it has no `buffer`, so that nothing goes round it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors=_LOOKS_ALIKE)

    def write(self, text: str) -> int:
        self._stream.write(visible(text))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return not self._stream.closed and self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    def writable(self) -> bool:
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return getattr(self._stream, "encoding", None) or "utf-8"

    @property
    def errors(self) -> str:  # type: ignore[override]
        return _LOOKS_ALIKE


def say_json(body: object) -> None:
    """Print plain data as JSON; a number that is not finite, which JSON does not have, is null."""
    sys.stdout.write(json_for_stdout(json_text(_finite(body), indent=2)) + "\n")


def _finite(body: object) -> object:
    if isinstance(body, dict):
        return {key: _finite(entry) for key, entry in body.items()}
    if isinstance(body, list | tuple):
        return [_finite(entry) for entry in body]
    return None if isinstance(body, float) and not math.isfinite(body) else body


def json_for_stdout(text: str) -> str:
    """Return JSON as standard output can hold it: what its encoding lacks becomes an escape."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode(encoding, _ESCAPED).decode(encoding)
    return text


_LOOKS_ALIKE, _ESCAPED = "servanda.looks_alike", "servanda.json"
_LIKE = str.maketrans({
    "±": "+-", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...",
    "·": "-", "→": "->", "≤": "<=", "≥": ">=", "×": "x", "\u00a0": " ", "─": "-", "━": "-",
    "│": "|", "┃": "|", "╌": "-", "╶": "-", "╴": "-",
} | dict.fromkeys("┏┓└┘┌┐├┤┬┴┼┡┩╇┳┻╋", "+"))  # fmt: skip


def _looks_alike(error: UnicodeError) -> tuple[str, int]:
    """Stand in for characters that an encoding lacks, one by one."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = []
    for sign in error.object[error.start : error.end]:
        plain = sign.translate(_LIKE)
        try:
            plain.encode(error.encoding)
        except UnicodeEncodeError:
            plain = "?"
        found.append(plain)
    return "".join(found), error.end


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Write characters that an encoding lacks as JSON escapes, beyond the first plane as pairs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (lacking[at : at + 2].hex() for at in range(0, len(lacking), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end


codecs.register_error(_LOOKS_ALIKE, _looks_alike)
codecs.register_error(_ESCAPED, _escaped)
