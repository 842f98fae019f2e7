"""A range inside a table cell."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from servanda.report.blocks import Mark
from servanda.report.drawings.mark import draw_mark


def dot(mark: Mark) -> float:
    return float(ElementTree.fromstring(draw_mark(mark)).find("circle").attrib["cx"])


def test_the_dot_lies_in_proportion_and_inside() -> None:
    assert dot(Mark(0.2, 0.5, 0.8, 0.0, 1.0, "x")) == pytest.approx(90.0)
    assert dot(Mark(0.2, 9.0, 9.0, 0.0, 1.0, "x")) == pytest.approx(176.0)
    assert dot(Mark(0.0, 0.0, 0.0, 0.0, 0.0, "x")) == pytest.approx(90.0)


def test_a_logarithmic_mark_halves_at_the_geometric_mean() -> None:
    assert dot(Mark(1.0, 10.0, 100.0, 1.0, 100.0, "x", log=True)) == pytest.approx(90.0)
    assert dot(Mark(1.0, 0.0, 100.0, 1.0, 100.0, "x", log=True)) == pytest.approx(4.0)


def test_it_is_hidden_from_readers_who_have_the_words() -> None:
    assert 'aria-hidden="true"' in draw_mark(Mark(0.2, 0.5, 0.8, 0.0, 1.0, "x"))
