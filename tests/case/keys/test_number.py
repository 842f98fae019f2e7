"""Numbers in a case: what they say, in which unit, and what they rest on."""

from __future__ import annotations

import pytest

from servanda.case.keys.number import (
    Force,
    LogRatio,
    Months,
    Pace,
    PerPerceiver,
    Positive,
    Probability,
    Rate,
    Share,
    base_rate,
)  # fmt: skip
from servanda.quantity import Interval, Point


def test_a_unit_beside_the_number_and_one_in_it_say_the_same() -> None:
    beside = Months.model_validate({"value": "1 to 2", "unit": "years"})
    inside = Months.model_validate("1 to 2 years")
    assert beside.form == inside.form == Interval(12.0, 24.0)
    assert Force.model_validate("20000 troops").form == Point(20.0)
    assert Pace.model_validate("6% per month").form == Point(0.06)
    mixed = {"mix": {"a": {"weight": 1, "value": 2}, "b": {"weight": 1, "value": "1 to 3"}}}
    in_years = Months.model_validate({**mixed, "unit": "years"})
    assert in_years.form.parts == (Point(24.0), Interval(12.0, 36.0))
    spread = Months.model_validate({"lognormal": [2, 0.5], "unit": "years"})
    assert spread.form.parameters == (24.0, 0.5)  # the spread of a logarithm has no unit


@pytest.mark.parametrize(
    ("kind", "raw", "wrong"),
    [
        (Share, 1.2, "1.2 lies outside 0 to 1; write a number in that range"),
        (Rate, 13, "13 lies outside 0 to 12 per year"),
        (Positive, "-1 to 2", "-1 lies outside the numbers from 0 to a billion"),
        (Rate, "likely", "is a probability, and this is no place for one"),
        (Probability, "0 to 0.5", "it cannot end at the limit of 0 to 1"),
        (Rate, {"base_rate": "leader_exit", "unit": "per year"}, "."),
        (Share, {"value": 0.2, "often": 1}, "beside `value`, `often` is not known here"),
    ],
)
def test_what_no_such_number_can_be_is_refused_with_its_range(kind, raw, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        kind.model_validate(raw)


def test_a_number_says_what_it_rests_on() -> None:
    cite = {"source": "brief", "quote": "ten words of it stand in the source itself"}
    judged = {"by": "A. Analyst", "date": "2025-03-01", "why": "It thaws."}
    assert Share.model_validate(0.2).basis == "unsourced"
    assert Share.model_validate({"value": 0.2, "cite": cite}).basis == "evidence"
    assert Share.model_validate({"value": 0.2, "judgement": judged}).basis == "judgement"
    assert base_rate(Rate, "leader_exit").basis == "base rate"
    assert Share.model_validate("?").is_gap and Share.model_validate(0.2).is_certain


def test_who_says_nothing_believes_what_the_analyst_does() -> None:
    kind = PerPerceiver[Share]
    shared, own = kind.model_validate(0.3), kind.model_validate({"a": 0.1, "analyst": 0.2})
    assert shared.of("a") is shared.of("analyst") and shared.name_of("a") == ""
    assert own.of("a").form == Point(0.1) and own.of("b").form == Point(0.2)
    assert (own.name_of("a"), own.name_of("b")) == (".a", ".analyst")
    assert [ending for ending, _ in own.items()] == [".a", ".analyst"]
    with pytest.raises(ValueError, match="says nothing for `analyst`"):
        kind.model_validate({"a": 0.1})


def test_a_force_changes_by_no_more_than_a_ratio_can_tell() -> None:
    """The exponential of more is no number any more, and no war knows it."""
    assert LogRatio.model_validate("-0.3 to -0.1").form == Interval(-0.3, -0.1)
    with pytest.raises(ValueError, match=r"-10"):
        LogRatio.model_validate(50)
