"""Consent rules as trees, against all answers of all parties."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, prefix_of, rows_for

from servanda.errors import InputError
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

few = settings(max_examples=40, deadline=None)


def by_enumeration(p: list[float], met: Callable[[tuple[bool, ...]], bool]) -> float:
    total = 0.0
    for answers in itertools.product((False, True), repeat=len(p)):
        weight = np.prod([x if yes else 1 - x for x, yes in zip(p, answers, strict=True)])
        total += float(weight) * met(answers)
    return total


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


def veto_tree(row: Row, case: Case) -> object:
    at = row["inputs"]
    volunteers = tuple(Consents(1 + i) for i in range(len(at["volunteers"])))
    vetoer = Consents(1 + len(volunteers))
    tree = AllOf((Consents(0), AtLeast(at["k"], volunteers), Unless(at["pr_veto_valid"], vetoer)))
    p = [at["host"], *at["volunteers"], at["pr_vetoer_consents"]]
    return float(chance_of_consent(tree, np.array([p]))[0])


HANDLERS = {"disputed_veto": veto_tree}


@pytest.mark.parametrize("name", rows_for("consent_tree"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def twice(parties: int) -> Tree:
    """A rule in which each party stands at two leaves."""
    each = tuple(Consents(i) for i in range(parties))
    return AllOf((AnyOf(each), AnyOf(each)))


def test_sixteen_parties_that_stand_twice_are_averaged_over_and_no_more() -> None:
    told = chance_of_consent(twice(16), np.full((1, 16), 0.25))
    assert told[0] == pytest.approx(1 - 0.75**16, rel=1e-12)
    with pytest.raises(InputError, match="17 parties stand at several leaves; 16 can be"):
        chance_of_consent(twice(17), np.full((1, 17), 0.25))


def test_every_set_of_twenty_parties_can_be_tried_and_no_more() -> None:
    assert smallest_sufficient(AnyOf(tuple(Consents(i) for i in range(20)))) == (0,)
    with pytest.raises(InputError, match="21 parties are too many"):
        smallest_sufficient(AnyOf(tuple(Consents(i) for i in range(21))))


def test_chances_lie_from_nothing_to_one_and_have_a_row_a_world() -> None:
    assert chance_of_consent(Consents(0), np.array([[0.0], [1.0]])).tolist() == [0.0, 1.0]
    for wrong in (np.array([0.5]), np.array([[-0.1]]), np.array([[1.1]])):
        with pytest.raises(InputError, match="one row a world"):
            chance_of_consent(Consents(0), wrong)
    with pytest.raises(InputError, match="names party"):
        chance_of_consent(AllOf(()), np.array([[0.5]]))
    with pytest.raises(InputError, match="names party"):
        chance_of_consent(Consents(-1), np.array([[0.5]]))


def test_a_quota_that_is_just_reached_is_reached() -> None:
    rule = Quota(3.0, (1.0, 2.0, 5.0), (Consents(0), Consents(1), Consents(2)))
    told = chance_of_consent(rule, np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.25]]))
    assert told.tolist() == [0.25, 0.25]
    nothing = chance_of_consent(AtLeast(0, (Consents(0),)), np.array([[0.25]]))
    assert nothing.tolist() == [1.0]
