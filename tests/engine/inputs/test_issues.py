"""What terms are worth to a party."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.case.keys.dispute import Outcome
from servanda.engine.inputs.conflict import stated_at
from servanda.engine.inputs.issues import Valuation
from servanda.errors import InputError

HALF = np.full(2, 0.5)


@pytest.fixture(scope="module")
def valuation(even) -> Valuation:
    return Valuation(even.plan.conflict, even.setting.readings)


def terms(**outcomes: object):
    read = {issue: Outcome.model_validate(raw) for issue, raw in outcomes.items()}
    return stated_at("proposals.bare.terms", read)


def test_ground_is_divided_and_a_line_is_a_share_of_what_is_contested(valuation) -> None:
    held = terms(land="as_held")
    for line in (0.0, 0.3, 1.0):
        at = np.full(2, line)
        one, other = (valuation.worth(party, held, at)[0] for party in ("a", "b"))
        assert (one, other) == (pytest.approx(line), pytest.approx(1.0 - line))
        assert valuation.line_of(held, at).tolist() == [line, line]
    assert valuation.worth("a", held, HALF, ground=False).tolist() == [0.0, 0.0]
    assert valuation.ground("a").tolist() == [1.0, 1.0]


def test_total_victory_is_one_and_without_a_stake_nothing(valuation) -> None:
    assert valuation.stake("a").tolist() == [1.0, 1.0]
    assert valuation.weight("a", "flag").tolist() == [0.5, 0.5]
    assert valuation.unit("a").tolist() == [1.0, 1.0]  # the flag is settled alike everywhere


def test_terms_that_leave_an_issue_out_are_refused(valuation) -> None:
    with pytest.raises(InputError, match="says nothing on the issue land; add it"):
        valuation.worth("a", terms(flag="both_fly"), HALF)
