"""The figures of validation stand in one place, and every reader of them reads that place."""

from __future__ import annotations

import re
from pathlib import Path

from servanda.scores import SCORES

TOP = Path(__file__).parents[1]


def test_figures_are_chances_and_say_where_they_come_from() -> None:
    for score in SCORES.values():
        assert 0.5 <= score.auc <= 1.0
        assert (TOP / score.cite.partition(",")[0]).is_file()
        for each in (score.brier, score.brier_constant, score.brier_kind):
            assert each is None or 0.0 <= each <= 1.0


def test_no_source_file_types_them_again() -> None:
    figures = [f"{SCORES['holds'].brier:.3f}", f"{SCORES['holds'].brier_constant:.3f}"]
    for file in (TOP / "src" / "servanda" / "report").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not any(re.search(rf"\b{re.escape(each)}\b", text) for each in figures), file.name
