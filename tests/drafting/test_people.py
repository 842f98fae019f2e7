"""Who there is: sources, actors, who would send troops."""

from __future__ import annotations

from servanda.drafting.contents import Contents
from servanda.drafting.drafted import VOLUNTEERS
from servanda.drafting.people import GAP, STANCES, weight
from servanda.evidence.records import Citation
from servanda.reading.positions import Held


def test_each_actor_has_a_kind_and_the_words_that_first_name_it(caucasus: Contents) -> None:
    actors = caucasus.case()["actors"]
    assert {"azerbaijan", "armenia", "european_union", VOLUNTEERS} <= set(actors)
    assert actors["european_union"]["kind"] == "alliance"
    assert len(actors["european_union"]["members"]) == 27
    for id, actor in actors.items():
        assert actor["kind"], id
        assert id == VOLUNTEERS or actor["cite"], id


def test_volunteers_are_told_with_their_troops_and_from_those_who_refuse(
    caucasus: Contents,
) -> None:
    members = caucasus.volunteers()
    positions = {name: member["position"] for name, member in members.items()}
    assert positions == {
        "france": "volunteer", "ireland": "volunteer", "canada": "volunteer",
        "georgia": "refuse", "germany": "undeclared",
    }  # fmt: skip
    assert members["canada"]["troops"]["value"] == 0.4
    assert "troops" not in members["france"], "a figure said of two is neither's"
    assert members["germany"]["note"] == "Reported as ambivalent."


def test_the_two_sides_are_no_volunteers(caucasus: Contents) -> None:
    assert not {"armenia", "azerbaijan"} & set(caucasus.volunteers())


def test_forces_that_nobody_tells_are_a_gap(caucasus: Contents) -> None:
    assert caucasus._forces("ARM") == GAP


def test_a_source_without_a_day_says_so(caucasus: Contents, strip: Contents) -> None:
    undated, dated = (made.case()["sources"] for made in (caucasus, strip))
    assert "put in the right one" in undated["caucasus"]["note"]
    assert "note" not in dated["plan"] and dated["plan"]["published"] == "1994-05-03"


def test_a_commitment_outweighs_a_leaning_and_then_confidence_counts() -> None:
    told = Citation("d", "Chad did.")
    leans, commits, surer = (
        Held("TCD", "t", "support", commitment, "supporter", "author", told, sure, False)
        for commitment, sure in ((None, 0.9), ("will", 0.2), (None, 0.95))
    )
    assert weight(commits) > weight(surer) > weight(leans)


def test_every_stand_is_a_position() -> None:
    assert set(STANCES.values()) == {"volunteer", "refuse", "undeclared"}
