"""What a report is drawn from."""

from __future__ import annotations

from tests.report.conftest import Assessed

from servanda.case.load import parse
from servanda.report.material import Explored, material


def test_every_uncertain_number_has_a_spread(strait_assessed: Assessed) -> None:
    made = material(strait_assessed.case, strait_assessed.assessment, strait_assessed.folder)
    assert made.explored == Explored()  # nothing was explored, and that is said
    paths = [drawn.path for drawn in made.drawn]
    assert len(paths) == len(set(paths)) and "war.front.held" in paths
    held = next(drawn for drawn in made.drawn if drawn.path == "war.front.held")
    assert 0.385 < held.spread.p5 < held.spread.p50 < held.spread.p95 < 0.415


def test_the_text_is_the_file_where_it_is_this_case_and_else_written_anew(
    strait_assessed: Assessed,
) -> None:
    case, assessment, folder = vars(strait_assessed).values()
    same = material(case, assessment, folder)
    assert same.text == (folder / "case.yaml").read_text(encoding="utf-8")
    other = case.model_copy(update={"title": "Another strait"})
    anew = material(other, assessment, folder)
    assert parse(anew.text).title == "Another strait" and "# An invented" not in anew.text


def test_in_public_the_assessment_is_of_the_public_case(hostile: Assessed) -> None:
    made = material(hostile.case, hostile.assessment, hostile.folder, public=True)
    assert made.public and made.texts == {}
    assert "evil.md" not in made.text
    from servanda.case.fingerprint import case_hash

    assert made.assessment.case_hash == case_hash(made.case)
