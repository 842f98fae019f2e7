"""How those who wait for others decide."""

from __future__ import annotations

import numpy as np

from servanda.case.consent import Ballot

NAMES = ("a", "b", "c")


def ballot(
    needs: dict[str, int], most: bool, willing: tuple[bool, ...] = (True,) * 3
) -> list[bool]:
    consents = {name: np.array([yes]) for name, yes in zip(NAMES, willing, strict=True)}
    return Ballot(consents, {}, {}, needs, most).joined(NAMES)[:, 0].tolist()


def test_without_waiting_all_who_are_willing_join() -> None:
    assert ballot({}, True, (True, False, True)) == [True, False, True]


def test_two_who_wait_for_each_other_join_together_or_not_at_all() -> None:
    willing = (True, True, False)
    waiting = {"a": 1, "b": 1}
    assert ballot(waiting, True, willing) == [True, True, False]
    assert ballot(waiting, False, willing) == [False, False, False]


def test_one_who_does_not_wait_starts_the_chain_in_either_reading() -> None:
    for most in (True, False):
        assert ballot({"b": 1, "c": 2}, most) == [True, True, True]
        assert ballot({"b": 2, "c": 2}, most, (True, True, False)) == [True, False, False]


def test_a_party_made_to_consent_consents_everywhere_and_waits_for_nobody() -> None:
    no = {name: np.array([False, True]) for name in NAMES}
    made = Ballot(no, {}, {}, {"a": 2}).with_consent_of("a")
    assert made.consents["a"].all() and made.needs["a"] == 0
    assert (made.consents["b"] == no["b"]).all() and not no["a"].all()
