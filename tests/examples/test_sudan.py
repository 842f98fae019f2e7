"""The second shipped case: civil, three armed parties in two coalitions, no front."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from servanda.case.change import with_value, with_values
from servanda.case.check import check
from servanda.case.keys.case import Case, numbers_in
from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.engine.results import Assessment

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "sudan"
BRIEFS = sorted((FOLDER / "sources").glob("*.md"))


@pytest.fixture(scope="module")
def case() -> Case:
    return load(FOLDER)


@pytest.fixture(scope="module")
def found(case: Case) -> Assessment:
    return assess(case, worlds=1000, seed=0)


def test_it_is_sound_and_nothing_in_it_is_idle() -> None:
    report = check(FOLDER)
    assert report.is_sound
    assert [note for note in report.notes if "no effect" in note.says] == []


def test_every_number_says_what_it_rests_on(case: Case) -> None:
    """The ends of a scale, 0 and 1, need no reason; defaults of the notation have none."""
    bare = {path: number.form for path, number in numbers_in(case) if number.basis == "unsourced"}
    assert [p for p, form in bare.items() if getattr(form, "value", None) not in (0.0, 1.0)] == []


def test_every_brief_is_cited(case: Case) -> None:
    text = (FOLDER / "case.yaml").read_text(encoding="utf-8")
    assert {source.file for source in case.sources.values()} == {
        f"sources/{b.name}" for b in BRIEFS
    }
    assert all(f"source: {name}" in text for name in case.sources)


def test_three_parties_two_sides_no_front(case: Case) -> None:
    assert tuple(case.parties) == ("army", "rsf", "splmn") and not case.has_front
    assert case.same_side("rsf", "splmn") and not case.same_side("army", "rsf")
    assert case.kinds == ("civil_settlement", "civil_truce")


def test_any_of_the_three_may_break(found: Assessment, case: Case) -> None:
    columns = found.kept["quad_roadmap"]
    accepted = columns["accepts.army"] * columns["accepts.rsf"] * columns["accepts.splmn"] > 0
    for party in case.parties:
        assert np.all(columns[f"breaks_5.{party}"][~accepted] == 0.0)
    ended = found["quad_roadmap"].would_hold
    assert 1.0 >= ended[1].share >= ended[5].share >= ended[10].share >= 0.0


def test_the_army_would_sign_its_own_plan_and_the_others_would_not(
    found: Assessment, case: Case
) -> None:
    """Though it states no price: whoever would be disbanded pays one at home for signing so."""
    agrees = {party.id: party.share.share for party in found["army_road_map"].parties}
    assert agrees["army"] > 0.7 > 0.35 > max(agrees["rsf"], agrees["splmn"])
    told = with_values(case, {f"parties.{each}.readiness": 0 for each in case.parties})
    result = assess(told, worlds=1000, seed=0, proposals=("army_road_map",))["army_road_map"]
    known = {party.id: party.share.share for party in result.parties}
    assert known["army"] > 0.9 > 0.1 > max(known["rsf"], known["splmn"])


def test_a_truce_that_runs_out_stands_no_longer_than_it_is_renewed(
    found: Assessment, case: Case
) -> None:
    """Its one renewal, at 0.2 to 0.7, comes in its third month."""
    held = found["quad_truce"].would_hold
    assert held[1].share < 0.45
    longer = with_value(case, "proposals.quad_truce.expires.renewal", 1)
    renewed = assess(longer, worlds=1000, seed=0, proposals=("quad_truce",))["quad_truce"]
    assert renewed.would_hold[1].share > 1.5 * held[1].share


def test_what_was_answered_is_confronted_with_the_model(found: Assessment) -> None:
    assert found.evidence is not None and not found.evidence.weighed
    assert len(found.evidence.moved) == 4
