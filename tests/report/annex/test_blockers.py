"""Who blocks and why."""

from __future__ import annotations

from servanda.report.annex.blockers import blockers


def test_every_proposal_says_who_consents_how_often(strait_material, words) -> None:
    section = blockers(strait_material)
    said = words(section)
    for result in strait_material.assessment.proposals:
        assert result.title in said
        for party in result.parties:
            assert party.name in said
    assert section.anchor == "blockers"


def test_the_first_proposal_is_open_and_the_others_wait(strait_material) -> None:
    opened = [part.open for part in blockers(strait_material).blocks if hasattr(part, "summary")]
    assert opened == [True] + [False] * (len(strait_material.assessment.proposals) - 1)
