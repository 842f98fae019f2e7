"""Every uncertain number, drawn as a range on the axis of its unit."""

from __future__ import annotations

from servanda.report.annex.assumptions import assumptions
from servanda.report.blocks import Details, Mark, Table


def tables(section) -> list[Table]:
    return [block for part in section.blocks if isinstance(part, Details)
            for block in part.blocks if isinstance(block, Table)]  # fmt: skip


def test_every_uncertain_number_has_its_row_once(isle_material) -> None:
    anchors = [name for table in tables(assumptions(isle_material))
               for row in table.anchors for name in row]  # fmt: skip
    assert sorted(anchors) == sorted(f"n-{drawn.path}" for drawn in isle_material.drawn)


def test_marks_lie_on_the_axis_of_their_table_and_shares_on_0_to_1(isle_material) -> None:
    section = assumptions(isle_material)
    for table in tables(section):
        marks = [run for row in table.rows for run in row[1] if isinstance(run, Mark)]
        assert len({(mark.start, mark.stop) for mark in marks}) == 1
        for mark in marks:
            assert mark.low <= mark.middle <= mark.high
            assert mark.start - 1e-9 <= mark.low and mark.high <= mark.stop + 1e-9
    shares = next(p for p in section.blocks if getattr(p, "summary", "").startswith("Shares and"))
    assert "Range (0 to 1)" in shares.blocks[0].head


def test_a_quotation_is_linked_and_a_judgement_has_its_reason(isle_material, words) -> None:
    said = words(assumptions(isle_material))
    assert "[" in said and "#q" in said
    assert "its council speaks of two years (A. Analyst, 2025-03-01)" in said
