"""Near-identical copies of one wire story, found by the word sequences they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
from servanda.evidence.records import Source
from servanda.reading.read import Said

__all__ = [
    "BANDS",
    "MOST_COMPARED",
    "Signature",
    "Stories",
    "bands_of",
    "first_alike",
    "likeness",
    "merged",
    "outlet_of",
    "signature",
]

Signature = npt.NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_RUN = 5
_HASHES, BANDS = 64, 16
_ALIKE = 0.8
MOST_COMPARED = 30
"""Stories a text is compared with under one key: what more than so many share is a form letter's
wording, and thousands of such texts would else be compared each with each."""
_LONGEST = 20_000
"""Words beyond which a text is judged by its beginning."""


@cache
def _seeds() -> Signature:
    return np.random.default_rng(20240229).integers(1, 1 << 63, _HASHES, dtype=np.uint64)


@cache
def _table() -> npt.NDArray[np.uint32]:
    """Return the CRC-32 of every byte, for those of byte strings."""
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(0xEDB88320), table >> 1)
    return table


@compiled
def lowest_hashes(
    letters: npt.NDArray[np.uint8],
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    table: npt.NDArray[np.uint32],
    seeds: npt.NDArray[np.uint64],
) -> npt.NDArray[np.uint64]:
    """Return the lowest of each of 64 hashes over the CRC-32 of some pieces of a byte string.

    The hashes are mixed until every bit of the CRC reaches every bit of them: a multiple of it
    alone would let the smallest win for every multiplier.
    """
    lowest = np.full(len(seeds), np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64)
    for i in range(len(starts)):
        code = np.uint32(0xFFFFFFFF)
        for at in range(starts[i], ends[i]):
            code = table[(code ^ letters[at]) & np.uint32(255)] ^ (code >> np.uint32(8))
        hashed = np.uint64(code ^ np.uint32(0xFFFFFFFF))
        for j in range(len(seeds)):
            mixed = hashed ^ seeds[j]
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            lowest[j] = min(lowest[j], mixed ^ (mixed >> np.uint64(31)))
    return lowest


def signature(text: str) -> Signature:
    """Return the minima of 64 hash functions over the five-word runs of a text.

    Two texts agree in a share of places that estimates the share of runs they have in common
    [@Broder1997]; its standard error is at most 0.0625.

    >>> a = signature("the two sides met in Oslo on Monday and agreed to meet again in May")
    >>> likeness(a, a)
    1.0
    """
    words = _WORD.findall(text.lower())[:_LONGEST]
    letters = np.frombuffer(f"{' '.join(words)} ".encode(), np.uint8)
    ends = np.flatnonzero(letters == ord(" "))
    starts = np.concatenate([[0], ends[:-1] + 1])
    runs = max(1, len(words) - _RUN + 1)
    return lowest_hashes(letters, starts[:runs], ends[-runs:], _table(), _seeds())


def likeness(a: Signature, b: Signature) -> float:
    """Return the estimated share of word runs two texts have in common, 0..1."""
    return float(np.mean(a == b))


def bands_of(found: Signature) -> list[str]:
    """Return the keys under which alike texts meet: alike at 0.8, they share one in 0.9998.

    The last is that of the whole signature, under which only texts of the same words meet.
    """
    rows = [f"{i}:{crc32(row.tobytes()):08x}" for i, row in enumerate(found.reshape(BANDS, -1))]
    return [*rows, f"all:{crc32(found.tobytes()):08x}"]


def first_alike(found: Signature, others: Sequence[Signature]) -> int | None:
    """Return which of some others is the first that is a copy of the same story."""
    if not others:
        return None
    same = np.flatnonzero(np.mean(np.stack(others) == found, axis=1) >= _ALIKE)
    return int(same[0]) if len(same) else None


def outlet_of(source: Source) -> str:
    """Return where a document was printed: its publisher, its site, else its own name."""
    return source.publisher or urlsplit(source.url).hostname or source.id


class Stories:
    """The stories met so far, by their signatures; finds the one a text is a copy of."""

    def __init__(self) -> None:
        self.signatures: list[Signature] = []
        self.names: list[str] = []
        self._meeting: dict[str, list[int]] = {}

    def number_of(self, found: Signature, name: str) -> tuple[int, bool]:
        """Return the number of a document's story, and whether it is new."""
        keys = bands_of(found)
        near = list(dict.fromkeys(i for key in keys for i in self._meeting.get(key, ())))
        same = first_alike(found, [self.signatures[i] for i in near])
        if same is not None:
            return near[same], False
        for key in keys:
            met = self._meeting.setdefault(key, [])
            met.append(len(self.signatures))
            del met[:-MOST_COMPARED]
        self.signatures.append(found)
        self.names.append(name)
        return len(self.signatures) - 1, True


def merged(documents: Iterable[Said]) -> Iterator[Said]:
    """Yield each story once, its copies' outlets listed; the first copy met speaks for all.

    Holds the stories until the last document is read: for streams beyond memory, use a store.
    """
    stories = Stories()
    kept: list[tuple[Said, list[str]]] = []
    for said in documents:
        if said.unread:
            yield said
            continue
        number, is_new = stories.number_of(signature(said.text), said.source.id)
        if is_new:
            kept.append((said, [outlet_of(said.source)]))
        else:
            kept[number][1].append(outlet_of(said.source))
    for said, outlets in kept:
        listed = tuple(dict.fromkeys(outlets)) if len(outlets) > 1 else ()
        yield replace(said, source=replace(said.source, outlets=listed))
