"""A crisis in which backing down costs the more the longer it lasts."""

from __future__ import annotations

import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.audience_costs import crisis_with_audiences


def audiences(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = crisis_with_audiences(v=at["v"], a_1=at["a1"], a_2=at["a2"], w_1=at["W1"], w_2=at["W2"])
    low = int(told["yielder"][0])
    return {
        "horizon": one(told, "horizon"), "L": low, "k": one(told, "yields_at_once"),
        "p_concede0": one(told, "yields_at_once"), "p_war": one(told, "war"),
        "quitH": one(told, f"backs_down_{3 - low}"), "quitL": one(told, f"backs_down_{low}"),
    }  # fmt: skip


HANDLERS = {"fearon94": audiences}


@pytest.mark.parametrize("name", rows_for("audience_costs"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


@pytest.mark.parametrize(
    "at",
    [
        {"v": 1.0, "a_1": 3.0, "a_2": 0.5, "w_1": 2.0, "w_2": 2.0},
        {"v": 0.7, "a_1": 0.4, "a_2": 1.5, "w_1": 3.0, "w_2": 1.2},
    ],
)
def test_the_horizon_is_where_one_side_has_only_those_left_who_prefer_war(
    at: dict[str, float],
) -> None:
    told = {name: column[0] for name, column in crisis_with_audiences(**at).items()}
    t, v = told["horizon"], at["v"]
    ends = []
    for own, other in ((1, 2), (2, 1)):
        left = v / (v + at[f"a_{other}"] * t) - at[f"a_{own}"] * t / at[f"w_{own}"]
        ends.append(left)
        assert told[f"backs_down_{own}"] == pytest.approx(1 - at[f"a_{own}"] * t / at[f"w_{own}"])
    assert min(abs(left) for left in ends) < 1e-12
    assert min(ends) > -1e-12
    # The other side has more types left than may stay: the surplus yields at once.
    yielder = int(told["yielder"])
    assert abs(ends[2 - yielder]) < 1e-12
    stays = 1 - told[f"backs_down_{yielder}"]
    fades = v / (v + at[f"a_{3 - yielder}"] * t)
    assert (1 - told["yields_at_once"]) * fades == pytest.approx(stays, rel=1e-12)
    assert told["war"] == pytest.approx((1 - told["backs_down_1"]) * (1 - told["backs_down_2"]))


def test_equal_sides_do_not_yield_at_once() -> None:
    told = crisis_with_audiences(v=1, a_1=1, a_2=1, w_1=2, w_2=2)
    assert told["yielder"][0] == 2.0
    assert told["yields_at_once"][0] == pytest.approx(0.0, abs=1e-15)


def test_swapping_the_sides_swaps_what_is_told() -> None:
    one_way = crisis_with_audiences(v=1, a_1=3, a_2=0.5, w_1=2, w_2=4)
    other = crisis_with_audiences(v=1, a_1=0.5, a_2=3, w_1=4, w_2=2)
    assert one_way["yielder"][0] + other["yielder"][0] == 3.0
    assert one_way["backs_down_1"][0] == other["backs_down_2"][0]
    assert one_way["war"][0] == pytest.approx(other["war"][0], rel=1e-14)
