"""The parts of a report: each alone, or both; links lead to what is there."""

from __future__ import annotations

from typing import Any

import pytest
from tests.report.conftest import Assessed

from servanda.report.blocks import Run
from servanda.report.material import Part, material
from servanda.report.parts import WAY_OUT, parts


def runs_in(made: Any) -> list[Run]:
    if isinstance(made, Run):
        return [made]
    if isinstance(made, tuple):
        return [run for each in made for run in runs_in(each)]
    return [run for each in getattr(made, "__dict__", {}).values() for run in runs_in(each)]


@pytest.mark.parametrize(("part", "has"), [("brief", 8), ("annex", 0), ("both", 7)])
def test_a_part_has_its_sections(strait_assessed: Assessed, part: Part, has: int) -> None:
    made = parts(material(strait_assessed.case, strait_assessed.assessment, None, part=part))
    assert len(made.brief) == has
    assert bool(made.annex) == (part != "brief")


def test_a_brief_alone_has_no_way_out_and_with_the_annex_has_some(
    strait_assessed: Assessed,
) -> None:
    case, assessment = strait_assessed.case, strait_assessed.assessment
    alone = runs_in(parts(material(case, assessment, None, part="brief")).brief)
    together = runs_in(parts(material(case, assessment, None)).brief)
    assert not [run for run in alone if run.href.startswith("#") or run.style == WAY_OUT]
    assert [run for run in together if run.href.startswith("#")]
    assert [run for run in together if run.style == WAY_OUT]
