"""The law of shards: any partition of the worlds, in any order, says what `assess` says.

To the byte, on whole assessments: with guarantors and commitments elsewhere, with four parties,
evidence that weighs worlds, and several public states.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.engine import shard as sharding
from servanda.engine import two_equilibria
from servanda.engine.assess import assess, assessment_of
from servanda.engine.shard import run_of, shard
from servanda.engine.sketch import Sketch
from servanda.errors import InputError

CASES = Path(__file__).resolve().parents[1] / "cases"
WORLDS = 130
"""Beyond the worlds in which fear, the war's length and other commitments are followed here."""


@pytest.fixture(autouse=True)
def few_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharding, "WAR_WORLDS", 70)
    monkeypatch.setattr(sharding, "SIDE_WORLDS", 20)
    monkeypatch.setattr(two_equilibria, "FEAR_WORLDS", 40)


@cache
def case_called(name: str) -> Case:
    case = load(CASES / name)
    if name != "strait":
        return case
    other = {"title": "Arda's islands", "guarantor": "league", "at_stake": 0.2, "believed": 0.5}
    raw = case.model_dump(mode="python", by_alias=True)
    raw["commitments"] = {"arda": {**other, "loses": 0.2}}
    return Case.model_validate(raw)


@cache
def whole(name: str, weighed: bool) -> str:
    found = assess(case_called(name), worlds=WORLDS, seed=5, weigh_evidence=weighed)
    return json.dumps(found.to_dict())


EDGES = st.lists(st.integers(1, WORLDS - 1), min_size=1, max_size=4, unique=True).map(sorted)


@pytest.mark.parametrize(
    ("name", "weighed"), [("strait", False), ("marsh", False), ("marsh", True), ("ridge", False)]
)
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cuts=EDGES, random=st.randoms(), threads=st.integers(1, 2), size=st.sampled_from([33, 4096]))
def test_any_partition_in_any_order_is_the_assessment(
    name: str, weighed: bool, cuts: list[int], random: object, threads: int, size: int
) -> None:
    case = case_called(name)
    edges = [0, *cuts, WORLDS]
    pieces = list(pairwise(edges))
    random.shuffle(pieces)  # type: ignore[attr-defined]
    merged = Sketch(run_of(case, 5, (), weighed))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sharding, "WORLDS_AT_ONCE", size)
        for start, stop in pieces:
            merged.add(shard(case, start, stop, seed=5, threads=threads, weigh_evidence=weighed))
    assert json.dumps(assessment_of(case, merged).to_dict()) == whole(name, weighed)


def test_worlds_in_between_that_are_missing_are_refused(strait: Case) -> None:
    sketch = shard(strait, 0, 20, proposals=("truce",))
    sketch.add(shard(strait, 30, 40, proposals=("truce",)))
    with pytest.raises(InputError, match=r"missing, .*: 20:30"):
        assessment_of(strait, sketch)


def test_what_cannot_be_a_shard_says_so(strait: Case) -> None:
    with pytest.raises(InputError, match="write 0:10000"):
        shard(strait, 10, 10)
    with pytest.raises(InputError, match="threads: 0"):
        shard(strait, 0, 10, threads=0)
    with pytest.raises(InputError, match="no proposal is called 'tea'"):
        shard(strait, 0, 10, proposals=("tea",))


def test_worlds_far_out_are_worlds_like_any_other(strait: Case) -> None:
    one = shard(strait, 10**12, 10**12 + 8, proposals=("truce",))
    two = shard(strait, 10**12, 10**12 + 3, proposals=("truce",))
    two.add(shard(strait, 10**12 + 3, 10**12 + 8, proposals=("truce",)))
    signed = [each.proposals["truce"].sums.of_column("signed") for each in (one, two)]
    assert signed[0] == signed[1]
    assert one.worlds == two.worlds == 8
