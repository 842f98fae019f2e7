"""Evidence from the command line: listed, filtered, accepted, corrected and rejected."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from servanda.cli import main

STORY = (
    "France will not send troops to Haiti. Kenya said that it would send police to Haiti. Benin "
    "supports sending troops to Haiti."
)


def run(*arguments: str | Path) -> int:
    """Run the command line in this process, and return its exit code."""
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


@pytest.fixture(scope="module")
def as_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case folder for which two articles were read, once for all tests."""
    place = tmp_path_factory.mktemp("read")
    folder = place / "case"
    folder.mkdir()
    (place / "haiti.txt").write_text(STORY, encoding="utf-8")
    other = "Hungary opposes Georgia’s accession to the EU, its minister told reporters on Friday."
    (place / "georgia.txt").write_text(other, encoding="utf-8")
    paths = (place / "haiti.txt", place / "georgia.txt")
    assert run("read", *paths, "--case", folder) == 0
    return folder


@pytest.fixture
def case(as_read: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A copy of that folder, for a test to change."""
    capsys.readouterr()
    return Path(shutil.copytree(as_read, tmp_path / "case"))


def rows(case: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, Any]]:
    assert run("evidence", case, "--json", *more) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def stance_of(found: list[dict[str, Any]], actor: str) -> dict[str, Any]:
    return next(row for row in found if row["who"] == actor and row["id"].startswith("p"))


def test_listed_and_filtered(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(case, capsys)
    assert {row["doc"] for row in found} == {"haiti", "georgia"}
    assert len({row["id"] for row in found}) == len(found)
    assert all(row["quote"] and row["decision"] is None for row in found)
    assert {row["who"] for row in rows(case, capsys, "--speaker", "FRA")} <= {"France", "FRA"}
    about = rows(case, capsys, "--about", "troops_in_haiti")
    assert about
    assert {row["doc"] for row in about} == {"haiti"}
    assert {row["doc"] for row in rows(case, capsys, "--doc", "georgia")} == {"georgia"}
    assert run("evidence", case) == 0
    assert found[0]["id"] in capsys.readouterr().out


def test_states_are_found_by_name_as_well_as_by_code(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_name = rows(case, capsys, "--speaker", "france")
    assert stance_of(by_name, "FRA")["quote"] == "France will not send troops to Haiti"


def test_decisions_are_kept_in_a_file_that_git_merges(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = rows(case, capsys)
    france, benin, hungary = (stance_of(found, actor) for actor in ("FRA", "BEN", "HUN"))
    assert run("evidence", case, "--accept", france["id"], "--reject", hungary["id"],
               "--correct", f"{benin['id']}:position=conditional", "--by", "ana",
               "--why", "as the full interview shows") == 0  # fmt: skip
    told = capsys.readouterr().out
    assert told.count("\n") == 3
    lines = (case / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    kept = {row["on"]: row for row in map(json.loads, lines)}
    assert {row["verdict"] for row in kept.values()} == {"accept", "correct", "reject"}
    assert kept[france["id"]]["by"] == "ana"
    assert kept[france["id"]]["why"] == "as the full interview shows"
    assert "decisions.jsonl merge=union" in (case / ".gitattributes").read_text(encoding="utf-8")
    after = rows(case, capsys)
    assert hungary["id"] not in {row["id"] for row in after}
    assert stance_of(after, "FRA") | {"decision": "accept", "confidence": 1.0} == stance_of(
        after, "FRA"
    )
    assert stance_of(after, "BEN")["what"].startswith("conditional")


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (("--accept", "s0"), "nothing that was read has the id"),
        (("--correct", "{id}"), "lacks the change"),
        (("--correct", "{id}:tea=green"), "cannot be corrected; choose one of"),
        (("--correct", "{id}:position=maybe"), "choose one of support"),
        (("--correct", "{id}:act=refuse"), "a stance has no act"),
    ],
)
def test_a_mistake_is_told_and_decides_nothing(
    case: Path, option: tuple[str, str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    france = stance_of(rows(case, capsys), "FRA")["id"]
    wrong = option[1].replace("{id}", france)
    assert run("evidence", case, "--accept", france, option[0], wrong) == 2
    assert says in capsys.readouterr().err
    assert not (case / "decisions.jsonl").exists()


def test_before_anything_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("evidence", tmp_path) == 2
    assert "begin with `servanda read PATH" in capsys.readouterr().err
    assert run("evidence", tmp_path / "nowhere") == 2
    assert "no folder of a case" in capsys.readouterr().err
