"""How the war goes on, in the analyst's eyes."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.invented import party, world, worlds_of

from servanda.engine.settling import Offer
from servanda.engine.war_outlook import course_if_challenged, course_of_fighting
from servanda.formulas.moving_front import CELLS

NOWHERE = np.zeros((1, CELLS + 1), dtype=bool)


def course(settles: np.ndarray, front: bool = True, **row: float) -> np.ndarray:
    worlds = worlds_of([party(1.0), party(-1.0)], world(**row))
    return course_of_fighting(worlds, settles, front)[0]


@pytest.mark.parametrize("front", [True, False])
def test_a_war_settled_where_it_stands_is_over(front: bool) -> None:
    months, settled, up, down, ends = course(~NOWHERE, front, held=0.37, analyst_decisive=0.02)
    assert (months, settled, up, down, ends) == (0.0, 1.0, 0.0, 0.0, pytest.approx(0.37))


@pytest.mark.parametrize("front", [True, False])
def test_an_even_war_is_won_by_either_alike_and_the_one_ahead_wins_more(front: bool) -> None:
    even = course(NOWHERE, front, analyst_decisive=0.02)
    assert even[2] == pytest.approx(even[3]) and even[2] > 0.0 and even[1] == 0.0
    better = course(NOWHERE, front, analyst_decisive=0.02, analyst_drift=0.004,
                    analyst_log_odds=1.0)  # fmt: skip
    assert better[2] > even[2] > better[3] and better[4] > 0.5


def test_a_deal_at_every_line_but_todays_shortens_it() -> None:
    elsewhere = ~NOWHERE
    elsewhere[0, CELLS // 2 - 1 : CELLS // 2 + 2] = False
    with_deal, without = course(elsewhere), course(NOWHERE)
    assert with_deal[0] < without[0] and with_deal[1] > 0.0
    assert with_deal[1] + with_deal[2] + with_deal[3] <= 1.0


def test_a_guarantor_who_surely_comes_turns_a_renewed_war(even) -> None:
    settled = even.vote(Offer("pact")).settled
    args = (settled.worlds, settled.prepared.deal, settled.settings, 24.0)
    none = course_if_challenged(*args, np.zeros((2, 1)))
    come = course_if_challenged(*args, np.ones((2, 1)))
    assert come[0, 2] < none[0, 2] and come[0, 3] > none[0, 3]  # the pact is against side +
    half = course_if_challenged(*args, np.full((2, 1), 0.5))
    assert half == pytest.approx(0.5 * (none + come))
