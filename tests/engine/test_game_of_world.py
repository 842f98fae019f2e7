"""The game of one world, filled into a lane: chances that add up, and what a month is worth."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from servanda.engine import slots
from servanda.engine.columns import (
    BAD_SEEN,
    BLUR,
    CAN_BREAK,
    COST,
    DISCOUNT,
    EARLY,
    EARLY_MONTHS,
    EPISODE_COST,
    HELD,
    JUMP_RATE,
    LEADERS,
    NOISE,
    OPENING,
    PRICE,
    READINESS,
    READINESS_SEEN,
    RECOVERS,
    REPELLED,
    SIDE,
    VIOLATED_LOSS,
    VIOLATED_OPENINGS,
    VIOLATION,
    WORD,
)  # fmt: skip
from servanda.engine.contract import DEAL_PARTY, DEAL_WORLD, PARTY, WORLD
from servanda.engine.game_of_world import (
    LEAST_DISCOUNT,
    _fill_openings,
    _fill_party,
    _fill_types,
    _fill_world,
)

LANE = 1


def in_python(kernel: Any) -> Any:
    """The kernel as it is written; as compiled where compiling is switched off."""
    return getattr(kernel, "py_func", kernel)


def types(nodes: int, *, side: float = -1.0, bad: float = 0.3) -> np.ndarray:
    """Return the types of a party with so many nodes of cost, in one lane of two."""
    rng = np.random.default_rng(4)
    own, row = rng.uniform(size=len(PARTY)), rng.uniform(size=len(WORLD))
    own[BAD_SEEN], own[SIDE], own[COST], own[WORD] = bad, side, 0.25, 0.7
    row[HELD] = 0.5
    weights = rng.uniform(size=nodes)
    weights /= weights.sum() if nodes else 1.0
    kinds = np.full((4, 2 * (nodes + 1), 2), np.nan)
    table = np.linspace(0.2, 0.8, 9)
    in_python(_fill_types)(LANE, own, row, rng.uniform(size=nodes), weights, table,
                           np.full(9, 10.0), np.array([0.05, 0.5]), kinds)  # fmt: skip
    assert np.isnan(kinds[:, :, 0]).all(), "the other lane is left alone"
    return kinds[:, :, LANE]


@pytest.mark.parametrize("nodes", [0, 1, 4])
def test_what_others_hold_likely_of_a_partys_types_adds_up_to_one(nodes: int) -> None:
    kinds = types(nodes)
    assert kinds[slots.PRIOR].sum() == pytest.approx(1.0)
    assert kinds[slots.PRIOR, nodes + 1 :].sum() == pytest.approx(0.3)
    if nodes:
        assert kinds[slots.PRIOR, nodes] == 0.0, "its own cost is known to itself alone"


def test_who_is_in_bad_faith_feels_no_word_and_the_same_costs() -> None:
    kinds = types(2)
    assert (kinds[slots.WORD, :3] == 0.7).all() and (kinds[slots.WORD, 3:] == 0.0).all()
    assert kinds[slots.COST, :3] == pytest.approx(kinds[slots.COST, 3:])
    assert kinds[slots.COST, 2] == 0.25


def test_refusing_is_worth_the_war_less_its_cost_for_as_long_as_it_lasts() -> None:
    kinds = types(3)
    assert kinds[slots.REFUSE] == pytest.approx(0.55 - kinds[slots.COST] * 10.5)
    assert types(3, side=1.0)[slots.REFUSE] == pytest.approx(kinds[slots.REFUSE])  # half is held


def world_of(lapse: float, months: float, rate: float = 0.6) -> tuple[np.ndarray, np.ndarray]:
    row, asked = np.zeros(len(WORLD)), np.zeros(len(DEAL_WORLD))
    row[JUMP_RATE] = rate
    asked[VIOLATION], asked[REPELLED], asked[VIOLATED_OPENINGS], asked[RECOVERS] = (
        1.0,
        2.0,
        3.0,
        4.0,
    )
    world, monthly = np.zeros((5, 2)), np.zeros((1, 2))
    in_python(_fill_world)(LANE, row, asked, np.array([lapse]), np.array([months]), world, monthly)
    return world[:, LANE], monthly[:, LANE]


@pytest.mark.parametrize("months", [1.0, 3.0, 12.0])
def test_a_lapse_is_as_likely_by_months_as_by_the_block(months: float) -> None:
    _, (monthly,) = world_of(0.2, months)
    assert 1.0 - (1.0 - monthly) ** months == pytest.approx(0.2)
    assert world_of(0.0, months)[1] == [0.0]


def test_a_year_of_jumps_is_twelve_months_of_them() -> None:
    world, _ = world_of(0.1, 1.0)
    assert (1.0 - world[slots.JUMPS]) ** 12 == pytest.approx(np.exp(-0.6))
    assert list(world[[slots.VIOLATION, slots.REPELLED, slots.MORE, slots.RECOVERS]]) == [
        1.0, 2.0, 3.0, 4.0,
    ]  # fmt: skip


def party(**given: float) -> tuple[np.ndarray, np.ndarray]:
    """Return what belongs to a party, and what it is yielded in blocks of 1, 1 and 10 months."""
    columns = {"can_break": CAN_BREAK, "discount": DISCOUNT, "noise": NOISE, "blur": BLUR,
               "opening": OPENING, "readiness": READINESS, "seen": READINESS_SEEN,
               "leaders": LEADERS}  # fmt: skip
    own_row = np.zeros(len(PARTY))
    own_row[CAN_BREAK], own_row[OPENING], own_row[DISCOUNT] = 1.0, 0.3, 0.12
    for name, value in given.items():
        own_row[columns[name]] = value
    asked = np.zeros(len(DEAL_PARTY))
    asked[PRICE], asked[VIOLATED_LOSS], asked[EPISODE_COST] = 0.2, 0.4, 0.5
    own, yields = np.zeros((12, 2)), np.zeros((3, 2))
    in_python(_fill_party)(
        LANE, own_row, asked, np.array([0.5, 0.8]), np.array([0, 0, 1]), np.array([0.6]),
        np.array([2]), np.array([1.0, 1.0, 10.0]), own, yields,
    )  # fmt: skip
    return own[:, LANE], yields[:, LANE]


def test_a_month_of_a_phase_is_worth_its_terms_and_a_payment_is_spread_over_its_block() -> None:
    own, yields = party()
    month = 1.0 - own[slots.DELTA]
    assert own[slots.DELTA] == pytest.approx(np.exp(-0.01))
    assert yields == pytest.approx(month * np.array([0.5, 0.5, 0.8 + 0.6 / 10.0]))
    assert own[slots.EPISODE] == pytest.approx(month * 0.5)


def test_who_cannot_break_has_no_opening() -> None:
    assert party()[0][slots.OPENING] == 0.3
    assert party(can_break=0.0)[0][slots.OPENING] == 0.0


def test_readiness_is_taken_off_the_price_as_oneself_and_as_others_see_it() -> None:
    own, _ = party(readiness=0.15, seen=0.05)
    assert own[slots.PRICE] == pytest.approx(0.05)
    assert own[slots.PRICE_SEEN] == pytest.approx(0.15)


def test_without_discounting_blur_or_noise_nothing_divides_by_nothing() -> None:
    own, _ = party(discount=0.0, noise=0.0, blur=0.0)
    assert own[slots.DELTA] == pytest.approx(np.exp(-LEAST_DISCOUNT / 12.0), abs=1e-15)
    assert own[slots.DELTA] < 1.0
    assert own[slots.BLUR] > 0.0 and np.isfinite(own[slots.PER_NOISE])


def test_there_are_more_openings_early_and_the_usual_number_in_the_end() -> None:
    row = np.zeros(len(WORLD))
    row[EARLY], row[EARLY_MONTHS] = 3.0, 6.0
    middle = np.array([0.0, 6.0, 600.0])
    openings = np.zeros((3, 2))
    in_python(_fill_openings)(LANE, row, middle, np.zeros(3), openings)
    assert openings[:, LANE] == pytest.approx([3.0, 1.0 + 2.0 * np.exp(-1.0), 1.0])
    row[EARLY] = 1.0
    in_python(_fill_openings)(LANE, row, middle, np.zeros(3), openings)
    assert openings[:, LANE] == pytest.approx(1.0)
