"""What each event moves, as a finding: the same as the weighed assessment says."""

from __future__ import annotations

from pathlib import Path

import pytest

import servanda as sv

MARSH = Path(__file__).parents[2] / "cases" / "marsh"
STRAIT = Path(__file__).parents[2] / "cases" / "strait"


def test_it_agrees_with_the_weighed_assessment() -> None:
    (found,) = sv.behaviour(MARSH, worlds=500)
    made = sv.assess(MARSH, worlds=500, weigh_evidence=True)
    case = sv.load(MARSH)
    assert made.evidence is not None
    by_title = {case.proposals[name].title: name for name in case.proposals}
    assert found.rows
    for row in found.rows:
        name = by_title[str(row["group"])]
        assert row["value"] == pytest.approx(made.evidence.moved[str(row["label"])][name])
        assert row["after"] == pytest.approx(made[name].signed.share, abs=1e-9)
    assert f"worth {made.evidence.effective_worlds:,.0f}" in found.caveats[0]


def test_a_case_in_which_nothing_happened_says_so() -> None:
    case = sv.load(STRAIT)
    quiet = case.model_copy(
        update={
            "events": (),
            "proposals": {
                name: body.model_copy(update={"acceptance": ()})
                for name, body in case.proposals.items()
            },
        }
    )
    (found,) = sv.behaviour(quiet, worlds=50)
    assert not found.found and "acceptance" in found.claim


def test_no_proposal_named_is_all_and_one_is_one() -> None:
    (every,) = sv.behaviour(MARSH, worlds=200)
    (one,) = sv.behaviour(MARSH, "sharing", worlds=200)
    assert len({row["group"] for row in one.rows}) == 1 < len({row["group"] for row in every.rows})
