"""The front told by those who lose as it moves up."""

from __future__ import annotations

import numpy as np
import pytest
from tests.laws.whole_cases import case_of, put, symmetric, told

from servanda.engine.chunk import Chunk
from servanda.engine.other_side import _turned, _turned_about, told_from_the_other_side
from servanda.engine.plan import plan_of
from servanda.engine.told import signing_of
from servanda.quantity import Family, Form, Interval, Mixture, Point
from servanda.worlds.belief import quantile
from servanda.worlds.sample import sample

FORMS = [
    Point(0.3),
    Interval(0.2, 0.5),
    Family("uniform", (0.1, 0.4)),
    Family("triangular", (0.1, 0.2, 0.5)),
    Family("beta", (2.0, 8.0)),
    Family("normal", (0.4, 0.05)),
    Mixture(("a", "b"), (0.5, 0.5), (Point(0.1), Interval(0.2, 0.5))),
]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_share_told_from_the_other_end_adds_up_to_the_whole(form: Form) -> None:
    u = np.linspace(0.01, 0.99, 21)
    other = _turned(form, 1.0)
    assert other is not None

    def views(name: str) -> np.ndarray:
        return u if name == "a" else 1 - u

    one = quantile(form, u, 0.0, 1.0, views=views)
    two = quantile(other, 1.0 - u, 0.0, 1.0, views=views)
    assert one + two == pytest.approx(np.ones(21), abs=1e-6)


def test_the_same_war_from_the_other_side_gives_the_same_digits() -> None:
    keys = symmetric()
    put(keys, "war.front.held", "0.3 to 0.45")
    put(keys, "war.front.beaten_at", 0.1)
    put(keys, "war.trend", {"analyst": "-0.002 to 0.004", "a": 0.002, "b": -0.001})
    put(keys, "proposals.bare.terms.land", "0.4 to 0.5")
    case = case_of(keys)
    found = told_from_the_other_side(case)
    assert found is not None
    other, numbers = found
    assert (other.war.front.held_by, other.war.front.wins_at) == ("b", 0.9)  # type: ignore[union-attr]
    drawn = sample(case, worlds=64).told_over(numbers)
    plan = plan_of(other)
    chunk = Chunk(plan, drawn)
    for name, columns in told(case, 64).items():
        there = signing_of(chunk, chunk.vote(plan.after_any_settlement(name)))
        for column in ("signed", "stops_fighting", "holds_5"):
            assert there[column] == pytest.approx(columns[column], abs=1e-6)


def test_a_war_without_a_front_has_no_other_side() -> None:
    keys = symmetric()
    del keys["war"]["front"], keys["war"]["trend"], keys["war"]["swing"]
    put(keys, "war.victory", {"a": 0.5, "b": 0.5})
    put(keys, "war.while_fighting.land", 0.5)
    keys["war"].pop("regroup")
    for body in keys["proposals"].values():
        body["terms"]["land"] = 0.5
    assert told_from_the_other_side(case_of(keys)) is None


def test_a_belief_that_has_no_like_is_not_told() -> None:
    assert _turned(Family("loguniform", (0.1, 0.4)), 1.0) is None
    assert _turned(Family("lognormal", (0.1, 0.4)), 0.0) is None


def test_what_adds_up_to_one_seen_from_both_sides_and_what_to_nothing() -> None:
    for path in ("war.front.held", "issues.isle.best.norland", "proposals.x.terms.isle.value"):
        assert _turned_about(path, "isle") == 1.0
    for path in ("war.trend", "war.trend.norland", "events.3.moved"):
        assert _turned_about(path, "isle") == 0.0
    for path in ("issues.port.best.norland", "war.swing", "proposals.x.terms.port.value"):
        assert _turned_about(path, "isle") is None
