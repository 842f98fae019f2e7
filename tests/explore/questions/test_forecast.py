"""Forecasts of decisions in a case: every world, five ways, in command line and report."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from servanda.case.keys.case import Case
from servanda.case.load import parse
from servanda.cli import main
from servanda.engine.assess import assess
from servanda.errors import InputError
from servanda.explore.ask import CaseStudy, ask
from servanda.explore.methods.group_forecast import METHODS, Member, forecast, measured_errors
from servanda.explore.questions.forecast import FORECAST, decision_forecast, explore_decisions
from servanda.report.formats.html import render_html

STRAIT = (Path(__file__).parents[2] / "cases" / "strait" / "case.yaml").read_text(encoding="utf-8")
COUNCIL = """
decisions:
  embargo:
    title: How much of the embargo the League lifts
    body: league
    scale: {low: 0, high: 10, labels: {none of it: 0, all of it: 10}}
    members:
      arda: {position: %ARDA%, salience: 0.5, capability: 3}
      brema: {position: 1, salience: 0.8, capability: 1}
      cale: {position: 2, salience: 0.9, capability: 1}
"""


def council(arda: str) -> Case:
    return parse(STRAIT + COUNCIL.replace("%ARDA%", arda))


def test_where_nothing_is_uncertain_every_world_is_the_plain_forecast() -> None:
    made = decision_forecast(council("8"), "embargo", worlds=5)
    members = [Member("a", 8, 3, 0.5), Member("b", 1, 1, 0.8), Member("c", 2, 1, 0.9)]
    plain = forecast(members, (0.0, 10.0))
    assert list(made.forecasts) == list(METHODS)
    for way, values in made.forecasts.items():
        np.testing.assert_allclose(values, plain.alternatives[way])
    np.testing.assert_allclose(made.spread, plain.spread)
    assert made.weights["arda"] == pytest.approx(1.5 / 3.2)
    assert made.disagreement == pytest.approx(plain.disagreement)


def test_disagreement_beyond_the_methods_error_is_a_finding_of_its_own() -> None:
    apart, near = (explore_decisions(CaseStudy(council(arda), (), 5))[0] for arda in ("10", "2.2"))
    assert not apart.found and "disagree" in apart.claim
    assert near.found and "agree within that error" in near.claim
    for way, error in measured_errors().items():
        (row,) = [row for row in apart.rows if str(row["label"]).startswith(way)]
        assert row["error"] == pytest.approx(10 * error)


def test_a_position_drawn_past_the_end_counts_as_the_end() -> None:
    made = decision_forecast(council("{normal: [10, 3]}"), "embargo", worlds=200, seed=1)
    assert made.positions["arda"].max() == 10.0
    assert made.positions["arda"].min() < 9.0


def test_the_command_line_prints_it_or_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "case.yaml").write_text(STRAIT + COUNCIL.replace("%ARDA%", "6 to 9"), "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["forecast", str(tmp_path), "--worlds", "20", "--json"])
    assert not ended.value.code
    outcome, members = json.loads(capsys.readouterr().out)["findings"]
    assert len(outcome["rows"]) == len(METHODS) and len(members["rows"]) == 3
    with pytest.raises(SystemExit) as ended:
        main(["forecast", str(tmp_path), "tariffs"])
    assert ended.value.code == 2
    assert "there are embargo" in capsys.readouterr().err
    (tmp_path / "case.yaml").write_text(STRAIT, "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["forecast", str(tmp_path)])
    assert ended.value.code == 2
    assert "add one under `decisions`" in capsys.readouterr().err


def test_the_report_has_a_section_of_it_and_none_without(strait: Case) -> None:
    for case, there in ((council("6 to 9"), True), (strait, False)):
        page = render_html(
            case, assess(case, worlds=50, seed=1), None, ask(case, [FORECAST], worlds=50)
        )
        assert ("What bodies would decide" in page) == there


def test_an_unknown_decision_is_told() -> None:
    with pytest.raises(InputError, match="there are embargo"):
        decision_forecast(council("8"), "tariffs")
