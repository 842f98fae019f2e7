"""Changes of power besides the terms: aid, losses, allies."""

from __future__ import annotations

import numpy as np
import pytest
from tests.laws.whole_cases import stated, symmetric

from servanda.engine.chunk import Chunk
from servanda.engine.inputs.power import power_of
from servanda.engine.inputs.power_changes import fighting_change, peace_change
from servanda.engine.plan import plan_of
from servanda.worlds.sample import sample

EXITS = np.full(2, 0.02)
MONTHS = np.array([0.0, 5.0, 6.0, 30.0])


def power(when: str, believed: object = 1.0):
    aid = {"title": "Aid", "on": "b", "change": 0.5, "from": 6, "believed": believed, "when": when}
    case = stated(symmetric(), war__power={"aid": aid})
    chunk = Chunk(plan_of(case), sample(case, worlds=2))
    return power_of(chunk.plan.conflict, chunk.setting.readings)


def test_what_holds_while_fighting_is_believed_in_part_and_the_war_must_last_till_then() -> None:
    full = fighting_change(power("fighting"), EXITS, "a")
    sure = power("fighting").changed({"b": np.exp(np.full(2, 0.5))})
    assert full == pytest.approx(0.98**6 * sure) and full[0] < 0.0
    views = {"a": 0.5, "analyst": 1.0}
    assert fighting_change(power("fighting", views), EXITS, "b") == pytest.approx(full)
    assert abs(fighting_change(power("fighting", views), EXITS, "a")[0]) < abs(full[0])
    assert fighting_change(power("peace"), EXITS, "a").tolist() == [0.0, 0.0]


def test_what_begins_in_peace_begins_in_its_month_and_what_fighting_brought_is_gone() -> None:
    begun = peace_change(power("peace"), EXITS, MONTHS)[0]
    assert begun[0] == 0.0 and begun[2] < 0.0 and begun[2] == begun[3]
    gone = peace_change(power("fighting"), EXITS, MONTHS)[0]
    fought = fighting_change(power("fighting"), EXITS, "analyst")[0]
    assert gone == pytest.approx(-fought)
    assert not peace_change(power("always"), EXITS, MONTHS).any()
