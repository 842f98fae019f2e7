"""The uncertain numbers of a case, as somebody takes hold of them."""

from __future__ import annotations

import pytest

from servanda.engine.live import Live
from servanda.errors import InputError
from servanda.workbench.numbers import influence_of, numbers_of


@pytest.fixture(scope="module")
def live(strait) -> Live:
    return Live(strait, seed=1)


def test_those_that_matter_most_come_first_and_those_not_read_last(live: Live) -> None:
    rows = numbers_of(live, {}, "truce")
    weights = [row["influence"] for row in rows]
    known = [weight for weight in weights if weight is not None]
    assert known == sorted(known, reverse=True) and known[0] > 0.1
    assert weights[len(known) :] == [None] * (len(weights) - len(known))
    assert {row["path"] for row in rows} == set(live.numbers)


def test_for_all_together_the_weights_are_added_up(live: Live, strait) -> None:
    total = influence_of(live, None)
    parts = [influence_of(live, name) for name in strait.proposals]
    for path in ("war.front.held", "war.trend.norland"):
        assert total[path] == pytest.approx(sum(part.get(path, 0.0) for part in parts))
    with pytest.raises(InputError, match="no proposal is called 'tea'"):
        numbers_of(live, {}, "tea")
