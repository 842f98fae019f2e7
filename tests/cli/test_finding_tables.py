"""Findings on a terminal: right at three widths, nothing lost, as CSV, paged, in old encodings."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from servanda.cli import finding_tables, paged
from servanda.cli.finding_tables import print_findings
from servanda.explore.finding import Finding, Provenance, Row

TOP = Path(__file__).parents[2]
STRAIT = TOP / "tests" / "cases" / "strait"

ROWS: tuple[Row, ...] = (
    {
        "label": "the running cost of the war to Norland, as far as Norland itself sees it now",
        "low": 0.05, "middle": 0.3333, "high": 0.6, "now": 0.25, "distance": -0.41,
        "unit": "share", "basis": "judgement", "sure": True,
        "indicator": "casualty estimates, defence budget, conscription orders and their delays",
        "path": "war.costs.norland", "says": "The verdict flips if it falls below 0.33.",
    },
    {
        "label": "guarantees.pact.credibility.prior.norland",
        "low": 0.5, "middle": None, "high": 0.745, "now": 0.667, "distance": 12345.678,
        "unit": "share", "basis": "base rate", "sure": False, "indicator": None,
        "path": "=cmd()", "says": "No flip.",
    },
)  # fmt: skip


def finding(rows: tuple[Row, ...] = ROWS) -> Finding:
    how = Provenance("a test")
    labels = {"distance": "distance in units of the input's range"}
    claim = "The running cost of the war, and nothing else, decides whether it is signed at all."
    return Finding("toy", "What flips it?", claim, "interval", rows, how,
                   ("Beside the claim.",), labels=labels, proposal="truce")  # fmt: skip


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_table_fits_and_says_everything_in_its_row(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    print_findings([finding()], False)
    shown = capsys.readouterr().out
    lines = shown.splitlines()
    assert max(map(len, lines)) <= width
    first = next(i for i, line in enumerate(lines) if line.startswith("the running cost"))
    second = next(i for i, line in enumerate(lines) if line.startswith("guarantees.pact"))
    for text in ("0.05", "0.333", "0.6"):
        assert text in lines[first]
    for text in ("0.5", "–", "0.745"):
        assert text in lines[second]
    ours = " ".join(" ".join(lines[first:second]).split())
    for text in ("0.25", "−0.41", "judgement", "yes", "conscription orders and their delays"):
        assert text in ours
    assert "12,346" in " ".join(lines[second:])
    assert "The verdict flips if it falls" not in shown


def test_more_rows_than_fit_are_counted_and_all_are_printed_when_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    many = finding(
        tuple({"label": f"row {n}", "low": n, "middle": n, "high": n} for n in range(40))
    )
    print_findings([many], False)
    assert "and 28 more rows; --all prints them" in capsys.readouterr().out
    print_findings([many], False, every=True)
    assert "row 39" in capsys.readouterr().out


def test_csv_is_one_table_and_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    bare = finding(())
    print_findings([finding(), bare], False, as_csv=True)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["proposal"] for row in rows] == ["truce"] * 3
    assert rows[0]["middle"] == "0.3333" and rows[1]["path"] == "'=cmd()"
    assert rows[2]["claim"] == bare.claim and rows[2]["label"] == ""


def test_a_long_answer_is_paged_at_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr("pydoc.pager", seen.append)
    monkeypatch.delenv("LESS", raising=False)
    long = [finding()] * 12
    print_findings(long, False)
    assert not seen and capsys.readouterr().out.count("What flips it?") == 12
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    print_findings(long, False, every=True)
    assert not seen
    print_findings(long, False)
    assert len(seen) == 1 and seen[0].count("\n") > paged.LONG
    print_findings([finding()], False)
    assert len(seen) == 1


def test_text_of_a_case_is_never_markup(capsys: pytest.CaptureFixture[str]) -> None:
    rows = ({"label": "[bold]x[/bold] [link=http://a]b[/link] :smile:", "low": 0, "middle": 0,
             "high": 0},)  # fmt: skip
    print_findings([finding(rows)], False)
    assert "[bold]x[/bold]" in re.sub(r"\s+", " ", capsys.readouterr().out)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_an_old_terminal_gets_what_it_can_show(encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(TOP / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "servanda", "past", str(STRAIT), "truce", "--worlds", "50"],
        capture_output=True, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"What became of settlements like" in done.stdout


def test_every_row_of_a_finding_has_its_place() -> None:
    rows = list(finding_tables.finding_rows([finding()]))
    assert [row["exploration"] for row in rows] == ["toy", "toy"]
    assert set(rows[0]) == set(rows[1])
