"""What each party answers to what is proposed: yes, in principle, yes if, no, or nothing yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from servanda.evidence.records import Commitment, Position, Stance
from servanda.evidence.span import Span

__all__ = ["Answer", "Verdict", "last_answers", "stance_of"]

Verdict = Literal[
    "accepts",
    "accepts_in_principle",
    "conditional",
    "rejects",
    "ambivalent",
    "neutral",
    "undeclared",
]
_POSITION: Final[dict[Verdict, Position]] = {
    "accepts": "support",
    "accepts_in_principle": "support",
    "conditional": "conditional",
    "rejects": "oppose",
    "ambivalent": "ambivalent",
    "neutral": "neutral",
}


@dataclass(frozen=True)
class Answer:
    """One report of where somebody stands on something, with the whole clause that decides.

    `holder`: the words that name who holds the stance, in the text (a subject, or "its" refusal);
    `actor`: whom they mean, an identifier of the tables or the slug of a name, empty where they
    only describe ("the commanders in the field"). `about`: the words for what is answered, None
    where they are left out ("Damascus accepted"); `issue`: the identifier of the document's issue
    they name, empty where none. `condition`: the words the answer hangs on. `said_by`: whose words
    report it, `author` or a statement's identifier; `on`: the ISO date the text gives the answer,
    empty where none. `hearsay`: somebody other than the holder's own side reports it. `ended`: the
    text says that it no longer holds. `commitment`: said of doing something oneself. `side`: the
    state or group the holder speaks for, as far as text or tables tell. `use`: how the deciding
    word answers, as the lexicon has it (`answer`, `deed`, `eval`), `said` for a statement as a
    whole; `sign`: which way it points, a condition left aside. `confidence` in 0..1.
    """

    document: str
    actor: str
    holder: Span
    verdict: Verdict
    about: Span | None
    issue: str
    condition: Span | None
    said_by: str
    on: str
    evidence: Span
    quote: str
    confidence: float = 1.0
    hedged: bool = False
    hearsay: bool = False
    ended: bool = False
    commitment: Commitment | None = None
    side: str = ""
    use: str = ""
    sign: int = 0


def stance_of(answer: Answer) -> Stance | None:
    """Return an answer as a coded stance; None where it is no stance, or about no issue."""
    position = _POSITION.get(answer.verdict)
    if position is None or answer.ended or not answer.issue or not answer.actor:
        return None
    return Stance(
        answer.document, answer.actor, answer.issue, position, answer.commitment, answer.said_by,
        answer.evidence, answer.quote, answer.confidence, answer.hedged,
    )  # fmt: skip


def last_answers(answers: Iterable[Answer]) -> dict[tuple[str, str], Answer]:
    """Return where each actor stands at the end on each issue: the last report decides.

    `answers` in the order of their documents' days and of the text. What has ended and what was
    only said of a party by another does not replace what it said itself.
    """
    found: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        key = (answer.actor, answer.issue)
        before = found.get(key)
        if answer.ended or (before and answer.verdict == "undeclared"):
            continue
        if before and answer.hearsay and not before.hearsay:
            continue
        found[key] = answer
    return found
