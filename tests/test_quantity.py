"""A number means what an analyst takes it to mean, or is refused."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import InputError
from servanda.quantity import (
    FAMILIES,
    ICD_203,
    BaseRate,
    Family,
    Form,
    Gap,
    Interval,
    Mixture,
    Point,
    Word,
    convert,
    icd_word,
    parse_form,
    points,
)

WRITTEN: list[tuple[object, str, Form]] = [
    (0.3, "share", Point(0.3)),
    (3, "months", Point(3.0)),
    ("0.3", "share", Point(0.3)),
    (" .5 ", "share", Point(0.5)),
    ("5.", "months", Point(5.0)),
    ("1e-3", "share", Point(0.001)),
    ("-0.2", "", Point(-0.2)),
    ("30%", "share", Point(0.3)),
    ("30 %", "share", Point(0.3)),
    ("30 percent", "share", Point(0.3)),
    ("30%", "", Point(0.3)),
    ("1,500 troops", "thousand troops", Point(1.5)),
    ("1_500 troops", "thousand troops", Point(1.5)),
    ("1,234,567 troops", "thousand troops", Point(1234.567)),
    ("20 thousand", "thousand troops", Point(20.0)),
    ("0.02 million troops", "thousand troops", Point(20.0)),
    ("6 months", "months", Point(6.0)),
    ("2 years", "months", Point(24.0)),
    ("0.1 per month", "per year", Point(1.2000000000000002)),
    ("1% per month", "share per month", Point(0.01)),
    ("12 percentage points per year", "share per month", Point(0.01)),
    ("0.2 to 0.5", "share", Interval(0.2, 0.5)),
    ("0.2  to\n0.5", "share", Interval(0.2, 0.5)),
    ("20% to 50%", "share", Interval(0.2, 0.5)),
    ("20 to 50%", "share", Interval(0.2, 0.5)),
    ("-0.2 to 0.1", "", Interval(-0.2, 0.1)),
    ("1 to 2% per month", "share per month", Interval(0.01, 0.02)),
    ("1% to 2% per month", "share per month", Interval(0.01, 0.02)),
    ("6 months to 2 years", "months", Interval(6.0, 24.0)),
    ("3 to 6 years", "months", Interval(36.0, 72.0)),
    ("likely", "share", Word("likely")),
    ("Very  Likely", "share", Word("very likely")),
    ("nearly certain", "share", Word("almost certain")),
    ("?", "share", Gap()),
    ({"beta": [2, 8]}, "share", Family("beta", (2.0, 8.0))),
    ({"uniform": ["20%", 0.5]}, "share", Family("uniform", (0.2, 0.5))),
    ({"normal": ["1 year", "2 months"]}, "months", Family("normal", (12.0, 2.0))),
    ({"lognormal": ["1 year", 0.3]}, "months", Family("lognormal", (12.0, 0.3))),
    ({"triangular": [0, 0, 1]}, "share", Family("triangular", (0.0, 0.0, 1.0))),
    ({"base_rate": "discount"}, "per year", BaseRate("discount")),
    (
        {"mix": {"b": {"value": "likely"}, "a": {"weight": 3, "value": "0.1 to 0.2"}}},
        "share",
        Mixture(("a", "b"), (0.75, 0.25), (Interval(0.1, 0.2), Word("likely"))),
    ),
]


@pytest.mark.parametrize(("raw", "unit", "form"), WRITTEN, ids=str)
def test_a_number_is_read_as_written(raw: object, unit: str, form: Form) -> None:
    assert parse_form(raw, unit) == form


REFUSED: list[tuple[object, str, str]] = [
    ("0,3", "share", "neither a number"),
    ("1,5 to 2,5 months", "months", "is no number"),
    ("1,2345", "share", "neither a number"),
    ("0.2-0.5", "share", "where `share` is wanted"),
    ("2025-01-01", "share", "where `share` is wanted"),
    ("1.2.3", "share", "neither a number"),
    ("0.5 to 0.2", "share", "smaller number first"),
    ("0.5 to 0.5", "share", "smaller number first"),
    ("2 years to 6 months", "months", "smaller number first"),
    ("0.2 to", "share", "where `share` is wanted"),
    ("0.1 to 0.2 to 0.3", "share", "neither a number"),
    ("likly", "share", "`likely`"),
    ("", "share", "neither a number"),
    ("nan", "share", "neither a number"),
    ("1e999", "share", "finite"),
    (math.nan, "share", "finite"),
    (math.inf, "share", "finite"),
    (10**400, "share", "too large"),
    ("9" * 5000, "share", "is no number"),
    (True, "share", "`True` is no number"),
    (None, "share", "`nothing` is no number"),
    ([0.1, 0.2], "share", "a list is no number"),
    ("3 months", "share", "`months` where `share` is wanted"),
    ("3 furlongs", "months", "month, months, year"),
    ("10% per year", "per year", "`percent per year` where `per year` is wanted"),
    ("5 troops", "", "a plain number"),
    ({}, "share", "name one distribution"),
    ({"beta": [1, 2], "uniform": [0, 1]}, "share", "name one distribution"),
    ({"beta": [1, 2], "note": "x"}, "share", "beside `beta`"),
    ({"beta": [1]}, "share", "`beta` takes [a, b]"),
    ({"beta": [0, 1]}, "share", "above 0"),
    ({"beta": [2, 8]}, "months", "runs from 0 to 1"),
    ({"uniform": [1, 0]}, "share", "smaller number first"),
    ({"uniform": [1, 1]}, "share", "the ends are the same"),
    ({"loguniform": [0, 1]}, "share", "above 0"),
    ({"normal": [0, 0]}, "share", "above 0"),
    ({"lognormal": [-1, 1]}, "share", "median must be above 0"),
    ({"uniform": ["likely", 1]}, "share", "plain numbers"),
    ({"mix": {}}, "share", "rival views"),
    ({"mix": {"a": 0.3}}, "share", "takes `weight` and `value`"),
    ({"mix": {"a": {"weight": 0, "value": 1}}}, "share", "above 0"),
    ({"mix": {"a": {"value": "?"}}}, "share", "a value of its own"),
    ({"mix": {"a": {"value": {"mix": {"b": {"value": 1}}}}}}, "share", "a value of its own"),
]


@pytest.mark.parametrize(("raw", "unit", "says"), REFUSED, ids=lambda value: str(value)[:40])
def test_what_is_no_number_is_refused_with_advice(raw: object, unit: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_form(raw, unit)
    assert says in str(caught.value)
    assert len(str(caught.value)) < 600


@given(st.floats(-1e12, 1e12), st.sampled_from(["share", "months", "thousand troops", ""]))
def test_every_number_is_itself_however_it_is_typed(value: float, unit: str) -> None:
    assert parse_form(value, unit) == parse_form(repr(value), unit) == Point(value)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_every_range_is_itself(low: float, width: float) -> None:
    assert parse_form(f"{low!r} to {low + width!r}", "") == Interval(low, low + width)


@given(st.text(max_size=200) | st.recursive(st.none() | st.booleans() | st.integers()
       | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
       | st.dictionaries(st.sampled_from([*FAMILIES, "mix", "value", "weight", "base_rate", "x"]),
                         inner, max_size=3), max_leaves=6))  # fmt: skip
def test_anything_else_is_a_number_or_refused(raw: object) -> None:
    try:
        form = parse_form(raw)
    except InputError:
        return
    assert all(math.isfinite(value) for value in points(form))


@given(st.floats(0, 1e6))
def test_there_and_back_again_is_the_same(value: float) -> None:
    for unit, other in (("years", "months"), ("per month", "per year"), ("percent", "share")):
        assert convert(convert(value, unit, other), other, unit) == pytest.approx(value)


def test_bands_of_the_directive_meet_and_grow() -> None:
    bands = list(ICD_203.values())
    assert all(low < high for low, high in bands)
    assert all(one[1] == other[0] for one, other in pairwise(bands))
    for word, (low, high) in ICD_203.items():
        assert icd_word((low + high) / 2) == word
    with pytest.raises(InputError):
        icd_word(1.2)
    with pytest.raises(InputError):
        icd_word(math.nan)


def test_every_stated_number_is_seen_by_the_checks() -> None:
    mix = parse_form({"mix": {"a": {"value": 0.9}, "b": {"value": "0.1 to 0.2"}}})
    assert sorted(points(mix)) == [0.1, 0.2, 0.9]
    assert list(points(parse_form("likely"))) == [0.55, 0.80]
    assert list(points(Gap())) == []
