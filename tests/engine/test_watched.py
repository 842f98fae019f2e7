"""Worlds note every number that is asked of them, drawn before or not."""

from __future__ import annotations

from servanda.engine.watched import WATCHED, Watched
from servanda.worlds.sample import sample


def test_each_way_of_reading_a_number_is_noted(strait) -> None:
    drawn = sample(strait, worlds=2)
    watched = Watched.like(drawn)
    assert len(watched) == WATCHED and not watched.read
    watched.values("war.swing")
    watched.certain("war.repelled")
    assert watched.numbers["war.memory"] is drawn.numbers["war.memory"]
    assert watched.read == {"war.swing", "war.repelled", "war.memory"}
    watched.read.clear()
    watched.values("war.swing")  # drawn already
    watched.event("faith/norland")  # no number
    assert watched.read == {"war.swing"}
    assert (watched.values("war.swing")[:2] == drawn.values("war.swing")).all()
