"""What a verb of answering says: yes, no, yes if, or nothing."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import WAR

from servanda.drafting.sides import belligerents_of
from servanda.reading.packages.answer_patterns import verbs
from servanda.reading.packages.answer_verbs import verb_answer
from servanda.reading.read import read_text


def told(words: str) -> str:
    said = read_text(f"Talks\n\n3 May 1994\n\n{WAR}{words}", "one", extract=lambda _: [])
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    at = said.text.index(words)
    held = [m for m in parties.mentions["one"] if m.span.start >= at]
    found = [verb_answer(m, words, held, at, ["TCD", "LBY"]) for m in verbs().finditer(words)]
    return next((answer[0] for answer in found if answer), "")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Chad signed the accord.", "accepts"),
        ("Chad refused the accord.", "rejects"),
        ("Chad did not sign the accord.", "rejects"),
        ("Chad accepts the accord in principle.", "in_principle"),
        ("Chad would rather fight than sign the accord.", "rejects"),
        ("Had Chad refused the accord, all was lost.", ""),
        ("Chad signed nothing but the list of guests.", ""),
        ("Chad agreed to reopen the talks.", ""),
        ("Chad refused that sequence of steps.", ""),
        ("Chad hasn't signed the accord.", "rejects"),
        ("Chad doesn't say no.", ""),
        ("Nothing that Chad can't accept will pass.", ""),
        ("Chad shall endorse the accord.", ""),
        ("Chad is on board.", "accepts"),
        ("Chad would never be bound by it.", "rejects"),
        ("Chad left; the base it refused.", ""),
        ("The plan it refused.", "rejects"),
        ("Egypt begged Chad up to the last hour not to sign.", ""),
    ],
)
def test_a_verb(words: str, answer: str) -> None:
    assert told(words) == answer
