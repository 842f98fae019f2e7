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
