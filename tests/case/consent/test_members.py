"""All members of a body, as an entry of a list."""

from __future__ import annotations

import pytest

from servanda.case.consent import Members
from servanda.errors import InputError


def test_members_left_out_are_not_asked(vard) -> None:
    entry = Members.model_validate({"members": "league", "except": ["farholm"]})
    assert entry.asks(vard) == ("eastmark", "westmark")
    assert entry.short(vard) == ["Eastmark", "Westmark"]
    assert Members(members="nobody").asks(vard) == ()


def test_a_large_body_is_told_by_its_number(vard) -> None:
    league = vard.actors["league"]
    many = dict.fromkeys([f"m{n}" for n in range(7)], league.members["farholm"])
    actors = {**vard.actors, "league": league.model_copy(update={"members": many})}
    case = vard.model_copy(update={"actors": actors})
    assert Members(members="league").short(case) == ["the 7 members of the Straits League"]


def test_what_is_wrong_with_members_is_said_with_its_mending(vard) -> None:
    alone = list(Members(members="league").faults(vard, ("proposals", "truce", "consent")))
    assert "says who is asked, not how many must agree" in alone[0].wrong
    place = ("proposals", "truce", "consent", "all", 0)
    assert list(Members(members="league").faults(vard, place)) == []
    (none,) = Members(members="norland").faults(vard, place)
    assert none.wrong == "`norland` has no members"
    left = Members.model_validate({"members": "league", "except": ["norland"]})
    (unknown,) = left.faults(vard, place)
    assert unknown.wrong == "no member is called `norland`"


def test_members_alone_decide_nothing(vard, ballot, written) -> None:
    with pytest.raises(InputError, match="not how many must agree"):
        written({"members": "league"}).decide(ballot)
