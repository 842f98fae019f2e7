"""The table of the brief: the share that signs, and the same weighed by what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.report.conftest import Assessed

from servanda.engine.result_parts import EvidenceResult
from servanda.report.blocks import Table
from servanda.report.brief.proposals import proposals
from servanda.report.material import material


def told(given: Assessed, evidence: EvidenceResult | None) -> Iterator[str]:
    drawn = material(given.case, replace(given.assessment, evidence=evidence), None, part="brief")
    table = next(block for block in proposals(drawn, 9).blocks if isinstance(block, Table))
    yield table.caption
    yield from ("".join(run.text for run in row[1]) for row in table.rows)


def weighed(given: Assessed, effective: float, already: bool = False) -> EvidenceResult:
    signed = {result.id: 0.125 for result in given.assessment}
    return EvidenceResult(already, effective, {}, signed)


def test_shares_weighed_by_answers_stand_in_brackets(strait_assessed: Assessed) -> None:
    caption, *cells = told(strait_assessed, weighed(strait_assessed, 500.0))
    assert "weighed by what was answered" in caption
    assert cells and all(cell.endswith("(12%)") for cell in cells)


def test_nothing_stands_there_where_nothing_can_be_weighed(strait_assessed: Assessed) -> None:
    given = strait_assessed
    for evidence in (None, weighed(given, 20.0), weighed(given, 500.0, already=True)):
        caption, *cells = told(given, evidence)
        assert "answered" not in caption and not any("(" in cell for cell in cells)
