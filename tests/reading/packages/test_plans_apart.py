"""Two plans of one war are parted by whole articles, and only on a sure sign."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.reading.packages.two_plans import (
    HALT,
    KAMPALA,
    LATER,
    PROPOSED,
    RENEWED,
    TUNIS,
    VOTED,
    articles,
    at_war,
)

from servanda.reading.packages.plans_apart import plans_apart

LIBYA = ("Chad", "Libya+Sudan")


def parted(*sides: str, **texts: str) -> list[tuple[str, ...]]:
    read = articles(**texts)
    parties, war = at_war(read, *sides)
    return [plan.documents for plan in plans_apart(read, parties, war.all)]


def test_deals_of_other_parties_at_other_places_are_two_plans() -> None:
    read = articles(one=TUNIS, two=KAMPALA)
    parties, war = at_war(read, *LIBYA)
    first, second = plans_apart(read, parties, war.all)
    assert (first.documents, first.between) == (("one",), ("TCD", "LBY"))
    assert (second.documents, second.between) == (("two",), ("TCD", "SDN"))
    assert (first.called, second.called) == ("Tunis border treaty", "Kampala ceasefire agreement")


def test_a_halt_short_of_the_truce_that_was_proposed_is_a_plan_of_its_own() -> None:
    assert parted("Egypt", "Libya", one=PROPOSED, two=HALT) == [("one",), ("two",)]


def test_a_deal_made_anew_after_a_vote_against_the_first_is_a_plan_of_its_own() -> None:
    assert parted("Chad", "Libya", one=VOTED, two=RENEWED) == [("one",), ("two",)]


@pytest.mark.parametrize(
    ("sides", "texts"),
    [
        (LIBYA, {"one": TUNIS, "two": KAMPALA, "three": LATER}),
        (("Egypt", "Libya"), {"one": PROPOSED, "two": HALT}),
        (("Chad", "Libya"), {"one": VOTED, "two": RENEWED}),
    ],
)
def test_the_order_of_the_files_changes_no_plan(
    sides: tuple[str, ...], texts: dict[str, str]
) -> None:
    plans = parted(*sides, **texts)
    assert len(plans) == 2
    for names in permutations(texts):
        assert parted(*sides, **{name: texts[name] for name in names}) == plans


def test_a_document_without_a_sign_parts_nothing_and_joins_the_nearest() -> None:
    assert parted(*LIBYA, one=TUNIS, two=KAMPALA, z=LATER) == [("one",), ("two", "z")]
    quiet = "Nothing new\n\n1 April 1999\n\nSoldiers of Egypt and Libya slept."
    early = quiet.replace("1 April", "4 March")
    assert parted("Egypt", "Libya", one=PROPOSED, two=HALT, z=quiet) == [("one",), ("two", "z")]
    assert parted("Egypt", "Libya", one=PROPOSED, two=HALT, z=early) == [("one", "z"), ("two",)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(TUNIS.replace("3 May", "9 May"), id="the same deal told twice"),
        pytest.param(
            KAMPALA.replace("signed a ceasefire", "signed the ceasefire"), id="a deal known already"
        ),
        pytest.param(
            KAMPALA.replace("Chad and Sudan signed", "Chad, Libya and Sudan signed"),
            id="all of them sign",
        ),
        pytest.param(KAMPALA.replace("Kampala", "Tunis"), id="signed at the same place"),
        pytest.param(
            KAMPALA.replace("signed a ceasefire agreement", "signed a deal joining the pact"),
            id="others join the first",
        ),
        pytest.param(
            KAMPALA.replace("signed a", "have not signed a"), id="no deal is made"
        ),
        pytest.param(
            KAMPALA.replace("Observers of", "Chad and Libya signed a treaty. Observers of"),
            id="one article tells of both",
        ),
        pytest.param(LATER, id="no sign"),
    ],
)  # fmt: skip
def test_without_a_sure_sign_there_is_one_plan(other: str) -> None:
    assert parted(*LIBYA, one=TUNIS, two=other) == [("one", "two")]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (PROPOSED.replace("a French", "an Italian"), HALT),
        (PROPOSED, HALT.replace("that France had proposed", "of other wars")),
        (PROPOSED, HALT.replace("stop shelling the wells for 20 days", "the exchange of men")),
        (PROPOSED.replace("2 March", "12 March"), HALT),
    ],
)
def test_a_part_of_what_was_proposed_is_no_plan_of_its_own(one: str, two: str) -> None:
    assert len(parted("Egypt", "Libya", one=one, two=two)) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (VOTED, RENEWED.replace("threw out the first", "had their say")),
        (VOTED, RENEWED.replace("a revised peace agreement", "a peace agreement")),
        (VOTED.replace("Voters turned down", "Voters debated"), RENEWED),
        (VOTED.replace("4 May", "2 July"), RENEWED),
    ],
)
def test_a_new_deal_needs_the_vote_that_threw_out_the_first(one: str, two: str) -> None:
    assert len(parted("Chad", "Libya", one=one, two=two)) == 1


def test_makers_of_the_one_at_the_place_of_the_other_are_no_third_plan() -> None:
    between = TUNIS.replace("in Tunis", "in Kampala").replace("3 May", "2 July")
    plans = parted(*LIBYA, one=TUNIS, two=KAMPALA, three=between)
    assert plans == [("one", "three"), ("two",)]


def test_where_signs_disagree_nothing_is_parted() -> None:
    """The fourth article is of the plan of the third by its place, of the first by its makers."""
    third = TUNIS.replace("Libya", "Sudan").replace("Tunis", "Nairobi").replace("3 May", "1 June")
    fourth = TUNIS.replace("in Tunis", "in Nairobi").replace("3 May", "2 July")
    plans = parted(*LIBYA, one=TUNIS, two=KAMPALA, third=third, fourth=fourth)
    assert plans == [("one", "third", "two", "fourth")]
