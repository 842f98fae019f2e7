"""The answer of a brief: what would be signed and would hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.report.conftest import Assessed

from servanda.engine.shares import Share
from servanda.report.brief.answer import answer
from servanda.report.material import Material, material


@pytest.fixture
def made(strait_assessed: Assessed) -> Material:
    return material(strait_assessed.case, strait_assessed.assessment, None)


def said(made: Material, **shares: float) -> str:
    """The first sentences, had the first proposal these shares and the others none."""
    first, *others = made.assessment.proposals
    given = {name: Share(value, 0.01, 600) for name, value in shares.items()}
    none = dict.fromkeys(given, Share(0.0, 0.001, 600))
    results = (replace(first, **given), *(replace(each, **none) for each in others))
    other = replace(made, assessment=replace(made.assessment, proposals=results))
    section = answer(other, 3)
    return " ".join("".join(run.text for run in item) for item in section.blocks[0].items)


def test_what_would_hold_is_named_and_where_nothing_does_the_nearest(made: Material) -> None:
    first = made.assessment.proposals[0].title
    lasting = said(made, signed_and_holds_5y=0.8)
    assert lasting.startswith(f"“{first}” ") and "be signed and to hold for five years" in lasting
    nearest = said(made, signed_and_holds_5y=0.3)
    assert nearest.startswith("None of 4 proposals would more likely than not")
    assert f"The nearest is “{first}”" in nearest
    assert "None does both in any of the worlds" in said(made, signed_and_holds_5y=0.0)


def test_signing_in_vain_is_told(made: Material) -> None:
    vain = said(made, signed=0.9, stops_fighting=0.2, signed_and_holds_5y=0.1)
    assert "is signed in 90% of worlds, but stops the fighting in 20%" in vain
    breaks = said(made, signed=0.9, stops_fighting=0.9, signed_and_holds_5y=0.1)
    assert "is signed in 90% of worlds, and then" in breaks
