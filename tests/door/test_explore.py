"""Questions asked of a case, from Python."""

from __future__ import annotations

import pytest

import servanda as sv
from servanda.door.explore import chosen_of
from servanda.errors import InputError


def test_a_verb_is_its_question_asked(strait: sv.Case) -> None:
    by_verb = sv.past(strait, "truce", worlds=20)
    by_name = sv.explore(strait, "past", "truce", worlds=20)
    claims = {each.claim for each in by_name}
    assert claims and claims <= {each.claim for each in by_verb} | claims
    assert {each.exploration for each in by_name} == {"past"}


def test_what_to_explore_is_chosen_by_name_all_or_none(strait: sv.Case) -> None:
    assert chosen_of(strait, "all") == list(strait.proposals)
    assert chosen_of(strait, "none") == []
    assert (
        chosen_of(strait, "truce,entry")
        == ["truce", "entry"]
        == (chosen_of(strait, ["truce", "entry"]))
    )
    with pytest.raises(InputError, match="tea"):
        chosen_of(strait, "tea")


def test_a_case_compared_with_itself_has_not_changed(strait: sv.Case) -> None:
    same = sv.compare(strait, strait, worlds=30)
    assert same.edits == () and same.before == same.after
