"""An assessment: the same digits however it is run, and moving the way theory says."""

from __future__ import annotations

import json

import numpy as np
import pytest

from servanda.case.keys.case import Case
from servanda.engine.assess import assess, evaluate_chunk
from servanda.engine.ballots import compile_rule
from servanda.errors import InputError
from servanda.worlds.sample import CHUNK, sample


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


def test_same_seed_same_digits_whatever_the_threads(strait: Case) -> None:
    worlds = CHUNK + 2_000
    one = assess(strait, worlds=worlds, seed=0, threads=1, proposals=("entry",))
    two = assess(strait, worlds=worlds, seed=0, threads=2, proposals=("entry",))
    assert json.dumps(one.to_dict()) == json.dumps(two.to_dict())


def test_another_seed_gives_other_worlds(strait: Case) -> None:
    zero, one = (assess(strait, worlds=2_000, seed=seed) for seed in (0, 1))
    assert zero["entry"].signed.share != one["entry"].signed.share


def test_any_split_of_the_worlds_gives_the_same_bits(strait: Case) -> None:
    rules = {name: compile_rule(strait, name) for name in strait.proposals}
    drawn = sample(strait, worlds=1_000, seed=3)
    names = tuple(strait.proposals)
    whole = evaluate_chunk(strait, drawn, rules, names)
    parts = [
        evaluate_chunk(strait, drawn.chunk(a, b), rules, names)
        for a, b in ((0, 1), (1, 300), (300, 1_000))
    ]
    for name in names:
        for column, values in whole[name].items():
            joined = np.concatenate([part[name][column] for part in parts])
            np.testing.assert_array_equal(values, joined, err_msg=f"{name} {column}")


def test_a_further_proposal_moves_no_other_digit(strait: Case) -> None:
    raw = strait.model_dump(mode="python", by_alias=True)
    raw["proposals"]["more"] = {**raw["proposals"]["truce"], "stances": {"norland": 0.3}}
    raw["issues"]["status"]["options"]["observer"] = {"challenger": "0.2 to 0.4", "protege": 0.5}
    more = Case.model_validate(raw)
    before, after = assess(strait, worlds=1_000), assess(more, worlds=1_000)
    for result in before.proposals:
        assert result.to_dict() == after[result.id].to_dict()


@pytest.mark.parametrize("side", ["norland", "suria"])
def test_a_costlier_war_is_never_worth_more(strait: Case, side: str) -> None:
    column = "fight_a" if side == "norland" else "fight_b"
    cheap = assess(
        changed(strait, war__flow_costs__norland=0.2, war__flow_costs__suria=0.2), worlds=500
    )
    dear = assess(
        changed(strait, **{f"war__flow_costs__{side}": 0.4}), worlds=500
    )  # the other side's cost does not enter this side's value
    low, high = cheap.kept["truce"][column], dear.kept["truce"][column]
    assert (high < low).all()


def test_a_guarantee_more_believed_never_breaks_sooner(strait: Case) -> None:
    shares = []
    for belief in (0.1, 0.4, 0.7):
        case = changed(strait, guarantees__patrols__intervenes=belief)
        shares.append(assess(case, worlds=500, proposals=("patrol",)).kept["patrol"]["stands_5"])
    assert (np.diff(np.stack(shares), axis=0) >= -1e-12).all()
    assert (shares[2] > shares[0]).any()


def test_a_veto_that_never_holds_asks_nobody(strait: Case) -> None:
    raw = strait.model_dump(mode="python", by_alias=True)
    rule = {"all": ["suria", {"veto": "norland", "valid": 0}]}
    raw["proposals"]["patrol"]["consent"] = rule
    free = assess(Case.model_validate(raw), worlds=500)
    raw["proposals"]["patrol"]["consent"] = "suria"
    alone = assess(Case.model_validate(raw), worlds=500)
    assert free["patrol"].signed == alone["patrol"].signed


def test_a_deal_the_challenger_rejects_does_not_hold_though_others_sign(strait: Case) -> None:
    raw = strait.model_dump(mode="python", by_alias=True)
    raw["proposals"]["entry"]["consent"] = "suria"
    result = assess(Case.model_validate(raw), worlds=2_000)
    kept = result.kept["entry"]
    refuses = (kept["margin_a"] < 0) & (kept["signed"] > 0)
    assert refuses.any()
    assert (kept["holds_5"][refuses] == 0).all()


def test_a_promise_after_any_settlement_can_lengthen_the_war(strait: Case) -> None:
    tied = assess(changed(strait, proposals__entry__after_any_settlement=False), worlds=3_000)
    loose = assess(strait, worlds=3_000)
    assert loose["entry"].war_months.lengthens.share > tied["entry"].war_months.lengthens.share
    assert tied["entry"].war_months.lengthens.share == 0.0


def test_volunteers_who_wait_for_each_other_have_two_equilibria(strait: Case) -> None:
    raw = strait.model_dump(mode="python", by_alias=True)
    waiting = {"position": "conditional", "needs": 1, "consents": 1.0}
    raw["proposals"]["patrol"]["stances"] = {"arda": waiting, "dova": waiting, "elis": waiting}
    result = assess(Case.model_validate(raw), worlds=500)["patrol"]
    assert result.signed_smallest is not None
    assert result.signed_smallest.share == 0.0
    assert result.signed.share > 0.0


def test_a_front_too_fast_for_its_step_is_not_computed(strait: Case) -> None:
    result = assess(changed(strait, war__swing=0.5), worlds=200)["truce"]
    (advice, share), *_ = result.not_computed.items()
    assert "war.front.step" in advice
    assert share.share == 1.0
    assert result.verdict.word == "not computed"
    json.dumps(result.to_dict(), allow_nan=False)


def test_what_cannot_be_asked_says_so(strait: Case) -> None:
    with pytest.raises(InputError, match="no proposal is called 'entri'"):
        assess(strait, proposals=("entri",))
    with pytest.raises(InputError, match="1 or more"):
        assess(strait, worlds=0)


def test_shares_add_up(strait: Case) -> None:
    result = assess(strait, worlds=4_000)["entry"]
    assert result.belief is not None
    parts = ("self_enforcing", "deterred", "paper", "out_of_reach")
    assert sum(getattr(result.belief, part).share for part in parts) == pytest.approx(1.0)
    holds = [result.holds[year] for year in range(1, 11)]
    shares = [share.share for share in holds if share]
    assert shares == sorted(shares, reverse=True)
    assert result.signed_and_holds_5y.share <= result.signed.share
    for party in result.parties:
        assert party.blocks.share <= 1 - party.share.share + 1e-12


def test_sides_that_learn_fight_longer_over_an_offer_that_stands(strait: Case) -> None:
    raw = strait.model_dump(mode="python", by_alias=True)
    raw["war"]["evidence_months"] = {"norland": 24, "suria": 24}
    result = assess(Case.model_validate(raw), worlds=200)["truce"].learning
    assert result is not None
    assert result.standing.p50 >= result.lapsing.p50 or result.standing.p95 >= result.lapsing.p95
    assert assess(strait, worlds=200)["truce"].learning is None


def test_reneging_costs_more_the_more_hangs_on_the_guarantor_elsewhere(strait: Case) -> None:
    raw = strait.model_dump(mode="python", by_alias=True)
    other = {"title": "Arda's islands", "guarantor": "league", "at_stake": 0.2, "believed": 0.5}
    raw["commitments"] = {"arda": {**other, "loses": 0.1}}
    little = assess(Case.model_validate(raw), worlds=200)["entry"].spill_over
    raw["commitments"]["arda"]["loses"] = 0.3
    much = assess(Case.model_validate(raw), worlds=200)["entry"].spill_over
    assert little is not None
    assert much is not None
    assert 0 <= little.p50 < much.p50
    assert assess(Case.model_validate(raw), worlds=200)["truce"].spill_over is None


def test_a_war_that_nothing_ends_has_no_length_and_says_so(strait: Case) -> None:
    frozen = {"war__swing": 0, "war__trend": 0, "war__ends_by_itself": 0}
    case = changed(strait, **frozen, war__settles_anyway=[])
    result = assess(case, worlds=200)["truce"]
    (advice, share), *_ = result.not_computed.items()
    assert "war.ends_by_itself" in advice
    assert share.share == 1.0
    assert result.war_months.without is None
    assert "cannot be computed" in result.verdict.sentence
    assert 0 <= result.signed.share <= 1
    json.dumps(result.to_dict(), allow_nan=False)


def test_a_front_that_never_moves_teaches_nothing(strait: Case) -> None:
    months = {"norland": 12, "suria": 12}
    case = changed(strait, war__swing=0, war__trend=0, war__evidence_months=months)
    result = assess(case, worlds=200)["truce"]
    assert result.learning is None
    assert result.war_months.without is not None
