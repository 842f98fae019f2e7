"""Robust is earned: laws of the four trials, and what a verdict names that fails one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.laws.whole_cases import case_of, changed, put, shipped, symmetric, tree

from servanda.case.keys.case import Case
from servanda.engine import trials as module
from servanda.engine.assess import assess
from servanda.engine.own_numbers import judged
from servanda.engine.plan import plan_of
from servanda.engine.results import Assessment
from servanda.engine.robustness import BASE_RATES, RANGES, ROLES, SECOND_CODER, TRIALS, Trial
from servanda.engine.shares import Share
from servanda.engine.trials import DRAWS, trials
from servanda.worlds.sample import sample

TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def isle() -> Case:
    return case_of(tree(TESTS / "cases" / "strait"))


def tried(case: Case, worlds: int = 512, seed: int = 0) -> Assessment:
    return assess(case, worlds=worlds, seed=seed)


def by_name(result: object) -> Mapping[str, Trial]:
    found = result.robustness  # type: ignore[attr-defined]
    return {trial.name: trial for trial in found.trials}


@pytest.mark.parametrize("cost", [0.0, 0.9], ids=["signs", "refuses"])
def test_a_case_of_single_numbers_is_robust_iff_its_verdict_is_certain(cost: float) -> None:
    keys = symmetric()
    put(keys, "consent_correlation", 0)
    put(keys, "proposals.bare.political_costs", {"a": cost, "b": cost})
    case = case_of(keys)
    assert not judged(case)
    for result in tried(case):
        shares = [result.signed] + ([result.holds[5]] if result.signed.share > 0.5 else [])
        certain = all(s is not None and (s.share > 0.9 or s.share < 0.1) for s in shares)
        assert (result.verdict.firmness == "robust") == certain
        assert result.robustness is not None
        for trial in result.robustness.trials[1:]:
            assert trial.survives, "nothing was judged, so that nothing else can be moved"


def test_ranges_moved_by_nothing_move_no_digit(isle: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HALF_A_HALF_WIDTH", 0.0)
    for result in tried(isle):
        assert by_name(result)[SECOND_CODER].share == 1.0
    drawn = sample(isle, worlds=64)
    none = {path: (lambda start, stop: np.zeros(stop - start)) for path in judged(isle)}
    still = drawn.leaning(none)
    for name in drawn.uncertain:
        assert (still.values(name) == drawn.values(name)).all()


def test_a_range_is_moved_by_half_its_half_width_and_keeps_its_width(isle: Case) -> None:
    name = "war.trend.analyst"  # between no close limits, so that its belief is all but normal
    drawn = sample(isle, worlds=4_000)
    up = drawn.leaning({name: lambda start, stop: np.full(stop - start, module.HALF_A_HALF_WIDTH)})
    ends, moved = (np.quantile(each.values(name), (0.05, 0.95)) for each in (drawn, up))
    half = (ends[1] - ends[0]) / 2
    assert moved - ends == pytest.approx(np.full(2, half / 2), rel=0.06)
    other = next(each for each in drawn.uncertain if each != name)
    assert (up.values(other) == drawn.values(other)).all()


def test_seeds_repeat_and_threads_move_nothing(isle: Case) -> None:
    one, two = tried(isle, seed=3), assess(isle, worlds=512, seed=3, threads=1)
    assert [r.robustness for r in one] == [r.robustness for r in two]


def test_each_verdict_tells_all_four_trials(isle: Case) -> None:
    for result in tried(isle):
        assert result.robustness is not None
        assert [trial.name for trial in result.robustness.trials] == list(TRIALS)
        told = result.to_dict()["robustness"]
        assert set(told["trials"]) == set(TRIALS)
        assert told["robust"] == result.robustness.robust


def test_robust_is_said_only_of_what_survives_everything(isle: Case) -> None:
    plan, drawn = plan_of(isle), sample(isle, worlds=512)
    for result in tried(isle):
        assert result.robustness is not None
        if result.verdict.firmness == "robust":
            assert result.robustness.robust
    without = assess(isle, worlds=512, robustness=False)
    assert all(r.robustness is None and r.verdict.firmness != "robust" for r in without)
    again = trials(plan, drawn, without)
    assert again == {r.id: r.robustness for r in tried(isle)}


def test_a_verdict_that_hangs_on_a_judged_political_cost_says_so() -> None:
    keys = symmetric()
    put(keys, "war.flow_costs", {"a": 0.6, "b": 0.6})
    keys["proposals"]["bare"]["political_costs"] = {
        "a": {"value": "0.5 to 0.6", "judgement": {"by": "A", "date": "2026-01-01", "why": "-"}}
    }
    del keys["proposals"]["pact"]
    result = tried(case_of(keys))["bare"]
    trial = by_name(result)[BASE_RATES]
    assert result.verdict.word == "unsignable"
    assert by_name(result)[RANGES].survives
    assert not trial.survives
    assert "signed" in trial.says
    assert result.verdict.firmness == "leaning"
    assert "but not the tool's own base rates" in result.robustness.sentence


def test_a_verdict_on_the_edge_of_a_judged_range_falls_to_a_second_coder() -> None:
    keys = symmetric()
    put(keys, "war.flow_costs", {"a": 0.6, "b": 0.6})
    del keys["proposals"]["pact"]
    base = tried(case_of(keys))["bare"]
    margin = min(party.margin.p50 for party in base.armed if party.margin)
    keys["proposals"]["bare"]["political_costs"] = {"a": f"{0.7 * margin} to {1.32 * margin}"}
    result = tried(case_of(keys), worlds=2_048)["bare"]
    trial = by_name(result)[SECOND_CODER]
    assert trial.share is not None and 0.25 < trial.share < 0.9
    assert not trial.survives
    assert "political" in " ".join(result.robustness.rests_on)


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_who_tells_of_the_front_moves_no_share(folder: Path) -> None:
    case = case_of(tree(folder))
    for result in assess(case, worlds=64):
        trial = by_name(result)[ROLES]
        held = result.holds[5]
        on_the_edge = held is not None and abs(held.share - 0.5) < 4.0 * held.se
        assert trial.survives or on_the_edge, trial.says
        assert trial.share is None or trial.share == pytest.approx(result.signed.share, abs=0.02)


def test_a_role_that_decides_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = symmetric()
    put(keys, "war.trend", {"a": 0.03, "b": 0.03, "analyst": 0.03})
    case = case_of(keys)

    def lopsided(of: Case) -> tuple[Case, dict[str, object]]:
        war = of.war.model_copy(
            update={"front": of.war.front.model_copy(update={"held_by": "b"})}  # type: ignore[union-attr]
        )
        return of.model_copy(update={"war": war}), {}  # the numbers forgotten

    before = by_name(tried(case)["bare"])[ROLES].share
    monkeypatch.setattr(module, "told_from_the_other_side", lopsided)
    assert by_name(tried(case)["bare"])[ROLES].share is not None
    assert before == tried(case)["bare"].signed.share


def test_few_worlds_and_no_world_that_signs_are_borne(isle: Case) -> None:
    for worlds in (1, 2, 31, 33):
        for result in assess(isle, worlds=worlds):
            assert result.robustness is not None
            assert result.robustness.sentence
            assert worlds > 2 or not result.robustness.robust


def test_evidence_that_weighs_leaves_nothing_robust() -> None:
    case = changed(
        symmetric(),
        lambda keys: put(
            keys, "proposals.bare.acceptance",
            [{"party": "a", "answer": "rejects", "date": "2025-12-01", "reliability": 0.5}],
        ),
    )  # fmt: skip
    for result in assess(case, worlds=400, weigh_evidence=True):
        assert result.robustness is None
        assert result.verdict.firmness != "robust"


def test_shares_moved_stay_shares() -> None:
    before = {name: np.zeros(4) for name in module.COLUMNS}
    after = {name: np.ones(4) for name in module.COLUMNS}
    moved = module._Shares(0.6, 0.5, 0.4).moved(before, after)
    assert (moved.signed, moved.stops, moved.holds) == (1.0, 1.0, 1.0)
    assert replace(moved, signed=0.0).word == "unsignable"
    assert DRAWS == 32


def held_against(worlds: int, holds: float, swing: float, signed_se: float = 0.0) -> Trial:
    """A change that moves holding up and down, on average not at all; signing is moved by none."""
    up_and_down = np.where(np.arange(worlds) % 2, swing, -swing)
    before = {name: np.ones(worlds) for name in module.TOLD} | {"holds_5": np.full(worlds, holds)}
    after = before | {"holds_5": holds + up_and_down}
    share = Share(holds, swing / np.sqrt(worlds), worlds)
    result = replace(
        assess(case_of(symmetric()), worlds=1, robustness=False)["bare"],
        signed=Share(1.0, signed_se, worlds),
        stops_fighting=Share(1.0, 0.0, worlds),
        stops_given=Share(1.0, 0.0, worlds),
        signed_and_holds_5y=share,
        holds={5: share},
    )
    return module._changed(BASE_RATES, result, {"bare": before}, {"bare": after}, "")


def test_a_word_on_holding_is_judged_by_the_error_of_holding() -> None:
    near, far = held_against(400, 0.54, 0.4), held_against(40_000, 0.54, 0.4)
    assert not near.survives and near.says.startswith("holding is too near one half")
    assert far.survives, "a hundred times the worlds, a tenth of the error"
    assert held_against(400, 0.54, 0.0).survives, "what moves nothing puts nothing in doubt"
    assert held_against(40_000, 0.54, 0.4, signed_se=0.2).survives, (
        "signing that is far from one half lends holding none of its error"
    )


def test_a_world_moves_a_share_of_those_that_sign_as_the_ratio_moves() -> None:
    rng = np.random.default_rng(0)
    before = {"signed": rng.uniform(0.6, 1.0, 500)}
    before["holds_5"] = before["signed"] * rng.uniform(0.4, 0.8, 500)
    after = {name: column + rng.normal(0, 1e-4, 500) for name, column in before.items()}
    ratio = [each["holds_5"].mean() / each["signed"].mean() for each in (before, after)]
    change = module._change("holds_5", ratio[0], before["signed"].mean(), before, after)
    assert change.mean() == pytest.approx(ratio[1] - ratio[0], rel=1e-3)
