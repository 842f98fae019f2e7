"""A file of version 1 becomes one of version 2 that says the same, with its comments kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from servanda.case.check import check
from servanda.case.keys.case import numbers_in
from servanda.case.load import load, parse, read
from servanda.case.upgrade import upgrade, upgraded
from servanda.errors import CaseError

ROOT = Path(__file__).resolve().parents[2]
OLD = [
    *sorted(ROOT.glob("tests/cases/*/case.yaml")),
    ROOT / "tests" / "case" / "isle_1" / "case.yaml",
    *sorted((ROOT.parent / "shared" / "cases" / "public").glob("*/case.yaml")),
    *sorted((ROOT.parent / "shared" / "cases" / "laws").glob("*/case.yaml")),
]
OLD = [file for file in OLD if "broken" not in str(file)]


@pytest.mark.parametrize("file", OLD, ids=lambda file: file.parent.name)
def test_what_an_old_file_says_is_kept(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if "servanda: 1" not in text:
        pytest.skip("this file is one of version 2")
    new, told = upgraded(text, str(file))
    assert told and "servanda: 2" in new and "\nchallenger:" not in new
    before, after = dict(numbers_in(parse(text))), dict(numbers_in(parse(new)))
    for name, number in after.items():
        assert number.form == before[name].form, name
    assert set(after) == set(before)
    assert parse(new).sides == parse(text).sides
    assert [parse(new).inside(p) for p in parse(new).proposals] == [
        parse(text).inside(p) for p in parse(text).proposals
    ]
    again, nothing = upgraded(new, str(file))
    assert again == new and nothing == []


def test_comments_order_and_notation_stay(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "tests" / "case" / "isle_1", tmp_path / "isle"))
    before = (folder / "case.yaml").read_text()
    upgrade(folder)
    after = (folder / "case.yaml").read_text()
    comments = [line.partition("#")[2] for line in before.splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in after.splitlines() if "#" in line] == comments
    kept = [line for line in before.splitlines() if line in after.splitlines()]
    assert len(kept) > 0.85 * len(before.splitlines())
    assert check(folder).is_sound


def test_a_fault_keeps_the_file_as_it_was(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "case" / "isle_1" / "case.yaml").read_text()
    (tmp_path / "case.yaml").write_text(text.replace("held: 0.30", "held: 3.30"))
    before = (tmp_path / "case.yaml").read_text()
    with pytest.raises(CaseError, match=r"war\.front\.held"):
        upgrade(tmp_path)
    assert (tmp_path / "case.yaml").read_text() == before


def test_notes_say_what_is_read_differently_at_the_authors_lines() -> None:
    report = check(ROOT / "tests" / "case" / "isle_1")
    notes = {note.key: note for note in report.notes}
    assert "first party" in notes["challenger"].says and "month" in notes["war.costs"].says
    lines = (ROOT / "tests" / "case" / "isle_1" / "case.yaml").read_text().splitlines()
    assert lines[notes["war.costs"].line - 1].strip() == "costs:"
    assert read(ROOT / "tests" / "case" / "isle").mapped is None


def test_both_sides_are_bound_where_a_rule_asks_only_one() -> None:
    text = (ROOT / "tests" / "case" / "isle_1" / "case.yaml").read_text()
    asked_one = text.replace("        - norland\n", "", 1)
    for old in (text, asked_one):
        case = parse(old)
        assert all(case.inside(name) == ("norland", "sutherland") for name in case.proposals)
    only = text.replace("consent: {all: [norland, sutherland, {host", "consent: {all: [{host", 1)
    other = only.replace(
        "consent_rules:\n", "consent_rules:\n  both: {all: [norland, sutherland]}\n"
    )
    assert parse(other).inside("truce") == ("norland", "sutherland")
    assert parse(other).proposals["truce"].inside == ("norland", "sutherland")
    assert load(ROOT / "tests" / "case" / "isle_1").front_holders == ("norland",)


def test_guarantees_that_answer_whoever_breaks_are_read_for_both_sides() -> None:
    text = (ROOT / "tests" / "case" / "isle_1" / "case.yaml").read_text()
    for kind, protected, opposed in (
        ("treaty", ("sutherland",), ("norland",)),
        ("sanctions", ("norland", "sutherland"), ("norland", "sutherland")),
        ("monitors", ("norland", "sutherland"), ("norland", "sutherland")),
    ):
        case = parse(text.replace("kind: treaty", f"kind: {kind}", 1))
        assert (case.protected_by("pact"), case.opposed_by("pact")) == (protected, opposed)


def test_what_is_not_read_any_more_is_told() -> None:
    notes = {note.key: note.says for note in check(ROOT / "tests" / "case" / "isle_1").notes}
    for key in ("war.giving_in", "war.evidence_months", "war.front.step"):
        assert "not read any more" in notes[key]


def test_a_comment_below_a_key_that_goes_stays() -> None:
    text = (ROOT / "tests" / "case" / "isle_1" / "case.yaml").read_text()
    front = next(line for line in text.splitlines() if line.startswith("  front: {"))
    keys = ["issue: isle", "held: 0.30 to 0.36", "step: 0.05"]
    block = "\n".join(["  front:", *[f"    {key}" for key in keys], "  # The line a month."])
    new, _ = upgraded(text.replace(front, block, 1))
    lines = new.splitlines()
    assert lines[lines.index("  # The line a month.") + 1] == "  trend:"
