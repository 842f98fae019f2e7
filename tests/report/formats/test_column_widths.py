"""Columns on paper: together as wide as the page, and each as wide as its longest word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from servanda.report.formats.column_widths import column_widths

CELLS = some.lists(some.text("ab %", max_size=40), min_size=1, max_size=6)


@given(some.lists(CELLS, min_size=1, max_size=9))
def test_they_fill_the_page_and_hold_their_words_where_there_is_room(
    columns: list[list[str]],
) -> None:
    widths = column_widths(columns, 17.0, 0.1, 0.1)
    assert sum(widths) <= 17.0 + 0.01
    longest = [max(len(word) for text in each for word in text.split(" ")) for each in columns]
    if sum(0.1 * each + 0.1 for each in longest) <= 17.0:
        for width, most in zip(widths, longest, strict=True):
            assert width >= 0.1 * most + 0.1 - 0.001


def test_what_is_not_to_be_parted_counts_as_one_word() -> None:
    parted, whole = (
        column_widths([["a / b / c"], ["x" * 30]], 3.5, 0.1, 0.1),
        column_widths([["a\u00a0/\u00a0b\u00a0/\u00a0c"], ["x" * 30]], 3.5, 0.1, 0.1),
    )
    assert whole[0] > parted[0]
    assert sum(whole) <= 3.51
