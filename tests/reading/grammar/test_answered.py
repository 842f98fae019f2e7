"""What an answer is about: the issue after its verb, before it, or last spoken of."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.reading.grammar.answered import RECENT
from servanda.reading.read import read_text


def issues(text: str) -> list[tuple[str, str]]:
    said = read_text(text, "d", date(2025, 9, 5), lambda _: [])
    return [(each.actor, each.issue) for each in said.answers]


@pytest.mark.parametrize(
    ("said", "issue"),
    [
        ("Egypt rejected a ceasefire.", "ceasefire"),
        ("A ceasefire was rejected by Egypt.", "ceasefire"),
        ("A ceasefire was tabled in Cairo. Egypt refused to sign it.", "ceasefire"),
        ("A ceasefire was tabled. Egypt refused.", "ceasefire"),
        ("A plan was tabled in Cairo. Egypt signed.", "peace_deal"),
        ("Egypt gave its blessing.", "peace_deal"),
        ("Egypt rejects the annex.", "annex"),
        ("Egypt called a ceasefire acceptable.", "ceasefire"),
    ],
)
def test_an_answer_finds_its_issue(said: str, issue: str) -> None:
    assert issues(said) == [("EGY", issue)]


def test_a_deed_without_an_object_answers_nothing() -> None:
    assert issues("Egypt joined.") == []


def test_what_was_spoken_of_long_ago_is_no_longer_meant() -> None:
    river = "The river rose.\n\n"
    near, far = (f"Talks were held.\n\n{river * n}Egypt refused." for n in (1, RECENT // 8))
    assert issues(near) == [("EGY", "peace_talks")]
    assert issues(far) == []


def test_a_title_of_an_agreement_is_answered_as_itself() -> None:
    said = read_text("Egypt signed the Nairobi Accord of 2019.", "d", None, lambda _: [])
    assert [a.verdict for a in said.answers] == ["accepts"]
    assert "nairobi" in said.answers[0].issue
