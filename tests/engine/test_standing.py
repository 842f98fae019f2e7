"""Forwards through a deal: who would sign, and what becomes of it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.invented import party, play

from servanda.engine.game import LANES
from servanda.engine.standing import _mean_hazards, acceptance

SIDES = [
    party(1.0, drift=0.003, cost=0.15, noise=0.02, word=0.03),
    party(-1.0, cost=0.3, noise=0.02, word=0.03),
]


def test_others_read_a_margin_with_a_blur() -> None:
    from scipy.stats import norm

    margins = np.linspace(-0.05, 0.05, LANES)
    ask = getattr(acceptance, "py_func", acceptance)
    found = [ask(0.5 + margin, 0.2, 0.3, 0.02) for margin in margins]
    assert found == pytest.approx(norm.cdf(margins / 0.02), abs=1e-12)


@pytest.mark.parametrize("power_states", [1, 3])
def test_what_signing_is_worth_in_truth_is_nothing_that_others_know(power_states: int) -> None:
    def told(**own: float) -> tuple[float, float]:
        sides = [dict(SIDES[0], blur=0.2, **own), SIDES[1]]
        row = {"jump": 0.002, "jump_rate": 0.2} if power_states == 3 else {}
        found = play(sides, row, types=1, power_states=power_states, blocks=np.full(10, 12.0))
        return found.of_party("expected_to_sign")[0, 0], found.of_party("margin_good")[0, 0]

    plain, ready, seen = told(), told(readiness=0.1), told(readiness_seen=0.1)
    assert ready[0] == plain[0] and ready[1] > plain[1] + 0.05
    assert seen[0] > plain[0] + 1e-3 and seen[1] == pytest.approx(plain[1], abs=0.05)


@pytest.mark.parametrize("power_states", [1, 3])
def test_a_deal_stands_or_lapsed_or_somebody_ended_it(power_states: int) -> None:
    lapse = {"lapse": lambda starts, blocks: np.where(starts > 24, 0.1, 0.0)}
    terms = {"violation": 0.3, "repelled": 0.2, "recovers": 0.2}
    row = {"jump": 0.002, "jump_rate": 0.2} if power_states == 3 else {}
    told = play(SIDES, row, types=1, violations=True, power_states=power_states, terms=terms,
                blocks=np.full(20, 6.0), **lapse)  # fmt: skip
    for place, year in enumerate((1, 2, 3, 4, 5)):
        ended = told.incidence[0, :, place].sum()
        assert told.of_world(f"stands_{year}")[0] + ended == pytest.approx(1.0, abs=1e-9)
    assert told.of_world("violated_5")[0] < told.of_world("stands_5")[0]
    by_year = [told.of_world(f"stands_{year}")[0] for year in range(1, 11)]
    assert by_year == sorted(by_year, reverse=True) and by_year[-1] > 0.0


def test_breaches_that_are_repelled_or_stay_violations_hold_longer() -> None:
    def stands(**terms: float) -> float:
        told = play(SIDES, types=1, violations=True, terms=terms, blocks=np.full(10, 12.0))
        return float(told.of_world("stands_10")[0])

    war = stands()
    assert stands(repelled=1.0) == pytest.approx(1.0)
    assert stands(repelled=0.5) > war and stands(violation=0.5, recovers=0.5) > war


def test_a_mean_hazard_is_over_the_types_still_there_and_where_none_is_over_the_prior() -> None:
    mass, hazards = np.zeros((1, 2, 1, LANES)), np.zeros((1, 1, 1, 2, LANES))
    prior = np.full((1, 2, LANES), 0.5)
    hazards[0, 0, 0, 0], hazards[0, 0, 0, 1] = 0.1, 0.3
    mass[0, 0, 0, 1:], mass[0, 1, 0, 1:] = 0.3, 0.1  # in the first lane nobody is left
    total, mean = np.zeros((1, LANES)), np.full((1, 1, LANES), 9.0)
    ask = getattr(_mean_hazards, "py_func", _mean_hazards)
    ask(0, np.ones((1, 2), dtype=np.int64), mass, hazards, prior, total, mean)
    assert mean[0, 0, 0] == pytest.approx(0.2) and mean[0, 0, 1:] == pytest.approx(0.15)
    none = np.zeros((1, 2), dtype=np.int64)
    ask(0, none, mass, hazards, prior, total, mean)  # none of its types is asked for
    assert total == pytest.approx(0.0) and mean == pytest.approx(0.2)
