"""An attack by an outsider lowers belief in whoever is believed to steer it, and in nobody else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.laws.whole_cases import (
    HERE,
    WORLDS,
    Columns,
    apart,
    case_of,
    changed,
    put,
    symmetric,
    told,
    tree,
)

from servanda.case.effects import without_effect
from servanda.engine.evidence import evidence_in

MARSH = tree(HERE / "cases" / "marsh")
TINY = 1e-7


def attacked(
    steered: float | None, count: int = 2, date: str = "2031-04-01", by: str = "reed"
) -> Columns:
    """The marshes, where a militia outside the talks attacked that the Front may have steered."""

    def change(keys: dict[str, Any]) -> None:
        put(keys, "events", [{"kind": "attack", "date": date, "by": by, "count": count}])
        if steered is not None:
            put(keys, "parties.front.steers", {"reed": steered})

    return told(changed(MARSH, change), WORLDS, ["sharing"])["sharing"]


@pytest.fixture(scope="module")
def before() -> Columns:
    return told(case_of(MARSH), WORLDS, ["sharing"])["sharing"]


def test_it_lowers_belief_in_who_may_have_steered_it(before: Columns) -> None:
    after = attacked(0.8)
    moved = after["bad_now.front"] - before["bad_now.front"]
    assert np.all(moved >= 0.0) and np.mean(moved > 0.0) > 0.9
    assert after["stands_5"].mean() < before["stands_5"].mean()
    assert after["deal.orlan"].mean() < before["deal.orlan"].mean()
    assert attacked(0.8, count=5)["bad_now.front"].mean() > after["bad_now.front"].mean()


def test_the_firmer_it_is_believed_to_steer_the_more() -> None:
    found = [attacked(steered)["bad_now.front"].mean() for steered in (0, 0.2, 0.6, 1)]
    assert found == sorted(found)
    assert found[-1] > found[0]


@pytest.mark.parametrize(
    ("steered", "date", "count", "by"),
    [(None, "2031-04-01", 2, "reed"), (0, "2031-04-01", 2, "reed"), (0.8, "2031-04-01", 0, "reed"),
     (0.8, "2031-06-01", 2, "reed"), (0.8, "2031-04-01", 2, "wing")],
    ids=["nobody steers", "surely not", "no attack", "not yet", "another's attack"],
)  # fmt: skip
def test_nothing_follows_where_there_is_no_such_attack(
    before: Columns, steered: float | None, date: str, count: int, by: str
) -> None:
    after = attacked(steered, count, date, by)
    assert apart({"sharing": before}, {"sharing": after}, skip=()) == 0.0


def test_hardly_steered_is_hardly_news(before: Columns) -> None:
    after = attacked(TINY)
    for name in ("bad_now.front", "stands_5", "deal.orlan"):
        assert np.abs(after[name] - before[name]).max() < 2e-5


def test_an_older_attack_weighs_less() -> None:
    old, fresh = attacked(0.8, date="2021-04-01"), attacked(0.8)
    assert old["bad_now.front"].mean() < fresh["bad_now.front"].mean()


def test_it_is_no_evidence_on_worlds_and_check_tells_what_is_idle() -> None:
    def write(keys: dict[str, Any]) -> None:
        put(keys, "events", [{"kind": "attack", "date": "2025-04-01", "by": "b", "count": 2}])
        put(keys, "parties.b.steers", {"a": 0.2})

    case = changed(symmetric(), write)
    assert evidence_in(case) == ()
    said = {each.name: each.says for each in without_effect(case)}
    assert "nobody is said to steer B" in said["events.0"]
    assert "no attack by A is told" in said["parties.b.steers.a"]
