"""A network that reads sentences and tells, of each party they name, what it answers to the plan.

Six layers of self-attention [@Vaswani2017, sect. 3; @Devlin2019, sect. 3], those of the small
general encoder [@Wang2020] trained on, and what decides above them. Some sentences are read side by
side; which words name a party is added to what each piece of a word is told by. It learnt from
sentences in words of our own (`training/answers`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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

__all__ = [
    "ISSUES", "LABELS", "LONGEST", "AnswerNetwork", "Chances", "Reading", "Sentence", "Window",
    "shipped_network", "windows",
]  # fmt: skip

LABELS: Final = ("none", "accepts", "rejects", "conditional", "undeclared")
"""What a party may be told to answer; `none`: the sentence tells of no answer of its."""
ISSUES: Final = (
    "ceasefire", "territory", "border", "sea_border", "withdrawal", "foreign_forces", "status",
    "autonomy", "referendum", "elections", "power_sharing", "governance", "constitution",
    "disarmament", "army_integration", "army_reform", "army_deployment", "force_limits",
    "demilitarised_zone", "prisoners", "hostages", "amnesty", "justice", "refugees",
    "minority_rights", "property", "land_reform", "membership", "sanctions", "reparations",
    "reconstruction", "resources", "aid", "economy", "bases", "transit", "navigation",
    "recognition", "arbitration", "language_rights", "police_reform", "party_status", "religion",
    "cross_border", "city_status", "settlements", "terrorist_listing", "arms_supply",
    "non_interference", "agreement_talks", "press",
)  # fmt: skip
"""What a sentence may be told to settle, as `issues.csv` calls it."""
NETWORK_FILE: Final = Path(__file__).with_name("answers.onnx")
MOST, LEAD, WINDOW = 100, 80, 160
"""Pieces read of a sentence, of the one read before it (its end), and of a window, where one
sentence is not longer alone."""
LONGEST: Final = 2_000
"""Letters of a sentence that are looked at: a longer one is a table or a list, not prose."""
UNNAMED: Final = -1
"""The name of pieces that are in none."""

Chances = npt.NDArray[np.float32]
Marks = npt.NDArray[np.int32]
Cut = tuple[list[int], list[int]]
"""The pieces of a sentence, and the name that each is in."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text, and where it names parties, none of these within another."""

    words: str
    named: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Window:
    """Sentences that are read side by side.

    `name` and `sentence`: the name that each piece is in, counted through the window, and the
    sentence, -1 for none. `heard`: of each name that is to be told, its number, its sentence's
    place in the text, and its place in that sentence. `told`: the sentences that are to be told of.
    """

    pieces: Marks
    name: Marks
    sentence: Marks
    heard: tuple[tuple[int, int, int], ...]
    told: tuple[int, ...]

    def shares(self) -> tuple[Chances, Chances]:
        """Return what each piece counts in the mean over each name, and over its sentence."""
        if not self.heard:
            return (np.zeros((0, len(self.name)), np.float32),) * 2
        own = np.stack([self.name == number for number, _, _ in self.heard])
        first = own.argmax(axis=1)
        inside = self.sentence[None, :] == self.sentence[first][:, None]
        return _means(own), _means(inside)


@dataclass(frozen=True)
class Reading:
    """What a text's sentences tell.

    `answers`: of each sentence the chance of each label for each name, (names, labels); `issues`:
    the chance that a sentence settles each issue, (sentences, issues).
    """

    answers: list[Chances]
    issues: Chances


class AnswerNetwork:
    """The network ready to run; it remembers how words are cut, so keep one per thread."""

    def __init__(self, shared: Shared, layers: InferenceSession) -> None:
        self.shared, self.layers = shared, layers

    def read(self, sentences: Sequence[Sentence]) -> Reading:
        """Return what each name of each sentence answers, and what each sentence settles.

        Parameters: `sentences`, a text's, in order. A name beyond the first `MOST` pieces of its
        sentence has 0 for every label, a sentence without a word 0 for every issue.
        """
        answers = [np.zeros((len(each.named), len(LABELS)), np.float32) for each in sentences]
        issues = np.zeros((len(sentences), len(ISSUES)), np.float32)
        cuts = [cut(self.shared.cache, each) for each in sentences]
        for window in windows(self.shared.cache, cuts):
            told = [each for each in window.told if cuts[each][0]]
            if not told:
                continue
            own, inside = window.shares()
            if not window.heard:  # what multiplies in whole numbers takes no table without a row
                own = inside = np.zeros((1, len(window.pieces)), np.float32)
            outside = window.sentence[None, :] != np.array(told)[:, None]
            names, settled = self.layers.run(None, {
                "states": self.shared.embedded(window.pieces),
                "named": (window.name != UNNAMED).astype(np.int32), "own": own, "inside": inside,
                "outside": outside[:, :, None].astype(np.float32),
            })  # fmt: skip
            issues[told] = settled
            for (_, sentence, name), row in zip(window.heard, names, strict=False):
                answers[sentence][name] = row
        return Reading(answers, issues)


def windows(cache: PieceCache, cuts: Sequence[Cut], most: int = WINDOW) -> Iterator[Window]:
    """Yield windows that tell each name once, each behind the sentence before its first.

    Parameters: `cuts`, the sentences of a text; `most`, how many pieces a window has, where its
    first sentence and the one before it have fewer.
    """
    opening, parting = cache.number[CLASSIFY], cache.number[SEPARATE]
    at = 0
    while at < len(cuts):
        pieces, name, sentence = [opening], [UNNAMED], [-1]
        heard: list[tuple[int, int, int]] = []
        names = 0
        end = max(at - 1, 0)
        while end < len(cuts):
            own, place = cuts[end]
            own, place = (own[-LEAD:], place[-LEAD:]) if end < at else (own, place)
            if end > at and len(pieces) + len(own) >= most:
                break
            pieces += [*own, parting]
            name += [each + names if each != UNNAMED else UNNAMED for each in place] + [UNNAMED]
            sentence += [end] * len(own) + [-1]
            if end >= at:
                heard += [(each + names, end, each) for each in sorted({*place} - {UNNAMED})]
            names += max(place, default=UNNAMED) + 1
            end += 1
        marks = (np.array(row, np.int32) for row in (pieces, name, sentence))
        yield Window(next(marks), next(marks), next(marks), tuple(heard), tuple(range(at, end)))
        at = end


def cut(cache: PieceCache, sentence: Sentence) -> Cut:
    """Return the first `MOST` pieces of a sentence, and the name that each is in."""
    pieces: list[int] = []
    place: list[int] = []
    for match in TOKEN.finditer(sentence.words, 0, LONGEST):
        own = cache.of(match.group())
        at = match.start()
        holds = (n for n, span in enumerate(sentence.named) if span.start <= at < span.end)
        pieces += own
        place += [next(holds, UNNAMED)] * len(own)
        if len(pieces) >= MOST:
            break
    return pieces[:MOST], place[:MOST]


def _means(chosen: npt.NDArray[np.bool_]) -> Chances:
    """Return what each piece counts in the mean over the chosen ones of each row."""
    shares: Chances = (chosen / chosen.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


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
