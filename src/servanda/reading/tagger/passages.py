"""Cut a text into the passages that the encoder of the careful mode reads one at a time.

A passage holds whole paragraphs while they fit, parts of a longer one up to the end of a sentence
where one ends in time. It opens with a mark of its own, and a separator stands after each
paragraph. What a token comes to does not hang on the other texts that are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from servanda.reading.tagger.pieces import CLASSIFY, MOST, SEPARATE, PieceCache
from servanda.reading.text.tokens import Tokens

__all__ = ["LENGTH", "Passage", "passages"]

LENGTH: Final = 192
"""Pieces in the longest passage; attention costs their square."""


@dataclass(frozen=True, eq=False)
class Passage:
    """The pieces of a stretch of tokens.

    `pieces`: their numbers. `token`: the token of the text each belongs to, -1 for the marks of
    the passage itself.
    """

    pieces: npt.NDArray[np.int32]
    token: npt.NDArray[np.int32]


def passages(cut: Tokens, start: int, end: int, cache: PieceCache) -> Iterator[Passage]:
    """Yield the passages of a text from token `start` to before `end`, in order.

    A token without pieces, such as a mark that cannot be printed, is in none.
    """
    words = [cache.of(word) for word in cut.words[start:end]]
    sizes = np.array([len(word) for word in words], np.int32)
    opening, separator = cache.number[CLASSIFY], cache.number[SEPARATE]
    paragraph = cut.paragraph[start:end]
    for first, after in stretches(sizes, cut.sentence[start:end], paragraph):
        pieces, token = [opening], [-1]
        for t in range(first, after):
            pieces += words[t]
            token += [start + t] * len(words[t])
            if t + 1 == after or paragraph[t + 1] != paragraph[t]:
                pieces.append(separator)
                token.append(-1)
        yield Passage(np.array(pieces, np.int32), np.array(token, np.int32))


def stretches(
    sizes: npt.NDArray[np.int32],
    sentence: npt.NDArray[np.int32],
    paragraph: npt.NDArray[np.int32],
) -> Iterator[tuple[int, int]]:
    """Yield the first token of each passage and the one after its last.

    `sizes`: pieces a token. The last paragraph's end that fits closes a passage, else the last
    sentence's, else the last token that fits.
    """
    n = len(sizes)
    start = 0
    while start < n:
        room = LENGTH - 2  # the opening, and the separator at the end
        at = start
        by_paragraph, by_sentence = start, start
        while at < n and room >= sizes[at]:
            room -= int(sizes[at])
            at += 1
            if at == n or paragraph[at] != paragraph[at - 1]:
                by_paragraph = at
                room -= 1
            if at == n or sentence[at] != sentence[at - 1]:
                by_sentence = at
        end = at if at == n else next(e for e in (by_paragraph, by_sentence, at) if e > start)
        yield start, end
        start = end


assert MOST < LENGTH - 2
