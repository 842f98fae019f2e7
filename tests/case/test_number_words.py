"""Numbers as prose puts them."""

from __future__ import annotations

import pytest

from servanda.case.number_words import form_in_words, in_a_row
from servanda.quantity import Family, Gap, Interval, Point


@pytest.mark.parametrize(
    ("form", "unit", "words"),
    [
        (Point(0.25), "share", "25%"),
        (Point(0.002), "share per month", "0.2% a month"),
        (Point(12.0), "months", "12 months"),
        (Interval(1500.0, 20000.0), "thousand troops", "1,500 to 20,000 thousand troops"),
        (Gap(), "share", "not known yet"),
        (Family("uniform", (0.1, 0.3)), "share", "between 10 and 30%"),
        (Family("normal", (0.2, 0.05)), "per year", "about 0.2 a year"),
        (Family("beta", (1.0, 3.0)), "share", "about 25%"),
    ],
)
def test_a_number_is_said_in_its_unit(form: object, unit: str, words: str) -> None:
    assert form_in_words(form, unit) == words


def test_names_in_a_row() -> None:
    assert [in_a_row(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "", "A", "A and B", "A, B and C",
    ]  # fmt: skip
