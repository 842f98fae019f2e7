"""What the colours of a picture stand for."""

from __future__ import annotations

from servanda.report.drawings.legend import legend
from servanda.report.drawings.svg import Picture


def test_one_colour_needs_no_legend() -> None:
    picture = Picture(300)
    assert legend(picture, ["only"], 300) == 0.0
    assert picture.pieces == []


def test_each_group_has_its_colour_and_names_that_do_not_fit_go_below() -> None:
    wide, narrow = Picture(900), Picture(120)
    names = ["first group", "second group", ""]
    assert legend(wide, names, 900) < legend(narrow, names, 120)
    drawn = "".join(wide.pieces)
    assert drawn.count("<rect") == 3
    assert all(name in drawn for name in ("first group", "second group", "other"))
