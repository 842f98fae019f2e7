"""Cut a text into tokens, sentences and paragraphs, and follow its quotation marks.

Nothing is normalised away: a token is a pair of code point offsets into the text as given, so
that whatever is found later satisfies ``text[start:end]``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled

__all__ = ["QuoteState", "Tokens", "sentences", "tokenised"]

TOKEN: Final = re.compile(
    r"([a-z]{2,}+(?!['’\w])"  # most words: what follows is slower and finds the same
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)+"  # 1,300.5
    r"|\w+(?:['’](?!s\b)\w+)*"  # don't, O'Brien, but the possessive stands alone
    r"|['’]s\b"
    r"|``|''"
    r"|[^\w\s])"
)
NEWLINE: Final = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

ABBREVIATIONS: Final = frozenset(
    re.findall(
        r"\w+",
        """mr mrs ms dr prof sen gov rep reps sens gen col lt maj capt sgt cmdr adm st jr sr vs dept
        inc corp co ltd jan feb mar apr jun jul aug sep sept oct nov dec mt ft rev hon pres amb min
        al etc fig art approx est conn mass calif fla pa va md ill ga tex wash ariz colo mich minn
        wis ore okla tenn ala ark ind kan ky la miss mo mont neb nev""",
    )
)


class Mark(IntEnum):
    """What a token is to the sentence splitter and the quotation follower."""

    OTHER = 0
    CAPITAL = 1
    ABBREVIATION = 2
    TERMINATOR = 3
    OPENING = 4
    CLOSING = 5
    STRAIGHT = 6
    SINGLE = 7
    OPEN_BRACKET = 8
    CLOSE_BRACKET = 9
    INITIAL = 10
    DIGIT = 11
    PUNCTUATION = 12


class QuoteState(IntEnum):
    """Where a token stands to the double quotation marks of its paragraph."""

    OUTSIDE = 0
    OPENING = 1
    INSIDE = 2
    CLOSING = 3


@dataclass(frozen=True, eq=False)
class Tokens:
    """A text cut into tokens; every array has one entry a token.

    `start`, `end`: code point offsets. `sentence`, `paragraph`: numbers counted from 0.
    `quote`: a `QuoteState`. `quoted`: True between double quotation marks. `quote_words`: the
    number of words in the quotation the token stands in or delimits (0 outside), the clue that
    tells a scare quote from speech. `unclosed`: True in a quotation that its paragraph leaves
    open. `mark`: the class of the token. `word`: True for words and numbers, False for punctuation
    marks. `spaced`: True where white space stands before it.
    """

    text: str
    words: list[str]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    mark: npt.NDArray[np.uint8]
    word: npt.NDArray[np.bool_]
    spaced: npt.NDArray[np.bool_]
    sentence: npt.NDArray[np.int32]
    paragraph: npt.NDArray[np.int32]
    quote: npt.NDArray[np.uint8]
    quote_words: npt.NDArray[np.int32]
    unclosed: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.words)

    @property
    def quoted(self) -> npt.NDArray[np.bool_]:
        """True for tokens between double quotation marks."""
        inside: npt.NDArray[np.bool_] = self.quote == QuoteState.INSIDE
        return inside


MARKS: Final = {
    **dict.fromkeys(".?!", Mark.TERMINATOR),
    **dict.fromkeys(["“", "„", "«", "``"], Mark.OPENING),
    **dict.fromkeys(["”", "»", "''"], Mark.CLOSING),
    **dict.fromkeys("([{", Mark.OPEN_BRACKET),
    **dict.fromkeys(")]}", Mark.CLOSE_BRACKET),
    **dict.fromkeys("'’‘‚", Mark.SINGLE),
    '"': Mark.STRAIGHT,
}


class Marks(dict[str, int]):
    """The classes of the tokens met, up to a fixed number of them."""

    def __missing__(self, word: str) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        self[word] = mark = mark_of(word)
        return mark


def mark_of(word: str) -> int:
    """Return the class of a token, a `Mark`."""
    known = MARKS.get(word)
    if known is not None:
        return int(known)
    first = word[0]
    if first.isdigit():
        return int(Mark.DIGIT)
    if not (first.isalnum() or first == "_" or len(word) > 1):
        return int(Mark.PUNCTUATION)
    if word.lower() in ABBREVIATIONS:
        return int(Mark.ABBREVIATION)
    if first.isupper():
        return int(Mark.INITIAL if len(word) == 1 and first != "I" else Mark.CAPITAL)
    return int(Mark.OTHER)


MET: Final = Marks()
REMEMBERED: Final = 1 << 16


def tokenised(text: str) -> Tokens:
    """Cut a text into tokens and say of each its sentence, paragraph and place in a quotation.

    A paragraph ends at a line end; quotation marks are followed within a paragraph only, so one
    forgotten mark spoils no more than that. Time grows linearly with the text.

    >>> cut = tokenised('“We won’t sign,” she said. He left.')
    >>> cut.words[:6], cut.quoted[:6].tolist(), cut.sentence.tolist()[-3:]
    (['“', 'We', 'won’t', 'sign', ',', '”'], [False, True, True, True, True, False], [1, 1, 1])
    """
    pieces = TOKEN.split(text)  # what stands between tokens, and the tokens, by turns
    edges = np.cumsum(np.fromiter(map(len, pieces), np.int32, len(pieces)), dtype=np.int32)
    words = pieces[1::2]
    n = len(words)
    start, end = edges[0:-1:2].copy(), edges[1::2].copy()
    mark = np.array(list(map(MET.__getitem__, words)), np.uint8)
    lines = np.array([match.start() for match in NEWLINE.finditer(text)], np.int32)
    paragraph = dense(np.searchsorted(lines, start).astype(np.int32))
    spaced = np.ones(n, np.bool_)
    followed = np.ones(n, np.bool_)
    if n:
        spaced[1:] = start[1:] > end[:-1]
        followed[:-1] = spaced[1:]
        spaced[0] = start[0] == 0 or text[start[0] - 1].isspace()
    followed[n - 1 :] = True
    word = (mark <= Mark.ABBREVIATION) | (mark == Mark.INITIAL) | (mark == Mark.DIGIT)
    quote, quote_words, unclosed = follow_quotes(mark, spaced, followed, paragraph, word)
    sentence = split_sentences(mark, spaced, paragraph, quote)
    return Tokens(
        text,
        words,
        start,
        end,
        mark,
        word,
        spaced,
        sentence,
        paragraph,
        quote,
        quote_words,
        unclosed,
    )


def dense(numbers: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Renumber a rising sequence without gaps, from 0."""
    steps = np.zeros(len(numbers), np.int32)
    steps[1:] = numbers[1:] != numbers[:-1]
    return np.cumsum(steps, dtype=np.int32)


@compiled
def follow_quotes(
    mark: npt.NDArray[np.uint8],
    spaced: npt.NDArray[np.bool_],
    followed: npt.NDArray[np.bool_],
    paragraph: npt.NDArray[np.int32],
    word: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int32], npt.NDArray[np.bool_]]:
    """Follow double quotation marks; a nested mark is inside, the first closing one closes."""
    n = len(mark)
    state = np.zeros(n, np.uint8)
    words = np.zeros(n, np.int32)
    unclosed = np.zeros(n, np.bool_)
    opened, count = -1, 0
    for i in range(n + 1):
        if opened >= 0 and (i == n or paragraph[i] != paragraph[opened]):
            words[opened:i] = count
            unclosed[opened:i] = True
            opened = -1
        if i == n:
            break
        kind = mark[i]
        if kind < 4 or kind > 6:
            if opened >= 0:
                state[i] = 2
                count += word[i]
            continue
        opening = kind == 4
        if kind == 6:
            before = spaced[i] or i == 0 or paragraph[i - 1] != paragraph[i] or mark[i - 1] == 8
            after = followed[i] or i == n - 1
            closes = not after and i + 1 < n and (mark[i + 1] == 3 or mark[i + 1] == 9)
            clear_open = before and not after
            clear_close = not before and (after or closes)
            if clear_open == clear_close:
                opening = opened < 0
            else:
                opening = clear_open
        if opening:
            if opened < 0:
                opened, count = i, 0
                state[i] = 1
            else:
                state[i] = 2
        elif opened >= 0:
            state[i] = 3
            words[opened : i + 1] = count
            opened = -1
    return state, words, unclosed


@compiled
def split_sentences(
    mark: npt.NDArray[np.uint8],
    spaced: npt.NDArray[np.bool_],
    paragraph: npt.NDArray[np.int32],
    quote: npt.NDArray[np.uint8],
) -> npt.NDArray[np.int32]:
    """Number the sentences: a full stop ends one unless it belongs to an abbreviation."""
    n = len(mark)
    sentence = np.zeros(n, np.int32)
    number = 0
    ended = False
    for i in range(n):
        if i > 0:
            if paragraph[i] != paragraph[i - 1]:
                number += 1
                ended = False
            elif ended:
                kind = mark[i]
                trailing = kind == 3 or kind == 5 or kind == 9 or quote[i] == 3
                if not trailing:
                    starts = kind == 1 or kind == 2 or kind == 4 or kind == 6 or kind == 8
                    starts = starts or kind == 10 or kind == 11 or kind == 7
                    if starts and (spaced[i] or quote[i] == 1):
                        number += 1
                    ended = False
        if mark[i] == 3:
            short = i > 0 and not spaced[i] and (mark[i - 1] == 2 or mark[i - 1] == 10)
            ended = not short
        sentence[i] = number
    return sentence


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the code point span of every sentence, edges on tokens.

    >>> sentences("Mr. Rutte spoke. Kyiv agreed.")
    [(0, 16), (17, 29)]
    """
    cut = tokenised(text)
    if not len(cut):
        return []
    first = np.flatnonzero(np.diff(cut.sentence, prepend=-1))
    last = np.append(first[1:], len(cut)) - 1
    return list(zip(cut.start[first].tolist(), cut.end[last].tolist(), strict=True))
