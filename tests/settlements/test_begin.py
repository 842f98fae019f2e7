"""A case begun from one of the library."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.test_verbs import run

import servanda as sv
from servanda.case.json_schema import SCHEMA_FILE
from servanda.errors import InputError
from servanda.settlements.library import library


def test_it_is_the_case_as_coded_without_what_became_of_it(tmp_path: Path) -> None:
    written = sv.new(tmp_path / "mine", like="tashkent-1966")
    assert {path.name for path in written} == {"case.yaml", SCHEMA_FILE}
    settlement = library()["tashkent-1966"]
    assert sv.load(tmp_path / "mine") == settlement.case
    text = (tmp_path / "mine" / "case.yaml").read_text("utf-8")
    assert text.startswith("# Begun from the library of settlements: tashkent-1966")
    assert str(settlement.facts["broke"]["how"]) not in text


def test_nothing_is_written_over_and_no_settlement_is_guessed(tmp_path: Path) -> None:
    sv.new(tmp_path, like="golan-1974")
    before = (tmp_path / "case.yaml").read_bytes()
    with pytest.raises(InputError):
        sv.new(tmp_path, like="tashkent-1966")
    assert (tmp_path / "case.yaml").read_bytes() == before
    with pytest.raises(InputError, match="golan-1974"):
        sv.new(tmp_path / "other", like="golan-1975")
    assert not (tmp_path / "other").exists()
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(InputError, match="this is a file"):
        sv.new(tmp_path / "file", like="golan-1974")


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", tmp_path / "mine", "--like", "aceh-2002") == 0
    assert "case.yaml" in capsys.readouterr().out
    assert sv.check(tmp_path / "mine")
    assert run("new", tmp_path / "both", "--like", "aceh-2002", "--kind", "civil") == 2
    assert "leave one out" in capsys.readouterr().err
