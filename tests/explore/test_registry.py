"""A toy exploration, named in `EXPLORATIONS`, is in the command line, the report and the docs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import servanda.explore as explore
from servanda.case.load import load
from servanda.cli import main
from servanda.cli.findings import findings_on
from servanda.engine.assess import assess
from servanda.explore.case_exploration import CaseExploration, CaseStudy
from servanda.explore.exploration import Exploration
from servanda.explore.finding import Finding, Row
from servanda.explore.study import Study
from servanda.report.formats.html import render_html

TOP = Path(__file__).parents[2]
STRAIT = TOP / "tests" / "cases" / "strait"


def count_worlds(study: Study) -> list[Finding]:
    """Count the worlds."""
    rows: tuple[Row, ...] = (
        {"label": "worlds counted", "low": 0.0, "middle": float(study.worlds), "high": 1e6},
    )
    how = study.provenance("counting")
    claim = f"There are {study.worlds} worlds to count."
    return [Finding("toy", "How many worlds are there?", claim, "interval", rows, how)]


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Exploration:
    made = Exploration("toy", "How many worlds are there?", count_worlds)
    monkeypatch.setattr(explore, "EXPLORATIONS", (*explore.EXPLORATIONS, made))
    return made


def test_it_is_in_the_command_line(toy: Exploration, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["explore", str(STRAIT), "truce", "--only", toy.name, "--worlds", "150", "--json"])
    assert not ended.value.code
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["claim"] == "There are 150 worlds to count."
    with pytest.raises(SystemExit):
        main(["explore", str(STRAIT), "truce", "--only", "tea leaves"])
    assert toy.name in capsys.readouterr().err


def test_it_is_in_the_report(toy: Exploration, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explore, "EXPLORATIONS", (toy,))
    monkeypatch.setattr(explore, "OF_CASES", ())
    case = load(STRAIT)
    assessment = assess(case, worlds=150, seed=1)
    (finding,) = findings_on(case, assessment, ["truce"])
    page = render_html(case, assessment, None, [finding])
    assert "There are 150 worlds to count." in page
    assert "worlds counted" in page


def count_proposals(study: CaseStudy) -> list[Finding]:
    """Count the proposals."""
    claim = f"There are {len(study.proposals)} proposals to count."
    how = study.provenance("counting")
    return [Finding("toy", "How many proposals are there?", claim, "table", ({"n": 7},), how)]


def test_one_of_a_whole_case_is_in_the_command_line_and_the_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    toy = CaseExploration("toy", "How many proposals are there?", count_proposals)
    monkeypatch.setattr(explore, "OF_CASES", (toy,))
    monkeypatch.setattr(explore, "EXPLORATIONS", ())
    with pytest.raises(SystemExit) as ended:
        main(["explore", str(STRAIT), "truce", "--only", "toy", "--json"])
    assert not ended.value.code
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["claim"] == "There are 1 proposals to count."
    case = load(STRAIT)
    assessment = assess(case, worlds=150, seed=1)
    found = findings_on(case, assessment, list(case.proposals))
    page = render_html(case, assessment, None, found)
    assert f"There are {len(case.proposals)} proposals to count." in page


def test_the_docs_name_every_exploration_in_order() -> None:
    text = (TOP / "docs" / "explore" / "index.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z ]+) \| ([^|]+\?) \|", text, flags=re.MULTILINE)
    every = (*explore.EXPLORATIONS, *explore.OF_CASES)
    assert rows == [(item.name, item.question) for item in every]
