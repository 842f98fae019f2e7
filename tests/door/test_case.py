"""Cases from Python: begun, loaded, looked over, written anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import servanda as sv
from servanda.door.case import case_of, folder_of
from servanda.errors import InputError

TESTS = Path(__file__).parents[1]


def test_a_case_is_begun_checked_and_loaded_in_python(tmp_path: Path) -> None:
    written = sv.new(tmp_path / "talks")
    assert {path.name for path in written} >= {"case.yaml"}
    assert sv.check(tmp_path / "talks").is_sound
    assert isinstance(sv.load(tmp_path / "talks"), sv.Case)
    with pytest.raises(InputError, match="give the folder"):
        sv.check(sv.load(tmp_path / "talks"))  # type: ignore[arg-type]


def test_an_old_case_is_written_anew_and_a_new_one_left_alone(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TESTS / "case" / "isle_1", tmp_path / "isle"))
    told = sv.upgrade(folder)
    assert any("war.giving_in: not read any more" in note for note in told)
    after = (folder / "case.yaml").read_text(encoding="utf-8")
    assert "servanda: 2" in after and sv.check(folder).is_sound
    assert sv.upgrade(folder) == [] and (folder / "case.yaml").read_text("utf-8") == after
    with pytest.raises(InputError, match="give the folder"):
        sv.upgrade(sv.load(folder))  # type: ignore[arg-type]


def test_where_a_case_was_loaded_from_is_remembered(strait: sv.Case) -> None:
    folder = TESTS / "cases" / "strait"
    assert case_of(strait) is strait
    assert folder_of(sv.load(folder)) == folder and folder_of(folder) == folder
    changed = strait.model_copy(update={"title": "Another"})
    assert folder_of(changed) is None
