"""The drawing of the shape "box": whole at any width, and it shows what its rows say."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from servanda.report.blocks import Figure
from servanda.report.drawings.box import box
from servanda.report.drawings.draw import NARROW, WIDE

ROWS = (
    {
        "box": "A",
        "input": "resolve",
        "low": 0.2,
        "high": None,
        "range_low": 0.0,
        "range_high": 1.0,
        "frequency": 0.9,
    },
    {
        "box": "B",
        "input": "pace",
        "low": None,
        "high": 0.4,
        "range_low": 0.0,
        "range_high": 1.0,
        "frequency": None,
    },
)


def figure(rows: tuple[dict[str, object], ...]) -> Figure:
    return Figure("f", "What it shows", "box", rows)


def words_of(rows: tuple[dict[str, object], ...], width: float) -> list[str]:
    root = ElementTree.fromstring(box(figure(rows), width).svg("f", "title", "says"))
    return [element.text or "" for element in root.iter() if element.tag.endswith("text")]


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_it_names_what_it_shows_at_any_width(width: float) -> None:
    told = " ".join(words_of(ROWS, width))
    for words in ["resolve", "pace", "A", "B", "in 90% of resamples"]:
        assert words in told


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_it_grows_with_its_rows_and_no_number_is_missing(width: float) -> None:
    picture = box(figure(ROWS), width)
    assert picture.height > 0
    assert picture.width == width
    drawn = "".join(picture.pieces)
    assert "nan" not in drawn and "inf" not in drawn


def test_words_of_a_source_stay_words() -> None:
    hostile = tuple(
        {key: "<script>x</script>" if isinstance(cell, str) else cell for key, cell in row.items()}
        for row in ROWS
    )
    assert "<script" not in "".join(box(figure(hostile), WIDE).pieces)
