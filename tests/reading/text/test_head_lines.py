"""Which lines may be masthead, and which are sentences, datelines and quotations."""

from __future__ import annotations

import pytest

from servanda.reading.text.head_lines import lines_of

PROSE = (
    "The two sides met in the capital on Thursday and agreed on the points that kept them apart."
)


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("The Quayside Post, 3 May 2024", "head"),
        (PROSE, "prose"),
        ("On May 3, 2024 the two sides met and shook hands.", "prose"),
        (f"OSLO, May 3, 2024 (Quayside Wire) — {PROSE}", "dateline"),
        ("“We will keep it.” — Olena Koval", "prose"),
        ("OSLO, May 3, 2024 (Quayside Wire) – by Ana Ruiz", "dateline"),
    ],
)
def test_how_a_line_stands(line: str, stands: str) -> None:
    assert list(lines_of(["Truce holds", line], []))[1].stands == stands


def test_of_a_sentence_only_who_asked_is_told() -> None:
    (_, line) = lines_of(["“We had no bag”", "A nurse from the valley talks to Maria Ruiz."], [])
    assert [part.words for part in line.parts] == ["Maria Ruiz"]


def test_behind_the_first_long_paragraph_lines_are_no_head() -> None:
    lines = list(
        lines_of(["Truce holds", PROSE * 2, "The Quayside", PROSE, PROSE, PROSE, PROSE], [])
    )
    assert [line.stands for line in lines][2] == "prose"


def test_short_lines_at_the_end_are_its_foot() -> None:
    lines = list(
        lines_of(["Truce holds", PROSE], [PROSE, "Maria Ruiz", "Quayside Post, 3 May 2024"])
    )
    assert [line.stands for line in lines] == ["head", "prose", "foot", "foot"]


@pytest.mark.parametrize("below", ["• Norland, with its wells.", "1. Norland.", f"{PROSE}"])
def test_what_more_is_told_behind_is_no_signature(below: str) -> None:
    head = ["Truce holds", f"{PROSE} {PROSE}", "IN FAVOUR", below]
    assert list(lines_of(head, []))[2].stands == "prose"
    assert list(lines_of(head[:3], []))[2].stands == "foot"
