"""What the workbench keeps for itself lies apart from what is the analyst's."""

from __future__ import annotations

from servanda.workbench.places import FIRST, JOURNAL, SCENARIOS, TYPED


def test_what_is_its_own_lies_in_one_folder_that_git_leaves_alone() -> None:
    own = [FIRST, JOURNAL, TYPED]
    assert {place.parent.as_posix() for place in own} == {".servanda"}
    assert len(set(own)) == 3
    assert SCENARIOS.parent.as_posix() == ".", "scenarios are the analyst's"
