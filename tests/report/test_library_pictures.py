"""The pictures of the library's calibration are those of its shipped scores."""

from __future__ import annotations

from pathlib import Path

from servanda.report.library_pictures import calibration_pictures, save_pictures
from servanda.settlements.score import shipped_rows

DOCS = Path(__file__).resolve().parents[2] / "docs" / "validation"


def test_what_the_page_shows_is_drawn_from_what_ships(tmp_path: Path) -> None:
    for path in save_pictures(shipped_rows(), tmp_path):
        assert path.read_text("utf-8") == (DOCS / path.name).read_text("utf-8"), (
            "draw it again: python validation/library.py"
        )


def test_every_case_is_a_dot() -> None:
    rows = shipped_rows()
    made = calibration_pictures(rows)
    signed = sum(row.became != "refused" for row in rows)
    assert made["library_signed.svg"].count("<circle") == len(rows) + 5
    assert made["library_holds.svg"].count("<circle") == signed + 10
