"""What forecasts of the library score: prophets, constants, and weights from another set."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from servanda.settlements.library import FRAMES, Settlement, library
from servanda.settlements.reading_score import frozen, rates_of_kind, scored, shrinkage_of

CHOSEN = tuple(library())
BEFORE = [each for each in CHOSEN if each.frame == FRAMES[0]]
AFTER = [each for each in CHOSEN if each.frame == FRAMES[1]]


def test_the_rate_of_a_kind_leaves_its_own_dispute_out() -> None:
    papers = [each for each in CHOSEN if each.signed]
    rates = rates_of_kind(papers)
    golan = next(place for place, each in enumerate(papers) if each.id == "golan-1974")
    others = [each for each in papers if each.id != "golan-1974"]
    overall = np.mean([each.became == "held" for each in others])
    alike = [each.became == "held" for each in others if each.kind == "interstate"]
    assert rates[golan] == pytest.approx((sum(alike) + 2 * overall) / (len(alike) + 2))


def perfect(each: Settlement) -> tuple[float, float]:
    return float(each.signed), float(each.became == "held")


def test_a_prophet_scores_perfectly_and_a_constant_not() -> None:
    made = scored("prophet", CHOSEN, [perfect(each) for each in CHOSEN])
    assert (made.sign_auc.value, made.hold_auc.value, made.brier_shrunk) == (1.0, 1.0, 0.0)
    assert made.gain.value > 2 * made.gain.se
    dull = scored("constant", CHOSEN, [(0.5, 0.5)] * len(CHOSEN))
    assert (dull.sign_auc.value, dull.hold_auc.value) == (0.5, 0.5)
    assert dull.gain.value < made.gain.value - 2 * made.gain.se, (
        "a constant may beat rates of kinds that the draw made level, and never as a prophet does"
    )


def test_close_calls_can_be_left_out() -> None:
    made = scored("prophet", CHOSEN, [perfect(each) for each in CHOSEN], close=False)
    assert made.settlements == sum(not each.close_call for each in CHOSEN)


def foretold(
    chosen: list[Settlement], by: Callable[[Settlement], tuple[float, float]]
) -> tuple[list[Settlement], list[tuple[float, float]]]:
    return chosen, [by(each) for each in chosen]


def dull(each: Settlement) -> tuple[float, float]:
    return 0.5, 0.5


def contrary(each: Settlement) -> tuple[float, float]:
    return 0.5, 1.0 - perfect(each)[1]


def test_a_frozen_weight_is_of_the_other_set_alone() -> None:
    told = foretold(BEFORE, perfect)
    prophet, liar = (frozen(*told, *foretold(AFTER, by)) for by in (perfect, contrary))
    assert prophet.weight == liar.weight == 1.0
    assert prophet.brier == 0.0 and liar.brier == 1.0
    assert prophet.brier_kind == liar.brier_kind
    assert prophet.gain.value == pytest.approx(prophet.brier_kind)
    none = frozen(*foretold(BEFORE, contrary), *foretold(AFTER, perfect))
    assert none.weight == 0.0 and none.brier == none.brier_kind and none.gain.value == 0.0


def test_rates_frozen_are_counted_in_the_other_set() -> None:
    signed = [each for each in BEFORE if each.signed]
    overall = np.mean([each.became == "held" for each in signed])
    off = []
    for each in (each for each in AFTER if each.signed):
        alike = [one.became == "held" for one in signed if one.kind == each.kind]
        rate = (sum(alike) + 2 * overall) / (len(alike) + 2)
        off.append((rate - (each.became == "held")) ** 2)
    found = frozen(*foretold(BEFORE, dull), *foretold(AFTER, dull))
    assert found.brier_kind == pytest.approx(np.mean(off))
    assert found.papers == len(off)


def test_what_is_shipped_has_a_range_round_its_weight_and_counts_the_signed() -> None:
    unseen = frozen(*foretold(BEFORE, dull), *foretold(AFTER, dull))
    half = shrinkage_of(CHOSEN, [(0.5, 0.5 + 0.3 * (p - 0.5)) for _, p in map(perfect, CHOSEN)],
                        unseen)  # fmt: skip
    assert 0.0 <= half.low <= half.weight <= half.high <= 1.0
    assert half.papers == sum(each.signed for each in CHOSEN)
    assert half.unseen == unseen.papers
