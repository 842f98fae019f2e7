"""What a deal comes to in a world, told from what was played."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.invented import party, play

from servanda.engine.contract import PARTY, PARTY_OUTPUT, Outcomes, rows_of
from servanda.engine.outcomes_of_world import start_true_types


@pytest.fixture(scope="module")
def told() -> Outcomes:
    sides = [
        party(1.0, drift=0.003, cost=0.15, noise=0.02, word=0.03, bad_seen=0.4),
        party(-1.0, cost=0.3, noise=0.02, word=0.03, bad_seen=0.2),
    ]
    guarantor = {"shift": -0.004, "cost": 0.1, "against": [0.5, 0.0], "beside": [0.0, 0.4]}
    return play(sides, {"held": 0.4}, types=1, blocks=np.full(20, 6.0), responses=[guarantor],
                asked={"price": 0.004})  # fmt: skip


def test_a_margin_is_the_deal_less_its_price_and_refusing(told: Outcomes) -> None:
    for faith in ("good", "bad"):
        deal, refuse = told.of_party(f"deal_{faith}"), told.of_party("refuse")
        assert told.of_party(f"margin_{faith}") == pytest.approx(deal - 0.004 - refuse)
    assert told.of_party("refuse") == pytest.approx(told.of_party("war"))  # no pressure


def test_who_signs_is_told_over_its_faith_and_all_must(told: Outcomes) -> None:
    good, bad = (told.of_party(f"margin_{faith}") >= 0.0 for faith in ("good", "bad"))
    chance = np.array([0.4, 0.2])
    assert told.of_party("signs") == pytest.approx(np.where(good, 1 - chance, 0) + bad * chance)
    assert told.of_world("signed") == pytest.approx(told.of_party("signs").prod(axis=1))


def test_the_belief_that_deters_is_where_keeping_and_breaking_are_even(told: Outcomes) -> None:
    alone, joined = told.of_party("alone_end")[0], told.of_party("joined_end")[0]
    keep, threshold = told.of_party("keep_end")[0], told.of_party("threshold")[0]
    for i in range(2):
        tempted = alone[i] - 0.03 - keep[i]
        if tempted <= 0.0:
            assert threshold[i] == 0.0
        elif alone[i] > joined[i]:
            left = alone[i] + threshold[i] * (joined[i] - alone[i]) - 0.03
            assert left == pytest.approx(keep[i])
        else:
            assert threshold[i] == np.inf


def test_the_worst_month_is_one_of_the_hazards(told: Outcomes) -> None:
    for i in range(2):
        hazards = told.hazard[0, i]
        assert told.of_party("temptation")[0, i] == hazards.max()
        assert told.of_party("temptation_month")[0, i] == 6.0 * int(np.argmax(hazards))
        assert 0.0 < told.of_party("break_month")[0, i] <= 120.0
    assert told.of_party("breaks_first")[0] == pytest.approx(told.incidence[0, :2, -1])


@pytest.mark.parametrize(
    ("good_signs", "bad_signs", "weights"),
    [(True, True, (0.6, 0.4)), (True, False, (1.0, 0.0)), (False, True, (0.0, 1.0)),
     (False, False, (0.6, 0.4))],
)  # fmt: skip
def test_true_types_at_signature_are_those_that_sign(
    good_signs: bool, bad_signs: bool, weights: tuple[float, float]
) -> None:
    party_rows = rows_of(PARTY, {"bad_true": 0.4, "inside": 1.0}, (1, 1))
    chance = 0.6 * good_signs + 0.4 * bad_signs
    told = {"margin_good": 0.1 if good_signs else -0.1, "margin_bad": 0.1 if bad_signs else -0.1,
            "signs": chance}  # fmt: skip
    of_party = rows_of(PARTY_OUTPUT, told, (1, 1))
    mass = np.full((1, 4, 1, 1), 9.0)
    start = getattr(start_true_types, "py_func", start_true_types)
    start(np.zeros(1, dtype=np.int64), party_rows, 1, of_party, mass)
    assert mass[0, [1, 3], 0, 0] == pytest.approx(weights)
    assert not mass[0, [0, 2]].any()  # the types that others imagine
