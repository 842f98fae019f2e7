"""Turns of phrase that hint at an answer: read where they are plain, asked where they may not be.

`tests/corpus/oblique_pairs.csv`: a set's first line and each other line are a pair. `verdict` is
what Libya answers: `no`, `yes`, `open` (told to be silent), `ask` (nothing, with a question to the
reader) or `quiet` (no answer, though a question may be put).
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from tests.reading.packages.told import package

from servanda.reading.packages.oblique_answers import MOST
from servanda.reading.packages.plan import Package

CORPUS = Path(__file__).parents[2] / "corpus" / "oblique_pairs.csv"
LIBYA = "LBY"


def rows() -> list[dict[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def verdict(told: Package) -> str:
    answer = told.answers[LIBYA][-1].answer if LIBYA in told.answers else ""
    asked = any(each.seems and each.party in {LIBYA, ""} for each in told.open_answers)
    return {"rejects": "no", "accepts": "yes", "in_principle": "yes", "conditional": "if"}.get(
        answer, "ask" if asked else "open" if answer else "quiet"
    )


@pytest.fixture(scope="module")
def read() -> list[tuple[dict[str, str], str]]:
    return [(row, verdict(package(row["text"]))) for row in rows()]


def test_nineteen_of_twenty_pairs_are_right(read: list[tuple[dict[str, str], str]]) -> None:
    may_be = {"quiet": {"quiet", "ask", "open"}, "ask": {"ask"}, "open": {"open", "quiet"}}
    right = Counter(found in may_be.get(r["verdict"], {r["verdict"]}) for r, found in read)
    assert right[True] / len(read) >= 0.95, [
        (row["verdict"], found, row["text"]) for row, found in read if found != row["verdict"]
    ]


def test_nothing_is_turned_round_or_made_up(read: list[tuple[dict[str, str], str]]) -> None:
    certain = {"yes", "no", "if"}
    assert not [r for r, found in read if r["verdict"] == "no" and found in {"yes", "if"}]
    assert not [r for r, found in read if r["verdict"] == "yes" and found in {"no", "if"}]
    assert not [r for r, found in read if r["verdict"] not in certain and found in certain]


def test_a_question_shows_the_words_and_who_is_not_known_is_named_as_written() -> None:
    told = package("From the Grand Mufti comes this: obedience to such a plan is not owed.")
    [asked] = [each for each in told.open_answers if each.seems]
    assert asked.party == "" and asked.who == "Grand Mufti"
    told = package("Only Colonel Abdu Hamid laughed: for him the plan was a suicide note.")
    [asked] = [each for each in told.open_answers if each.seems]
    assert asked.party == "abdu-hamid" and asked.seems == "reject"
    assert asked.citations[0].quote.endswith("suicide note.")


def test_plainer_words_stand_and_questions_are_few() -> None:
    assert not package("Libya signed the plan. Libya says that the door is closed.").open_answers
    many = " ".join(f"Old Mr {n}son found that the plan sold the valley." for n in "ABCDEFGHIJK")
    assert len(package(many).open_answers) <= MOST
