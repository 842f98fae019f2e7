"""A piece shows as something to paste, and is written into a case with its source beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exchange.conftest import FILES

import servanda as sv
from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.case.text.yaml_text import writer
from servanda.exchange.asked import Asked
from servanda.exchange.lay_outs import piece_of
from servanda.exchange.piece import percent
from servanda.quantity import points


def test_what_is_shown_is_yaml_and_says_what_is_written(vard: Case) -> None:
    piece = piece_of(FILES / "areas.csv", Asked(vard))
    shown = writer().load(str(piece))
    assert shown["war"]["swing"]["value"] == piece.values["war.swing"]["value"]
    assert shown["sources"]["area_series"]["file"] == "sources/area_series.md"
    assert "&id" not in str(piece)
    assert "area series of areas.csv" in repr(piece)


def test_it_is_written_into_a_case_comments_kept_and_quotes_found(talks: Path) -> None:
    before = (talks / "case.yaml").read_text(encoding="utf-8")
    piece = sv.import_data(FILES / "areas.csv", into=talks)
    after = (talks / "case.yaml").read_text(encoding="utf-8")
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert comments and all(line in after.splitlines() for line in comments)
    report = sv.check(talks)
    assert report.is_sound, report
    one, other = load(talks).war.swing, piece.into(load(talks)).war.swing
    assert one is not None and other is not None and one.cite == other.cite
    assert list(points(one.form)) == pytest.approx(list(points(other.form)))
    text = (talks / "sources" / "area_series.md").read_text(encoding="utf-8")
    assert "sha256" in text and "square kilometres" in text
    again = (talks / "case.yaml").read_bytes()
    sv.import_data(FILES / "areas.csv", into=talks)
    assert (talks / "case.yaml").read_bytes() == again


def test_an_edited_table_is_taken_back_comments_kept(talks: Path, tmp_path: Path) -> None:
    file = sv.export(talks, tmp_path / "n.csv")
    text = file.read_text(encoding="utf-8-sig")
    old = next(line for line in text.splitlines() if ",war.swing," in line)
    file.write_text(text.replace(old, old.replace("0.01 to 0.03", "0.01 to 0.04")), "utf-8")
    before = (talks / "case.yaml").read_text(encoding="utf-8").splitlines()
    changes = sv.import_data(file, into=talks)
    assert [path for path, *_ in changes.changed] == ["war.swing"]
    after = (talks / "case.yaml").read_text(encoding="utf-8").splitlines()
    assert len([1 for one, other in zip(before, after, strict=True) if one != other]) == 1


def test_percent_keeps_three_digits() -> None:
    assert percent(-0.00012345, 0.5) == "-0.0123% to 50%"
    assert percent(0.0, 1.0) == "0% to 100%"
