"""Why a proposal fares as it does: separations against plain counts, and the words for them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import mannwhitneyu

from servanda.case.change import with_value
from servanda.case.keys.case import Case
from servanda.engine.assess import assess
from servanda.engine.results import Assessment
from servanda.errors import InputError
from servanda.explore.questions.why import LEAST, Reason, blockers, reasons, reasons_by_proposal
from servanda.worlds.sample import sample

WORLDS = 4_000


@pytest.fixture(scope="module")
def found(strait: Case) -> Assessment:
    return assess(strait, worlds=WORLDS, seed=0)


def of(name: str, told: tuple[Reason, ...]) -> Reason:
    return {reason.party.id: reason for reason in told}[name]


def test_the_separation_is_twice_the_mann_whitney_share_less_one(
    strait: Case, found: Assessment
) -> None:
    worlds = sample(strait, WORLDS, found.seed)
    for party in ("norland", "suria"):
        consents = found.kept["truce"][f"consent.{party}"] > 0
        told = of(party, reasons(strait, found, "truce"))
        assert told.assumptions
        for number in told.assumptions:
            values = worlds.values(number.path)
            share = mannwhitneyu(values[consents], values[~consents]).statistic
            share /= consents.sum() * (~consents).sum()
            assert number.separation == pytest.approx(2 * share - 1, abs=1e-12)
            assert abs(number.separation) > max(LEAST, 4 * number.se)


def test_the_widest_come_first_and_no_more_than_asked(strait: Case, found: Assessment) -> None:
    told = of("norland", reasons(strait, found, "truce", most=2))
    assert len(told.assumptions) == 2
    every = of("norland", reasons(strait, found, "truce", most=99)).assumptions
    sizes = [abs(number.separation) for number in every]
    assert sizes == sorted(sizes, reverse=True)
    assert told.assumptions == every[:2]


def test_they_move_the_way_theory_says(strait: Case, found: Assessment) -> None:
    every = of("norland", reasons(strait, found, "truce", most=99)).assumptions
    side = {number.path: number.separation for number in every}
    assert side["war.flow_costs.norland"] > 0.1
    assert side["war.trend.norland"] < -0.1
    assert "war.flow_costs.suria" not in side, "what the war costs Suria is nothing to Norland"


def test_groups_are_told_apart_by_their_middle(strait: Case, found: Assessment) -> None:
    for number in of("norland", reasons(strait, found, "truce")).assumptions:
        assert number.signs is not None
        assert number.refuses is not None
        more = number.signs.p50 > number.refuses.p50
        assert more == (number.separation > 0)


def test_where_all_agree_nothing_separates(strait: Case) -> None:
    ruinous = with_value(strait, "proposals.truce.political_costs", {"suria": 1})
    assessment = assess(ruinous, worlds=1_000, seed=0, proposals=("truce",))
    told = of("suria", reasons(ruinous, assessment, "truce"))
    assert told.party.share.share == 0.0
    assert told.assumptions == ()


def test_the_one_who_blocks_most_comes_first(strait: Case, found: Assessment) -> None:
    for proposal in found.kept:
        blocks = [reason.party.blocks.share for reason in reasons(strait, found, proposal)]
        assert blocks == sorted(blocks, reverse=True)


def test_a_stated_consent_is_its_own_reason(strait: Case, found: Assessment) -> None:
    told = reasons(strait, found, "entry")
    (cale,) = of("cale", told).assumptions
    assert (cale.path, cale.text) == ("proposals.entry.stances.cale.consents", "unlikely")
    assert "probability that the case states" in of("cale", told).condition
    (dova,) = of("dova", reasons(strait, found, "patrol")).assumptions
    assert dova.text == "refuse: base rate stance_refuse"


def test_a_base_rate_is_called_by_its_name(strait: Case, found: Assessment) -> None:
    every = of("norland", reasons(strait, found, "truce", most=99)).assumptions
    named = {number.path: number.text for number in every if number.basis == "base rate"}
    assert named
    assert all(text.startswith("base rate ") for text in named.values())


def test_the_condition_says_the_margin(strait: Case, found: Assessment) -> None:
    told = of("norland", reasons(strait, found, "truce"))
    margin = told.party.margin
    assert margin is not None
    assert told.condition.startswith("To Norland the deal is worth ")
    assert f"{abs(margin.p50):.3f} {'more' if margin.p50 >= 0 else 'less'}" in told.condition


def test_blockers_are_those_who_alone_stand_in_the_way(strait: Case, found: Assessment) -> None:
    told = reasons(strait, found, "entry")
    named = {reason.party.id for reason in blockers(told, least=0.05)}
    assert named == {r.party.id for r in told if r.party.blocks.share > 0.05}
    assert blockers(told, least=1.0) == ()


def test_all_proposals_at_once_are_the_same(strait: Case, found: Assessment) -> None:
    every = reasons_by_proposal(strait, found)
    assert set(every) == set(found.kept)
    assert every["entry"] == reasons(strait, found, "entry")


def test_what_is_printed_as_json_is_what_it_says(strait: Case, found: Assessment) -> None:
    told = of("norland", reasons(strait, found, "truce"))
    shown = told.to_dict()
    assert shown["party"]["id"] == "norland"
    assert [entry["path"] for entry in shown["assumptions"]] == [n.path for n in told.assumptions]
    assert np.isfinite([entry["separation"] for entry in shown["assumptions"]]).all()


def test_an_unknown_proposal_is_told(strait: Case, found: Assessment) -> None:
    with pytest.raises(InputError, match="no proposal is called 'entri'"):
        reasons(strait, found, "entri")
