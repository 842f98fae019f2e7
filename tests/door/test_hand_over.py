"""Reports, their verification, and what results rest on, from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import servanda as sv
from servanda.errors import InputError


def test_the_ending_chooses_the_format_and_to_overrules_it(strait: sv.Case, tmp_path: Path) -> None:
    made = sv.assess(strait, worlds=40)

    def names(output: str, **more: object) -> list[str]:
        files = sv.report(strait, tmp_path / output, explore="none", assessment=made, **more)
        return [file.name for file in files]

    assert names("memo.md") == ["memo.md"]
    assert names("memo", to="md,html") == ["memo.md", "memo.html"]
    with pytest.raises(InputError, match="docxx"):
        names("memo", to="docxx")


def test_a_report_made_from_an_assessment_is_verified_and_a_moved_one_is_not(
    strait: sv.Case, tmp_path: Path
) -> None:
    made = sv.assess(strait, worlds=40, seed=5)
    (page,) = sv.report(strait, tmp_path / "m.html", explore="none", assessment=made)
    assert sv.verify(page)
    page.write_text(
        page.read_text("utf-8").replace("&#34;seed&#34;:5", "&#34;seed&#34;:6"), "utf-8"
    )
    found = sv.verify(page)
    assert not found and found.to_dict()["differences"] and not found.same


def test_what_results_rest_on_is_the_same_in_words_and_in_data(strait: sv.Case) -> None:
    cited = sv.cite(strait)
    assert cited.to_dict() and str(cited).startswith("@")
