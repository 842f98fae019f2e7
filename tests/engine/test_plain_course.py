"""What becomes of a deal, laid out for speed, is what the general way says becomes of it."""

from __future__ import annotations

import pytest
from tests.engine.test_plain_choices import CASES, told

from servanda.engine.columns import BAD_1, BAD_5, BAD_NOW, BREAK_MONTH, EXPECTED_TO_SIGN, SIGNS


@pytest.mark.parametrize("name", CASES)
def test_a_deal_stands_and_ends_as_in_the_general_way(name: str) -> None:
    plain, general = told(name, False), told(name, True)
    assert plain.world == pytest.approx(general.world, abs=1e-8)
    assert plain.incidence == pytest.approx(general.incidence, abs=1e-8)
    assert plain.hazard == pytest.approx(general.hazard, abs=1e-8)
    for at in (BAD_NOW, BAD_1, BAD_5, BREAK_MONTH, EXPECTED_TO_SIGN, SIGNS):
        assert plain.party[..., at] == pytest.approx(general.party[..., at], abs=1e-6), at


@pytest.mark.parametrize("name", CASES)
def test_it_stands_or_somebody_ended_it(name: str) -> None:
    plain = told(name, False)
    whole = plain.of_world("stands_5") + plain.incidence[:, :, 4].sum(axis=1)
    assert whole == pytest.approx(1.0, abs=1e-12)
