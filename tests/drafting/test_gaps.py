"""In which order to fill the gaps of a draft."""

from __future__ import annotations

from servanda.case.keys.case import Case, numbers_in
from servanda.drafting.gaps import WEIGHTS, in_order_of_weight, weight_of


def test_the_heaviest_come_first_and_likes_stay_in_their_order() -> None:
    gaps = ["capabilities.a.forces", "war.costs.b", "war.trend", "war.costs.a", "no.such"]
    assert in_order_of_weight(gaps) == [
        "war.trend", "war.costs.b", "war.costs.a", "capabilities.a.forces", "no.such",
    ]  # fmt: skip
    assert weight_of("war.trend.analyst") == weight_of("war.trend") > weight_of("war.trends") == 0.0


def test_every_kind_of_gap_is_a_number_that_a_case_may_have(strait: Case) -> None:
    import re

    names = [name for name, _ in numbers_in(strait)]
    known = [pattern for pattern, _ in WEIGHTS if any(re.fullmatch(pattern, n) for n in names)]
    assert len(known) >= len(WEIGHTS) - 4  # what this small case does not speak of
