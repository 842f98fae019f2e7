"""Comparing versions of a case: edits found, shared out, and nothing said where nothing moved."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from servanda.case.change import with_values
from servanda.case.keys.case import Case
from servanda.case.load import load, parse
from servanda.case.revision import load_version
from servanda.errors import InputError
from servanda.explore.questions.comparison import compare, edits_between, merged

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture(scope="module")
def strait() -> Case:
    return load(CASES / "strait")


def edited(case: Case) -> Case:
    side = case.challenger
    return with_values(case, {"war.swing": 0.01, f"war.flow_costs.{side}": 0.5})


def test_edits_are_named_and_made_one_at_a_time(strait: Case) -> None:
    after = edited(strait)
    edits = list(edits_between(strait, after))
    assert edits == ["war.swing", f"war.flow_costs.{strait.challenger}"] or sorted(edits) == sorted(
        ["war.swing", f"war.flow_costs.{strait.challenger}"]
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


def text_of(*changes: tuple[str, str]) -> str:
    text = (CASES / "strait" / "case.yaml").read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text


FIVE = (
    ("swing: 3 percent", "swing: 4 percent"),
    ("held: 39% to 41%", "held: 45% to 46%"),
    ("forces: 60 to 70", "forces: 90 to 99"),
    ("costs: {norland: 0.2 to 0.5", "costs: {norland: 0.3 to 0.6"),
    ("analyst: 0.2 to 1.2 percent", "analyst: 0.1 to 0.3 percent"),
)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_shares_of_any_number_of_edits_add_up_to_the_whole_change(strait: Case, count: int) -> None:
    found = compare(strait, parse(text_of(*FIVE[:count])), worlds=300)
    assert len(found.edits) == count and found.attribution is not None
    change = [found.after[key] - found.before[key] for key in found.before]
    np.testing.assert_allclose(found.attribution.share.sum(axis=0), change, atol=1e-12)


def test_sides_with_other_names_are_refused_and_other_renamings_are_one_edit(strait: Case) -> None:
    with pytest.raises(InputError, match="norland, suria in the earlier case"):
        compare(strait, parse(text_of(("suria", "sourland"))), worlds=200)
    found = compare(strait, parse(text_of(("arda", "arden"))), worlds=200)
    assert found.together and len(found.edits) == 1 and found.attribution is not None
    assert any("one without another" in caveat for caveat in found.finding().caveats)


def test_a_renamed_proposal_is_named_as_not_compared(strait: Case) -> None:
    found = compare(strait, parse(text_of(("  entry:\n", "  joining:\n"))), worlds=200)
    said = " ".join(found.finding().caveats)
    assert "Only the earlier case has entry" in said and "Only the later case has joining" in said


def test_a_version_is_taken_from_git(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git = ("git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.example")
    (tmp_path / "case.yaml").write_text(text_of(), encoding="utf-8")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "first")):
        subprocess.run([*git, *command], check=True)
    (tmp_path / "case.yaml").write_text(text_of(FIVE[0]), encoding="utf-8")
    before, after = load_version(f"{tmp_path}@HEAD"), load_version(str(tmp_path))
    assert list(edits_between(before, after)) == ["war.swing"]
    for revision, told in (
        ("nope", "git cannot show"),
        ("--help", "no revision"),
        ("", "revision"),
    ):
        with pytest.raises(InputError, match=told):
            load_version(f"{tmp_path}@{revision}")
