"""How those who wait for others decide."""

from __future__ import annotations

import numpy as np

from servanda.case.consent import Ballot
from servanda.case.consent.ballot import counted
from servanda.case.consent.tree import compile_rule

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


def test_many_parties_are_counted_as_few_are() -> None:
    many = tuple(f"p{k}" for k in range(300))
    yes = {name: np.array([True, k > 0]) for k, name in enumerate(many)}
    for needs, joins in ((298, [True, True]), (299, [True, False]), (300, [False, False])):
        waiting = dict.fromkeys(many, needs)
        assert Ballot(yes, {}, {}, waiting).joined(many).any(axis=0).tolist() == joins
    assert counted(np.ones((300, 1), dtype=np.bool_)).tolist() == [300]


def test_what_was_decided_before_is_looked_up_where_it_stands(vard) -> None:
    asked = compile_rule(vard, "bargain")
    rng = np.random.default_rng(4)
    consents = {name: rng.uniform(size=64) < 0.6 for name in asked.parties}
    valid = {name: rng.uniform(size=64) < 0.5 for name in asked.vetoes}
    weights = _Any(rng)
    before = Ballot(consents, valid, weights, {asked.parties[0]: 1})
    asked.decide(before)
    for party in asked.parties:
        moved = before.with_consent_of(party)
        anew = Ballot(moved.consents, valid, weights, moved.needs)
        assert (asked.decide(moved) == asked.decide(anew)).all(), party


class _Any(dict[str, np.ndarray]):
    """The numbers of a rule, whatever they are called: the same ones for the same name."""

    def __init__(self, rng: np.random.Generator) -> None:
        super().__init__()
        self.rng = rng

    def __missing__(self, name: str) -> np.ndarray:
        self[name] = self.rng.uniform(1.0, 4.0, size=64)
        return self[name]
