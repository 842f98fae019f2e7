"""The drawing of the shape "tornado": whole at any width, and it shows what its rows say."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from servanda.report.blocks import Figure
from servanda.report.drawings.draw import NARROW, WIDE
from servanda.report.drawings.tornado import tornado

ROWS = (
    {"label": "small", "value": 0.1, "error": 0.05, "group": ""},
    {"label": "great", "value": -0.6, "error": None, "group": ""},
    {"label": "unknown", "value": None, "error": None, "group": ""},
)


def figure(rows: tuple[dict[str, object], ...]) -> Figure:
    return Figure("f", "What it shows", "tornado", rows)


def words_of(rows: tuple[dict[str, object], ...], width: float) -> list[str]:
    root = ElementTree.fromstring(tornado(figure(rows), width).svg("f", "title", "says"))
    return [element.text or "" for element in root.iter() if element.tag.endswith("text")]


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_it_names_what_it_shows_at_any_width(width: float) -> None:
    told = " ".join(words_of(ROWS, width))
    for words in ["small", "great"]:
        assert words in told


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_it_grows_with_its_rows_and_no_number_is_missing(width: float) -> None:
    picture = tornado(figure(ROWS), width)
    assert picture.height > 0
    assert picture.width == width
    drawn = "".join(picture.pieces)
    assert "nan" not in drawn and "inf" not in drawn


def test_words_of_a_source_stay_words() -> None:
    hostile = tuple(
        {key: "<script>x</script>" if isinstance(cell, str) else cell for key, cell in row.items()}
        for row in ROWS
    )
    assert "<script" not in "".join(tornado(figure(hostile), WIDE).pieces)
