"""The library of settlements, from Python."""

from __future__ import annotations

import pytest

import servanda as sv
from servanda.errors import InputError


def test_settlements_come_by_year_and_by_name() -> None:
    found = sv.library()
    assert found["tashkent-1966"].id == "tashkent-1966"
    with pytest.raises(InputError, match="tashkent-1966"):
        found["tashkent"]


def test_the_nearest_come_first_and_no_more_than_are_asked_for(strait: sv.Case) -> None:
    near = sv.settlements_like(strait, "truce", most=3)
    assert len(near) == 3
    assert near[:2] == sv.settlements_like(strait, "truce", most=2)
