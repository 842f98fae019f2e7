"""Which numbers a proposal is computed from, stage by stage."""

from __future__ import annotations

import pytest

from servanda.engine.plan import plan_of
from servanda.engine.reads import Reads, reads_of
from servanda.worlds.sample import sample


@pytest.fixture(scope="module")
def reads(strait) -> dict[str, Reads]:
    plan, drawn = plan_of(strait), sample(strait, worlds=2)
    return {name: reads_of(plan, drawn, name) for name in ("truce", "patrol")}


def test_a_later_stage_reads_what_the_earlier_do(reads) -> None:
    for each in reads.values():
        assert each.setting < each.settling <= each.war
        assert each.settling <= each.signing <= each.war
        assert not each.by_consent
    assert reads["truce"].settling == reads["truce"].signing  # those who fight alone are asked
    assert reads["patrol"].settling < reads["patrol"].signing


def test_numbers_are_read_where_they_matter(reads) -> None:
    truce, patrol = reads["truce"], reads["patrol"]
    assert "war.swing" in truce.setting
    assert "proposals.patrol.consent.all.3.valid" in patrol.signing - patrol.settling
    assert not any(name.startswith("guarantees.patrols") for name in truce.war)
    assert any(name.startswith("guarantees.patrols") for name in patrol.settling)
