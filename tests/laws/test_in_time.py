"""What comes in its time tells in its time, in every case that ships.

Payments, what a breach does not undo, guarantees that end, leaders that go, lulls that break, and a
party that would only lose by fighting. Hazards are those of a deal that still stands; payments are
given to both parties, so that neither is the likelier to break first for being kept from it.
"""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest
from tests.laws.every_case import (
    SETTLED,
    SHIPPED,
    WORLDS,
    as_shipped,
    case_named,
    columns,
    followed,
)
from tests.laws.test_nothing_jumps import after, done, path_in, strong
from tests.laws.whole_cases import Columns

from servanda.case.keys.case import numbers_in
from servanda.engine import war_length
from servanda.engine.chunk import Chunk
from servanda.engine.columns import COST
from servanda.engine.plan import plan_of
from servanda.engine.war_length import lengths_of
from servanda.worlds.sample import sample

ROUNDING = 1e-9


def hazard(found: Columns, year: int) -> np.ndarray:
    """The chance that a deal that stands at the beginning of a year ends in it, by world."""
    before = found[f"stands_{year - 1}"] if year > 1 else np.ones_like(found["stands_1"])
    return 1.0 - found[f"stands_{year}"] / np.maximum(before, 1e-300)


def paid(month: int, once: bool = True, **stated: Any) -> Columns | Any:
    return done(gives={"A": 0.03, "B": 0.03}, month=month, once=once, **stated)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_end_of_a_guarantee_raises_the_hazard_then(name: str) -> None:
    ends, stays = (after(name, json.dumps(strong(**how))) for how in ({"until": 36}, {}))
    later = [hazard(ends, year).mean() - hazard(stays, year).mean() for year in (4, 5, 6)]
    assert max(later) > 0.0 or as_shipped(name)["stands_5"].max() < 1e-6
    assert ends["stands_10"].mean() <= stays["stands_10"].mean() + ROUNDING


@pytest.mark.parametrize("name", SHIPPED)
def test_a_payment_at_once_raises_the_margin_and_leaves_later_hazards(name: str) -> None:
    plain, given = after(name, "{}"), after(name, json.dumps(paid(0)))
    who = followed(name)
    for party in (who.one, who.other):
        assert (given[f"margin.{party}"] > plain[f"margin.{party}"] + 0.01).all()
    for year in (3, 5, 8):
        usual = hazard(plain, year).mean()
        assert abs(hazard(given, year).mean() - usual) < 0.01 + 0.02 * usual


@pytest.mark.parametrize("name", SHIPPED)
def test_the_same_payment_later_holds_till_then_and_not_thereafter(name: str) -> None:
    plain, given = after(name, "{}"), after(name, json.dumps(paid(60)))
    before = [hazard(given, year).mean() - hazard(plain, year).mean() for year in (4, 5)]
    after_it = [hazard(given, year).mean() - hazard(plain, year).mean() for year in (7, 8)]
    assert max(before) < -0.01
    assert np.abs(after_it).max() < 0.2 * np.abs(before).max()


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_breach_does_not_undo_tempts_once_it_is_done(name: str) -> None:
    undone, kept = (after(name, json.dumps(paid(36, False, irreversible=k))) for k in (False, True))
    for party in (followed(name).one, followed(name).other):
        assert (kept[f"breach.{party}"] > undone[f"breach.{party}"]).all()
    assert hazard(kept, 5).mean() > hazard(undone, 5).mean() or name == "ford"  # it breaks anyway


@pytest.mark.parametrize("name", SHIPPED)
def test_a_party_that_would_only_lose_by_fighting_does_not_break(name: str) -> None:
    """With a month of war that costs it as much as victory yields, and little impulse."""
    who, numbers = followed(name), [path for path, _ in numbers_in(case_named(name))]
    side = case_named(name).side_of(who.one)
    dear = [p for p in numbers if re.fullmatch(rf"war\.(flow_)?costs\.({who.one}|{side})", p)]
    calm = [path for path in numbers if path.endswith("temptation_noise")]
    assert dear and calm
    found = columns(case_named(name), name, dict.fromkeys(dear, 1.0) | dict.fromkeys(calm, 0.01))
    dominated = found[f"keep.{who.one}"] - found[f"breach.{who.one}"] > 0.2
    assert dominated.any()
    assert (found[f"ends_10.{who.one}"][dominated] < 0.02).all()


def test_new_leaders_keep_a_floor_under_the_hazard() -> None:
    """Those still there after years are known; their successors are drawn afresh.

    Where only those of bad faith would sign, successors are better than those who did, and change
    makes it safer: so the law is of the worlds of a case together, and of most cases.
    """
    floors = {}
    for name in SHIPPED:
        numbers = [path for path, _ in numbers_in(case_named(name))]
        leaders = [path for path in numbers if path.endswith("leader_change")]
        never, often = (
            columns(case_named(name), name, dict.fromkeys(leaders, rate)) for rate in (0.0, 0.5)
        )
        floors[name] = float((hazard(often, 10) - hazard(never, 10)).mean())
    assert np.mean(list(floors.values())) > 0.01
    assert floors["symmetric"] > 0.01
    assert np.median(list(floors.values())) > 0.005


@pytest.mark.parametrize("name", SHIPPED)
def test_a_lull_that_the_other_may_break_is_worth_less_to_whom_it_spares_a_war(name: str) -> None:
    """Where it would rather fight on than have the lull, that the other breaks it is no loss."""
    who, case = followed(name), case_named(name)
    path = path_in("parties.B.opportunities", who)
    if path not in dict(numbers_in(case)):
        path = "war.opportunities"
    plan = plan_of(case)
    chunk = Chunk(plan, sample(case, WORLDS).fixed({path: 0.0}), SETTLED)
    settled = chunk.vote(plan.after_any_settlement(who.proposal)).settled
    place = chunk.parties.index(who.one)
    tables, cost = settled.tables, settled.worlds.party[:, place, COST]
    war = tables.worth[:, place] - cost[:, None] * tables.fighting[:, place]
    spares = (tables.lull[:, place] - war)[:, 4:-4].min(axis=1) > 0.0
    kept, broken = (columns(case, name, {path: rate}) for rate in (0.0, 6.0))
    assert (broken[f"refuse.{who.one}"] < kept[f"refuse.{who.one}"])[spares].all()


PARTLY_SETTLED = ("tutorial", "bay", "ridge", "gorge")


def test_the_settlement_region_hardly_hangs_on_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deals valued on 31 lines of the front instead of 15 end the war in the same months.

    To the cell of the front, in nearly all worlds; where the margin passes zero near the end of
    one, in the next: 1 of 32 of the ground.
    """

    def course(name: str) -> tuple[np.ndarray, np.ndarray]:
        case, proposal = case_named(name), followed(name).proposal
        willing = {f"parties.{party}.readiness": 0.02 for party in case.parties}
        chunk = Chunk(plan_of(case), sample(case, 24).fixed(willing))
        found = lengths_of(chunk, 24, (proposal,))[proposal]
        return found["months_standing"], found["settles_with"]

    few = {name: course(name) for name in PARTLY_SETTLED}
    lines = war_length.LINES
    assert len(lines) == 15
    monkeypatch.setattr(war_length, "LINES", np.linspace(lines[0], lines[-1], 31))
    for name, (months, settles) in few.items():
        many_months, many_settle = course(name)
        assert ((settles > 0.0) & (settles < 1.0)).sum() > 5, name
        assert (np.abs(many_months - months) < 0.05 * months + ROUNDING).all(), name
        assert np.abs(many_settle - settles).max() < 0.03, name
