"""Plain reports are found by rule where the tagger is silent."""

from __future__ import annotations

import pytest

from servanda.reading.grammar.attribution import Attribution
from servanda.reading.grammar.plain_reports import put_right

PLAIN = [
    (
        "Russia, which launched the war in 2022, has maintained that Kyiv will not join.",
        ("Russia", "has maintained", "that Kyiv will not join"),
    ),
    (
        "A “Coalition of the Willing,” a group of nations that back Kyiv, has called for talks.",
        ("A “Coalition of the Willing,”", "has called for", "talks"),
    ),
    (
        "On Monday, the junta refused to lift its siege, while Mali watched.",
        ("the junta", "refused", "to lift its siege"),
    ),
    (
        "The junta fears that the border will stay shut.",
        ("The junta", "fears", "that the border will stay shut"),
    ),
    (
        "“We want no war,” Kim said in a speech, state media reported.",
        ("Kim", "said", "“We want no war,”"),
    ),
]


@pytest.mark.parametrize(("text", "parts"), PLAIN)
def test_plain_reports(text: str, parts: tuple[str, str, str]) -> None:
    [one] = put_right(text, [])
    read = (" ".join(text[a:b] for a, b in spans) for spans in (one.source, one.cue, one.content))
    assert tuple(read) == parts


@pytest.mark.parametrize(
    "text",
    [
        "After the talks in Jeddah collapsed the group that left announced that it would return.",
        "“He has maintained that Kyiv will join.”",
        "Nothing in the years since suggests that its stance is softer, if it ever was.",
        "Not all proposed settlements in the region should be treated as equally valid.",
    ],
)
def test_what_is_not_plain_is_left_alone(text: str) -> None:
    assert put_right(text, []) == []


def test_nothing_is_read_over_what_was_found() -> None:
    text = "Russia has maintained that Kyiv will not join."
    one = Attribution(((0, 6),), ((7, 21),), ((27, 45),), "indirect", 0.9)
    assert put_right(text, [one]) == [one]


def test_where_something_was_said_is_no_content() -> None:
    text = "He announced in Ohrid on Saturday."
    one = Attribution(((0, 2),), ((3, 12),), ((13, 33),), "indirect", 0.4)
    assert put_right(text, [one]) == []
