"""servanda pool: the verdicts of several experts."""

from __future__ import annotations

import csv
from pathlib import Path


def test_answers_of_a_form_are_pooled_or_told_to_be_none(
    verb, own_strait: Path, tmp_path: Path
) -> None:
    verb("ask", own_strait, "-o", tmp_path / "form", "--numbers", 2, "--no-seeds")
    table = tmp_path / "form" / "form.csv"
    code, _, err = verb("pool", own_strait, table, "--worlds", 20)
    assert code == 2 and err  # nobody has answered yet
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2
    assert verb("pool", own_strait, tmp_path / "gone.csv")[0] == 2
