"""How likely each answer of a party is, given what rules read and what a network hears.

Rules know the words that they were given, and are right where they know them; the network has
learnt from sentences of all kinds, and is never certain. A conditional logit [@McFadden1974,
eq. 12] weighs the two: of each answer it is asked whether rules read it last, and how likely the
plainest sentence tells it. The same weights serve every answer, so that yes and no are judged
alike. They were fitted to sets of articles with known answers, most of which no rule was made from
(`training/weigh_answers.py`).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

from servanda.reading.packages.answered import Answered
from servanda.reading.packages.heard_answers import Heard

__all__ = ["ANSWERS", "EVIDENCE", "chances_of", "evidence_on", "plain"]

ANSWERS: Final = ("accepts", "rejects", "conditional", "undeclared")
"""What a party may be told to answer."""
EVIDENCE: Final = ("read", "heard")
"""What is known for an answer: whether it is the last that rules read; the chance that a sentence
tells it, in the one that tells it most plainly."""

Numbers = npt.NDArray[np.float64]


def evidence_on(reports: Sequence[Answered], heard: Sequence[Heard]) -> Numbers:
    """Return what is known for each answer of a party, (answers, evidence), each in 0 to 1.

    Parameters: `reports`, what rules read, the report that counts last; `heard`, what the network
    hears of the party. Where rules read that an answer has given way to another, the sentence that
    told it counts no more.

    >>> evidence_on([], []).tolist()
    [[0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]]
    """
    read = [plain(each.answer) for each in reports]
    gone = {_place(each) for each in reports if plain(each.answer) != read[-1]}
    gone -= {_place(each) for each in reports if plain(each.answer) == read[-1]}
    left = [each for each in heard if not any(_tells(each, *place) for place in gone)]
    return np.array(
        [
            [float(read[-1:] == [answer]), max((each.chance(answer) for each in left), default=0.0)]
            for answer in ANSWERS
        ]
    )


def _place(report: Answered) -> tuple[str, str]:
    """Return the document and, in one line, the words that a report rests on."""
    return report.citation.source, " ".join(report.quote.split())


def _tells(heard: Heard, document: str, words: str) -> bool:
    """Say whether a sentence holds the words that a report rests on."""
    return heard.passage.document == document and words in " ".join(heard.passage.words.split())


def plain(answer: str) -> str:
    """Return a yes in principle as a yes, and every other answer as it is."""
    return "accepts" if answer == "in_principle" else answer


def chances_of(evidence: Numbers) -> dict[str, float]:
    """Return the chance of each answer, given what is known for each.

    >>> round(sum(chances_of(evidence_on([], [])).values()), 6)
    1.0
    """
    base, weight = weights()
    scores = base + evidence @ weight
    shares = np.exp(scores - scores.max())
    return dict(zip(ANSWERS, (shares / shares.sum()).tolist(), strict=True))


@cache
def weights() -> tuple[Numbers, Numbers]:
    """Return what each answer counts beforehand, and what each piece of evidence for it."""
    text = (files("servanda.reading.packages") / "answer_weights.csv").read_text(encoding="utf-8")
    found = {row["of"]: float(row["weight"]) for row in csv.DictReader(text.splitlines())}
    return np.array([found[each] for each in ANSWERS]), np.array([found[e] for e in EVIDENCE])
