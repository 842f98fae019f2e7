"""Evidence moves worlds: each kind of event the right way, by what Bayes gives by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm, poisson
from tests.laws.whole_cases import Tree, case_of, put, symmetric, told

from servanda.case.keys.case import Case
from servanda.engine.assess import assess
from servanda.engine.chunk import Chunk
from servanda.engine.evidence import BLUR, evidence_in, logliks
from servanda.engine.plan import plan_of
from servanda.worlds.sample import sample

WORLDS = 800
MORE = 3_000


def uncertain() -> Tree:
    """Whether a signs hangs on what a year of war costs it, which is not known."""
    keys = symmetric()
    del keys["proposals"]["pact"]
    put(keys, "war.flow_costs", {"a": "0.16 to 0.6", "b": 0.6})
    return keys


def answered(answer: str, reliability: float, **more: Any) -> Case:
    keys = uncertain()
    said = {"party": "a", "answer": answer, "date": "2025-12-01", "reliability": reliability}
    put(keys, "proposals.bare.acceptance", [said | more])
    return case_of(keys)


def posterior(signed: np.ndarray, likelihood: np.ndarray) -> float:
    return float((signed * likelihood).sum() / likelihood.sum())


@pytest.mark.parametrize("reliability", [0.3, 0.8])
@pytest.mark.parametrize("answer", ["rejects", "accepts"])
def test_an_answer_moves_signing_as_bayes_has_it(answer: str, reliability: float) -> None:
    case = answered(answer, reliability)
    columns = told(case, WORLDS)["bare"]
    means = norm.cdf(columns["margin.a"] / BLUR)
    if answer == "rejects":
        means = 1.0 - means
    likelihood = reliability * means + 0.5 * (1.0 - reliability)
    before, after = columns["signed"].mean(), posterior(columns["signed"], likelihood)
    assert 0.1 < before < 0.95
    made = assess(case, worlds=WORLDS, weigh_evidence=True)
    assert made["bare"].signed.share == pytest.approx(after, abs=1e-9)
    assert (after < before) == (answer == "rejects")
    assert made.evidence is not None
    (push,) = (moved["bare"] for moved in made.evidence.moved.values())
    assert push == pytest.approx(after - before, abs=1e-9)
    weights = likelihood / likelihood.sum()
    assert made.evidence.effective_worlds == pytest.approx(1.0 / (weights**2).sum())


def test_a_likelier_word_moves_more_and_cheap_talk_nothing() -> None:
    shares = [
        assess(answered("rejects", each), worlds=WORLDS, weigh_evidence=True)["bare"].signed.share
        for each in (0.0, 0.3, 0.6, 0.9)
    ]
    assert shares == sorted(shares, reverse=True)
    plain = assess(answered("rejects", 0.0), worlds=WORLDS)["bare"].signed.share
    assert shares[0] == pytest.approx(plain)


@pytest.mark.parametrize("moved", [-0.01, 0.015])
def test_a_month_of_the_front_moves_the_trend_as_bayes_has_it(moved: float) -> None:
    keys = uncertain()
    put(keys, "war.flow_costs", {"a": 0.4, "b": 0.4})
    put(keys, "war.trend", {"analyst": "-0.02 to 0.02"})
    put(keys, "events", [{"kind": "front", "date": "2025-12-15", "months": 1, "moved": moved}])
    case = case_of(keys)
    drawn = sample(case, worlds=WORLDS)
    trend, swing = drawn.values("war.trend.analyst"), drawn.values("war.swing")
    by_hand = norm.logpdf(moved, trend, swing)
    chunk = Chunk(plan_of(case), drawn)
    (found,) = logliks(chunk).values()
    assert found == pytest.approx(by_hand)
    columns = told(case, WORLDS)["bare"]
    weights = np.exp(by_hand)
    made = assess(case, worlds=WORLDS, weigh_evidence=True)
    assert made["bare"].signed.share == pytest.approx(posterior(columns["signed"], weights))
    assert ((weights * trend).sum() / weights.sum() > trend.mean()) == (moved > 0)


def test_violations_count_against_worlds_in_which_a_deal_holds() -> None:
    keys = uncertain()
    put(keys, "war.opportunities", "0.2 to 8")
    event = {"kind": "violation", "date": "2025-12-15", "months": 12, "count": 2,
             "proposal": "bare"}  # fmt: skip
    put(keys, "events", [event])
    case = case_of(keys)
    from servanda.engine.evidence import _breaches

    chunk = Chunk(plan_of(case), sample(case, worlds=MORE))
    (found,) = logliks(chunk).values()
    rate = 12 * _breaches(chunk, "bare")
    assert found == pytest.approx(poisson.logpmf(2, rate), rel=1e-6)
    columns = told(case, MORE)["bare"]
    weights = np.exp(found)
    after = posterior(columns["would_hold_5"], weights)
    made = assess(case, worlds=MORE, weigh_evidence=True)["bare"]
    assert made.would_hold[5] is not None
    assert made.would_hold[5].share == pytest.approx(after, abs=1e-9)
    assert after < columns["would_hold_5"].mean()


def test_what_comes_after_the_day_of_the_case_counts_for_nothing() -> None:
    late = answered("rejects", 0.9, date="2026-06-01")
    assert evidence_in(late) == ()
    plain, weighed = (assess(late, worlds=100, weigh_evidence=w) for w in (False, True))
    assert plain["bare"].signed == weighed["bare"].signed


def test_two_events_multiply() -> None:
    keys = uncertain()
    said = [
        {"party": who, "answer": "rejects", "date": "2025-12-01", "reliability": 0.5}
        for who in ("a", "b")
    ]
    put(keys, "proposals.bare.acceptance", said)
    case = case_of(keys)
    columns = told(case, WORLDS)["bare"]
    both = np.ones(WORLDS)
    for who in ("a", "b"):
        both = both * (0.5 * norm.cdf(-columns[f"margin.{who}"] / BLUR) + 0.25)
    made = assess(case, worlds=WORLDS, weigh_evidence=True)
    assert made["bare"].signed.share == pytest.approx(posterior(columns["signed"], both))
    assert made.evidence is not None and len(made.evidence.moved) == 2
    assert math.isfinite(made.evidence.effective_worlds)


def test_beside_the_share_that_signs_stands_the_same_weighed_and_nothing_twice() -> None:
    case = answered("rejects", 0.8)
    plain, weighed = (assess(case, worlds=WORLDS, weigh_evidence=w) for w in (False, True))
    beside = plain["bare"].signed_weighed
    assert beside == weighed["bare"].signed != plain["bare"].signed
    assert weighed["bare"].signed_weighed is None
    (row,) = plain.rows()
    assert (row["signed_weighed"], row["signed_weighed_se"]) == (beside.share, beside.se)
    told = plain.to_dict()["proposals"][0]["signed_weighed"]
    assert told["share"] == beside.share
    silent = assess(case_of(uncertain()), worlds=60)
    assert silent["bare"].signed_weighed is None and silent.rows()[0]["signed_weighed"] is None
