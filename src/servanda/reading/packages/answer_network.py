"""A network that reads a sentence and tells, of each party it names, what that answers to the plan.

Two layers of self-attention [@Vaswani2017, sect. 3; @Devlin2019, sect. 3] stand above the lower
two of the encoder and were trained on with what decides. Which words name the party asked about,
and which name others, is added to what each piece of a word is told by. It learnt from sentences in
words of our own (`training/answers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from servanda.errors import InputError
from servanda.evidence.span import Span
from servanda.reading.tagger.encoder import Shared, shipped_shared
from servanda.reading.tagger.pieces import CLASSIFY, SEPARATE, PieceCache
from servanda.reading.tagger.product import session_of
from servanda.reading.text.tokens import TOKEN

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

__all__ = ["LABELS", "LONGEST", "AnswerNetwork", "Chances", "shipped_network"]

LABELS: Final = ("none", "accepts", "rejects", "conditional", "undeclared")
"""What a party may be told to answer; `none`: the sentence tells of no answer of its."""
NETWORK_FILE: Final = Path(__file__).with_name("answers.onnx")
MOST, BEFORE, AFTER = 100, 40, 30
"""Pieces read of a sentence, of the one before it (its end) and of the one after it (its start)."""
LONGEST: Final = 2_000
"""Letters of a sentence that are looked at: a longer one is a table or a list, not prose."""
PLAIN, ASKED, BESIDE, OTHER = range(4)
"""Kinds of pieces: of the sentence, of the name asked about in it, of the sentences around it, of
other names in it."""
KINDS: Final = 4
OUTSIDE, UNNAMED = -2, -1
"""Places of pieces that are not in the sentence, or in no name of it."""

Chances = npt.NDArray[np.float32]


class AnswerNetwork:
    """The network ready to run; it remembers how words are cut, so keep one per thread."""

    def __init__(self, shared: Shared, layers: InferenceSession) -> None:
        self.shared, self.layers = shared, layers

    def chances(self, before: str, words: str, after: str, named: Sequence[Span]) -> Chances:
        """Return the chance of each label for each party named, (parties, labels).

        Parameters: `words`, a sentence; `before` and `after`, its neighbours, empty without any;
        `named`, where the sentence names parties, none within another. A name beyond the first
        `MOST` pieces has 0 for every label.
        """
        pieces, place = pieces_around(self.shared.cache, before, words, after, named)
        out = np.zeros((len(named), len(LABELS)), np.float32)
        read = [n for n in range(len(named)) if n in place]
        if not read:
            return out
        told = self.shared.below(pieces)
        inside = _shares(place != OUTSIDE)
        for n in read:
            given = {"states": told, "kind": kinds_for(place, n), "inside": inside}
            out[n] = self.layers.run(None, given | {"own": _shares(place == n)})[0][0]
        return out


def pieces_around(
    cache: PieceCache, before: str, words: str, after: str, named: Sequence[Span]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the pieces of a sentence between its neighbours, and the name that each is in.

    Pieces in no name have `UNNAMED`, those of neighbours `OUTSIDE`.
    """
    pieces, place = _cut(cache, words[:LONGEST], named)
    pieces, place = pieces[:MOST], place[:MOST]
    ahead = _cut(cache, before[-LONGEST:], ())[0][-BEFORE:]
    behind = _cut(cache, after[:LONGEST], ())[0][:AFTER]
    opening, parting = cache.number[CLASSIFY], cache.number[SEPARATE]
    closing = [*behind, parting] if behind else []
    whole = [opening, *ahead, parting, *pieces, parting, *closing]
    outside = len(ahead) + 2
    rest = len(whole) - outside - len(place)
    return np.array(whole, np.int32), np.array(
        [OUTSIDE] * outside + place + [OUTSIDE] * rest, np.int32
    )


def kinds_for(place: npt.NDArray[np.int32], asked: int) -> npt.NDArray[np.int32]:
    """Return the kinds of pieces where one of the names is asked about."""
    kinds = np.where(place == OUTSIDE, BESIDE, np.where(place == UNNAMED, PLAIN, OTHER))
    kinds[place == asked] = ASKED
    return kinds.astype(np.int32)


def _shares(chosen: npt.NDArray[np.bool_]) -> Chances:
    """Return what each piece counts in the mean over the chosen ones, as one row."""
    return (chosen / max(int(chosen.sum()), 1)).astype(np.float32)[None]


def _cut(cache: PieceCache, words: str, named: Sequence[Span]) -> tuple[list[int], list[int]]:
    """Return the pieces of a sentence, and the place of the name that each is in."""
    pieces: list[int] = []
    place: list[int] = []
    for match in TOKEN.finditer(words):
        own = cache.of(match.group())
        holds = (n for n, span in enumerate(named) if span.start <= match.start() < span.end)
        pieces += own
        place += [next(holds, UNNAMED)] * len(own)
    return pieces, place


def shipped_network() -> AnswerNetwork:
    """Return a new network as it ships with the package; what is in it is loaded once."""
    return AnswerNetwork(shipped_shared(), _loaded())


@cache
def _loaded() -> InferenceSession:
    try:
        return session_of(NETWORK_FILE.read_bytes())
    except OSError as fault:
        raise InputError(
            f"{NETWORK_FILE}: no usable network for answers ({fault}); reinstall the package"
        ) from fault
