"""Boxes of inputs: which worlds lie inside, and how that is said."""

from __future__ import annotations

import numpy as np

from servanda.explore.methods.boxes import CLAUSES, Box, Limit, lies_inside
from servanda.explore.study import Input

ROWS = np.array([[0.1, 5.0], [0.3, 2.0], [0.9, 9.0], [0.3, 9.0]])
NAMED = tuple(Input(name, 0, 10, "judgement", label=f"the {name}") for name in "abcdef")


def box(*limits: Limit) -> Box:
    return Box(limits, 0.5, 0.9, 0.2, 0.3, 0.4, 0.01, 0.5, 0.9)


def test_a_world_lies_inside_where_it_keeps_to_every_limit() -> None:
    limits = (Limit(0, "high", 0.3), Limit(1, "low", 3.0))
    assert lies_inside(ROWS, limits).tolist() == [True, False, False, True]
    assert box(*limits).holds(ROWS).tolist() == lies_inside(ROWS, limits).tolist()
    assert lies_inside(ROWS, ()).all()


def test_two_ends_of_one_input_are_said_together_and_many_are_counted() -> None:
    said = box(Limit(0, "low", 0.2), Limit(0, "high", 0.8)).says(NAMED, "it holds")
    assert said.startswith("If the a is between 0.2 and 0.8, then it holds in 90% of those worlds")
    many = box(*(Limit(column, "low", 1.0) for column in range(CLAUSES + 1)))
    assert f"If all {CLAUSES + 1} conditions of the table hold" in many.says(NAMED, "it holds")
