"""The blocks of time of a deal."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.engine.calendar import COARSE, blocks_for, phases_for, starts_of
from servanda.errors import InputError


@pytest.mark.parametrize("months", [1, 2, 11, 12, 13, 59, 120, 240, 300])
@pytest.mark.parametrize("cuts", [(), (7,), (14, 100), (0, 500)])
def test_blocks_cover_the_months_and_straddle_no_cut_and_no_year(
    months: int, cuts: tuple[int, ...]
) -> None:
    blocks = blocks_for(months, cuts)
    assert blocks.sum() == months
    assert (blocks >= 1).all()
    ends = set(np.cumsum(blocks))
    assert {cut for cut in cuts if 0 < cut < months} <= ends
    assert set(range(12, months, 12)) <= ends


def test_it_is_fine_at_first_and_coarse_later() -> None:
    assert blocks_for(12).tolist() == [1.0] * 12
    assert blocks_for(240)[-1] == 12.0
    assert len(blocks_for(120, pattern=COARSE)) < len(blocks_for(120))
    assert blocks_for(12, pattern=COARSE).tolist() == [1.0, 1.0, 1.0, 3.0, 3.0, 3.0]


def test_a_deal_followed_for_no_month_is_refused() -> None:
    with pytest.raises(InputError, match="followed for 0 months"):
        blocks_for(0)


def test_a_phase_begins_with_the_block_of_its_month() -> None:
    blocks = np.array([1.0, 1.0, 3.0, 12.0])
    assert starts_of(blocks).tolist() == [0.0, 1.0, 2.0, 5.0]
    assert phases_for(blocks, [0]).tolist() == [0, 0, 0, 0]
    assert phases_for(blocks, [0, 2, 5]).tolist() == [0, 0, 1, 2]
    assert phases_for(blocks, [0, 3]).tolist() == [0, 0, 0, 1]
