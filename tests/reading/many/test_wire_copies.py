"""Copies of one wire story are told from different stories on one matter."""

from __future__ import annotations

import re
from dataclasses import replace

from servanda.reading.many.wire_copies import (
    BANDS,
    MOST_COMPARED,
    Stories,
    bands_of,
    likeness,
    merged,
    signature,
)
from servanda.reading.read import Said, read_text

STORY = " ".join(
    f"In sentence {i} the minister of country {i * 7 % 13} spoke of plan {i * 5 % 11} and of the "
    f"border at kilometre {i * 3}, which the army of the north had reached on day {i}."
    for i in range(30)
)
OTHER = STORY.replace("minister", "general").replace("plan", "raid").replace("north", "south")


def said(text: str, name: str, publisher: str = "") -> Said:
    found = read_text(text, name, extract=lambda _: [])
    return replace(found, source=replace(found.source, publisher=publisher))


def test_a_copy_with_another_lead_and_byline_is_a_copy() -> None:
    copy = "KYIV (AP) - " + STORY.replace("on day 3.", "on day three.") + " Jane Doe contributed."
    assert likeness(signature(STORY), signature(copy)) > 0.8
    assert set(bands_of(signature(STORY))) & set(bands_of(signature(copy)))


def test_another_story_is_not() -> None:
    assert likeness(signature(STORY), signature(OTHER)) < 0.5


def test_the_estimate_is_as_good_as_it_says() -> None:
    """Against the shares counted outright, over stories that differ more and more."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}

    parts = STORY.split(". ")
    for kept in range(0, len(parts), 3):
        other = ". ".join(parts[:kept] + [part.upper() + " not" for part in parts[kept:]][::-1])
        other = other.replace("MINISTER", "general").replace("PLAN", "raid").replace("DAY", "night")
        a, b = runs(STORY), runs(other)
        truth = len(a & b) / len(a | b)
        assert abs(likeness(signature(STORY), signature(other)) - truth) < 4 * 0.0625


def test_thousands_of_form_letters_are_compared_with_few_others() -> None:
    """Texts that share most words but are no copies: the work on each must not grow."""
    letters = [
        f"Letter {i} from hall {i * 7 % 9973}. {STORY[:400]} Clerk {i * 31 % 9967} of room {i}."
        f" Row {i * 13 % 9949} and seat {i * 17 % 9941} of block {i * 19 % 9931} are kept for {i}."
        for i in range(1500)
    ]
    stories = Stories()
    most = 0
    for number, text in enumerate(letters):
        found = signature(text)
        near = {i for key in bands_of(found) for i in stories._meeting.get(key, ())}
        most = max(most, len(near))
        stories.number_of(found, str(number))
    assert most <= MOST_COMPARED * (BANDS + 1)
    kept = len(stories.names)
    assert kept > 200
    for number in range(0, kept, 97):
        again = stories.signatures[number]
        assert stories.number_of(again, "again") == (number, False)


def test_outlets_are_listed() -> None:
    stories = list(
        merged(
            [
                said(STORY, "a", "The Paper"),
                said(OTHER, "b"),
                said(STORY + " End.", "c", "The Post"),
            ]
        )
    )
    assert [s.source.id for s in stories] == ["a", "b"]
    assert stories[0].source.outlets == ("The Paper", "The Post")
    assert stories[1].source.outlets == ()


def test_short_texts_have_a_signature() -> None:
    assert likeness(signature(""), signature("")) == 1.0
    assert likeness(signature("one two"), signature("three four")) < 0.5
