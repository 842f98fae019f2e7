"""Areas by day: the trend and swing that made them come back, and nothing is silent."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.exchange.conftest import FILES

from servanda.case.change import with_values
from servanda.case.keys.case import Case
from servanda.errors import InputError
from servanda.exchange.area_series import swing_range, trend_range
from servanda.exchange.asked import Asked
from servanda.exchange.lay_outs import piece_of
from servanda.quantity import Interval, parse_form


def _ends(value: object) -> tuple[float, float]:
    form = parse_form(value["value"], "share per month")  # type: ignore[index]
    assert isinstance(form, Interval)
    return form.low, form.high


def test_intervals_cover_what_made_the_steps_nine_times_in_ten() -> None:
    random = np.random.default_rng(5)
    trend, swing, many = 0, 0, 600
    for _ in range(many):
        steps = random.normal(0.3, 0.7, size=14)
        low, high, _ = trend_range(steps)
        least, most = swing_range(steps)
        trend += low < 0.3 < high
        swing += least < 0.7 < most
    assert 0.86 < trend / many < 0.97  # allowing for steps that go together only widens it
    assert 0.86 < swing / many < 0.94


def test_twice_the_area_is_half_the_whole_and_the_sign_is_whose_ground_it_is(vard: Case) -> None:
    file = FILES / "areas.csv"
    one = piece_of(file, Asked(vard, total=60_000))
    half = piece_of(file, Asked(vard, total=120_000))
    theirs = piece_of(file, Asked(vard, total=60_000, held_by="sutherland"))
    low, high = _ends(one.values["war.trend.analyst"])
    assert _ends(half.values["war.trend.analyst"]) == pytest.approx((low / 2, high / 2), rel=0.01)
    assert _ends(theirs.values["war.trend.analyst"]) == pytest.approx((-high, -low), rel=0.01)
    assert theirs.values["war.swing"]["value"] == one.values["war.swing"]["value"]
    # 4 square kilometres a day were put into the file: 122 a month, 0.203% of 60,000
    assert low < 4 * 30.44 / 60_000 < high


def test_without_a_total_the_front_of_the_case_says_it(vard: Case) -> None:
    piece = piece_of(FILES / "areas.csv", Asked(vard))
    assert "for the case says that" in piece.source[2]
    with pytest.raises(InputError, match="a share needs the whole"):
        piece_of(FILES / "areas.csv", Asked())
    with pytest.raises(InputError, match="--total: 9 is less than"):
        piece_of(FILES / "areas.csv", Asked(vard, total=9))


def test_one_belief_for_all_is_replaced_and_several_keep_the_others(vard: Case) -> None:
    one = with_values(vard, {"correlations": [], "war.trend": "0.1% to 0.2% per month"})
    assert "war.trend" in piece_of(FILES / "areas.csv", Asked(one)).values
    piece = piece_of(FILES / "areas.csv", Asked(vard))
    changed = piece.into(vard)
    before, after = vard.war.trend, changed.war.trend
    assert before is not None and after is not None
    assert {k: v for k, v in after.by.items() if k != "analyst"} == {
        k: v for k, v in before.by.items() if k != "analyst"
    }
    assert after.of("analyst").cite[0].source == "area_series"


def test_layers_columns_outliers_and_days_left_out_are_told(vard: Case) -> None:
    said = " ".join(piece_of(FILES / "areas.csv", Asked(vard)).told)
    assert "1 rows that the source marks as outliers were left out" in said
    assert "74 days after 2025-03-01, the day of the case, were left out" in said
    assert "60 days before" in said
    with pytest.raises(InputError, match="`layerType` has claimed 200, norlandic_control 200"):
        piece_of(FILES / "layers.csv", Asked(vard))
    with pytest.raises(InputError, match="--layer: `layerType` has no 'tea'"):
        piece_of(FILES / "layers.csv", Asked(vard, layer="tea"))
    piece = piece_of(FILES / "layers.csv", Asked(vard, layer="norlandic_control"))
    assert "Rows of other layers were left out: claimed 200." in piece.told
    with pytest.raises(InputError, match="no column is called `tea`"):
        piece_of(FILES / "areas.csv", Asked(vard, column="tea"))


def _series(folder: Path, rows: list[str], head: str = "date,area") -> Path:
    file = folder / "a.csv"
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    return file


def test_faults_are_told_by_line(tmp_path: Path, vard: Case) -> None:
    days = [f"{date(2024, 1, 1) + timedelta(days=n)},{100 + n}" for n in range(200)]
    for bad, says in (
        ("2024-13-01,5", "a.csv:202: `2024-13-01`"),
        ("2024-12-01,-5", "a.csv:202: .*is no day with an area"),
        (days[0], "a.csv:202: 2024-01-01 stands there twice, first on line 2"),
    ):
        with pytest.raises(InputError, match=says):
            piece_of(_series(tmp_path, [*days, bad]), Asked(vard))
    with pytest.raises(InputError, match="whole months are too few"):
        piece_of(_series(tmp_path, days[:90]), Asked(vard))
    two = [f"{line},1" for line in days]
    with pytest.raises(InputError, match="area, km2 may each hold the areas"):
        piece_of(_series(tmp_path, two, "date,area,km2"), Asked(vard))


def test_a_change_of_method_is_no_movement_of_the_front(tmp_path: Path, vard: Case) -> None:
    rows = [
        f"{date(2024, 1, 1) + timedelta(days=n)},{1000 + n + (500 if n > 200 else 0)},{n > 200}"
        for n in range(366)
    ]
    piece = piece_of(_series(tmp_path, rows, "date,area,segment"), Asked(vard, total=10_000))
    assert "1 monthly steps across a change of the source's method were left out." in piece.told
    low, high = _ends(piece.values["war.trend.analyst"])
    assert low < 30.44 / 10_000 < high < 0.004


def test_the_series_of_a_real_war_gives_what_the_shipped_case_says(shared: Path) -> None:
    file = shared / "data" / "front" / "nzz_territory.csv"
    if not file.exists():
        pytest.skip("the series is not beside this checkout")
    piece = piece_of(file, Asked(total=603_628.0, since=date(2024, 6, 1)))
    low, high = _ends(piece.values["war.trend"])
    assert 0.0 < low < high < 0.002
