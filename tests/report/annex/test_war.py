"""What tabling a proposal does to the war."""

from __future__ import annotations

from servanda.report.annex.war import war


def test_each_proposal_says_what_it_does_to_the_war(strait_material, words) -> None:
    section = war(strait_material)
    assert section is not None
    said = words(section)
    assert all(result.title in said for result in strait_material.assessment.proposals)
    assert "month" in said
