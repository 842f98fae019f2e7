"""Numbers in words or figures, with the unit they count."""

from __future__ import annotations

import re

import pytest

from servanda.reading.packages.amounts import NUMBER, amounts_in, value_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("115,000", 115_000), ("3.5 million", 3_500_000), ("sixty thousand", 60_000),
        ("twenty-one", 21), ("two hundred and fifty", 250), ("ten thousand two hundred", 10_200),
        ("a dozen", 12), ("zero", 0), ("none", None), ("a", None), ("", None), ("troops", None),
    ],
)  # fmt: skip
def test_words_and_figures_stand_for_numbers(words: str, value: float | None) -> None:
    assert value_of(words) == value
    if value is not None:
        assert re.fullmatch(NUMBER, words, re.I)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("15 per cent of the oil", [(15, "percent", False)]),
        ("all leave within twenty-one days", [(21, "days", True)]),
        ("ten thousand two hundred men", [(10_200, "men", False)]),
        ("1,500 troops and a hundred observers", [(1500, "troops and", False),
                                                  (100, "observers", False)]),
        ("the talks of 12 March and of May 3", []),
        ("it was signed in 1999", []),
        ("in all 1999 observers", [(1999, "observers", False)]),
        ("$300 million", []),
        ("one man", []),
        ("one percent", [(1, "percent", False)]),
    ],
)  # fmt: skip
def test_dates_money_and_a_bare_one_are_no_amounts(
    words: str, found: list[tuple[float, str, bool]]
) -> None:
    amounts = amounts_in(words)
    assert [(a.value, a.time) for a in amounts] == [(value, time) for value, _, time in found]
    for amount, (_, unit, _) in zip(amounts, found, strict=True):
        assert amount.unit.split()[:1] == unit.split()[:1]
        assert words[amount.start : amount.end]
