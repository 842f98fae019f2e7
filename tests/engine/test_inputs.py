"""From a case to rows: weights, the front's two moments, the ledgers, and what would follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from servanda.engine.kernel_one_challenger import INPUTS

from servanda.case.change import with_value, with_values
from servanda.case.keys.case import ANALYST, Case
from servanda.engine.inputs import WarSetting, if_it_peters_out, ledger, rows_for, war_setting
from servanda.errors import InputError
from servanda.worlds.sample import sample

WORLDS = 300
AT = list(INPUTS).index


def setting_of(case: Case, worlds: int = WORLDS) -> WarSetting:
    return war_setting(case, sample(case, worlds=worlds, seed=0), worlds)


@pytest.fixture
def changed(strait: Case) -> Callable[..., Case]:
    def change(edit: Callable[[dict[str, Any]], None]) -> Case:
        raw = strait.model_dump(mode="python", by_alias=True)
        edit(raw)
        return Case.model_validate(raw)

    return change


def test_each_sides_weights_sum_to_one(strait: Case) -> None:
    setting = setting_of(strait)
    for side in setting.sides:
        total = sum(setting.weights[side, issue] for issue in strait.issues)
        np.testing.assert_allclose(total, 1.0, atol=1e-12)
    drawn = setting.draws.values("issues.status.weights.norland")
    np.testing.assert_allclose(setting.weights["norland", "status"], drawn / (1 + drawn))


def test_the_front_has_the_mean_and_spread_that_were_stated(strait: Case) -> None:
    setting = setting_of(strait)
    step = strait.war.front.step
    swing = setting.draws.values("war.swing") / step
    for who, name in (("norland", "norland"), ("suria", "analyst"), (ANALYST, "analyst")):
        mean = setting.draws.values(f"war.trend.{name}") / step
        up, down = setting.pace[who]
        np.testing.assert_allclose(up - down, mean, atol=1e-12)
        wide = mean**2 + swing**2 >= np.abs(mean)
        assert wide.any()
        np.testing.assert_allclose((up + down - (up - down) ** 2)[wide], (swing**2)[wide])
        assert ((up >= 0) & (down >= 0)).all()


def test_a_steady_front_moves_one_way(strait: Case) -> None:
    steady = with_values(strait, {"war.swing": 0, "war.trend": 0.01})
    up, down = setting_of(steady).pace[ANALYST]
    np.testing.assert_allclose(up, 0.01 / strait.war.front.step)
    np.testing.assert_allclose(down, 0.0, atol=1e-15)


def test_a_front_too_fast_for_its_step_has_no_row(strait: Case) -> None:
    setting = setting_of(with_value(strait, "war.swing", 0.2))
    assert setting.too_fast.all()
    assert np.isnan(setting.shared).all()


def test_a_promise_weighs_its_likeness_and_fades(strait: Case) -> None:
    setting = setting_of(strait)
    memory = np.full(WORLDS, 120.0)
    kept, broken = ledger(setting, "compliance", ("norland",), memory)
    np.testing.assert_allclose(broken, np.exp(-15 * 12 / 120))
    assert (kept == 0).all()
    kept, broken = ledger(setting, "honour", ("league",), memory)
    np.testing.assert_allclose(kept, 0.5 * np.exp(-15 * 12 / 120))
    assert (broken == 0).all()


def test_the_ledgers_are_never_added(strait: Case) -> None:
    setting, memory = setting_of(strait), np.full(WORLDS, 120.0)
    for name, actor in (("honour", "norland"), ("compliance", "league")):
        for side in ledger(setting, name, (actor,), memory):
            assert (side == 0).all()


def test_what_was_never_called_in_tells_nothing(changed: Callable[..., Case]) -> None:
    def edit(raw: dict[str, Any]) -> None:
        raw["record"]["accord_2009"]["conduct"]["norland"]["invoked"] = False

    setting = setting_of(changed(edit))
    _, broken = ledger(setting, "compliance", ("norland",), np.full(WORLDS, 120.0))
    assert (broken == 0).all()


def test_a_record_of_breaches_makes_chances_likelier(
    strait: Case, changed: Callable[..., Case]
) -> None:
    def edit(raw: dict[str, Any]) -> None:
        raw["record"] = {}

    with_record, without = setting_of(strait), setting_of(changed(edit))
    more, plain = with_record.column("chances"), without.column("chances")
    yearly = without.draws.values("war.opportunities")
    np.testing.assert_allclose(plain, np.minimum(yearly / 12, 1.0))
    below = plain < 1.0
    assert (more[below] > plain[below]).all()


def test_the_breach_ratio_by_hand(strait: Case) -> None:
    fixed = with_values(
        strait,
        {
            "parties.norland.keeps_its_word": 0.6,
            "war.word_strength": 4,
            "war.memory": "120 months",
            "war.opportunities": 0.5,
        },
    )
    weight = np.exp(-15 * 12 / 120)
    ratio = (0.4 * 4 + weight) / (4 + weight) / 0.4
    np.testing.assert_allclose(setting_of(fixed).column("chances"), 0.5 / 12 * ratio)


def test_terms_are_valued_by_hand(strait: Case) -> None:
    setting = setting_of(strait)
    made = rows_for(setting, "truce")
    x, weights = setting.held, setting.weights
    status = 0.5
    ours = weights["norland", "islands"] * x**0.8 + weights["norland", "status"] * status
    theirs = weights["suria", "islands"] * (1 - x) + weights["suria", "status"] * (1 - status)
    np.testing.assert_allclose(made.terms_a[:, 0], ours)
    np.testing.assert_allclose(made.terms_b[:, 0], theirs)


def test_phases_replace_terms_and_the_last_line_is_where_war_resumes(strait: Case) -> None:
    setting = setting_of(strait)
    made = rows_for(setting, "handover")
    assert made.phases.tolist() == [0, 12, 24]
    assert (np.diff(made.terms_a, axis=1) < 0).all()
    assert (np.diff(made.terms_b, axis=1) > 0).all()
    assert (made.rows[:, AT("line")] == 1).all(), "the islands are all handed back; 0 is no war"


def test_what_follows_any_settlement_follows_a_lull_too(strait: Case) -> None:
    setting = setting_of(strait)
    member = strait.proposals["entry"].terms["status"]
    also = {"status": (member, "proposals.entry.terms.status")}
    plain, changed_rows = rows_for(setting, "truce"), rows_for(setting, "truce", also)
    lost = setting.weights["norland", "status"] * 0.5
    np.testing.assert_allclose(plain.terms_a - changed_rows.terms_a, lost[:, None])
    exits = plain.rows[:, AT("exit_a0")] - changed_rows.rows[:, AT("exit_a0")]
    np.testing.assert_allclose(exits, lost)
    np.testing.assert_array_equal(plain.rows[:, AT("flow_a0")], changed_rows.rows[:, AT("flow_a0")])


def test_a_lull_leaves_issues_as_fighting_did_unless_said(strait: Case) -> None:
    outcome, path = if_it_peters_out(strait)["status"]
    assert (outcome.option, path) == ("partner", "war.while_fighting.status")


def test_an_issue_left_open_is_told(changed: Callable[..., Case]) -> None:
    def edit(raw: dict[str, Any]) -> None:
        del raw["proposals"]["truce"]["terms"]["status"]

    case = changed(edit)
    with pytest.raises(InputError, match=r"proposals\.truce\.terms: says nothing on .* status"):
        rows_for(setting_of(case), "truce")
