"""The encoder of the careful mode: a pre-trained network that reads a token in its context.

Four layers of self-attention [@Vaswani2017, sect. 3; @Devlin2019, sect. 3], taken from a small
general encoder [@Wang2020] and trained on with the tagger above them. Its products are of whole
numbers: weights in 7 bits, what they multiply rounded to 8 bits within the range of its passage;
so they are exact. What lies between (softmax, error function, means) is in single precision, whose
last digits ONNX Runtime may compute otherwise on another processor.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
from servanda.errors import InputError
from servanda.reading.tagger.passages import passages
from servanda.reading.tagger.pieces import PieceCache
from servanda.reading.tagger.product import session_of
from servanda.reading.text.tokens import Tokens

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

__all__ = ["ENCODER_FILE", "STATES", "Encoder", "shipped_encoder"]

ENCODER_FILE: Final = Path(__file__).with_name("careful.onnx")
VOCABULARY_FILE: Final = Path(__file__).with_name("careful_pieces.txt")
STATES: Final = 384
"""Numbers a token is told by."""


class Encoder:
    """An encoder ready to run; it remembers how words are cut, so keep one per thread."""

    def __init__(self, session: InferenceSession, vocabulary: Sequence[str]) -> None:
        self.session = session
        self.cache = PieceCache(vocabulary)

    def states(self, cut: Tokens, start: int, end: int) -> npt.NDArray[np.float32]:
        """Return what each token from `start` to before `end` is told by, (tokens, STATES).

        It is the mean over the token's pieces, 0 for a token without any.
        """
        out = np.zeros((end - start, STATES), np.float32)
        for passage in passages(cut, start, end, self.cache):
            found = self.session.run(None, {"pieces": passage.pieces})[0]
            add_means(out, found, passage.token - start)
        return out


@compiled
def add_means(
    out: npt.NDArray[np.float32],
    found: npt.NDArray[np.float32],
    token: npt.NDArray[np.int32],
) -> None:
    """Add to each token's row the mean over its pieces; those of a token stand side by side."""
    a = 0
    while a < len(token):
        b = a + 1
        while b < len(token) and token[b] == token[a]:
            b += 1
        if token[a] >= 0:
            share = np.float32(1.0) / np.float32(b - a)
            row = out[token[a]]
            for i in range(a, b):
                for j in range(found.shape[1]):
                    row[j] += found[i, j] * share
        a = b


def shipped_encoder() -> Encoder:
    """Return a new encoder as it ships with the package; the network in it is loaded once."""
    session, vocabulary = loaded()
    return Encoder(session, vocabulary)


@cache
def loaded() -> tuple[InferenceSession, tuple[str, ...]]:
    """Load the network and the pieces of words that it knows."""
    try:
        vocabulary = tuple(VOCABULARY_FILE.read_text(encoding="utf-8").split("\n")[:-1])
        return session_of(ENCODER_FILE.read_bytes()), vocabulary
    except OSError as fault:
        raise InputError(
            f"{ENCODER_FILE.parent}: no usable encoder for careful reading ({fault}); reinstall "
            "the package, or read without --careful"
        ) from fault
