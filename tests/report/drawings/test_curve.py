"""The drawing of the shape "survival curve": whole at any width, and it shows what its rows say."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from servanda.report.blocks import Figure
from servanda.report.drawings.curve import curve
from servanda.report.drawings.draw import NARROW, WIDE

ROWS = (
    {"series": "truce", "years": 1.0, "share": 0.9, "low": 0.8, "high": 0.95},
    {"series": "truce", "years": 5.0, "share": 0.5, "low": 0.4, "high": 0.6},
    {"series": "pact", "years": 1.0, "share": 0.99, "low": None, "high": None},
)


def figure(rows: tuple[dict[str, object], ...]) -> Figure:
    return Figure("f", "What it shows", "survival curve", rows)


def words_of(rows: tuple[dict[str, object], ...], width: float) -> list[str]:
    root = ElementTree.fromstring(curve(figure(rows), width).svg("f", "title", "says"))
    return [element.text or "" for element in root.iter() if element.tag.endswith("text")]


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_it_names_what_it_shows_at_any_width(width: float) -> None:
    told = " ".join(words_of(ROWS, width))
    for words in ["truce", "pact", "years after signature"]:
        assert words in told


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_it_grows_with_its_rows_and_no_number_is_missing(width: float) -> None:
    picture = curve(figure(ROWS), width)
    assert picture.height > 0
    assert picture.width == width
    drawn = "".join(picture.pieces)
    assert "nan" not in drawn and "inf" not in drawn


def test_words_of_a_source_stay_words() -> None:
    hostile = tuple(
        {key: "<script>x</script>" if isinstance(cell, str) else cell for key, cell in row.items()}
        for row in ROWS
    )
    assert "<script" not in "".join(curve(figure(hostile), WIDE).pieces)
