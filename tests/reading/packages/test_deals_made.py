"""Deals told as made: by whom, where and of what sort; what only looks like one."""

from __future__ import annotations

import pytest
from tests.reading.packages.two_plans import articles, at_war

from servanda.reading.packages.deals_made import DealMade, deals_made
from servanda.reading.packages.passages import passages_in


def deals(text: str) -> list[DealMade]:
    read = articles(one=f"News\n\n3 May 1994\n\nChad and Libya fought. {text}")
    parties, war = at_war(read, "Chad", "Libya")
    return list(deals_made(list(passages_in(read[0])), parties, war.all))


@pytest.mark.parametrize(
    ("text", "place", "sort"),
    [
        ("Chad and Libya signed an accord in Tunis.", "Tunis", "agreement"),
        ("Chad signed a ceasefire deal with Libya at Algiers.", "Algiers", "truce"),
        ("A memorandum was signed by Chad and Libya.", "", "memorandum"),
        ("Libya and Chad have reached a peace agreement.", "", "agreement"),
        ("Chad and Libya initialled in Tunis a declaration of principles.", "Tunis", "declaration"),
        ("Chad and Libya agreed on a truce.", "", "truce"),
    ],
)
def test_a_deal_between_two_parties(text: str, place: str, sort: str) -> None:
    [deal, *_] = deals(text)
    assert set(deal.who) == {"TCD", "LBY"} and (deal.place, deal.sort) == (place, sort)


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Libya signed the accord in Tunis.",
        "Chad and Libya did not sign an accord.",
        "Will Chad and Libya sign an accord?",
        "Chad signed an accord.",
        "Chad and Libya signed a mediator's plan.",
        "Chad and Libya signed an annex to the accord.",
        "France and Italy signed an accord.",
        "Chad said that Libya signed an accord.",
    ],
)
def test_no_new_deal_between_two_parties(text: str) -> None:
    assert deals(text) == []
