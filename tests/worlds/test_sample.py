"""Every number of a case is drawn by its name and the number of the world."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from servanda.case.keys.case import Case, numbers_in
from servanda.errors import InputError
from servanda.worlds.sample import CHUNK, Worlds, sample

RAW: dict[str, Any] = {
    "servanda": 1,
    "title": "Two sides",
    "as_of": "2025-01-01",
    "challenger": "north",
    "protege": "south",
    "actors": {
        "north": "North",
        "south": "South",
        "guard": {
            "name": "Guard",
            "kind": "alliance",
            "members": {"a": "volunteer", "b": "undeclared", "c": "0.2 to 0.5"},
        },
    },
    "issues": {
        "land": {
            "title": "Land",
            "kind": "territory",
            "weights": {"north": 1, "south": "0.5 to 2"},
        }
    },
    "war": {
        "front": {"issue": "land", "held": 0.2, "step": 0.05},
        "trend": {"north": "0.001 to 0.01", "analyst": "-0.002 to 0.004"},
        "swing": "0.01 to 0.03",
        "costs": {"north": {"uniform": [0.05, 0.6]}, "south": {"beta": [2, 8]}},
    },
    "guarantees": {
        "treaty": {
            "title": "Treaty",
            "kind": "treaty",
            "guarantors": "guard",
            "credibility": {"prior": {"base_rate": "alliance_honour"}},
        }
    },
    "proposals": {
        "stop": {
            "title": "Stop",
            "terms": {"land": "as_held"},
            "guarantees": "treaty",
            "consent": {"all": ["north", "south"]},
        }
    },
}
PRIOR = "guarantees.treaty.credibility.prior"


def changed(*path: str, to: object) -> Case:
    raw = copy.deepcopy(RAW)
    place = raw
    for key in path[:-1]:
        place = place.setdefault(key, {})
    place[path[-1]] = to
    return Case.model_validate(raw)


def joined(*pairs: tuple[str, str, float]) -> Case:
    return changed("correlations", to=[{"between": [a, b], "rank": r} for a, b, r in pairs])


CASE = Case.model_validate(RAW)
WORLDS = sample(CASE, 100_000, seed=7)


def test_every_number_of_the_case_has_values() -> None:
    assert WORLDS.names == tuple(name for name, _ in numbers_in(CASE))
    for name, number in numbers_in(CASE):
        drawn = WORLDS.values(name)
        assert drawn.shape == (100_000,)
        assert drawn.dtype == np.float64
        assert drawn.flags.c_contiguous
        assert drawn.flags.writeable
        assert np.all((drawn >= number.low) & (drawn <= number.high))
        assert (np.ptp(drawn) == 0) == (WORLDS.certain(name) is not None)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("war.swing", 0.01, 0.03),
        ("war.trend.analyst", -0.002, 0.004),
        ("issues.land.weights.south", 0.5, 2.0),
        ("actors.guard.members.c.consents", 0.2, 0.5),
    ],
)
def test_intervals_hold_ninety_per_cent(name: str, low: float, high: float) -> None:
    drawn = WORLDS.values(name)
    assert np.mean(drawn < low) == pytest.approx(0.05, abs=0.003)
    assert np.mean(drawn > high) == pytest.approx(0.05, abs=0.003)


def test_a_named_distribution_is_that() -> None:
    assert stats.kstest(WORLDS.values("war.flow_costs.south"), stats.beta(2, 8).cdf).pvalue > 1e-3


@given(st.integers(0, 99_999), st.integers(1, 300))
def test_any_part_has_the_bits_of_the_whole(start: int, length: int) -> None:
    stop = min(start + length, 100_000)
    part = JOINED.chunk(start, stop)
    for name, whole in WHOLE.items():
        assert part.values(name).tobytes() == whole[start:stop].tobytes(), name


JOINED = sample(
    joined(("war.swing", "war.flow_costs.north", 0.5), (PRIOR, "war.flow_costs.south", -0.7)),
    100_000,
    7,
)
WHOLE = {name: JOINED.values(name) for name in JOINED.uncertain}


@given(st.integers(0, 2**40))
def test_one_world_is_drawn_alone(number: int) -> None:
    alone = JOINED.one(number)
    company = sample(
        joined(("war.swing", "war.flow_costs.north", 0.5), (PRIOR, "war.flow_costs.south", -0.7)),
        5,
        7,
        start=max(number - 2, 0),
    )
    assert tuple(alone) == company.names
    for name, value in alone.items():
        assert company.values(name)[min(number, 2)] == value


def test_threads_draw_the_same() -> None:
    with ThreadPoolExecutor(2) as pool:
        parts = list(pool.map(Worlds.table, JOINED.chunks(7001)))
    assert np.array_equal(np.concatenate(parts), JOINED.table())


def test_chunks_end_where_they_always_do() -> None:
    spans = [(c.start, c.stop) for c in sample(CASE, 200_000, 1, start=1000).chunks()]
    assert spans == [
        (1000, CHUNK),
        (CHUNK, 2 * CHUNK),
        (2 * CHUNK, 3 * CHUNK),
        (3 * CHUNK, 201_000),
    ]
    assert list(sample(CASE, 0).chunks()) == []


@pytest.mark.parametrize(
    "case",
    [
        changed("war", "costs", "other", to="0.1 to 0.2"),
        changed("issues", "extra", to={"title": "E", "kind": "graded", "weights": {"north": 2}}),
        changed("actors", "guard", "members", "d", to="likely"),
        changed("war", "swing", to="0.02 to 0.05"),
        changed(
            "proposals",
            "second",
            to={**RAW["proposals"]["stop"], "political_costs": {"north": "1 to 2"}},
        ),
        joined(("war.flow_costs.south", "war.flow_costs.north", 0.5)),
    ],
)
def test_what_is_added_or_changed_moves_no_other_draw(case: Case) -> None:
    other = sample(case, 3000, seed=7)
    moved = {
        name
        for name in WORLDS.names
        if not np.array_equal(WORLDS.chunk(0, 3000).values(name), other.values(name))
    }
    assert moved <= {"war.swing", "war.flow_costs.north"}
    assert len(moved) <= 1


def test_a_number_taken_away_moves_no_other_draw() -> None:
    raw = copy.deepcopy(RAW)
    del raw["actors"]["guard"]["members"]["a"]
    fewer = sample(Case.model_validate(raw), 3000, seed=7)
    for name in fewer.names:
        assert np.array_equal(WORLDS.chunk(0, 3000).values(name), fewer.values(name))


def test_more_worlds_begin_with_the_same() -> None:
    assert np.array_equal(sample(CASE, 10, 7).table(), WORLDS.table()[:10])


def test_seed_0_is_a_seed() -> None:
    zero, one = sample(CASE, 1000, seed=0), sample(CASE, 1000, seed=1)
    assert np.array_equal(zero.table(), sample(CASE, 1000, seed=0).table())
    for name in zero.uncertain:
        if name != PRIOR:
            assert not np.any(zero.values(name) == one.values(name)), name


@pytest.mark.parametrize("rank", [-0.8, -0.3, 0.5, 0.9])
def test_correlations_are_as_told(rank: float) -> None:
    worlds = sample(joined(("war.swing", "war.flow_costs.south", rank)), 60_000, 3)
    swing, cost = worlds.values("war.swing"), worlds.values("war.flow_costs.south")
    assert stats.spearmanr(swing, cost).statistic == pytest.approx(rank, abs=0.015)
    assert stats.kstest(cost, stats.beta(2, 8).cdf).pvalue > 1e-3


def test_numbers_of_which_nothing_is_said_do_not_move_together() -> None:
    names = [name for name in WORLDS.uncertain if name != PRIOR]
    ranks = stats.spearmanr(WORLDS.table(names)).statistic
    assert np.max(np.abs(ranks - np.eye(len(names)))) < 0.02


def test_rival_views_can_move_with_another_number() -> None:
    worlds = sample(joined(("war.swing", PRIOR, 0.8)), 60_000, 3)
    prior, swing = worlds.values(PRIOR), worlds.values("war.swing")
    assert stats.spearmanr(prior, swing).statistic > 0.7
    held = np.bincount(worlds.views(PRIOR)) / 60_000
    np.testing.assert_allclose(held, 1 / 3, atol=0.01)
    means = [swing[prior == value].mean() for value in (0.5, 0.667, 0.745)]
    assert means == sorted(means)


def test_views_tell_which_is_held() -> None:
    held, prior = WORLDS.views(PRIOR), WORLDS.values(PRIOR)
    assert np.array_equal(np.array([0.745, 0.5, 0.667])[held], prior)
    with pytest.raises(InputError, match="no rival views"):
        WORLDS.views("war.swing")


@pytest.mark.parametrize("p", [0.0, 0.05, 0.5, 0.95, 1.0])
def test_a_world_is_found_by_its_place_in_the_order(p: float) -> None:
    number = WORLDS.at_quantile("war.swing", p)
    value = WORLDS.one(number)["war.swing"]
    assert np.mean(WORLDS.values("war.swing") < value) == pytest.approx(p, abs=2e-5)


def test_events_have_draws_of_their_own() -> None:
    assert not np.any(WORLDS.event("war.swing") == WORLDS.uniform("war.swing"))
    first, second = WORLDS.event("consent.a"), WORLDS.event("consent.b")
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.02
    assert np.array_equal(WORLDS.chunk(5, 9).event("consent.a"), first[5:9])


def test_consents_move_together_and_apart_from_who_else_is_asked() -> None:
    rho = WORLDS.values("consent_correlation")
    both = WORLDS.consent(["a", "b"], rho, about="force")
    assert np.array_equal(WORLDS.consent(["c", "b"], rho, about="force")[1], both[1])
    assert not np.array_equal(WORLDS.consent(["a"], rho, about="other")[0], both[0])
    assert 0.25 < stats.spearmanr(both[0], both[1]).statistic < 0.35
    assert WORLDS.consent([], rho).shape == (0, 100_000)


def test_values_are_the_callers_to_change() -> None:
    worlds = sample(CASE, 10, 7)
    worlds.values("war.swing")[:] = 0
    assert np.all(worlds.values("war.swing") > 0)


def test_draws_that_are_remembered_are_the_same() -> None:
    kept = replace(sample(CASE, 50, 7), remembered={})
    plain = sample(CASE, 50, 7)
    assert np.array_equal(kept.table(), plain.table())
    kept.event("faith/north")[:] = 0
    moved = {"war.swing": plain.numbers["war.trend.north"]}
    for _ in range(2):  # drawn, then remembered
        told = kept.restated(moved)
        assert np.array_equal(told.table(), plain.restated(moved).table())
        assert np.array_equal(told.event("faith/north"), plain.event("faith/north"))
    assert kept.chunk(10, 20).remembered is None
    assert np.array_equal(kept.chunk(10, 20).table(), plain.table()[10:20])
    assert kept.one(3) == plain.one(3)


def test_worlds_travel_between_processes() -> None:
    there = pickle.loads(pickle.dumps(JOINED.chunk(5, 50)))
    assert np.array_equal(there.table(), JOINED.table()[5:50])


def test_all_gaps_are_told_at_once() -> None:
    raw = copy.deepcopy(RAW)
    raw["war"]["swing"] = "?"
    raw["war"]["costs"]["south"] = "?"
    with pytest.raises(InputError) as told:
        sample(Case.model_validate(raw), 10)
    assert str(told.value).splitlines()[1:] == ["  war.swing", "  war.flow_costs.south"]


def test_all_that_cannot_be_drawn_is_told_at_once() -> None:
    raw = copy.deepcopy(RAW)
    raw["war"]["swing"] = {"base_rate": "memory"}
    raw["war"]["costs"]["south"] = {"normal": [0.9, 0.01]}
    raw["war"]["costs"]["north"] = {"normal": [50, 1]}
    raw["war"]["ends_by_itself"] = {"base_rate": "war_endings"}
    with pytest.raises(InputError) as told:
        sample(Case.model_validate(raw), 10)
    lines = str(told.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "war.swing",
        "war.flow_costs.north",
        "war.ends_by_itself",
    ]
    assert "did you mean war_ending" in lines[-1]


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("war.swing", "war.front.held", 0.5), "the same in every world"),
        (("war.swing", "war.cost.south", 0.5), "did you mean war.flow_costs.south"),
        (("war.swing", "war.swing", 0.5), "with itself"),
    ],
)
def test_correlations_that_are_not(pair: tuple[str, str, float], said: str) -> None:
    with pytest.raises(InputError, match=said):
        sample(joined(pair), 10)


@pytest.mark.parametrize("worlds", [-1, 1e5, "many", None])
def test_counts_that_are_not(worlds: Any) -> None:
    with pytest.raises(InputError, match="no number of worlds"):
        sample(CASE, worlds)


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(InputError, match=r"did you mean war\.swing"):
        WORLDS.values("war.swings")
    with pytest.raises(InputError, match="not among these"):
        WORLDS.chunk(0, 100_001)
    with pytest.raises(InputError, match="at least one"):
        sample(CASE, 0).at_quantile("war.swing", 0.5)
    with pytest.raises(InputError, match="no share"):
        WORLDS.at_quantile("war.swing", 50)
    with pytest.raises(InputError, match="no number of worlds"):
        WORLDS.one(-1)
