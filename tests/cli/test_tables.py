"""Text and verdicts on a terminal of any width."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.cli import main
from servanda.cli.tables import wrapped

STRAIT = Path(__file__).parents[1] / "cases" / "strait"


@pytest.mark.parametrize(("columns", "most"), [("20", 40), ("80", 80), ("300", 100)])
def test_text_is_as_wide_as_can_be_read(
    columns: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = wrapped("word " * 100, "· ", "  ").splitlines()
    assert max(map(len, lines)) <= most
    assert all(each.startswith("    ") for each in lines[1:])


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
        assert "consent: " in " ".join(lines[row : row + 9])
