"""Scores of a ledger, against hand-made sums."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from tests.forecasts.test_book import asked

from servanda.door.ledger import ledger_add, ledger_crowd, ledger_resolve, ledger_score
from servanda.errors import InputError


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.jsonl"
    chances = {"a": 0.9, "b": 0.6, "c": 0.2, "d": 0.5, "e": 0.0}
    ledger_add(
        path,
        [
            asked(0, id=name, probability=chance, cluster=name if name != "b" else "a")
            for name, chance in chances.items()
        ],
    )
    table = path.with_name("crowd.csv")
    table.write_text("id,probability\na,0.5\nc,0.5\n", "utf-8")
    ledger_crowd(path, table, "A crowd")
    for name, answer in (("a", "yes"), ("b", "no"), ("c", "no"), ("d", "void")):
        ledger_resolve(path, name, answer, "The record")
    table.write_text("id,probability\na,1\n", "utf-8")
    ledger_crowd(path, table, "after the fact")
    return path


def test_scores_are_those_of_the_hand(book: Path) -> None:
    made = ledger_score(book)
    assert (made.resolved, made.void, made.open, made.clusters) == (3, 1, 1, 2)
    assert made.brier.value == pytest.approx((0.01 + 0.36 + 0.04) / 3)
    assert made.log.value == pytest.approx(-sum(map(math.log, (0.9, 0.4, 0.8))) / 3)
    assert made.base == pytest.approx((4 / 9 + 1 / 9 + 1 / 9) / 3)


def test_a_crowd_is_held_to_the_questions_it_answered_before_the_end(book: Path) -> None:
    made = ledger_score(book)
    assert made.crowd == 2
    assert made.brier_crowd == pytest.approx(0.25)
    assert made.gain_on_crowd is not None
    assert made.gain_on_crowd.value == pytest.approx(0.25 - (0.01 + 0.04) / 2)


def test_calibration_counts_every_question_once(book: Path) -> None:
    made = ledger_score(book)
    assert sum(each.questions for each in made.calibration) == made.resolved
    assert [each.came for each in made.calibration] == [0.0, 0.0, 1.0]


def test_a_sure_miss_is_not_infinite(book: Path) -> None:
    ledger_resolve(book, "e", "yes", "The record")
    assert math.isfinite(ledger_score(book).log.value)
    assert "questions, said" in str(ledger_score(book))


def test_seeds_repeat(book: Path) -> None:
    assert ledger_score(book, seed=4) == ledger_score(book, seed=4)


def test_nothing_resolved_is_told(tmp_path: Path) -> None:
    ledger_add(tmp_path / "book", [asked(1)])
    with pytest.raises(InputError, match="no question is resolved"):
        ledger_score(tmp_path / "book")
