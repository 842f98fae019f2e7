"""Near-identical copies of one wire story, found by the word sequences they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
import numpy.typing as npt

from servanda.evidence.records import Source
from servanda.reading.read import Said

__all__ = ["BANDS", "bands_of", "first_copies", "likeness", "merged", "outlet_of", "signature"]

Signature = npt.NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_RUN = 5
_HASHES, BANDS = 64, 16
_ALIKE = 0.8
_LONGEST = 20_000
"""Words beyond which a text is judged by its beginning."""


@cache
def _seeds() -> Signature:
    return np.random.default_rng(20240229).integers(1, 1 << 63, _HASHES, dtype=np.uint64)


def _mixed(hashes: Signature) -> Signature:
    """Return 64 hashes of each hash, every bit of it reaching every bit of them.

    A multiple of a hash alone would let the smallest hashes win for every multiplier.
    """
    mixed = hashes[:, None] ^ _seeds()
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def signature(text: str) -> Signature:
    """Return the minima of 64 hash functions over the five-word runs of a text.

    Two texts agree in a share of places that estimates the share of runs they have in common
    [@Broder1997]; its standard error is at most 0.0625.

    >>> a = signature("the two sides met in Oslo on Monday and agreed to meet again in May")
    >>> likeness(a, a)
    1.0
    """
    words = _WORD.findall(text.lower())[:_LONGEST]
    runs = {" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))}
    hashes = np.fromiter((crc32(run.encode()) for run in runs), np.uint64, len(runs))
    lowest = np.full(_HASHES, np.iinfo(np.uint64).max, np.uint64)
    for part in np.array_split(hashes, max(1, len(hashes) // 4096)):
        lowest = np.minimum(lowest, _mixed(part).min(axis=0))
    return lowest


def likeness(a: Signature, b: Signature) -> float:
    """Return the estimated share of word runs two texts have in common, 0..1."""
    return float(np.mean(a == b))


def bands_of(found: Signature) -> list[str]:
    """Return the keys under which alike texts meet: alike at 0.8, they share one in 0.9998."""
    rows = found.reshape(BANDS, -1)
    return [f"{i}:{crc32(row.tobytes()):08x}" for i, row in enumerate(rows)]


def alike(a: Signature, b: Signature) -> bool:
    """Say whether two texts are copies of one story."""
    return likeness(a, b) >= _ALIKE


def outlet_of(source: Source) -> str:
    """Return where a document was printed: its publisher, its site, else its own name."""
    return source.publisher or urlsplit(source.url).hostname or source.id


class Stories:
    """The stories met so far, by their signatures; finds the one a text is a copy of."""

    def __init__(self) -> None:
        self.signatures: list[Signature] = []
        self.names: list[str] = []
        self._meeting: dict[str, list[int]] = {}

    def number_of(self, said: Said) -> tuple[int, bool]:
        """Return the number of a document's story, and whether it is new."""
        found = signature(said.text)
        keys = bands_of(found)
        near = dict.fromkeys(i for key in keys for i in self._meeting.get(key, ()))
        same = next((i for i in near if alike(self.signatures[i], found)), None)
        if same is not None:
            return same, False
        for key in keys:
            self._meeting.setdefault(key, []).append(len(self.signatures))
        self.signatures.append(found)
        self.names.append(said.source.id)
        return len(self.signatures) - 1, True


def first_copies(documents: Iterable[Said]) -> Iterator[Said]:
    """Yield each document as it comes; a copy of an earlier one as unread, saying of which.

    Holds 2 kB a story, so that a folder of any size streams.
    """
    stories = Stories()
    for said in documents:
        if said.unread:
            yield said
            continue
        number, is_new = stories.number_of(said)
        if is_new:
            yield said
        else:
            why = f"a copy of {stories.names[number]}, in {outlet_of(said.source)}"
            yield Said(said.source, said.text, unread=why)


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
        number, is_new = stories.number_of(said)
        if is_new:
            kept.append((said, [outlet_of(said.source)]))
        else:
            kept[number][1].append(outlet_of(said.source))
    for said, outlets in kept:
        listed = tuple(dict.fromkeys(outlets)) if len(outlets) > 1 else ()
        yield replace(said, source=replace(said.source, outlets=listed))
