"""Files of answers: what is read, and what is told of a file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.elicitation.simulated import answered

import servanda as sv
from servanda.elicitation.answers import case_as_told, read_experts
from servanda.errors import InputError
from servanda.quantity import Family, Interval

CASE = sv.load(Path(__file__).parents[1] / "cases" / "strait")
SWING = "war.swing"


def told(tmp_path: Path, *rows: str, head: str = "id,5%,50%,95%,why") -> Path:
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("war.swin,0.01,0.02,0.03,", "no such number"),
        ("war.swing,0.03,0.02,0.04,", "not in order"),
        ("war.swing,0.01,,0.04,", "give all three"),
        ("war.swing,a,b,c,", "give all three"),
        ("war.swing,0.01,0.02,2000,", "reaches beyond"),
        ("war.swing,,,,", "no question is answered"),
    ],
)
def test_a_wrong_answer_is_told_with_its_line(tmp_path: Path, row: str, wrong: str) -> None:
    with pytest.raises(InputError, match=wrong):
        read_experts([told(tmp_path, row)], CASE)


def test_semicolons_commas_and_percent_signs_are_read(tmp_path: Path) -> None:
    path = told(tmp_path, "war.swing;0,01;0,02;0,03;", head="id;5%;50%;95%;why")
    (one,) = read_experts([path], CASE)
    assert one.numbers[SWING] == (0.01, 0.02, 0.03)


def test_files_that_are_no_answers_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_experts([tmp_path / "none.csv"], CASE)
    with pytest.raises(InputError, match="columns id"):
        read_experts([told(tmp_path, "1,2", head="a,b")], CASE)
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read_experts([tmp_path / "x.csv"], CASE)
    with pytest.raises(InputError, match="one an expert"):
        read_experts([], CASE)


def test_an_answer_becomes_a_range_of_the_case(tmp_path: Path) -> None:
    (one,) = read_experts([answered(tmp_path / "a.csv", {SWING: (0.01, 0.02, 0.03)})], CASE)
    assert case_as_told(CASE, one).war.swing.form == Interval(0.01, 0.03)
    (two,) = read_experts([answered(tmp_path / "b.csv", {SWING: (0.0, 0.02, 0.03)})], CASE)
    made = case_as_told(CASE, two).war.swing.form
    assert made in (Family("uniform", (0.0, 0.03)), Interval(0.0, 0.03))


def test_what_is_not_answered_stays(tmp_path: Path) -> None:
    (one,) = read_experts([answered(tmp_path / "a.csv", {SWING: (0.01, 0.02, 0.03)})], CASE)
    made = case_as_told(CASE, one)
    assert made.war.costs == CASE.war.costs
