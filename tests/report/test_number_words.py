"""Numbers in words: no share above all of it, no power of ten."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from servanda.report.number_words import in_unit, number, percent


@given(some.floats(0.0, 1.0))
def test_a_share_is_between_nothing_and_all(share: float) -> None:
    told = percent(share)
    assert 0.0 <= float(told.strip("<>%")) <= 100.0


@given(some.floats(-1e12, 1e12, allow_nan=False))
def test_no_number_is_told_in_powers_of_ten(value: float) -> None:
    assert "e" not in number(value, 3)


def test_units_that_are_shares_are_told_in_percent_and_others_as_written() -> None:
    assert in_unit(0.012, "share of all aims a year") == "1.2%"
    assert in_unit(0.5, "share per month") == "50% per month"
    assert in_unit(3.0, "thousand troops") == "3 thousand troops"
