"""servanda library, questions, ledger, ask and pool on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.test_verbs import run

from servanda.settlements.library import library
from servanda.settlements.readings import CODED
from servanda.settlements.score import LibraryScore, made_of, shipped_rows

STRAIT = Path(__file__).parents[1] / "cases" / "strait"


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert run(*arguments) == 0
    return capsys.readouterr().out


def test_library_lists_and_shows(capsys: pytest.CaptureFixture[str]) -> None:
    listed = said(capsys, "library", "list")
    assert "golan-1974" in listed and "no base rate" in listed
    rows = json.loads(said(capsys, "library", "list", "--json"))["settlements"]
    assert len(rows) == 62
    assert said(capsys, "library", "list", "--csv").splitlines()[0].startswith("settlement,year")
    shown = said(capsys, "library", "show", "tashkent-1966")
    assert "broken after 5.9 years" in shown and "Brines" in shown
    told = json.loads(said(capsys, "library", "show", "tashkent-1966", "--json"))
    assert told["became"] == "held"  # five years, and then broken
    assert run("library", "show", "tashkent") == 2
    assert "tashkent-1966" in capsys.readouterr().err
    assert run("library", "show") == 2
    assert "name a settlement" in capsys.readouterr().err


def test_library_score_prints_every_set_and_draws(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shipped(*, worlds: int, seed: int, coders: int = 0, **_: object) -> LibraryScore:
        rows = shipped_rows()
        coded = {CODED: [(row.sign, row.hold) for row in rows]}
        made = made_of(tuple(library()), rows, coded, worlds, seed, "0")
        return replace(made, coders=((0.7, 0.6), (0.74, 0.66))[:coders])

    made = shipped(worlds=1, seed=0)
    monkeypatch.setattr("servanda.settlements.score.score", shipped)
    monkeypatch.setenv("COLUMNS", "80")
    shown = said(capsys, "library", "score", "-o", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"library_holds.svg", "library_signed.svg"}
    assert max(map(len, shown.splitlines())) <= 80
    flat = " ".join(shown.split())
    assert all(f"{each.name}, {each.disputes} disputes" in flat for each in made.sets)
    assert "Frozen" in flat and "nothing known beats it" in flat
    assert "simulated coder" not in flat
    coders = " ".join(said(capsys, "library", "score", "--coders", "2").split())
    assert "2 simulated coders" in coders and "0.70 to 0.74 and HOLD at 0.60 to 0.66" in coders
    assert "Said, and come true" in flat and "no base rate" in flat
    told = json.loads(said(capsys, "library", "score", "--json"))
    assert [each["name"] for each in told["sets"]] == ["1919-1994", "1995-2025", "all"]
    rows = said(capsys, "library", "score", "--csv").splitlines()
    assert len(rows) == 63 and "shrunk" in rows[0]


def test_library_finds_what_is_like_a_case(capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "library", "like", STRAIT, "truce", "--most", "2")
    assert shown.count("alike") >= 2 and "no base rate" in shown
    told = json.loads(said(capsys, "library", "like", STRAIT, "--json"))
    assert set(told) == {"truce", "entry", "patrol", "handover"}


def test_from_questions_to_a_scored_ledger(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = said(capsys, "questions", STRAIT, "--worlds", "60", "--json")
    (tmp_path / "asked.json").write_text(asked, "utf-8")
    book = tmp_path / "ledger.jsonl"
    out = said(capsys, "ledger", "add", book, tmp_path / "asked.json")
    head = out.split("last hash is ")[1].strip()
    name = json.loads(asked)["questions"][0]["id"]
    said(capsys, "ledger", "resolve", book, name, "no", "--source", "The record")
    assert "1 resolved" in said(capsys, "ledger", "score", book)
    assert json.loads(said(capsys, "ledger", "score", book, "--json"))["resolved"] == 1
    assert name in said(capsys, "ledger", "list", book)
    assert "close_date" in said(capsys, "ledger", "list", book, "--csv").splitlines()[0]
    assert "as they were sealed" in said(capsys, "ledger", "verify", book, "--head", head)
    text = book.read_text("utf-8")
    book.write_text(text.replace("The record", "A rumour"), "utf-8")
    assert run("ledger", "verify", book) == 1
    assert "changed after it was sealed" in capsys.readouterr().out
    assert run("ledger", "resolve", book, name) == 2
    assert run("ledger", "add", book) == 2


def test_from_a_form_to_a_pool(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shown = said(capsys, "ask", STRAIT, "-o", tmp_path / "form", "--numbers", "1")
    assert "form.html" in shown and (tmp_path / "form" / "form.html").exists()
    lines = (tmp_path / "form" / "form.csv").read_text("utf-8-sig").splitlines()
    path = lines[1].split(",")[0]
    answers = tmp_path / "a.csv"
    answers.write_text(f"id,5%,50%,95%\n{path},0.01,0.02,0.03\n", "utf-8")
    shown = said(capsys, "pool", STRAIT, answers, answers, "--worlds", "40")
    assert "equal weights" in shown and "expert 2" in shown and "No performance weights" in shown
    told = json.loads(said(capsys, "pool", STRAIT, answers, "--worlds", "40", "--json"))
    assert set(told["experts"]) == {"expert 1"}
