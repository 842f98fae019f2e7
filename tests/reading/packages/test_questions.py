"""A yes and a no of one article, as plain and at once, are asked and not stated."""

from __future__ import annotations

from tests.reading.packages.told import last_answers, package

BOTH = "Chad's government has accepted the plan. Chad's government has rejected the plan."


def test_it_is_asked() -> None:
    told = package(BOTH)
    assert [each.party for each in told.open_answers] == ["TCD"]
    assert told.answers["TCD"][-1].answer == "undeclared"


def test_what_the_article_puts_in_order_is_not() -> None:
    assert not package("Chad accepted the plan. On Friday Chad rejected the plan.").open_answers
    assert last_answers("Chad accepted the plan. Chad now rejects the plan.")["TCD"] == "rejects"
