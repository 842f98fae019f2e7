"""How finely a proposal is followed."""

from __future__ import annotations

from servanda.engine.calendar import blocks_for
from servanda.engine.fidelity import EXPLORING, PRINTED


def test_exploring_is_coarser_in_every_respect() -> None:
    assert EXPLORING.months < PRINTED.months
    assert EXPLORING.passes < PRINTED.passes
    assert EXPLORING.tolerance > PRINTED.tolerance
    assert EXPLORING.types < PRINTED.types
    assert PRINTED.states and not EXPLORING.states
    few, many = (blocks_for(120, pattern=each.pattern) for each in (EXPLORING, PRINTED))
    assert len(few) < len(many)


def test_five_and_ten_years_are_told_in_both() -> None:
    assert min(EXPLORING.months, PRINTED.months) >= 120
