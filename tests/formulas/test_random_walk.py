"""First passage of the front line: the ruin problem against oracle rows and limits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.random_walk import expected_duration, hitting_transforms, war_course

chances = st.one_of(st.just(0.0), st.floats(1e-12, 0.5), st.sampled_from([0.05, 0.25, 0.5]))


@settings(max_examples=100, deadline=None)
@given(p=chances, q=chances, n=st.integers(2, 30), eta=st.sampled_from([1e-7, 1e-5, 0.01]))
def test_duration_and_chances_of_victory_agree_on_the_exits(
    p: float, q: float, n: int, eta: float
) -> None:
    k = n // 2
    months = expected_duration(p, q, n, k, eta)
    a_wins, b_wins = hitting_transforms(p, q, n, k, 1 - eta)
    assert 1 - a_wins - b_wins == pytest.approx(eta * months, abs=1e-9)


def test_a_long_front_underflows_to_nothing_and_not_to_nan() -> None:
    up, down = hitting_transforms(0.02, 0.5, 2000, 1000, 0.999)
    assert up == 0.0
    assert 0.0 < down < 1.0


def test_equal_drift_is_the_limit_of_nearly_equal_drift() -> None:
    equal = expected_duration(0.1, 0.1, 20, 7, 0.0)
    assert equal == pytest.approx(7 * 13 / 0.2, rel=1e-12)
    assert expected_duration(0.1, 0.1 + 1e-13, 20, 7, 0.0) == pytest.approx(equal, rel=1e-10)
    assert hitting_transforms(0.1, 0.1 + 1e-15, 20, 7, 1.0)[0] == pytest.approx(7 / 20, rel=1e-12)


def ruin(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = war_course(p=at["p_up"], q=at["p_down"], n=at["N"], k=at["k"], eta=at.get("eta", 0.0))
    return one(told, "a_wins" if row["id"].startswith("ruin_prob") else "months")


def transform(row: Row, case: Case) -> object:
    at = row["inputs"]
    return list(hitting_transforms(at["p_up"], at["p_down"], at["N"], at["k"], at["beta"]))


HANDLERS = {"ruin_": ruin, "dur_exit": ruin, "disc_transform": transform, "stability": transform}


@pytest.mark.parametrize("name", rows_for("random_walk"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
