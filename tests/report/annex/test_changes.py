"""What would change our mind: findings, each where its shape belongs."""

from __future__ import annotations

from dataclasses import replace

from servanda.report.annex.changes import changes, finding_blocks, scenarios
from servanda.report.blocks import Details, Group

BOX = {"box": 1, "input": "i", "low": 0.2, "high": None, "range_low": 0.0, "range_high": 1.0,
       "frequency": 0.9}  # fmt: skip


def test_a_finding_goes_where_its_shape_belongs_and_one_of_a_section_elsewhere(
    strait_material, finding, words
) -> None:
    found = (finding("Of a number."), finding("Of a box.", shape="box", rows=(BOX,)),
             finding("Of the past.", section="past"),
             finding("Of a lens.", lens="graph"))  # fmt: skip
    made = replace(strait_material, findings=found)
    one, two = changes(made), scenarios(made)
    assert one is not None and two is not None
    assert "Of a number." in words(one) and "Of a box." in words(two)
    for elsewhere in ("Of the past.", "Of a lens."):
        assert elsewhere not in words(one) + words(two)
    assert changes(replace(strait_material, findings=())) is None


def test_of_many_the_first_are_told_and_the_rest_wait(finding) -> None:
    few = list(finding_blocks([finding()] * 3, "x"))
    assert all(block.open for block in few if isinstance(block, Details))
    many = list(finding_blocks([finding(f"No. {n}.", found=n > 5) for n in range(12)], "x"))
    assert not any(block.open for block in many if isinstance(block, Details))
    (rest,) = (block for block in many if getattr(block, "summary", "") == "6 more")
    assert not rest.printed


def test_explorations_have_headings_and_findings_of_nothing_share_a_line(finding, words) -> None:
    groups = list(finding_blocks([finding(exploration="a_b"), finding(exploration="c")], "x"))
    assert [words(group.heading).strip() for group in groups if isinstance(group, Group)] == [
        "A b", "C",
    ]  # fmt: skip
    nothing = [finding("Nothing does.", rows=(), found=False)] * 2
    (bullets,) = finding_blocks(nothing, "x")
    assert len(bullets.items) == 1
