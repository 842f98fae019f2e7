"""A new case checks clean, and is not written over another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from servanda.case.check import check
from servanda.case.template import begin
from servanda.errors import InputError


def test_a_new_case_checks_clean(tmp_path: Path) -> None:
    files = begin(tmp_path / "talks")
    assert [f.relative_to(tmp_path / "talks").as_posix() for f in files] == [
        "case.schema.json",
        "case.yaml",
        "sources/brief.md",
    ]
    report = check(tmp_path / "talks")
    assert report.is_sound and not report.gaps and not report.notes, str(report)
    first, *_ = files[1].read_text().splitlines()
    assert first == "# yaml-language-server: $schema=case.schema.json"
    json.loads(files[0].read_text())


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("mine")
    with pytest.raises(InputError, match="this is there already"):
        begin(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["case.yaml"]
    with pytest.raises(InputError, match="this is a file"):
        begin(tmp_path / "case.yaml")
