"""Proposals side by side."""

from __future__ import annotations

from servanda.report.annex.side_by_side import side_by_side


def test_every_proposal_has_its_row_or_column_once(strait_material, words) -> None:
    section = side_by_side(strait_material)
    assert section is not None
    said = words(section)
    for result in strait_material.assessment.proposals:
        assert result.title in said
