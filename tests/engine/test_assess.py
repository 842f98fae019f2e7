"""An assessment: same digits however it is run, known worlds in every share, words heed error."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.laws.whole_cases import case_of, put, stated, symmetric, tree

from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.engine import shard as sharding
from servanda.engine.assess import assess
from servanda.engine.chunk import Voted
from servanda.errors import InputError

CASES = Path(__file__).resolve().parents[1] / "cases"


def changed(case: Case, **values: object) -> Case:
    """Return the case with values at paths such as `war__flow_costs__norland`."""
    raw = case.model_dump(mode="python", by_alias=True)
    for path, value in values.items():
        *above, last = path.split("__")
        body = raw
        for key in above:
            body = body[key]
        body[last] = value
    return Case.model_validate(raw)


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharding, "WORLDS_AT_ONCE", 100)


@pytest.mark.usefixtures("small_chunks")
def test_same_seed_same_digits_whatever_the_threads(strait: Case) -> None:
    one = assess(strait, worlds=250, seed=0, threads=1, proposals=("entry", "truce"))
    two = assess(strait, worlds=250, seed=0, threads=3, proposals=("entry", "truce"))
    assert json.dumps(one.to_dict()) == json.dumps(two.to_dict())


def test_another_seed_gives_other_worlds(strait: Case) -> None:
    zero, one = (assess(strait, worlds=300, seed=seed) for seed in (0, 1))
    assert zero["truce"].to_dict() != one["truce"].to_dict()


def test_what_cannot_be_asked_says_so(strait: Case) -> None:
    with pytest.raises(InputError, match="no proposal is called 'entri'"):
        assess(strait, proposals=("entri",))
    with pytest.raises(InputError, match="1 or more"):
        assess(strait, worlds=0)
    with pytest.raises(InputError, match="threads: 0"):
        assess(strait, threads=0)


def shares_in(told: object) -> list[dict[str, float]]:
    """Every share in what JSON tells."""
    if isinstance(told, dict):
        own = [told] if isinstance(told.get("share"), float) else []
        return own + [each for value in told.values() for each in shares_in(value)]
    if isinstance(told, list):
        return [each for value in told for each in shares_in(value)]
    return []


@pytest.mark.parametrize("name", ["bay", "ford", "ridge", "strait", "marsh"])
def test_every_share_is_a_share(name: str) -> None:
    told = assess(load(CASES / name), worlds=200).to_dict()
    json.dumps(told, allow_nan=False)
    found = shares_in(told)
    assert len(found) > 20
    assert all(0.0 <= each["share"] <= 1.0 and each.get("se", 0.0) >= 0.0 for each in found)


def test_what_becomes_of_a_signed_deal_adds_up() -> None:
    result = assess(load(CASES / "marsh"), worlds=400)["sharing"]
    assert result.breaking is not None
    holds, lapses = result.holds[5], result.breaking.lapses[5]
    assert holds is not None and lapses is not None
    broken = [party.breaks[5] for party in result.armed]
    ended = sum(share.share for share in broken if share is not None)
    at_all = result.stops_fighting.share / result.signed.share
    assert holds.share + lapses.share + ended == pytest.approx(at_all)
    shares = [share.share for share in result.holds.values() if share is not None]
    assert shares == sorted(shares, reverse=True)


def test_a_stated_probability_comes_back_whatever_the_front_does(shared: Path) -> None:
    folder = shared / "cases" / "attack" / "front_too_fast"
    case = load(folder)
    stated_too = changed(case, proposals__guaranteed_line__stances={"vell": 0.4})
    result = assess(stated_too, worlds=2_000, robustness=False, war_worlds=1)["guaranteed_line"]
    vell = next(party for party in result.parties if party.id == "vell")
    assert vell.share.worlds == 2_000
    assert abs(vell.share.share - 0.4) < 3 * vell.share.se
    assert not result.not_computed


@pytest.mark.parametrize("name", ["only_a_stated_consent", "quota_over_nobody"])
def test_sound_cases_end_with_numbers(shared: Path, name: str) -> None:
    for result in assess(load(shared / "cases" / "attack" / name), worlds=100):
        assert 0.0 <= result.signed.share <= 1.0


def test_nothing_at_stake_is_no_fault() -> None:
    def strip(keys: dict[str, object]) -> Case:
        put(keys, "issues", {"land": {"title": "Land", "kind": "territory",
                                      "weights": {"a": 0, "b": 0}}})  # fmt: skip
        put(keys, "war.while_fighting", {})
        for name in ("bare", "pact"):
            put(keys, f"proposals.{name}.terms", {"land": "as_held"})
        return case_of(keys)

    for result in assess(strip(symmetric()), worlds=20):
        assert np.isfinite(result.signed.share)


def test_worlds_that_are_not_computed_widen_the_shares(
    strait: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(self: Voted) -> np.ndarray:
        return np.arange(len(self.signed)) % 2 == 0

    monkeypatch.setattr(Voted, "known", property(half))
    result = assess(strait, worlds=200)["truce"]
    assert result.signed.worlds == 100
    assert result.signed.low == pytest.approx(result.signed.share / 2)
    assert result.signed.high == pytest.approx(result.signed.share / 2 + 0.5)
    assert any("too extreme" in advice for advice in result.not_computed)
    assert "not computed" in result.verdict.sentence
    assert result.verdict.firmness == "undetermined"
    party = result.to_dict()["parties"][0]
    assert party["share_low"] <= party["share"] <= party["share_high"]
    assert party["blocks_low"] <= party["blocks"] <= party["blocks_high"]


def test_nothing_is_robust_in_one_world(strait: Case) -> None:
    for result in assess(strait, worlds=1):
        assert result.verdict.firmness == "undetermined"


def test_a_paper_one_side_rejects_holds_for_no_time(strait: Case) -> None:
    result = assess(changed(strait, proposals__entry__consent="suria"), worlds=500)
    kept = result.kept["entry"]
    refuses = (kept["margin.norland"] < 0) & (kept["signed"] > 0)
    assert refuses.any()
    assert (kept["holds_5"][refuses] == 0).all()


def test_a_promise_after_any_settlement_can_lengthen_the_war(strait: Case) -> None:
    tied = assess(changed(strait, proposals__entry__after_any_settlement=False), worlds=300)
    loose = assess(strait, worlds=300)
    assert loose["entry"].war_months.lengthens.share >= tied["entry"].war_months.lengthens.share
    assert tied["entry"].war_months.lengthens.share == 0.0


def test_volunteers_who_wait_for_each_other_have_two_equilibria(strait: Case) -> None:
    waiting = {"position": "conditional", "needs": 1, "consents": 1.0}
    stances = {"arda": waiting, "dova": waiting, "elis": waiting}
    case = changed(strait, proposals__patrol__stances=stances)
    kept = assess(case, worlds=300).kept["patrol"]
    assert (kept["signed_smallest"] == 0.0).all()


def test_a_war_that_nothing_ends_has_no_length_and_says_so(strait: Case) -> None:
    case = changed(strait, war__swing=0, war__trend=0, war__ends_by_itself=0)
    result = assess(changed(case, war__settles_anyway=[]), worlds=100)["truce"]
    (advice, share), *_ = result.not_computed.items()
    assert "war.ends_by_itself" in advice
    assert share.share > 0.5
    json.dumps(result.to_dict(), allow_nan=False)


def test_reneging_costs_more_the_more_hangs_on_the_guarantor_elsewhere(strait: Case) -> None:
    other = {"title": "Arda's islands", "guarantor": "league", "at_stake": 0.2, "believed": 0.5}
    little, much = (
        assess(changed(strait, commitments={"arda": {**other, "loses": loses}}), worlds=200)
        for loses in (0.1, 0.3)
    )
    assert little["entry"].spill_over is not None
    assert much["entry"].spill_over is not None
    assert 0 <= little["entry"].spill_over.p50 < much["entry"].spill_over.p50
    assert much["truce"].spill_over is None


def test_evidence_moves_worlds_only_when_asked() -> None:
    case = load(CASES / "marsh")
    plain, weighed = assess(case, worlds=400), assess(case, worlds=400, weigh_evidence=True)
    assert plain.evidence is not None and not plain.evidence.weighed
    assert weighed.evidence is not None and weighed.evidence.weighed
    assert weighed.evidence.effective_worlds < 400
    assert weighed["sharing"].signed.share < plain["sharing"].signed.share
    pushed = weighed.evidence.moved["sharing: wing rejects"]["sharing"]
    assert pushed < 0.0


def test_evidence_that_leaves_too_few_worlds_is_refused() -> None:
    with pytest.raises(InputError, match="ask for more worlds"):
        assess(load(CASES / "marsh"), worlds=40, weigh_evidence=True)


def test_public_answers_stand_beside_the_model() -> None:
    keys = symmetric()
    said = [{"party": "a", "answer": "rejects", "date": "2025-12-01"},
            {"party": "b", "answer": "conditional", "condition": "No troops."}]  # fmt: skip
    put(keys, "proposals.pact.acceptance", said)
    first, second = assess(case_of(keys), worlds=40)["pact"].statements
    assert first.agrees is (first.model.share < 0.5)
    assert second.agrees is None


def test_the_kind_of_war_is_told_with_its_rate_and_defaults() -> None:
    result = assess(case_of(tree(CASES / "marsh")), worlds=20)
    assert result["truce"].kind == "civil_truce"
    assert result["sharing"].kind == "civil_settlement"
    assert result["truce"].kind_holds[5] is not None
    assert all(name.endswith("civil_truce") for name in result["truce"].kind_defaults.values())


def test_a_bare_result_tells_no_guarantee_and_a_promise_does() -> None:
    found = assess(stated(symmetric()), worlds=20)
    assert found["bare"].belief is None
    belief = found["pact"].belief
    assert belief is not None
    parts = (belief.self_enforcing, belief.deterred, belief.paper, belief.out_of_reach)
    assert sum(part.share for part in parts) == pytest.approx(1.0)
