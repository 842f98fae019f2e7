"""A range that is moved is the one that a case file would hold."""

from __future__ import annotations

import pytest

from servanda.case.keys.number import Months, Share
from servanda.engine.ranges import moved, notation_of
from servanda.errors import InputError


@pytest.mark.parametrize("ends", [(0.1, 0.25), (0.3, 0.3), (1e-7, 0.5), (0.123456789, 0.2)])
def test_moved_is_what_its_notation_is_read_as(ends: tuple[float, float]) -> None:
    number = Share.model_validate("0.2 to 0.5")
    assert moved("a", number, *ends).form == Share.model_validate(notation_of(*ends)).form


def test_a_range_that_was_there_already_is_the_same_number() -> None:
    number = Months.model_validate("3 to 6")
    assert moved("a", number, 3.0, 6.0) is number


@pytest.mark.parametrize("ends", [(0.5, 0.2), (0.0, 0.5), (0.5, 1.0), (-1.0, 0.5), (0.1, 2.0),
                                  (float("inf"), 1.0)])  # fmt: skip
def test_what_a_number_cannot_be(ends: tuple[float, float]) -> None:
    with pytest.raises(InputError, match="a"):
        moved("a", Share.model_validate("0.2 to 0.5"), *ends)
