"""What is believed of guarantees and what they bring, against sums done by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import norm
from servanda.engine.guarantees import add_guarantees, belief
from servanda.engine.kernel_one_challenger import INPUTS

from servanda.case.keys.case import ANALYST, Case
from servanda.engine.assess import assess
from servanda.engine.inputs import WarSetting, rows_for, war_setting
from servanda.worlds.sample import sample

Floats = npt.NDArray[np.float64]
WORLDS = 200
AT = list(INPUTS).index
PERCEIVERS = ("norland", "suria", ANALYST)


def with_guarantees(strait: Case, **guarantees: dict[str, Any]) -> WarSetting:
    raw = strait.model_dump(mode="python", by_alias=True)
    plain = {"title": "A promise", "kind": "treaty", "guarantors": "league"}
    for name, body in guarantees.items():
        raw["guarantees"][name] = plain | body
    case = Case.model_validate(raw)
    return war_setting(case, sample(case, worlds=WORLDS, seed=0), WORLDS)


def rows_with(setting: WarSetting, *names: str) -> tuple[dict[str, Floats], Floats]:
    rows = rows_for(setting, "truce").rows
    true = add_guarantees(setting, names, rows)
    return {name: rows[:, AT(name)] for name in INPUTS}, true


def test_a_stated_belief_is_read_per_perceiver(strait: Case) -> None:
    stated = {"norland": 0.1, "suria": 0.6, "analyst": 0.4}
    setting = with_guarantees(strait, word={"intervenes": stated})
    for who, chance in stated.items():
        assert (belief(setting, "word", who) == chance).all()
    row, true = rows_with(setting, "word")
    assert (row["believed_a"] == pytest.approx(0.1)) and (row["believed_b"] == pytest.approx(0.6))
    assert true == pytest.approx(0.4)


def test_the_mean_after_the_record_by_hand(strait: Case) -> None:
    how = {"prior": 0.5, "strength": 8, "record_weight": 0.5, "memory": 120}
    setting = with_guarantees(strait, pact={"credibility": how})
    kept = 0.5 * 0.5 * np.exp(-15 * 12 / 120)  # heeded half, half alike, fifteen years old
    expected = (0.5 * 8 + kept) / (8 + kept)
    for who in PERCEIVERS:
        assert belief(setting, "pact", who) == pytest.approx(expected)


def test_a_broken_promise_and_a_tripwire_by_hand(strait: Case) -> None:
    raw = strait.model_dump(mode="python", by_alias=True)
    raw["record"]["accord_2009"]["conduct"]["league"]["kept"] = False
    broke = Case.model_validate(raw)
    how = {"prior": 0.5, "strength": 8, "memory": 120}
    broken = 0.5 * np.exp(-15 * 12 / 120)
    plain = 0.5 * 8 / (8 + broken)
    absent = with_guarantees(broke, pact={"credibility": how | {"tripwire": 0.4}})
    assert belief(absent, "pact", "norland") == pytest.approx(plain), "no troops, no tripwire"
    there = {"credibility": how | {"tripwire": 0.4}, "deployed": 5}
    present = with_guarantees(broke, pact=there)
    assert belief(present, "pact", "norland") == pytest.approx(plain + (1 - plain) * 0.4)


def test_a_members_conduct_counts_for_its_alliance(strait: Case) -> None:
    raw = strait.model_dump(mode="python", by_alias=True)
    conduct = raw["record"]["accord_2009"]["conduct"]
    conduct["brema"] = conduct.pop("league")
    case = Case.model_validate(raw)
    how = {"credibility": {"prior": 0.5, "strength": 8, "memory": 120}}
    assert (belief(with_guarantees(case, pact=how), "pact", "norland") > 0.5).all()


def test_a_guarantors_own_choice_by_hand(strait: Case) -> None:
    how = {"stake": {"norland": 0.2, "suria": 0.5, "analyst": 0.4}, "cost": 0.45,
           "audience_cost": 0.1, "noise": 0.2}  # fmt: skip
    setting = with_guarantees(strait, word={"resolve": how})
    for who, stake in how["stake"].items():  # type: ignore[attr-defined]
        chance = norm.cdf((stake + 0.1 - 0.45) / (0.2 * np.sqrt(2)))
        assert belief(setting, "word", who) == pytest.approx(chance)


def test_several_count_as_honoured_where_one_is(strait: Case) -> None:
    setting = with_guarantees(
        strait,
        one={"intervenes": 0.5, "force": 100, "punishment": 0.2, "from": 6},
        two={"intervenes": 0.2, "force": 40, "punishment": 0.4, "from": 3},
    )
    row, true = rows_with(setting, "one", "two")
    some = 1 - 0.5 * 0.8
    assert row["believed_a"] == pytest.approx(some)
    assert true == pytest.approx(some)
    assert row["punishment"] == pytest.approx((0.5 * 0.2 + 0.2 * 0.4) / some)
    assert row["from_month"] == pytest.approx(3)
    again, _ = rows_with(setting, "two", "one")
    for name, values in row.items():
        np.testing.assert_allclose(values, again[name], rtol=1e-12, err_msg=name)


def test_the_odds_once_joined_are_the_contest_function(strait: Case) -> None:
    setting = with_guarantees(strait, word={"intervenes": 0.5, "force": 30})
    row, _ = rows_with(setting, "word")
    ours, theirs = (setting.draws.values(f"capabilities.{s}.forces") for s in ("norland", "suria"))
    g = setting.draws.values("war.decisiveness")
    np.testing.assert_allclose(row["joined_odds"], ours**g / (ours**g + (theirs + 30) ** g))


def test_a_guarantee_with_no_troops_leaves_the_odds(strait: Case) -> None:
    setting = with_guarantees(strait, word={"intervenes": 0.5, "punishment": 0.2})
    assert (rows_with(setting, "word")[0]["joined_odds"] == 1).all()


def test_an_unbelieved_promise_would_still_bring_what_it_brings(strait: Case) -> None:
    """What is in doubt is whether they come, not what their coming would cost."""
    never = with_guarantees(strait, word={"intervenes": 0, "force": 30, "punishment": 0.2})
    hardly = with_guarantees(strait, word={"intervenes": 1e-9, "force": 30, "punishment": 0.2})
    nobody, somebody = (rows_with(s, "word")[0] for s in (never, hardly))
    assert (nobody["believed_a"] == 0).all()
    for name in ("joined_odds", "punishment"):
        np.testing.assert_allclose(nobody[name], somebody[name], rtol=1e-6)


def test_the_challengers_disbelief_does_not_disarm_the_guarantor_for_others(strait: Case) -> None:
    raw = strait.model_dump(mode="python", by_alias=True)
    worth = []
    for doubt in (0.0, 1e-9):
        raw["guarantees"]["patrols"]["intervenes"] = {"norland": doubt, "suria": 0.9, "analyst": 0}
        kept = assess(Case.model_validate(raw), worlds=200, proposals=("patrol",)).kept["patrol"]
        worth.append(kept["deal_b"])
    np.testing.assert_allclose(worth[0], worth[1], atol=1e-6)


def test_monitors_watch_and_fight_nobody(strait: Case) -> None:
    eyes = {"kind": "monitors", "breakdown_ratio": 0.5, "host_withdraws": 1.0}
    setting = with_guarantees(strait, eyes=eyes, word={"intervenes": 0.5, "from": 6})
    bare, _ = rows_with(setting)
    watched, _ = rows_with(setting, "eyes")
    np.testing.assert_allclose(watched["chances"], 0.5 * bare["chances"])
    assert (watched["believed_a"] == 0).all()
    both, _ = rows_with(setting, "eyes", "word")
    assert both["from_month"] == pytest.approx(6)
    assert (both["host_leaves"] == 0).all(), "the observers leave; the treaty does not"


def test_a_host_takes_along_what_it_hosts(strait: Case) -> None:
    hosted = {"intervenes": 0.4, "kind": "deployed_force", "host": "suria", "host_withdraws": 0.6}
    setting = with_guarantees(strait, hosted=hosted, word={"intervenes": 0.2})
    leaves = 1 - np.exp(-0.6 / 12)
    assert rows_with(setting, "hosted")[0]["host_leaves"] == pytest.approx(leaves)
    both = rows_with(setting, "hosted", "word")[0]["host_leaves"]
    assert both == pytest.approx(leaves * 0.4 / 0.6)


@pytest.mark.parametrize(
    ("signal", "told"),
    [
        ({"sunk": 0.3}, 2.0),
        ({"sunk": 0.1}, 1.0),
        ({"sunk": 0.0}, 0.0),
        ({"tied": 0.5}, 2.0),
        ({"tied": 0.1}, 1.0),
        ({}, 0.0),
    ],
)
def test_a_signal_separates_once_it_costs_enough(
    strait: Case, signal: dict[str, float], told: float
) -> None:
    body = signal | {"stake_resolute": 0.6, "stake_irresolute": 0.2, "cost": 0.5}
    how = {"credibility": {"prior": 0.5, "signal": body}}
    mute = {"credibility": {"prior": 0.5, "signal": body | {"sunk": 0.0, "tied": None}}}
    setting = with_guarantees(strait, word=how, mute=mute)
    assert (rows_with(setting, "word")[0]["signalled"] == told).all()
    assert (rows_with(setting, "word", "mute")[0]["signalled"] == told).all()
