"""Is the guarantee believed: what each believes beside what would have to be."""

from __future__ import annotations

from dataclasses import replace

from servanda.report.annex.belief import belief


def test_what_is_believed_stands_beside_what_would_deter(strait_material, words) -> None:
    section = belief(strait_material)
    assert section is not None
    (table,) = (
        block for block in section.blocks if hasattr(block, "rows") and hasattr(block, "head")
    )
    with_promise = [r.title for r in strait_material.assessment.proposals if r.belief]
    assert [row[0][0].text for row in table.rows] == with_promise
    said = words(section)
    assert "Norland believes" in said and "needed to deter (q*)" in said
    assert "Suria believes" not in said  # its breach is answered by nobody


def test_without_a_guarantee_there_is_no_such_section(strait_material) -> None:
    bare = tuple(replace(r, belief=None) for r in strait_material.assessment.proposals)
    without = replace(strait_material.assessment, proposals=bare)
    assert belief(replace(strait_material, assessment=without)) is None
