"""How finely a proposal is followed."""

from __future__ import annotations

from servanda.engine.calendar import blocks_for
from servanda.engine.fidelity import EXPLORING, FOLLOWING, IN_MOTION, PRINTED


def test_exploring_is_coarser_in_every_respect() -> None:
    assert EXPLORING.months < PRINTED.months
    assert EXPLORING.passes < PRINTED.passes
    assert EXPLORING.tolerance > PRINTED.tolerance
    assert EXPLORING.types < PRINTED.types
    assert PRINTED.states and not EXPLORING.states
    few, many = (blocks_for(120, pattern=each.pattern) for each in (EXPLORING, PRINTED))
    assert len(few) < len(many)


def test_what_is_followed_is_between_both() -> None:
    blocks = [
        len(blocks_for(120, pattern=each.pattern)) for each in (EXPLORING, FOLLOWING, PRINTED)
    ]
    assert blocks == sorted(set(blocks))
    assert not FOLLOWING.by_block and not PRINTED.by_block and EXPLORING.by_block


def test_in_motion_time_alone_is_coarse() -> None:
    assert (IN_MOTION.types, IN_MOTION.passes) == (PRINTED.types, PRINTED.passes)
    assert IN_MOTION.by_block and not IN_MOTION.states


def test_five_and_ten_years_are_told_in_all() -> None:
    assert min(each.months for each in (EXPLORING, FOLLOWING, IN_MOTION, PRINTED)) >= 120
