"""A what-if is a new case; the old one stays, and errors say what to write."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from servanda.case.change import with_value, with_values
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case, numbers_in
from servanda.case.load import load, parse
from servanda.case.text.save import case_text
from servanda.errors import InputError
from servanda.quantity import Gap, Interval, Point


@pytest.fixture(scope="module")
def case(isle: Path) -> Case:
    return load(isle)


def test_every_number_can_be_changed_by_its_name(case: Case) -> None:
    before = case_hash(case)
    for name, number in numbers_in(case):
        if name.endswith("host_withdraws") and "watch" not in name:
            continue  # no host is named there, and then nobody can withdraw
        changed = with_value(case, name, "?")
        assert dict(numbers_in(changed))[name].form == Gap(), name
        others = [n for n in numbers_in(changed) if n[0] != name]
        assert others == [n for n in numbers_in(case) if n[0] != name], name
        assert type(dict(numbers_in(changed))[name]) is type(number)
    assert case_hash(case) == before


def test_a_perceiver_may_leave_the_common_belief(case: Case) -> None:
    changed = with_value(case, "guarantees.shield.resolve.stake.norland", 0.1)
    stake = changed.guarantees["shield"].resolve
    assert stake is not None
    assert stake.stake.of("norland").form == Point(0.1)
    assert stake.stake.of("sutherland").form == Interval(0.3, 0.5)
    assert stake.stake.of("analyst").form == Interval(0.3, 0.5)


def test_what_is_no_number_can_be_changed(case: Case) -> None:
    changed = with_values(
        case,
        {
            "proposals.truce.offer": "stands",
            "proposals.truce.terms.isle": "0.2 to 0.3",
            "proposals.bargain.guarantees": ["pact", "watch"],
            "proposals.bargain.stances.midmoor": "volunteer",
            "proposals.truce.phases.0.from_month": 6,
            "title": "Vard",
        },
    )
    assert changed.proposals["truce"].offer == "stands"
    assert changed.proposals["truce"].terms["isle"].value is not None
    assert not changed.proposals["truce"].terms["isle"].as_held
    assert changed.proposals["bargain"].guarantees == ("pact", "watch")
    assert changed.proposals["truce"].phases[0].from_month == 6
    assert case_hash(parse(case_text(changed))) == case_hash(changed)


def test_an_outcome_can_become_a_number_by_the_name_of_its_number(case: Case) -> None:
    changed = with_value(case, "proposals.truce.terms.isle.value", 0.25)
    assert changed.proposals["truce"].terms["isle"].value is not None


def test_values_that_hang_together_only_at_once_can_be_given_at_once(case: Case) -> None:
    with pytest.raises(InputError, match="no issue is called"):
        with_value(case, "proposals.truce.terms.flag", 0.3)
    each = {"norland": 1, "sutherland": 0}
    flag = {"title": "F", "kind": "graded", "weights": {"norland": 1, "sutherland": 1}}
    flag["best"] = each
    changed = with_values(
        case,
        {
            "issues.flag": flag,
            "proposals.truce.terms.flag": 0.3,
            "proposals.bargain.terms.flag": 0.4,
            "war.while_fighting.flag": 1,
        },
    )
    assert list(changed.issues)[-1] == "flag"


def test_numbers_of_numpy_are_numbers(case: Case) -> None:
    assert with_value(case, "war.repelled", np.float64(0.25)).war.repelled.form == Point(0.25)
    weight = with_value(case, "issues.harbour.weights.norland", np.int64(3))
    assert weight.issues["harbour"].weights["norland"].form == Point(3.0)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("war.swng", 0.1, "did you mean `war.swing`"),
        ("war.trend.norlnd", 0.1, "write `norland`"),
        ("war.swing", 3, "3 lies outside -1 to 1"),
        ("war.flow_costs.norland", "3 months", "a share such as 0.3"),
        ("proposals.truce.offer", "stand", "write `stands`"),
        ("proposals.truse.offer", "stands", "nothing in the case is called"),
        ("proposals.truce.ofer", "stands", "did you mean `proposals.truce.offer`"),
        ("proposals.truce.guarantees", ["wach"], "write `watch`"),
        ("proposals.truce.terms.harbour", "shard", "write `shared`"),
        ("proposals.truce.phases.7.from_month", 3, "nothing in the case is called"),
        ("guarantees.word.credibility.prior", 0.3, "give all of `credibility`"),
        ("guarantees.word.resolve", {"stake": 1, "cost": 1, "noise": 1}, "give one of"),
        ("issues.isle.weights.norland.more", 1, "nothing in the case is called"),
        ("correlations.0.rank", 2, "must be below 1"),
        ("title", 3, "in quotes"),
        ("", 3, "nothing in the case is called"),
    ],
)
def test_what_cannot_be_says_what_to_write(case: Case, path: str, value: object, says: str) -> None:
    with pytest.raises(InputError) as caught:
        with_value(case, path, value)
    assert says in str(caught.value)
