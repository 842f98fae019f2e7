"""Which numbers a case states itself, and which the schema puts where it says nothing."""

from __future__ import annotations

from pathlib import Path

from servanda.case.keys.case import numbers_in
from servanda.case.load import load
from servanda.case.stated import lies_in, said_by_its_author, stated_numbers


def test_said_is_stated_and_stated_is_a_number_of_the_case(isle: Path) -> None:
    case = load(isle)
    said = {name for name, _ in said_by_its_author(case)}
    stated = {name for name, _ in stated_numbers(case)}
    assert said <= stated <= {name for name, _ in numbers_in(case)}
    assert "war.repelled" in said
    # a default that is a base rate is told as stated by nobody but the literature
    by_rate = "parties.sutherland.leader_change"
    assert by_rate in stated and by_rate not in said


def test_a_number_lies_at_a_place_or_below_it() -> None:
    places = {"war.front", "parties"}
    assert lies_in("war.front", places) and lies_in("war.front.held", places)
    assert lies_in("parties.norland.word", places)
    assert not lies_in("war.fronts", places) and not lies_in("war", places)
