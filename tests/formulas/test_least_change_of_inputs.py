"""The smallest change that turns a verdict."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, prefix_of, rows_for

from servanda.errors import InputError
from servanda.formulas.least_change_of_inputs import Range, single_changes, smallest_change
from servanda.formulas.status import Status

SQUARE = [Range("x", 0.5, 0.0, 1.0), Range("y", 0.5, 0.0, 1.0)]


def test_the_nearest_point_of_a_line_is_the_foot_of_the_perpendicular() -> None:
    change = smallest_change(lambda at: at["x"] + at["y"] - 1.4, SQUARE)
    assert change["x"] == pytest.approx(0.7, abs=1e-6)
    assert change.distance == pytest.approx(math.hypot(0.4, 0.4), abs=1e-6)


def test_of_two_ways_the_nearer_is_found() -> None:
    """The set of turned verdicts lies round two corners, one nearer than the other."""

    def margin(at: Mapping[str, float]) -> float:
        far = math.hypot(at["x"] - 0.0, at["y"] - 0.0) - 0.1
        near = math.hypot(at["x"] - 1.0, at["y"] - 1.0) - 0.3
        return min(far, near)

    change = smallest_change(margin, SQUARE)
    assert change["x"] == pytest.approx(1 - 0.3 / math.sqrt(2), abs=1e-4)


def test_the_range_is_never_left() -> None:
    change = smallest_change(lambda at: at["x"] - 1.2, SQUARE)
    assert change.status == Status.OUT_OF_REACH
    assert math.isinf(change.distance)
    assert not change.found


def test_single_changes_come_nearest_first_and_say_when_there_is_none() -> None:
    ranges = [*SQUARE, Range("z", 0.5, 0.0, 1.0)]
    changes = single_changes(lambda at: at["x"] + 0.5 * at["y"] - 0.95, ranges)
    assert [c.values[0][0] for c in changes] == ["x", "y", "z"]
    assert changes[0]["x"] == pytest.approx(0.7)
    assert changes[0].distance == pytest.approx(0.4)
    assert changes[1]["y"] == pytest.approx(0.9)
    assert not changes[2].found


def test_of_two_roots_the_one_on_the_nearer_side_is_taken() -> None:
    changes = single_changes(lambda at: (at["x"] - 0.4) * (at["x"] - 0.9), [SQUARE[0]])
    assert changes[0]["x"] == pytest.approx(0.4)


def test_a_start_outside_its_range_is_refused() -> None:
    with pytest.raises(InputError, match=r"x: 2 is not inside 0\.\.1"):
        Range("x", 2, 0, 1)


def test_the_unit_of_a_change_may_be_given() -> None:
    assert Range("x", 0.5, 0.0, 1.0).scale == 0.5
    assert Range("x", 0.5, 0.0, 1.0, unit=0.1).scale == 0.1
    assert np.isnan(smallest_change(lambda at: 1.0, SQUARE)["x"])


def both_change(row: Row, case: Case) -> object:
    at, base = row["inputs"], case()
    ranges = [
        Range("p", base.p, 0.001, 0.5, unit=at["scale_p"]),
        Range("c_a", base.c_a, 0.0, 1.0, unit=at["scale_c"]),
    ]

    def margin(values: Any) -> float:
        return float(at["S_A"] - base.war("a", at["k"], **values))

    alone = {change.values[0][0]: change for change in single_changes(margin, ranges)}
    assert alone["p"]["p"] == pytest.approx(ROWS["reverse_p_for_A"]["expected"])
    assert alone["c_a"]["c_a"] == pytest.approx(ROWS["reverse_cost_for_A"]["expected"])
    change = smallest_change(margin, ranges)
    return {"distance": change.distance, "p": change["p"], "cA": change["c_a"]}


HANDLERS = {"reverse_two": both_change}


@pytest.mark.parametrize("name", rows_for("least_change_of_inputs"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
