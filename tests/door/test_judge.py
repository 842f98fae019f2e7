"""Cases judged, from Python."""

from __future__ import annotations

import pytest

import servanda as sv
from servanda.errors import InputError


def test_why_and_graph_take_an_assessment_that_is_there_or_make_one(strait: sv.Case) -> None:
    made = sv.assess(strait, worlds=40, seed=3)
    assert sv.why(strait, "entry", assessment=made).to_dict() == (
        sv.why(strait, "entry", worlds=40, seed=3).to_dict()
    )
    lenses = sv.graph(strait, assessment=made)
    assert [lens.proposal for lens in lenses] == list(strait.proposals)
    assert [lens.proposal for lens in sv.graph(strait, "truce", assessment=made)] == ["truce"]


def test_only_what_is_asked_for_is_assessed(strait: sv.Case) -> None:
    assert [each.id for each in sv.assess(strait, worlds=10, proposals=["truce"])] == ["truce"]
    with pytest.raises(InputError, match="no proposal is called 'tea'"):
        sv.why(strait, "tea", worlds=10)


def test_a_demo_is_not_written_over_a_folder(tmp_path) -> None:
    with pytest.raises(InputError, match="is a folder; name the file to write"):
        sv.demo(tmp_path, worlds=10)
