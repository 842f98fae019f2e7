"""The settings of printed verdicts and of exploring."""

from __future__ import annotations

from servanda.engine.modes import exploring, printed


def test_both_follow_the_months_they_are_asked_for() -> None:
    for mode in (printed, exploring):
        assert mode(60).blocks.sum() == 60
        assert mode(cuts=[7]).blocks.cumsum().tolist().count(7.0) == 1


def test_what_is_stated_wins_over_the_mode() -> None:
    assert exploring().tolerance == 3e-3
    assert exploring(tolerance=1e-6).tolerance == 1e-6
    assert exploring().passes == 6
    assert printed(passes=3).passes == 3
    assert len(exploring().blocks) < len(printed().blocks)
