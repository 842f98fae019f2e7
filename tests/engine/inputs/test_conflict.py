"""What a case says whatever the world."""

from __future__ import annotations

from tests.laws.whole_cases import case_of, stated, symmetric

from servanda.engine.inputs.conflict import conflict_of, stated_at


def test_parties_stand_in_the_order_of_their_names_and_the_front_has_two_ends(strait) -> None:
    conflict = conflict_of(strait)
    assert conflict.parties == ("norland", "suria") and conflict.front
    assert conflict.signs.tolist() == [1.0, -1.0]
    assert conflict.opponents_of("suria") == ("norland",)
    assert conflict.parties_of("norland") == ("norland",) and conflict.side_of("suria") == "suria"


def test_an_issue_settled_alike_everywhere_is_not_contested() -> None:
    assert conflict_of(case_of(symmetric())).contested == ("land",)
    other = stated(symmetric(), proposals__bare__terms__flag="a_flies")
    assert conflict_of(other).contested == ("land", "flag")


def test_two_uncertain_numbers_are_not_alike_and_two_certain_ones_may_be(strait) -> None:
    graded = {"title": "x", "kind": "graded", "weights": {"a": 1, "b": 1}, "best": {"a": 1, "b": 0}}
    keys = symmetric()
    keys["issues"]["port"] = graded
    keys["war"]["while_fighting"]["port"] = 0.5
    for name in ("bare", "pact"):
        keys["proposals"][name]["terms"]["port"] = 0.5
    assert "port" not in conflict_of(case_of(keys)).contested
    keys["proposals"]["pact"]["terms"]["port"] = "0.4 to 0.6"
    assert "port" in conflict_of(case_of(keys)).contested


def test_terms_keep_their_places(strait) -> None:
    terms = strait.proposals["truce"].terms
    placed = stated_at("proposals.truce.terms", terms)
    assert placed["status"] == (terms["status"], "proposals.truce.terms.status")
