"""What is heard and read of a party, for tests."""

from __future__ import annotations

import numpy as np

from servanda.evidence.records import Citation
from servanda.evidence.span import Span
from servanda.reading.packages.answer_network import LABELS
from servanda.reading.packages.answered import Answered
from servanda.reading.packages.heard_answers import Heard
from servanda.reading.packages.parties import Parties, Party
from servanda.reading.packages.passages import Passage


def heard(party: str, words: str = "", who: str = "", **chances: float) -> Heard:
    """Return what a sentence of its own, or `words`, is heard to tell."""
    row = np.array([chances.get(label, 0.0) for label in LABELS], np.float32)
    name = party or who
    words = words or f"{name} spoke: " + ", ".join(f"{k} {v}" for k, v in chances.items())
    at = words.index(name)
    passage = Passage("one", Span(0, len(words)), words, words, "prose", 0, None)
    return Heard(party, passage, row, Span(at, at + len(name)), "name", who)


def report(party: str, answer: str, words: str = "", strength: float = 1.0) -> Answered:
    """Return what rules read."""
    quote = words or f"{party} {answer} the plan."
    return Answered(party, answer, "", Citation("one", quote), None, "narration", strength)


def known(*names: str, kind: str = "armed") -> Parties:
    """Return parties of these names."""
    return Parties({name: Party(name, name, kind) for name in names})
