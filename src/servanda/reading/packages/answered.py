"""One report of what a party answers to the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from servanda.evidence.records import Citation
from servanda.reading.packages.passages import item_id

__all__ = ["Answered", "in_words"]


@dataclass(frozen=True)
class Answered:
    """One report of where a party stands on the plan.

    `answer`: `accepts`, `in_principle`, `conditional`, `rejects` or `undeclared`; `condition` its
    words; `reporter` whose words report it (`narration`, or a party); `strength` how binding the
    words are: a signature more than a welcome; `past`: it was given before what the text tells last
    ("had rejected"); `heard`: no rule reads it, the network alone hears it.
    """

    party: str
    answer: str
    condition: str
    citation: Citation
    day: date | None
    reporter: str
    strength: float
    past: bool = False
    heard: bool = False

    @property
    def id(self) -> str:
        """Return what a decision on this report refers to."""
        return item_id("a", self.party, self.citation)

    @property
    def quote(self) -> str:
        """Return the clause it rests on."""
        return self.citation.quote


def in_words(text: str) -> str:
    """Return a condition as it is kept: one line, no marks at its ends, 300 characters at most."""
    return " ".join(text.split()).strip(" ,.;")[:300]
