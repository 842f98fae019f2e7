"""Events: places for whoever took them, stops of the fighting, and what they cannot say."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from tests.exchange.conftest import FILES

from servanda.case.keys.case import Case
from servanda.errors import InputError
from servanda.exchange.asked import Asked
from servanda.exchange.events import stop_rate
from servanda.exchange.lay_outs import piece_of
from servanda.quantity import Interval, parse_form


def _rows(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_acled_counts_places_and_writes_no_pace_by_itself(vard: Case) -> None:
    piece = piece_of(FILES / "acled.csv", Asked(vard))
    assert not piece.values
    said = " ".join(piece.told)
    assert "No pace is written: events count places and not their size" in said
    assert "--per-place" in said and "before the months counted 3" in said
    assert "taken by nobody of the two sides" in said
    assert "13 places taken by Norland and 4 taken from it" in piece.source[2]


def test_a_place_twice_as_large_is_twice_the_pace(vard: Case) -> None:
    one = piece_of(FILES / "acled.csv", Asked(vard, per_place="0.01% to 0.1%"))
    two = piece_of(FILES / "acled.csv", Asked(vard, per_place="0.02% to 0.2%"))
    for path in ("war.trend.analyst", "war.swing"):
        form, twice = (
            parse_form(each.values[path]["value"], "share per month") for each in (one, two)
        )
        assert isinstance(form, Interval) and isinstance(twice, Interval)
        assert (twice.low, twice.high) == pytest.approx((2 * form.low, 2 * form.high), rel=0.01)
    assert "a judgement of the importer" in one.values["war.swing"]["note"]
    assert one.into(vard).war.swing is not None
    with pytest.raises(InputError, match="--per-place"):
        piece_of(FILES / "acled.csv", Asked(vard, per_place="tea"))


def test_the_order_of_rows_changes_nothing(tmp_path: Path, vard: Case) -> None:
    rows = _rows("acled.csv")
    random.Random(1).shuffle(rows)
    asked = Asked(vard, per_place="0.01% to 0.1%")
    shuffled = piece_of(_write(tmp_path / "acled.csv", rows), asked)
    before = piece_of(FILES / "acled.csv", asked)
    assert {k: v["value"] for k, v in shuffled.values.items()} == {
        k: v["value"] for k, v in before.values.items()
    }


def test_who_is_not_in_the_case_is_named_by_whoever_imports(vard: Case, tmp_path: Path) -> None:
    rows = [
        row | {key: row[key].replace("Norland", "the North") for key in ("actor1", "actor2")}
        for row in _rows("acled.csv")
    ]
    file = _write(tmp_path / "acled.csv", rows)
    assert "0 places taken by Norland" in piece_of(file, Asked(vard)).source[2]
    named = Asked(vard, {"Military Forces of the North": "norland"})
    assert "13 places taken by Norland" in piece_of(file, named).source[2]
    with pytest.raises(InputError, match="no actor is called `tea`"):
        piece_of(file, Asked(vard, {"Tea": "tea"}))
    with pytest.raises(InputError, match="name the case it is for"):
        piece_of(file, Asked())


def test_ged_counts_stops_between_the_parties_alone(vard: Case) -> None:
    piece = piece_of(FILES / "ged.csv", Asked(vard))
    said = " ".join(piece.told)
    assert "30 of 32 events were used" in said
    assert "one-sided violence 1" in said and "Government of Farland - Free Farland 1" in said
    assert "Events say nothing of the pace of the front" in said
    assert "150 deaths (low 90, high 240)" in piece.source[2]
    # three spells, each of 225 days and its last event's, and each was followed by a quiet year
    low, high = stop_rate(3, 1.86)
    form = parse_form(piece.values["war.ends_by_itself"]["value"], "per year")
    assert isinstance(form, Interval)
    assert (form.low, form.high) == pytest.approx((low, high), rel=0.05)
    assert piece.into(vard).war.ends_by_itself.cite[1].source == "ucdp_ged"


def test_fighting_that_never_stopped_gives_no_number(vard: Case) -> None:
    piece = piece_of(FILES / "ged.csv", Asked(vard, quiet=100))
    assert not piece.values
    assert any("the fighting never stopped for 100 months" in said for said in piece.told)


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [("date_start", "soon", "ged.csv:2: date_start is `soon`"), ("best", "many", "best is `many`"),
     ("type_of_violence", "9", "type_of_violence is `9`")],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_named(
    column: str, cell: str, says: str, tmp_path: Path, vard: Case
) -> None:
    rows = _rows("ged.csv")
    rows[0][column] = cell
    with pytest.raises(InputError, match=says):
        piece_of(_write(tmp_path / "ged.csv", rows), Asked(vard))


def test_a_file_of_another_war_is_refused(vard: Case, tmp_path: Path) -> None:
    rows = [row for row in _rows("ged.csv") if "Farland" in row["dyad_name"]]
    with pytest.raises(InputError, match="no event is between two parties of the case"):
        piece_of(_write(tmp_path / "ged.csv", rows), Asked(vard))
