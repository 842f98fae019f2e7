"""What every part of a draft rests on: parties, sides, the plan, citations, the issues it takes."""

from __future__ import annotations

from datetime import date

from tests.drafting.news import ARTICLES, said

from servanda.drafting.contents import Contents
from servanda.drafting.drafted import LONGEST, OPTIONS, SHORTEST, Drafted
from servanda.evidence.records import Citation

DAY = date(2026, 4, 1)


def test_the_sides_are_read_and_can_be_overruled(caucasus: Contents) -> None:
    assert (caucasus.challenger, caucasus.protege) == ("AZE", "ARM")
    told = Drafted([said("caucasus", ARTICLES["caucasus"])], ("Armenia", "Azerbaijan"), DAY)
    assert (told.challenger, told.protege) == ("ARM", "AZE")


def test_a_front_is_there_where_land_is_said_to_be_held(
    caucasus: Contents, strip: Contents
) -> None:
    assert caucasus.has_front and caucasus.held is not None
    assert not strip.has_front and strip.held is None


def test_citations_stand_once_and_neither_too_short_nor_too_long(strip: Contents) -> None:
    def cite(*quotes: str) -> list[str]:
        return [c["quote"] for c in strip.cite([Citation("plan", q) for q in quotes], 9)]

    long = "word " * LONGEST
    assert cite("All troops  leave.", "All troops leave.") == ["All troops leave."]
    assert cite("x" * (SHORTEST - 1)) == []
    (cut,) = cite(long)
    assert len(cut) <= LONGEST and cut.endswith("word")
    assert len(strip.cite([Citation("plan", f"Quote number {n}") for n in range(5)], 2)) == 2


def test_topics_with_two_ends_become_issues(caucasus: Contents, strip: Contents) -> None:
    assert set(caucasus.issues) == {"deployment", "membership"} <= set(OPTIONS)
    assert strip.issues == {}, "beside a plan only those on which somebody outside commits itself"


def test_people_of_a_state_have_a_name_of_their_own(caucasus: Contents) -> None:
    assert caucasus._called("voters:ARM") == "Voters of Armenia"
    assert caucasus._called("parliament:ARM") == "Parliament of Armenia"
    assert caucasus._called("body:The Observers") == "The Observers"


def test_documents_that_were_not_read_take_no_part() -> None:
    unread = said("blank", "   ")
    made = Drafted([said("caucasus", ARTICLES["caucasus"]), unread], (), DAY)
    assert unread.unread
    assert [each.source.id for each in made.read] == ["caucasus"]
