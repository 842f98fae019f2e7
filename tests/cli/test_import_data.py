"""servanda import and export, as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from servanda.case.template import begin
from servanda.cli import main

FILES = Path(__file__).parents[1] / "exchange" / "files"


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    code = ended.value.code
    assert isinstance(code, int)
    return code


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    begin(tmp_path / "talks")
    return tmp_path / "talks"


def test_a_piece_is_shown_and_only_written_where_asked(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (talks / "case.yaml").read_bytes()
    assert run("import", FILES / "areas.csv", "--case", talks) == 0
    assert "per month" in capsys.readouterr().out
    assert (talks / "case.yaml").read_bytes() == before
    assert run("import", FILES / "areas.csv", "--into", talks, "--total", "70000") == 0
    assert (talks / "case.yaml").read_bytes() != before
    assert (talks / "sources" / "area_series.md").exists()
    capsys.readouterr()
    assert run("check", talks) == 0


def test_its_json_says_the_same(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", FILES / "ged.csv", "--case", talks, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kind"] == "UCDP GED events"
    assert "war.ends_by_itself" in told["values"] and told["told"]


def test_a_table_goes_out_and_comes_back(
    talks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "numbers.csv"
    assert run("export", talks, "-o", file) == 0
    assert "servanda import" in capsys.readouterr().out
    assert run("import", file, "--into", talks) == 0
    assert "0 of " in capsys.readouterr().out
    assert run("import", file) == 2
    assert "name the case whose numbers these are" in capsys.readouterr().err
    assert run("export", talks, "-o", tmp_path / "n.ods") == 2
    assert "written as .xlsx or .csv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((FILES / "pax.csv",), "name the case it is for"),
        ((FILES / "areas.csv", "--since", "soon"), "--since: `soon` is no day"),
        ((FILES / "areas.csv", "--name", "tea"), "--name: `tea`; write"),
        (("nowhere.csv",), "No such file"),
    ],
)
def test_a_mistake_is_told_plainly(
    arguments: tuple[object, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", *arguments) == 2
    told = capsys.readouterr().err
    assert says in told and "Traceback" not in told


def test_what_gives_no_number_is_not_written(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (talks / "case.yaml").read_bytes()
    assert run("import", FILES / "acled.csv", "--into", talks) == 2
    assert "it gives no number to write" in capsys.readouterr().err
    assert (talks / "case.yaml").read_bytes() == before
