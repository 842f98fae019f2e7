"""Several judges, from Python: a form written, answers pooled."""

from __future__ import annotations

from pathlib import Path

import pytest

import servanda as sv
from servanda.errors import InputError


def test_a_form_is_a_page_and_a_table(strait: sv.Case, tmp_path: Path) -> None:
    page, table = sv.ask(strait, tmp_path / "form", numbers=3, seeds=False)
    assert (page.name, table.name) == ("form.html", "form.csv")
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")  # a spreadsheet reads it as UTF-8
    assert page.read_text(encoding="utf-8").count("war.") >= 1
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 3


def test_what_cannot_be_asked_is_told(strait: sv.Case, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="numbers: 0 is too few"):
        sv.ask(strait, tmp_path, numbers=0)
    with pytest.raises(InputError, match="is the name of a file, and a form is two"):
        sv.ask(strait, tmp_path / "form.html")
    with pytest.raises(InputError, match="cut-off: 1 is no chance below 1"):
        sv.pool(strait, [], cut_off=1.0)
