"""What fitted reference classes say of a case."""

from __future__ import annotations

import pytest

from servanda.explore.questions.past_classes import guarantors_kept, held_like_it, war_goes_on


def test_each_share_lies_in_its_range_and_fewer_hold_the_longer(strait) -> None:
    said = list(held_like_it(strait, "truce"))
    assert all(0.0 <= each.low <= each.share <= each.high <= 1.0 for each in said)
    by_kind = [each.share for each in said if each.says.startswith("papers of its kind")]
    assert by_kind == sorted(by_kind, reverse=True) and len(by_kind) == 3
    assert any(each.says.startswith("crises between states") for each in said)


def test_what_is_known_is_no_longer_taken_at_its_mean(strait) -> None:
    blind, told = war_goes_on(strait), war_goes_on(strait, war_years=9.0, deaths=30_000)
    assert "log (1 + years fought so far)" in blind.note and "log (1" not in told.note
    assert told.share > blind.share  # long and bloody wars go on


def test_a_promise_of_defence_is_read_as_one(strait) -> None:
    kept = guarantors_kept(strait, "pact")
    assert 0.0 < kept.share < 1.0 and kept.cases > 0 and kept.source
    with pytest.raises(KeyError):
        guarantors_kept(strait, "tea")
