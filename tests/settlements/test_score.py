"""How the library is scored: as registered, on what each reading changes."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from servanda.case.keys.case import numbers_in
from servanda.quantity import Interval
from servanda.settlements.library import Settlement, library
from servanda.settlements.score import (
    AVERAGE,
    NO_COST,
    NO_RECORD,
    _forecast,
    _sort_of,
    rates_of_kind,
    readings,
    score,
    scored,
)

CHOSEN = tuple(library())


def test_a_reading_changes_what_it_says_and_nothing_else() -> None:
    read = readings(CHOSEN)
    for each in CHOSEN:
        coded = dict(numbers_in(each.case))
        bare = dict(numbers_in(read[NO_COST](each)))
        gone = {name for name in coded if name not in bare}
        assert all(name.split(".")[2] == "political_costs" for name in gone)
        assert all(bare[name] == coded[name] for name in bare)
        without = read[NO_RECORD](each)
        assert not without.record
        assert not any("political_costs" in name for name, _ in numbers_in(without))


def test_averages_are_of_other_disputes() -> None:
    golan = library()["golan-1974"]
    made = dict(numbers_in(readings(CHOSEN)[AVERAGE](golan)))
    name = "war.costs.syria"
    ends = [
        (number.form.low, number.form.high)
        for each in CHOSEN
        if each.dispute != golan.dispute
        for path, number in numbers_in(each.case)
        if _sort_of(path) == _sort_of(name) and isinstance(number.form, Interval)
    ]
    form = made[name].form
    assert isinstance(form, Interval)
    assert form.low == pytest.approx(np.mean([low for low, _ in ends]), rel=1e-4)
    assert form.high == pytest.approx(np.mean([high for _, high in ends]), rel=1e-4)
    kept = dict(numbers_in(golan.case))
    assert made["issues.golan.weights.syria"] == kept["issues.golan.weights.syria"]


def test_one_s_own_chance_of_victory_and_another_s_are_two_sorts() -> None:
    own, analyst = _sort_of("war.victory.india.india"), _sort_of("war.victory.india.analyst")
    assert own and analyst and own != analyst
    assert _sort_of("war.victory.india.pakistan") is None
    assert _sort_of("issues.kashmir.weights.india") is None


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
    assert dull.gain.value < dull.gain.se


def test_close_calls_can_be_left_out() -> None:
    made = scored("prophet", CHOSEN, [perfect(each) for each in CHOSEN], close=False)
    assert made.settlements == sum(not each.close_call for each in CHOSEN)


def test_the_whole_of_it_on_a_few() -> None:
    few = [library()[name] for name in ("golan-1974", "tashkent-1966", "rogers-ceasefire-1970",
                                        "renville-1948", "thimphu-1985")]  # fmt: skip
    made = score(few, worlds=64)
    assert [row.id for row in made.rows] == [each.id for each in few]
    again = score(few, worlds=64)
    assert made.to_dict()["rows"] == again.to_dict()["rows"]
    sign, hold = _forecast(few[0].case, few[0].proposal, 64, 0)
    assert made.rows[0].sign == pytest.approx(sign)
    assert made.rows[0].hold == pytest.approx(hold)
    for row in made.rows:
        assert 0 <= row.misses <= 1
    refused = next(row for row in made.rows if row.became == "refused")
    assert refused.misses == refused.sign
    assert replace(refused, became="held", sign=0.2).misses == 0.8


def test_the_shipped_scores_are_of_the_shipped_library() -> None:
    text = (files("servanda.settlements") / "scored.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert [(row["id"], row["became"]) for row in told["rows"]] == [
        (each.id, each.became) for each in CHOSEN
    ]
    kept = [(row["sign"], row["hold"]) for row in told["rows"]]
    made = scored("as coded", CHOSEN, kept).to_dict()
    assert all(
        made[key] == pytest.approx(told["readings"][0][key]) for key in made if key != "name"
    )
    row = next(row for row in told["rows"] if row["id"] == "golan-1974")
    golan = library()["golan-1974"]
    sign, hold = _forecast(golan.case, golan.proposal, 2_000, 0)
    assert (sign, hold) == pytest.approx((row["sign"], row["hold"]), abs=0.02)
