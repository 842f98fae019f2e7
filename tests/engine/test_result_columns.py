"""Result columns: each declared once, and a trial one stands everywhere a result is shown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest

import servanda.engine.result_columns as declared
from servanda.case.keys.case import Case
from servanda.cli.tables import print_verdicts
from servanda.engine.assess import assess
from servanda.engine.result_columns import ResultColumn, column_called, columns, telling
from servanda.engine.results import Assessment, Share, Spread
from servanda.report.formats import FORMATS
from servanda.report.formats.html import render_html
from servanda.report.formats.write import write

TRIAL = ResultColumn(
    "tried_share",
    "share",
    "share of worlds",
    "tried on",
    "A trial share.",
    worlds="lengthens",
)
TRIAL_SPREAD = ResultColumn(
    "tried_margin", "spread", "share of total victory", "tried margin", "A trial spread.",
    worlds="margin_a",
)  # fmt: skip


@pytest.fixture(scope="module")
def assessment(strait: Case) -> Assessment:
    return assess(strait, worlds=400, seed=2)


def test_every_column_stands_on_a_result_and_says_what_it_is(assessment: Assessment) -> None:
    for of in ("proposal", "party", "year"):
        every = columns(of=of)
        assert len({each.name for each in every}) == len(every)
        assert all(each.meaning.endswith(".") and each.heading for each in every)
        assert all(each.unit for each in every if each.kind in ("share", "spread", "parties"))
    kinds = {"share": Share, "spread": Spread, "text": str, "parties": tuple}
    for column in columns():
        found = [column.value(result) for result in assessment]
        assert all(value is None or isinstance(value, kinds[column.kind]) for value in found)
    assert len({column.place for column in columns() if column.place}) == len(
        [column for column in columns() if column.place]
    )


def test_a_trial_column_shows_up_everywhere(
    strait: Case,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(
        declared, "PROPOSAL_COLUMNS", (*declared.PROPOSAL_COLUMNS, TRIAL, TRIAL_SPREAD)
    )
    monkeypatch.setenv("COLUMNS", "160")
    made = assess(strait, worlds=400, seed=2)
    result = made["entry"]
    value = result.measured["tried_share"]
    assert isinstance(value, Share) and value == result.war_months.lengthens
    plain = json.loads(json.dumps(made.to_dict()))["proposals"]
    told = next(each for each in plain if each["id"] == "entry")
    assert told["tried_share"] == value.to_dict()
    spread = Spread.of(np.asarray(made.kept["entry"]["margin_a"]))
    assert spread and told["tried_margin"] == spread.to_dict()
    row = next(row for row in made.rows() if row["proposal"] == "entry")
    assert row["tried_share"] == value.share and "tried_margin_50" in row
    assert "tried on" in made._repr_html_()
    print_verdicts(made)
    assert "tried on" in capsys.readouterr().out
    assert "Tried on" in render_html(strait, made, None)
    write(strait, made, None, tmp_path / "r", FORMATS.resolve(["csv", "md"]))
    table = (tmp_path / "r-proposals.csv").read_text(encoding="utf-8-sig")
    assert "tried_share_se" in next(csv.reader(io.StringIO(table)))
    assert "Tried on" in (tmp_path / "r.md").read_text(encoding="utf-8")


def test_a_share_like_its_neighbour_in_all_results_is_left_out(assessment: Assessment) -> None:
    column = column_called("stops_fighting")
    apart = [r for r in assessment if abs(r.signed.share - r.stops_fighting.share) > 0.005]
    assert (column in telling("report", assessment)) == bool(apart)


def test_a_result_without_guarantees_says_null_once(strait: Case) -> None:
    bare = assess(strait, worlds=100, seed=0)
    for result in bare:
        body = result.to_dict()
        assert (body["guarantee"] is None) == (result.belief is None)
        assert list(body["holds"]) == ["1", "5", "10"]


def test_the_frame_has_a_row_a_proposal(assessment: Assessment) -> None:
    frame = pytest.importorskip("pandas") and assessment.to_frame()
    assert list(frame["proposal"]) == [result.id for result in assessment]
    assert frame["signed"].tolist() == [result.signed.share for result in assessment]
