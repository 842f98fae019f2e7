"""Consent by enumeration: every rule against all answers of all parties."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import InputError
from servanda.formulas.consent_chance import at_least, disputed_veto, reach_quota, unanimity
from servanda.formulas.consent_tree import (
    AllOf,
    AnyOf,
    AtLeast,
    Consents,
    Quota,
    Tree,
    Unless,
    blocks_alone,
    chance_of_consent,
    leaves,
    smallest_sufficient,
)
from servanda.formulas.volunteers import conditional_volunteers
from servanda.formulas.voting_power import power_indices

few = settings(max_examples=40, deadline=None)
chances = st.lists(st.floats(0, 1), min_size=1, max_size=7)


def by_enumeration(p: list[float], met: Callable[[tuple[bool, ...]], bool]) -> float:
    total = 0.0
    for answers in itertools.product((False, True), repeat=len(p)):
        weight = np.prod([x if yes else 1 - x for x, yes in zip(p, answers, strict=True)])
        total += float(weight) * met(answers)
    return total


@few
@given(p=chances, k=st.integers(0, 8))
def test_at_least_k_is_the_sum_over_all_answers(p: list[float], k: int) -> None:
    told = at_least(p=p, k=k)["chance"][0]
    assert told == pytest.approx(by_enumeration(p, lambda yes: sum(yes) >= k), abs=1e-12)


@few
@given(p=chances, quota=st.integers(0, 25), seed=st.integers(0, 99))
def test_a_quota_is_the_sum_over_all_answers(p: list[float], quota: int, seed: int) -> None:
    weight = np.random.default_rng(seed).integers(0, 9, len(p))
    told = reach_quota(p=p, weight=weight, quota=quota)["chance"][0]
    expected = by_enumeration(p, lambda yes: int(weight @ np.array(yes)) >= quota)
    assert told == pytest.approx(expected, abs=1e-12)


def test_likeness_of_mind_leaves_one_party_as_it_was() -> None:
    told = at_least(p=[0.3], k=1, rho=[0.0, 0.3, 0.6])["chance"]
    np.testing.assert_allclose(told, 0.3, atol=1e-9)


def test_certain_parties_stay_certain_whatever_they_share() -> None:
    assert at_least(p=[1.0, 1.0, 0.0], k=[2, 3], rho=0.5)["chance"].tolist() == pytest.approx(
        [1, 0]
    )


TREE = AllOf(
    (
        Consents(0),
        AnyOf((Consents(1), Quota(3, (2, 1, 1), (Consents(2), Consents(3), Consents(1))))),
        Unless(0.4, AtLeast(2, (Consents(0), Consents(3), Consents(4)))),
    )
)


def meets(tree: Tree, yes: tuple[bool, ...], valid: bool) -> bool:
    """The rule read as it is written."""
    if isinstance(tree, Consents):
        return yes[tree.party]
    if isinstance(tree, Unless):
        return not valid or meets(tree.part, yes, valid)
    parts = [meets(part, yes, valid) for part in tree.parts]
    if isinstance(tree, AllOf):
        return all(parts)
    if isinstance(tree, AnyOf):
        return any(parts)
    if isinstance(tree, AtLeast):
        return sum(parts) >= tree.k
    return sum(w for w, met in zip(tree.weights, parts, strict=True) if met) >= tree.needed


@few
@given(p=st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_a_tree_with_parties_that_stand_twice_is_the_sum_over_all_answers(p: list[float]) -> None:
    expected = 0.4 * by_enumeration(p, lambda yes: meets(TREE, yes, True))
    expected += 0.6 * by_enumeration(p, lambda yes: meets(TREE, yes, False))
    assert chance_of_consent(TREE, np.array([p]))[0] == pytest.approx(expected, abs=1e-12)


def test_settled_worlds_are_settled() -> None:
    for yes in itertools.product((0.0, 1.0), repeat=5):
        told = chance_of_consent(TREE, np.array([yes]))[0]
        answers = tuple(bool(x) for x in yes)
        expected = 0.4 * meets(TREE, answers, True) + 0.6 * meets(TREE, answers, False)
        assert told == pytest.approx(expected, abs=1e-15)


def test_a_party_blocks_alone_only_where_its_yes_would_do() -> None:
    rule = AllOf((Consents(0), AtLeast(1, (Consents(1), Consents(2)))))
    answers = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [1.0, 1.0, 0.0]])
    expected = [[1, 0, 0], [0, 1, 1], [0, 0, 0], [0, 0, 0]]
    assert blocks_alone(rule, answers).tolist() == expected


def test_the_smallest_set_that_suffices() -> None:
    quota = Quota(15, (10, 8, 5, 3), tuple(Consents(i) for i in range(4)))
    assert smallest_sufficient(quota) == (0, 1)
    assert smallest_sufficient(AllOf((Unless(0.1, Consents(3)), Consents(1)))) == (1, 3)
    with pytest.raises(InputError, match="no set of parties"):
        smallest_sufficient(Quota(99, (1,), (Consents(0),)))


def test_a_rule_that_names_nobody_is_refused() -> None:
    with pytest.raises(InputError, match="names party 3; p has 2"):
        chance_of_consent(Consents(3), np.array([[0.5, 0.5]]))
    with pytest.raises(InputError, match=r"chances in 0\.\.1"):
        chance_of_consent(Consents(0), np.array([[1.5]]))
    with pytest.raises(InputError, match="2 parts and 1 weights"):
        chance_of_consent(Quota(1, (1,), (Consents(0), Consents(1))), np.array([[0.5, 0.5]]))
    assert leaves(TREE) == [0, 1, 2, 3, 1, 0, 3, 4]


def test_a_disputed_veto_lies_between_no_veto_and_a_veto() -> None:
    told = disputed_veto(others=0.5, valid=[0.0, 0.4, 1.0], consents=0.3)["chance"]
    np.testing.assert_allclose(told, [0.5, 0.36, 0.15])


def test_unanimity_of_the_largest_number_that_reaches_the_target() -> None:
    for p in (0.5, 0.9, 0.97, 0.99):
        most = int(unanimity(p=p, n=1, target=0.5)["most"][0])
        assert p**most >= 0.5 - 1e-12 > p ** (most + 1) - 1e-9


@few
@given(needed=st.lists(st.integers(0, 7), min_size=1, max_size=6))
def test_extreme_coalitions_are_the_extreme_equilibria(needed: list[int]) -> None:
    sizes = []
    for joined in itertools.product((False, True), repeat=len(needed)):
        size = sum(joined)
        if all((size - j >= t) == j for j, t in zip(joined, needed, strict=True)):
            sizes.append(size)
    told = conditional_volunteers(others_needed=needed)
    assert (told["smallest"][0], told["largest"][0]) == (min(sizes), max(sizes))
    assert told["may_join"].sum() == max(sizes)


@few
@given(weight=st.lists(st.integers(0, 5), min_size=2, max_size=5), quota=st.integers(1, 12))
def test_power_is_the_share_of_orders_in_which_one_decides(weight: list[int], quota: int) -> None:
    told = power_indices(weight=weight, quota=quota)
    if sum(weight) < quota:
        assert told["status"][0] != 0
        return
    pivots = np.zeros(len(weight))
    orders = list(itertools.permutations(range(len(weight))))
    for order in orders:
        total = np.cumsum([weight[i] for i in order])
        pivots[order[int(np.argmax(total >= quota))]] += 1
    np.testing.assert_allclose(told["shapley"][0], pivots / len(orders), atol=1e-12)
    swings = [
        sum(
            quota - weight[i]
            <= sum(w for w, yes in zip(others, joined, strict=True) if yes)
            < quota
            for joined in itertools.product((False, True), repeat=len(others))
        )
        for i in range(len(weight))
        for others in [weight[:i] + weight[i + 1 :]]
    ]
    np.testing.assert_allclose(
        told["banzhaf"][0], np.array(swings) / 2 ** (len(weight) - 1), atol=1e-12
    )
