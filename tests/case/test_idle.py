"""What a case says without effect."""

from __future__ import annotations

from servanda.case.idle import Idle


def test_it_covers_its_place_and_what_stands_below_and_nothing_beside() -> None:
    idle = Idle(("war", "costs", "norland"), "nothing reads it")
    assert idle.name == "war.costs.norland"
    assert idle.covers("war.costs.norland") and idle.covers("war.costs.norland.analyst")
    assert not idle.covers("war.costs.norland_2") and not idle.covers("war.costs")
    assert Idle(("proposals", "truce", "phases", 1), "").name == "proposals.truce.phases.1"
