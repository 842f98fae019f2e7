"""Text and verdicts on a terminal of any width."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.case.load import load
from servanda.cli import main
from servanda.cli.tables import verdict_lines, wrapped
from servanda.engine.assess import assess
from servanda.report.number_words import range_text

STRAIT = Path(__file__).parents[1] / "cases" / "strait"


@pytest.mark.parametrize(("columns", "most"), [("20", 40), ("80", 80), ("300", 100)])
def test_text_is_as_wide_as_can_be_read(
    columns: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = wrapped("word " * 100, "· ", "  ").splitlines()
    assert max(map(len, lines)) <= most
    assert all(each.startswith("    ") for each in lines[1:])


def test_holding_shrunk_to_its_kind_stands_with_its_range_and_what_it_rests_on() -> None:
    case = load(STRAIT)
    made = assess(case, worlds=150, seed=0, war_worlds=1, robustness=False)
    said = " ".join(" ".join(verdict_lines(made, 100)).split())
    known = [result.holds_shrunk for result in made if result.holds_shrunk]
    assert known and said.count("shrunk to its kind, of which") == len(known)
    for each in known:
        assert range_text(each) in said


def test_each_verdict_stands_in_the_row_of_its_proposal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main(["assess", str(STRAIT), "--worlds", "60"])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    for name in ("truce", "entry", "patrol", "handover"):
        row = next(place for place, each in enumerate(lines) if each.startswith(name))
        below = " ".join(each.strip() for each in lines[row + 1 : row + 5])
        assert "signed" in below
        assert "consent: " in " ".join(lines[row : row + 14])
