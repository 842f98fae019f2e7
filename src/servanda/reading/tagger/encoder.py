"""The encoder: a pre-trained network that reads a word in its context.

What pieces of words are told by before any layer is shared by all that ask it. Four layers of self-
attention [@Vaswani2017, sect. 3; @Devlin2019, sect. 3], taken from a small general encoder
[@Wang2020], the upper two trained on with what stands above them, belong to the careful mode of the
tagger. Products are of whole numbers: weights in 7 bits, what they multiply rounded to 8 bits
within the range of its passage; so they are exact. What lies between (softmax, error function,
means) is in single precision, whose last digits ONNX Runtime may compute otherwise on another
processor.
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

__all__ = [
    "CAREFUL_LAYERS", "EMBEDDINGS_FILE", "ENCODER_FILE", "STATES", "Encoder", "Shared",
    "shipped_encoder", "shipped_shared",
]  # fmt: skip

EMBEDDINGS_FILE: Final = Path(__file__).with_name("embeddings.onnx")
ENCODER_FILE: Final = Path(__file__).with_name("encoder.onnx")
VOCABULARY_FILE: Final = Path(__file__).with_name("encoder_pieces.txt")
CAREFUL_LAYERS: Final = Path(__file__).with_name("careful.onnx")
STATES: Final = 384
"""Numbers a token is told by."""


class Shared:
    """What all share: pieces of words; it remembers how words are cut, so keep one per thread."""

    def __init__(self, session: InferenceSession, vocabulary: Sequence[str]) -> None:
        self.session = session
        self.cache = PieceCache(vocabulary)

    def embedded(self, pieces: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
        """Return what each piece of a passage is told by before any layer, (pieces, STATES)."""
        found: npt.NDArray[np.float32] = self.session.run(None, {"pieces": pieces})[0]
        return found


class Encoder(Shared):
    """The encoder of the careful mode, ready to run."""

    def __init__(
        self,
        session: InferenceSession,
        vocabulary: Sequence[str],
        layers: Sequence[InferenceSession],
    ) -> None:
        super().__init__(session, vocabulary)
        self.layers = layers

    def states(self, cut: Tokens, start: int, end: int) -> npt.NDArray[np.float32]:
        """Return what each token from `start` to before `end` is told by, (tokens, STATES).

        It is the mean over the token's pieces, 0 for a token without any.
        """
        out = np.zeros((end - start, STATES), np.float32)
        for passage in passages(cut, start, end, self.cache):
            found = self.embedded(passage.pieces)
            for part in self.layers:
                found = part.run(None, {"states": found})[0]
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
    """Return a new encoder as it ships with the package; the networks in it are loaded once."""
    return Encoder(*loaded(), careful_layers())


def shipped_shared() -> Shared:
    """Return what is shared as it ships with the package, loaded once."""
    return Shared(*loaded())


@cache
def loaded() -> tuple[InferenceSession, tuple[str, ...]]:
    """Load what pieces of words are told by, and the pieces."""
    vocabulary = tuple(_read(VOCABULARY_FILE).decode("utf-8").split("\n")[:-1])
    return session_of(_read(EMBEDDINGS_FILE)), vocabulary


@cache
def careful_layers() -> tuple[InferenceSession, ...]:
    """Load the layers of the careful mode, as they came and as they were trained on."""
    return session_of(_read(ENCODER_FILE)), session_of(_read(CAREFUL_LAYERS))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise InputError(
            f"{file.parent}: no usable encoder ({fault}); reinstall the package (drafting needs "
            "it, reading without --careful does not)"
        ) from fault
