"""The rows of the war by hand: frames, units, costs, and wars with and without a front."""

from __future__ import annotations

import math
from typing import Any

import pytest
from tests.laws.whole_cases import HERE as TESTS
from tests.laws.whole_cases import case_of, put, stated, symmetric, tree

from servanda.engine.chunk import Chunk
from servanda.engine.contract import PARTY, WORLD, column_of
from servanda.engine.plan import plan_of
from servanda.worlds.sample import sample


def rows(keys: dict[str, Any]) -> Chunk:
    case = case_of(keys)
    return Chunk(plan_of(case), sample(case, worlds=2))


def of_party(chunk: Chunk, name: str, party: str) -> float:
    place = chunk.parties.index(party)
    return float(chunk.setting.party_rows[0, place, column_of(PARTY, name)])


def of_world(chunk: Chunk, name: str) -> float:
    return float(chunk.setting.world_rows[0, column_of(WORLD, name)])


def test_frames_and_units_by_hand() -> None:
    keys = symmetric()
    put(keys, "war.front", {"issue": "land", "held": 0.3, "beaten_at": 0.1, "wins_at": 0.9})
    put(keys, "proposals.pact.terms.flag", "a_flies")
    chunk = rows(keys)
    assert of_world(chunk, "held") == pytest.approx(0.25)
    assert of_world(chunk, "swing") == pytest.approx(0.02 / 0.8)
    assert of_party(chunk, "drift", "b") == pytest.approx(-0.001 / 0.8)
    assert [of_party(chunk, "side", p) for p in ("a", "b")] == [1.0, -1.0]
    assert of_party(chunk, "ground", "a") == pytest.approx(1 / 1.5)
    assert of_party(chunk, "fighting", "a") == pytest.approx(0.5 * 0.6 / 1.5)
    assert of_party(chunk, "victory", "a") == 1.0
    assert of_world(chunk, "regroup") == pytest.approx(0.001 / 0.8)


def test_what_the_loser_regains_is_in_frames_of_ground_and_takes_years() -> None:
    keys = symmetric()
    assert of_world(rows(keys), "recovery") == 0.0
    put(keys, "war.front", {"issue": "land", "held": 0.3, "beaten_at": 0.1, "wins_at": 0.9})
    put(keys, "war.regroup.recovery", "0.4% per month")
    put(keys, "war.regroup.recovery_months", "10 years")
    chunk = rows(keys)
    assert of_world(chunk, "recovery") == pytest.approx(0.004 / 0.8)
    assert of_world(chunk, "recovery_months") == pytest.approx(120)


def test_a_year_of_war_is_a_share_of_all_aims() -> None:
    keys = symmetric()
    del keys["war"]["flow_costs"]
    put(keys, "war.costs", {"a": 0.02, "b": 0.02})
    assert of_party(rows(keys), "cost", "a") == pytest.approx(0.02 / (1 - math.exp(-0.1)))


def test_openings_and_bad_faith_by_hand() -> None:
    chunk = rows(symmetric())
    assert of_party(chunk, "opening", "a") == pytest.approx(1 / 12)
    assert of_party(chunk, "bad_seen", "a") == pytest.approx(0.3)
    keys = symmetric()
    keys["record"] = {
        "old": {"title": "Old", "year": 2026, "kind": "ceasefire",
                "conduct": {"a": {"ledger": "compliance", "kept": False}}}
    }  # fmt: skip
    odds = 0.3 / 0.7 * 0.60 / 0.15
    assert of_party(rows(keys), "bad_true", "a") == pytest.approx(odds / (1 + odds))
    assert of_party(rows(keys), "bad_true", "b") == pytest.approx(0.3)


def test_faith_is_seen_per_perceiver() -> None:
    keys = symmetric()
    put(keys, "parties.a.keeps_its_word", {"b": 0.2, "analyst": 0.9})
    chunk = rows(keys)
    assert of_party(chunk, "bad_seen", "a") == pytest.approx(0.8)
    assert of_party(chunk, "bad_true", "a") == pytest.approx(0.1)


def test_without_a_front_each_side_sees_its_own_chance() -> None:
    chunk = rows(tree(TESTS / "cases" / "marsh"))
    case = chunk.plan.case
    for party in chunk.parties:
        side = chunk.plan.conflict.side_of(party)
        seen = chunk.setting.chance_of(side, party)[0]
        sign = of_party(chunk, "side", party)
        chance = 1 / (
            1 + math.exp(-sign * (of_party(chunk, "log_odds", party) - shift(chunk, party)))
        )
        assert chance == pytest.approx(seen)
    assert not case.has_front


def shift(chunk: Chunk, party: str) -> float:
    from servanda.engine.inputs.power_changes import fighting_change

    return float(fighting_change(chunk.setting.power, chunk.setting.exits, party)[0])


def test_aid_that_ends_moves_the_war_by_the_pace_function() -> None:
    aid = {"aid": {"title": "Aid", "on": "b", "change": -0.3, "when": "fighting", "believed": 0.5}}
    chunk = rows(symmetric() | {"war": symmetric()["war"] | {"power": aid}})
    moved = 0.5 * 1.0 * 0.02 * 1.0 * 0.15
    assert of_party(chunk, "drift", "a") == pytest.approx(0.002 + moved)


def test_risk_values_todays_line_alike_in_war_and_deal() -> None:
    case = stated(symmetric(), issues__land__risk={"a": 0.5})
    chunk = Chunk(plan_of(case), sample(case, worlds=2))
    flow = of_party(chunk, "fighting", "a") + 0.5 * of_party(chunk, "ground", "a")
    assert flow == pytest.approx(math.sqrt(0.5))
