"""The bargaining zone: which lines along the front both sides would accept."""

from __future__ import annotations

from servanda.explore.packages.combinations import space_of
from servanda.explore.packages.zone import LINES, zone_of


def test_each_side_has_its_end_and_they_may_overlap(strait) -> None:
    space = space_of(strait, "truce")
    zone, why = zone_of(space, space.start(), 20, 3)
    assert zone is not None and why == ""
    assert (zone.upper, zone.lower) == (("norland",), ("suria",))
    assert 0.0 <= zone.open <= 1.0 and set(zone.never) == {"norland", "suria"}
    for end in (zone.least, zone.most):
        assert end is None or end[0] <= end[1] <= end[2]
    if zone.open > 0.5 and zone.least and zone.most:
        assert zone.least[1] <= zone.most[1]
    assert LINES > 2


def test_without_a_front_there_is_none_and_why_is_said(strait) -> None:
    bare = strait.model_copy(update={"war": strait.war.model_copy(update={"front": None})})
    space = space_of(strait, "truce")
    space = type(space)(bare, "truce", space.settings, space.arrangements)
    assert zone_of(space, space_of(strait, "truce").start(), 5, 0) == (
        None, "This war has no front, so no line to bargain over.",
    )  # fmt: skip
