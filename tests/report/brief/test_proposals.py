"""The table of the brief: the share that signs, and the same weighed by what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.report.conftest import Assessed

from servanda.engine.shares import Share
from servanda.report.blocks import Table
from servanda.report.brief.proposals import proposals
from servanda.report.material import material


def told(given: Assessed, signed: Share | None) -> Iterator[str]:
    results = tuple(replace(each, signed_weighed=signed) for each in given.assessment)
    drawn = material(given.case, replace(given.assessment, proposals=results), None, part="brief")
    table = next(block for block in proposals(drawn, 9).blocks if isinstance(block, Table))
    yield table.caption
    yield from ("".join(run.text for run in row[1]) for row in table.rows)


def test_shares_weighed_by_answers_stand_in_brackets(strait_assessed: Assessed) -> None:
    caption, *cells = told(strait_assessed, Share(0.125, 0.01, 900))
    assert "weighed by answers" in caption
    assert cells and all(cell.endswith("(12%)") for cell in cells)


def test_nothing_stands_there_where_nothing_can_be_weighed(strait_assessed: Assessed) -> None:
    caption, *cells = told(strait_assessed, None)
    assert "weighed" not in caption and not any("(" in cell for cell in cells)
