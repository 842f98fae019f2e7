"""Of whom it is only told that the agreement was signed."""

from __future__ import annotations

from tests.reading.packages.told import last_answers, package


def test_both_sides_of_an_agreement_that_was_signed_accept_it() -> None:
    assert last_answers("The accord was signed on Monday.") == {"TCD": "accepts", "LBY": "accepts"}


def test_it_is_only_inferred() -> None:
    told = package("The accord was signed on Monday.").answers["TCD"]
    assert told[-1].strength < 0.5


def test_not_where_one_refuses() -> None:
    told = last_answers("The accord was signed on Monday. Libya rejected the accord.")
    assert told == {"LBY": "rejects"}


def test_not_where_it_is_still_to_be_signed() -> None:
    assert not last_answers("The accord will be signed on Monday.")
    assert not last_answers("The accord was not signed on Monday.")


def test_one_verb_serves_several_who_signed() -> None:
    told = last_answers("Mr Adoum signed for Chad and Mr Senussi, a colonel, for Libya.")
    assert told.items() >= {"TCD": "accepts", "LBY": "accepts"}.items()


def test_for_whom_it_was_another() -> None:
    told = last_answers("It was Mr Adoum who signed; for Libya it was the chief of staff, Senussi.")
    assert told.get("LBY") == "accepts"


def test_who_signed_once_is_only_described() -> None:
    told = last_answers("Mr Senussi, who signed for Libya in March, rejected the plan.")
    assert told.get("LBY") != "accepts"


def test_delegates_whom_nobody_introduces_sign_for_the_two_sides() -> None:
    told = package("Mr Adoum signed the plan at noon. Mr Senussi signed too.").answers
    assert {p: r[-1].answer for p, r in told.items() if p in {"TCD", "LBY"}} == {
        "TCD": "accepts",
        "LBY": "accepts",
    }
    assert all(told[p][-1].strength < 0.5 for p in ("TCD", "LBY"))


def test_not_where_a_side_refuses() -> None:
    told = last_answers("Mr Adoum signed the plan. Mr Senussi signed too. Libya rejected the plan.")
    assert told["LBY"] == "rejects"
    assert "TCD" not in told


def test_who_signs_as_a_witness_signs_for_neither_side() -> None:
    for words in (
        "The mediator Elsa Brandt and the observer Tom Haller signed the text of the accord.",
        "Elsa Brandt and Tom Haller signed the accord as witnesses.",
    ):
        told = last_answers(words)
        assert not {"TCD", "LBY"} & set(told), words
