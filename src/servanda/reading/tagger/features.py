"""What the tagger sees of a token: hashed features of its form, and where it stands.

The form is seen through hashes only (of the word, its edges and its shape), so that a trained
model holds no word of the corpus it was trained on.
"""

from __future__ import annotations

import re
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
from servanda.reading.tagger.lexicon import word_classes
from servanda.reading.text.tokens import Tokens

__all__ = ["FORM_ROWS", "FORM_WIDTH", "PLACES", "form_features", "place_features"]

WORD_ROWS: Final = 1 << 15
AFFIX_ROWS: Final = 1 << 13
SHAPE_ROWS: Final = 1 << 9
CLASS_ROWS: Final = 32
FORM_ROWS: Final = 1 + WORD_ROWS + AFFIX_ROWS + SHAPE_ROWS + CLASS_ROWS
FORM_WIDTH: Final = 14
AFFIX: Final = 1 + WORD_ROWS
SHAPE: Final = AFFIX + AFFIX_ROWS
CLASS: Final = SHAPE + SHAPE_ROWS
PLACES: Final = (24, 8, 8, 8, 4, 8)
LONGEST: Final = 64

DIGITS: Final = re.compile(r"\d")


def form_features(word: str) -> list[int]:
    """Return the rows of the feature table that a token's form switches on; 0 is none.

    The first entry stands for the word itself; then its first and last one to four letters, its
    shape, and its classes in the lexicon. `FORM_WIDTH` entries.

    >>> len(form_features("said")), form_features("Said")[0] == form_features("said")[0]
    (14, True)
    """
    word = word[:LONGEST]
    plain = DIGITS.sub("0", word.lower().replace("’", "'"))
    rows = [1 + hashed(plain) % WORD_ROWS]
    edges = [f"<{plain[:size]}" for size in (2, 3, 4) if len(plain) > size]
    edges += [f"{plain[-size:]}>" for size in (1, 2, 3, 4) if len(plain) > size]
    rows += [AFFIX + hashed(edge) % AFFIX_ROWS for edge in edges]
    shape = shape_of(word)
    rows.append(SHAPE + hashed(shape) % SHAPE_ROWS)
    short = "=" + shape[:1] + str(min(len(word), 9))
    rows.append(SHAPE + hashed(short) % SHAPE_ROWS)
    rows.extend(CLASS + number for number in word_classes(plain)[:4])
    return rows + [0] * (FORM_WIDTH - len(rows))


def hashed(text: str) -> int:
    """Return a hash that is the same on every machine and in every run."""
    return crc32(text.encode("utf-8", "replace"))


def shape_of(word: str) -> str:
    """Return the pattern of capitals, small letters and digits, runs longer than two cut."""
    pattern: list[str] = []
    for letter in word:
        kind = "d" if letter.isdigit() else "X" if letter.isupper() else "x"
        kind = kind if letter.isalnum() else letter
        if pattern[-2:] != [kind, kind]:
            pattern.append(kind)
    return "".join(pattern)


def place_features(cut: Tokens) -> npt.NDArray[np.uint8]:
    """Return where each token stands, as six numbers below `PLACES`; shape (tokens, 6).

    They are: the state and length of the quotation, the edge of a sentence or paragraph, the
    number of the sentence in its paragraph with the paragraph's length, the number of the
    paragraph, the spacing, and the quotation marks in the sentence.
    """
    return places(
        cut.mark, cut.spaced, cut.sentence, cut.paragraph, cut.quote, cut.quote_words, cut.unclosed
    )


@compiled
def places(
    mark: npt.NDArray[np.uint8],
    spaced: npt.NDArray[np.bool_],
    sentence: npt.NDArray[np.int32],
    paragraph: npt.NDArray[np.int32],
    quote: npt.NDArray[np.uint8],
    quote_words: npt.NDArray[np.int32],
    unclosed: npt.NDArray[np.bool_],
) -> npt.NDArray[np.uint8]:
    """Compute `place_features` in one pass over the sentences."""
    n = len(mark)
    out = np.zeros((n, 6), np.uint8)
    a = 0
    place_in_paragraph, paragraph_number = -1, -1
    while a < n:
        b = a
        speaks, opens = 0, False
        while b < n and sentence[b] == sentence[a]:
            if quote[b] == 2:
                speaks |= 1
            elif quote[b] == 0 and (mark[b] == 0 or mark[b] == 1):
                speaks |= 2
            if quote[b] == 1:
                opens = True
            b += 1
        first = a == 0 or paragraph[a] != paragraph[a - 1]
        last = b == n or paragraph[b] != paragraph[b - 1]
        place_in_paragraph = 0 if first else min(place_in_paragraph + 1, 3)
        paragraph_number += first
        short = first and last and b - a < 12
        for i in range(a, b):
            w = quote_words[i]
            size = 0 if w <= 1 else 1 if w == 2 else 2 if w <= 4 else 3 if w <= 7 else 4
            if unclosed[i]:
                size = 5
            if quote[i] > 0:
                out[i, 0] = 1 + (quote[i] - 1) * 6 + size
            edge = 0
            if i == a:
                edge = 2 if first else 1
            elif i == b - 1:
                edge = 4 if last else 3
            out[i, 1] = edge
            out[i, 2] = place_in_paragraph + (4 if short else 0)
            out[i, 3] = min(paragraph_number, 3) + (4 if mark[b - 1] == 3 or quote[b - 1] else 0)
            out[i, 4] = spaced[i]
            out[i, 5] = speaks + (4 if opens else 0)
        a = b
    return out
