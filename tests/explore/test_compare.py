"""Comparing versions of a case: edits found, shared out, and nothing said where nothing moved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from servanda.case.change import with_values
from servanda.case.load import load
from servanda.case.schema import Case
from servanda.errors import InputError
from servanda.explore.compare import compare, edits_between, merged

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture(scope="module")
def strait() -> Case:
    return load(CASES / "strait")


def edited(case: Case) -> Case:
    side = case.challenger
    return with_values(case, {"war.swing": 0.01, f"war.costs.{side}": 0.5})


def test_edits_are_named_and_made_one_at_a_time(strait: Case) -> None:
    after = edited(strait)
    edits = list(edits_between(strait, after))
    assert edits == ["war.swing", f"war.costs.{strait.challenger}"] or sorted(edits) == sorted(
        ["war.swing", f"war.costs.{strait.challenger}"]
    )
    assert merged(strait, after, frozenset()) == strait
    assert not list(edits_between(merged(strait, after, frozenset(edits)), after))
    half = merged(strait, after, frozenset({"war.swing"}))
    assert list(edits_between(strait, half)) == ["war.swing"]


def test_the_change_is_shared_out_and_adds_up(strait: Case) -> None:
    found = compare(strait, edited(strait), worlds=800)
    assert found.attribution is not None and found.attribution.exact
    change = [found.after[key] - found.before[key] for key in found.before]
    np.testing.assert_allclose(found.attribution.share.sum(axis=0), change, atol=1e-12)
    finding = found.finding()
    assert finding.shape == "tornado" and finding.claim.endswith(".")


def test_words_that_move_no_draw_are_no_edit(strait: Case) -> None:
    after = strait.model_copy(update={"title": "another title"})
    found = compare(strait, after, worlds=200)
    assert found.edits == () and found.attribution is None
    assert "No edit moves a draw" in found.finding().claim
    assert not found.finding().found


def test_proposals_of_one_case_alone_are_named(strait: Case) -> None:
    name = next(iter(strait.proposals))
    fewer = {key: body for key, body in strait.proposals.items() if key != name}
    smaller = strait.model_copy(
        update={"proposals": fewer, "war": strait.war.model_copy(update={"settles_anyway": ()})}
    )
    whole = strait.model_copy(update={"war": strait.war.model_copy(update={"settles_anyway": ()})})
    found = compare(whole, smaller, worlds=200)
    assert found.only_before == (name,) and found.edits == ()
    with pytest.raises(InputError, match="no proposal in common"):
        compare(whole, whole.model_copy(update={"proposals": {}}), worlds=200)
