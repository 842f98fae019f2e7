"""The rows of a figure as a table."""

from __future__ import annotations

import pytest

from servanda.report.blocks import Figure
from servanda.report.tables import cell_text, figure_table


@pytest.mark.parametrize(
    ("value", "percent", "text"),
    [(None, False, "–"), (True, True, "yes"), (False, False, "no"), (0.25, True, "25%"),
     (1.5, True, "150%"), (0.123456, False, "0.123"), (7, True, "7"),
     ("as it is", True, "as it is")],
)  # fmt: skip
def test_a_cell_is_shown_as_readers_read(value: object, percent: bool, text: str) -> None:
    assert cell_text(value, percent) == text


def test_columns_without_a_value_are_left_out_and_headings_are_words() -> None:
    rows = ({"label": "a", "value": 0.5, "odd_thing": None}, {"label": "b", "more_of": 2.0})
    table = figure_table(Figure("f", "t", "tornado", rows, {"value": "its share"}, percent=True))
    assert table.head[:2] == ("label", "its share")
    assert "more of" in table.head and "odd thing" not in table.head
    assert table.rows[1][table.head.index("its share")][0].text == "–"
