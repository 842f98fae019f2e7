"""Consent by enumeration: every rule against all answers of all parties."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.consent_chance import (
    acceptable_range,
    at_least,
    disputed_veto,
    quota_chance,
    reach_quota,
    unanimity,
)

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


def test_a_disputed_veto_lies_between_no_veto_and_a_veto() -> None:
    told = disputed_veto(others=0.5, valid=[0.0, 0.4, 1.0], consents=0.3)["chance"]
    np.testing.assert_allclose(told, [0.5, 0.36, 0.15])


def test_unanimity_of_the_largest_number_that_reaches_the_target() -> None:
    for p in (0.5, 0.9, 0.97, 0.99):
        most = int(unanimity(p=p, n=1, target=0.5)["most"][0])
        assert p**most >= 0.5 - 1e-12 > p ** (most + 1) - 1e-9


def all_agree(row: Row, case: Case) -> object:
    at = row["inputs"]
    assert one(at_least(p=[at["p"]] * at["n"], k=at["n"]), "chance") == pytest.approx(
        row["expected"], abs=1e-12
    )
    return one(unanimity(p=at["p"], n=at["n"]), "chance")


def enough(row: Row, case: Case) -> object:
    at = row["inputs"]
    if "w" in at:
        return one(reach_quota(p=at["p"], weight=at["w"], quota=at["quota"]), "chance")
    return one(at_least(p=at["p"], k=at["k"], rho=at.get("rho", 0.0)), "chance")


def winset(row: Row, case: Case) -> object:
    low, high = zip(*row["inputs"]["acceptance_intervals"], strict=True)
    told = acceptable_range(low=low, high=high)
    return [one(told, "low"), one(told, "high")]


def most(row: Row, case: Case) -> object:
    at = row["inputs"]
    return one(unanimity(p=at["p_each"], n=1, target=at["target"]), "most")


HANDLERS = {
    "unanimity": all_agree,
    "k_of_n": enough,
    "weighted_quota": enough,
    "winset": winset,
    "reverse_max": most,
}


@pytest.mark.parametrize("name", rows_for("consent_chance"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_a_common_reason_is_averaged_over() -> None:
    p, rho = np.array([0.9, 0.6, 0.3]), 0.4

    def given(z: float) -> float:
        conditional = norm.cdf((norm.ppf(p) - np.sqrt(rho) * z) / np.sqrt(1 - rho))
        return norm.pdf(z) * by_enumeration(list(conditional), lambda yes: sum(yes) >= 2)

    expected, _ = quad(given, -9, 9)
    told = at_least(p=p, k=2, rho=rho)
    assert told["chance"][0] == pytest.approx(expected, rel=1e-8)
    assert told["expected"][0] == pytest.approx(1.8)
    weighed = reach_quota(p=p, weight=[1, 1, 1], quota=2, rho=rho)
    assert weighed["chance"][0] == told["chance"][0]


def test_a_quota_of_nothing_is_met_and_one_of_too_much_never() -> None:
    told = reach_quota(p=[0.5, 0.5], weight=[3, 2], quota=[0, 1, 5, 6])["chance"]
    assert told.tolist() == [1.0, 0.75, 0.25, 0.0]
    assert quota_chance(np.array([0.5]), np.array([1]), 1) == 0.5
    assert quota_chance(np.array([0.0]), np.array([1]), 1) == 0.0


def test_the_certain_are_unanimous_however_many() -> None:
    told = unanimity(p=[1.0, 0.5, 0.5], n=[9, 0, 3], target=[0.5, 0.5, 1.0])
    assert told["chance"].tolist() == [1.0, 1.0, 0.125]
    assert told["most"].tolist() == [np.inf, 1.0, 0.0]


def test_the_range_that_all_accept_names_who_sets_it() -> None:
    told = acceptable_range(low=[[0.2, 0.5], [0.1, 0.6]], high=[[0.5, 0.9], [0.5, 0.9]])
    assert told["low"].tolist() == [0.5, 0.6]
    assert told["high"].tolist() == [0.5, 0.5]
    assert told["empty"].tolist() == [0.0, 1.0]
    assert (told["binds_low"].tolist(), told["binds_high"].tolist()) == ([1, 1], [0, 0])
