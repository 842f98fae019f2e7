"""Cut tokens into the word pieces that the encoder of the careful mode knows.

A word is lower-cased, stripped of its accents and parted at punctuation; what is left is cut into
the longest pieces the vocabulary holds, from the left [@Wu2016, sect. 4.1]. Text is cut token by
token, so every piece belongs to one token and offsets need no bookkeeping.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

__all__ = ["CLASSIFY", "SEPARATE", "UNKNOWN", "PieceCache"]

UNKNOWN: Final = "[UNK]"
CLASSIFY: Final = "[CLS]"
SEPARATE: Final = "[SEP]"
LONGEST: Final = 100
"""Letters of the longest word that is cut; a longer one is one unknown piece."""
MOST: Final = 24
"""Pieces of a token that are kept: an address of a web page says no more by its hundredth."""
REMEMBERED: Final = 1 << 15
PLAIN: Final = str.maketrans("“”„«»‘’‚`´", "\"\"\"\"\"'''''")


class PieceCache:
    """Cuts words into numbers of pieces and remembers those it has cut, up to a fixed number.

    `vocabulary`: the pieces in the order of their numbers; one that goes on within a word begins
    with ``##``.

    >>> pieces = PieceCache(["[UNK]", "cease", "##fire", "-"])
    >>> pieces.of("Cease-fire"), pieces.of("ceasefire"), pieces.of("peace")
    ((1, 3, 0), (1, 2), (0,))
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.number = {piece: at for at, piece in enumerate(vocabulary)}
        self.unknown = self.number[UNKNOWN]
        self.known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a token's pieces; none where it has no letter one could print."""
        found = self.known.get(word)
        if found is None:
            if len(self.known) > REMEMBERED:
                self.known.clear()
            parts = parted(word.translate(PLAIN))
            found = tuple(n for part in parts for n in self.cut(part))[:MOST]
            self.known[word] = found
        return found

    def cut(self, word: str) -> list[int]:
        """Cut a word without punctuation into the longest pieces known."""
        if len(word) > LONGEST:
            return [self.unknown]
        out: list[int] = []
        at = 0
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = self.number.get(("##" if at else "") + word[at:end])
                if piece is not None:
                    break
            else:
                return [self.unknown]
            out.append(piece)
            at = end
        return out


def parted(text: str) -> list[str]:
    """Return the words and punctuation marks of a text, in small letters without accents.

    >>> parted("Émile's U.N.")
    ['emile', "'", 's', 'u', '.', 'n', '.']
    """
    letters = []
    for letter in text:
        kind = kind_of(letter)
        if kind != "drop":
            letters.append(
                f" {letter} " if kind == "ideograph" else " " if kind == "space" else letter
            )
    out: list[str] = []
    for word in "".join(letters).lower().split():
        begun = False
        for letter in unicodedata.normalize("NFD", word):
            if unicodedata.category(letter) == "Mn":
                continue
            if kind_of(letter) == "mark":
                out.append(letter)
                begun = False
            elif begun:
                out[-1] += letter
            else:
                out.append(letter)
                begun = True
    return out


@cache
def kind_of(letter: str) -> str:
    """Return what a letter does to the word it stands in: mark, space, ideograph, drop, letter."""
    category = unicodedata.category(letter)
    if letter in "\t\n\r" or category == "Zs":
        return "space"
    if letter in "\0\ufffd" or category.startswith("C"):
        return "drop"
    if category.startswith("P") or (letter.isascii() and not letter.isalnum()):
        return "mark"
    name = ord(letter)
    if any(low <= name <= high for low, high in IDEOGRAPHS):
        return "ideograph"
    return "letter"


IDEOGRAPHS: Final = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)
