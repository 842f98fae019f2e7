"""Which drawing belongs to which shape."""

from __future__ import annotations

from servanda.report.blocks import Figure
from servanda.report.drawings.draw import DRAWINGS, draw

ROWS = ({"label": "truce", "low": 0.1, "middle": 0.4, "high": 0.7},)


def test_a_table_and_an_empty_figure_have_no_picture() -> None:
    assert draw(Figure("f", "T", "table", ROWS)) == ""
    for shape in DRAWINGS:
        assert draw(Figure("f", "T", shape, ())) == ""


def test_a_picture_is_named_and_described() -> None:
    svg = draw(Figure("f", "A title", "interval", ROWS, note="What is seen"), name="once")
    assert 'id="once-t"' in svg
    assert "A title" in svg and "What is seen" in svg


def test_a_given_image_is_shown_as_it_is() -> None:
    assert draw(Figure("f", "T", "interval", ROWS, image="<svg/>")) == "<svg/>"
