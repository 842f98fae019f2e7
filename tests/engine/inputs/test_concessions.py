"""What giving way costs at home where the case states no price."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.laws.whole_cases import apart, case_of, put, shipped, stated, symmetric, told, tree

from servanda.case.effects import without_effect
from servanda.case.keys.case import Case
from servanda.engine.inputs.concessions import conceded


def lost(has: float, *leaves: float, starts: tuple[float, ...] = (0.0,)) -> float:
    found = conceded(
        np.array([has]), np.array([leaves]), np.array(starts), np.array([0.1])
    )  # fmt: skip
    return float(found[0])


def test_it_is_what_it_has_less_what_it_is_left() -> None:
    assert lost(0.7, 0.7) == 0.0
    assert lost(0.7, 0.2) == pytest.approx(0.5)
    assert lost(0.2, 0.7) == 0.0


def test_what_is_given_up_later_counts_for_less_and_a_last_phase_for_ever() -> None:
    soon, late = (lost(0.7, 0.7, 0.1, starts=(0.0, month)) for month in (1.0, 120.0))
    assert 0.0 < late < soon < 0.6
    assert lost(0.7, 0.7, 0.1, starts=(0.0, 1e6)) == pytest.approx(0.0)
    assert lost(0.7, 0.1, 0.1, starts=(0.0, 12.0)) == pytest.approx(lost(0.7, 0.1))


def margin(keys: Any, **paths: Any) -> float:
    return float(told(stated(keys, **paths), 1, ["bare"])["bare"]["margin.a"][0])


def test_it_counts_where_no_price_is_stated_and_a_stated_price_counts_alone() -> None:
    keys = symmetric()
    put(keys, "proposals.bare.terms.flag", "b_flies")  # a gives up 0.6 of a third of its aims
    free, dear = (margin(keys, parties__a__concession_cost=value) for value in (0, 0.5))
    assert free - dear == pytest.approx(0.5 * 0.2, abs=1e-3)  # others expect less of it then
    put(keys, "proposals.bare.political_costs", {"a": 0.03})
    priced = [margin(keys, parties__a__concession_cost=value) for value in (0, 0.5)]
    assert priced[0] == priced[1] == pytest.approx(free - 0.03, abs=1e-3)


def test_who_gains_pays_nothing_and_it_is_continuous_there() -> None:
    keys = symmetric()
    free, dear = (margin(keys, parties__a__concession_cost=value) for value in (0, 0.5))
    assert free == dear
    put(keys, "issues.flag.options.b_flies", {"a": 0.5999, "b": 1})
    put(keys, "proposals.bare.terms.flag", "b_flies")
    free, dear = (margin(keys, parties__a__concession_cost=value) for value in (0, 0.5))
    assert 0.0 < free - dear < 1e-3


def test_it_is_continuous_at_nothing_and_rises_from_there() -> None:
    keys = symmetric()
    put(keys, "proposals.bare.terms.flag", "b_flies")
    none, hardly, some = (margin(keys, parties__a__concession_cost=k) for k in (0, 1e-9, 0.1))
    assert none == pytest.approx(hardly, abs=1e-8) and none - some > 0.01


def test_left_out_it_is_the_base_rate() -> None:
    keys = symmetric()
    put(keys, "proposals.bare.terms.flag", "b_flies")
    stated_so = told(stated(keys, parties__a__concession_cost={"base_rate": "concession_cost"}), 8)
    del keys["parties"]["a"]["concession_cost"]
    assert apart(told(case_of(keys), 8), stated_so) == 0.0


def test_whoever_gives_way_pays_alike() -> None:
    """A law: exchange what the two give up, and what signing costs them is exchanged."""
    prices = []
    for flag in ("b_flies", "a_flies"):
        keys = symmetric()
        put(keys, "proposals.bare.terms.flag", flag)
        found = told(case_of(keys), 1, ["bare"])["bare"]
        prices.append((float(found["price.a"][0]), float(found["price.b"][0])))
    assert prices[0] == pytest.approx(prices[1][::-1])
    assert prices[0] == pytest.approx((0.2 * 0.2, 0.0))


def test_an_issue_split_in_two_or_one_that_stays_as_it_is_changes_no_price() -> None:
    keys = symmetric()
    put(keys, "proposals.bare.terms.flag", "b_flies")
    one = told(case_of(keys), 1, ["bare"])["bare"]["price.a"]
    put(keys, "issues.flag.weights", {"a": 0.25, "b": 0.25})
    put(keys, "issues.anthem", {**keys["issues"]["flag"], "title": "Anthem"})
    put(keys, "war.while_fighting.anthem", "both_fly")
    put(keys, "proposals.bare.terms.anthem", "b_flies")
    put(keys, "proposals.pact.terms.anthem", "both_fly")
    two = told(case_of(keys), 1, ["bare"])["bare"]["price.a"]
    assert two == pytest.approx(one)
    put(keys, "issues.stamps", {**keys["issues"]["flag"], "title": "Stamps"})
    put(keys, "war.while_fighting.stamps", "both_fly")
    for name in ("bare", "pact"):
        put(keys, f"proposals.{name}.terms.stamps", "both_fly")
    assert told(case_of(keys), 1, ["bare"])["bare"]["price.a"] == pytest.approx(two)


def test_the_worse_the_terms_the_less_often_they_are_signed() -> None:
    """A law, step by step: what is left of the land falls, and so does who signs."""
    keys = symmetric()
    for party in "ab":
        put(keys, f"parties.{party}.readiness", {"base_rate": "readiness"})
        put(keys, f"parties.{party}.concession_cost", {"base_rate": "concession_cost"})
    shares = []
    for left in (0.5, 0.4, 0.3, 0.2, 0.1, 0.0):
        put(keys, "proposals.bare.terms.land", left)
        shares.append(float(told(case_of(keys), 200, ["bare"])["bare"]["accepts.a"].mean()))
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.5 > 0.25 > shares[-1]


def test_a_price_that_never_counts_is_told() -> None:
    keys = symmetric()
    for name in ("bare", "pact"):
        put(keys, f"proposals.{name}.political_costs", {"a": 0.01, "b": 0.01})
    told_idle = [each.path for each in without_effect(case_of(keys))]
    assert ("parties", "a", "concession_cost") in told_idle
    keys = symmetric()
    assert ("parties", "a", "concession_cost") not in [
        each.path for each in without_effect(case_of(keys))
    ]


def surrender(case: Case, party: str) -> dict[str, Any]:
    """Terms that leave a party the least of everything."""
    terms: dict[str, Any] = {}
    for name, issue in case.issues.items():
        if issue.kind == "finite":
            side = case.side_of(party)
            worth = {
                option: np.mean([q.form.value if hasattr(q.form, "value") else q.form.low for q in [
                    body.shares.get(party, body.shares.get(side))] if q is not None] or [1.0])
                for option, body in issue.options.items()
            }  # fmt: skip
            terms[name] = min(worth, key=lambda option: float(worth[option]))
        else:
            terms[name] = float(case.worst_of(name, party))
    return terms


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_hardly_anybody_signs_away_all_it_has(folder: Path) -> None:
    """A law: the worse the terms for a party, the less often it signs; in the end seldom."""
    keys = tree(folder)
    case = case_of(keys)
    for party in case.parties:
        body = {"title": "Surrender", "terms": surrender(case, party)}
        put(keys, f"proposals.surrender_of_{party}", body | {"consent": {"all": [*case.parties]}})
    names = [f"surrender_of_{party}" for party in case.parties]
    whole = {f"parties.{party}.concession_cost": 1.0 for party in case.parties}
    plain = {f"parties.{party}.readiness": 0.0 for party in case.parties}
    found = told(case_of(keys), 96, names)
    lost = told(case_of(keys), 24, names, whole | plain)
    for party in case.parties:
        gives_up = float(lost[f"surrender_of_{party}"][f"price.{party}"].mean())
        share = float(found[f"surrender_of_{party}"][f"accepts.{party}"].mean())
        assert share < (0.3 if gives_up > 0.4 else 0.65), (party, gives_up)
