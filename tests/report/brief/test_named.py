"""Proposals by the names a brief calls them, and how many of them."""

from __future__ import annotations

from tests.report.conftest import Assessed

from servanda.report.brief.named import called, counted, first_of, left_out, of_which


def test_as_many_as_there_is_room_for_are_named(strait_assessed: Assessed) -> None:
    results = strait_assessed.assessment.proposals
    two = of_which(results, 2)
    assert two == [called(results[0]), ", ", called(results[1]), " and 2 more"]
    every = of_which(results, 4)
    assert every[-2:] == [" and ", called(results[3])]
    assert [counted(n, "world") for n in (1, 1200)] == ["1 world", "1,200 worlds"]
    assert left_out(2, "party", "blockers")[1].href == "#blockers"


def test_those_to_hear_of_first_stay_in_the_order_of_the_case(strait_assessed: Assessed) -> None:
    results = strait_assessed.assessment.proposals
    chosen = first_of(results, 2)
    assert [r for r in results if r in chosen] == chosen and len(chosen) == 2
    assert max(results, key=lambda r: (r.signed.share > 0.5, r.signed_and_holds_5y.share)) in chosen
