"""A deal in time by hand: phases, provisions, forces, payments, an expiry, pressure."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.laws.whole_cases import stated, symmetric

from servanda.engine.chunk import Chunk
from servanda.engine.contract import DEAL_PARTY, column_of
from servanda.engine.inputs.deal import Prepared
from servanda.engine.plan import plan_of
from servanda.engine.settling import Offer
from servanda.worlds.sample import sample


def prepared(**paths: Any) -> Prepared:
    case = stated(symmetric(), **{f"proposals__bare__{k}": v for k, v in paths.items()})
    chunk = Chunk(plan_of(case), sample(case, worlds=2))
    return chunk.vote(Offer("bare")).settled.prepared


def at(found: Prepared, path: np.ndarray, month: int) -> np.ndarray:
    phase = int(np.searchsorted(found.time.starts, month, side="right")) - 1
    return path[0, ..., phase]


def provision(**more: Any) -> dict[str, Any]:
    return {"title": "P", "by": "a", "month": 9} | more


def test_phases_replace_terms_and_the_line() -> None:
    found = prepared(phases=[{"from_month": 14, "terms": {"land": 0.2}}])
    assert at(found, found.deal.line, 13) == 0.5
    assert at(found, found.deal.line, 14) == pytest.approx(0.2)
    moved = at(found, found.deal.terms, 14) - at(found, found.deal.terms, 13)
    assert moved == pytest.approx([-0.3, 0.3])


def test_what_is_given_each_month_counts_from_its_month_and_what_is_kept_outlives_a_breach() -> (
    None
):
    found = prepared(
        provisions=[provision(gives={"b": 0.02}, costs={"a": 0.01}, irreversible=True)]
    )
    moved = at(found, found.deal.terms, 9) - at(found, found.deal.terms, 8)
    assert moved == pytest.approx([-0.01, 0.02])
    assert at(found, found.deal.keeps, 9) == pytest.approx([-0.01, 0.02])
    assert not at(found, found.deal.keeps, 8).any()


def test_a_one_off_is_worth_its_share_of_all_aims() -> None:
    found = prepared(provisions=[provision(gives={"b": 0.02}, once=True)])
    month = 1 - math.exp(-0.1 / 12)
    assert found.deal.payments[0, :, 0] == pytest.approx([0.0, 0.02 / month])
    assert found.time.blocks[: found.deal.payment_block[0]].sum() == 9


def test_forces_disbanded_move_power_from_their_month() -> None:
    found = prepared(provisions=[provision(forces={"b": -0.5})])
    assert at(found, found.deal.power, 8) == 0.0
    assert at(found, found.deal.power, 9) == pytest.approx(0.5 * 0.02 * 0.5)


def test_a_truce_runs_out_in_its_month_unless_renewed() -> None:
    found = prepared(expires={"month": 12, "renewal": 0.7})
    block = int(np.flatnonzero(found.deal.lapse[0])[0])
    assert found.deal.lapse[0, block] == pytest.approx(0.3)
    assert found.time.blocks[:block].sum() == 12
    assert found.time.blocks[block] == 1.0


def test_pressure_is_what_is_expected_of_it() -> None:
    press = {"by": "g", "on": "b", "costs": 0.02, "trend": 0.004, "believed": 0.5, "until": 24}
    found = prepared(pressure=[press, press | {"believed": 0.5}])
    row = found.deal.party[0, 1]

    def of(name: str) -> float:
        return float(row[column_of(DEAL_PARTY, name)])

    comes = 1 - 0.5 * 0.5
    assert of("pressed") == pytest.approx(comes)
    flow = 0.02 / (1 - math.exp(-0.1))
    assert of("pressure_cost") * comes == pytest.approx((0.5 + 0.5) * flow)
    assert of("pressure_power") * comes == pytest.approx((0.5 + 0.5) * 0.004)
    assert of("pressure_months") == pytest.approx(24)
    assert found.deal.party[0, 0, column_of(DEAL_PARTY, "pressed")] == 0.0


def test_those_who_live_by_a_deal() -> None:
    assert prepared().bound == ("a", "b")
    assert prepared(consent="a").bound == ("a", "b")
