"""Deals: packages are what an assessment says of them; a planted deal is found, or none said."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from servanda.case.keys.case import Case
from servanda.case.load import load, parse
from servanda.engine.assess import assess
from servanda.engine.exact import exact_mean
from servanda.engine.fidelity import PRINTED
from servanda.errors import InputError
from servanda.explore.ask import ask
from servanda.explore.packages.combinations import FORCES, space_of
from servanda.explore.packages.deal_search import LEVEL, deals
from servanda.explore.packages.search import shell
from servanda.explore.packages.values import PackageWorlds, aims_of, as_written
from servanda.explore.questions.deals import DEALS, deal_findings
from servanda.report.formats.html import render_html
from servanda.worlds.sample import sample

TOP = Path(__file__).parents[3]
STRAIT = TOP / "tests" / "cases" / "strait"
QUICK: Any = {"robustness": False, "war_worlds": 1}
"""Without what moves no share of a package: trials of the verdict, and the war's length."""

PLANTED = """
servanda: 2
title: A border nobody wants to fight for
as_of: 2024-06-01
parties:
  norland: {victory: 1, word: 0.05, keeps_its_word: 0.5}
  suria: {victory: 1, word: 0.05, keeps_its_word: 1}
actors:
  norland: Norland
  suria: Suria
  league: {name: The League, kind: alliance, members: {arda: 1.0}}
issues:
  land: {title: The land, kind: territory, weights: {norland: 1, suria: 1}}
  port:
    title: The port
    kind: finite
    weights: {norland: 1, suria: 1}
    options:
      shared: {norland: 0.5, suria: 0.5}
      closed: {norland: 0.0, suria: 0.0}
  name:
    title: The name of the strait
    kind: finite
    weights: {norland: 0.6, suria: 0.6}
    options:
      old: {norland: 1.0, suria: 0.0}
      both: {norland: 0.7, suria: 0.7}
      new: {norland: 0.0, suria: 0.6}
capabilities:
  norland: {forces: 60 thousand}
  suria: {forces: 10 thousand}
war:
  front: {issue: land, held_by: norland, held: 50%}
  trend: 0 percent per month
  swing: 3 percent per month
  flow_costs: {norland: %COST%, suria: %COST%}
  patience: {norland: 0.05, suria: 0.05}
  ends_by_itself: 0.2 per year
  while_fighting: {port: closed, name: both}
  regroup: {pace: {norland: 3 percent per month, suria: 0}, months: 12}
  operations: 1
  opportunities: 1 per year
  temptation_noise: 0.002
  early: 1
  jumps: {rate: 0}
  decisiveness: 1
  memory: 120
guarantees:
  pact:
    title: The pact
    kind: treaty
    guarantors: league
    protects: [suria]
    against: [norland]
    intervenes: 0.95
    force: 5 thousand
proposals:
  bare:
    title: A bare truce
    terms: {land: 0.25, port: closed, name: new}
    consent: {all: [norland, suria]}
  guarded:
    title: A guarded truce
    terms: {land: 0.75, port: closed, name: old}
    guarantees: pact
    consent: {all: [norland, suria, {members: league}]}
"""

DEAR = 0.4
"""A year of war costs each so much that one package, and no other, suits both and is kept.

Half of the land is held, so that war is worth the same to both. Norland takes a quarter of the land
for the name it wants, Suria the rest and the port; without four times the promised force Norland
would come back for more once it has regrouped. All that could be uncertain is stated.
"""


def planted(cost: float) -> Case:
    return parse(PLANTED.replace("%COST%", f"{cost:g}"))


def works_by_assessment(case: Case) -> set[str]:
    """Every package of the case, assessed one by one as a case of its own."""
    space = space_of(case)
    found = set()
    for package in space.all():
        written, name = space.in_case(package)
        result = assess(written, worlds=20, seed=0, proposals=(name,), threads=1, **QUICK)[name]
        if result.signed_and_holds_5y.share >= LEVEL:
            found.add(space.says(package))
    return found


CASES = ["tests/cases/strait", "examples/tutorial", "examples/ukraine"]


@pytest.mark.parametrize("folder", CASES)
def test_packages_are_what_an_assessment_of_them_says_to_the_digit(folder: str) -> None:
    case = load(TOP / folder)
    space = space_of(case)
    every = np.stack([np.zeros(len(space.sizes), dtype=np.int64), np.array(space.sizes) - 1])
    picked = [row for row in every if space.fits(row[None])[0]] or [space.all()[0]]
    for package in picked:
        written, name = space.in_case(package)
        result = assess(written, worlds=150, seed=2, proposals=(name,), threads=1, **QUICK)[name]
        told = as_written(space, package, 150, 2)
        assert exact_mean(told.columns["stops"]) == result.stops_fighting.share
        assert exact_mean(told.columns["holds_5"]) == result.signed_and_holds_5y.share
        assert exact_mean(told.columns["signed"]) == result.signed.share
        for party in result.parties:
            if party.margin is not None:
                middle = np.median(told.columns[f"gain.{party.id}"])
                assert party.margin.p50 == pytest.approx(middle, abs=1e-12)


@pytest.mark.parametrize("folder", CASES[:2])
def test_a_quick_search_is_near_what_is_written(folder: str) -> None:
    case = load(TOP / folder)
    space = space_of(case)
    drawn = sample(case, worlds=400, seed=2)
    every = space.all()
    picked = every[np.random.default_rng(0).choice(len(every), 6, replace=False)]
    quick = PackageWorlds(space, drawn)
    for package, row in zip(picked, quick.measures(picked), strict=True):
        gives = dict(zip(quick.names, row, strict=True))
        told = as_written(space, package, 400, 2)
        for name in ("stops", "holds_5"):
            assert gives[name] == pytest.approx(told.columns[name].mean(), abs=0.06)


def test_a_proposal_is_a_package_to_the_digit() -> None:
    """As written in its own place, and searched as printed verdicts are made."""
    case = load(STRAIT)
    drawn = sample(case, worlds=300, seed=1)
    result = assess(case, worlds=300, seed=1, **QUICK)
    for name, body in case.proposals.items():
        if body.after_any_settlement is not False:
            continue
        space = space_of(case, name)
        told = as_written(space, space.start(), 300, 1)
        assert exact_mean(told.columns["holds_5"]) == result[name].signed_and_holds_5y.share
        searched = PackageWorlds(space, drawn, PRINTED).told(space.start())
        for column in ("stops", "holds_5", "would_hold_5"):
            assert searched.columns[column] == pytest.approx(told.columns[column], abs=1e-9)


def test_every_trade_has_the_sign_of_two_written_proposals() -> None:
    case = load(STRAIT)
    found = deals(case, worlds=400, seed=4, proposal="patrol")
    assert found.trades
    before, name = found.space.in_case(found.space.start())
    here = assess(before, worlds=400, seed=4, proposals=(name,), **QUICK)[name]
    signs = 0
    for trade in found.trades:
        written, name = found.space.in_case(trade.choice)
        there = assess(written, worlds=400, seed=4, proposals=(name,), **QUICK)[name]
        others = {each.id: each for each in there.parties}
        for one in here.parties:
            gain, two = trade.gains.get(one.id), others.get(one.id)
            if gain is None or two is None or one.margin is None or two.margin is None:
                continue
            assert np.sign(gain) == np.sign(two.margin.p50 - one.margin.p50), trade.term
            signs += 1
    assert signs > 3


def test_what_is_shown_was_assessed_as_a_proposal_with_those_on_the_table() -> None:
    case = load(STRAIT)
    found = deals(case, worlds=300, seed=3)
    assert {each.proposal for each in found.packages} == {"", *case.proposals}
    for package in found.packages:
        written, name = found.written(package)
        result = assess(written, worlds=300, seed=3, proposals=(name,), **QUICK)[name]
        assert package.gives["stops"] == result.stops_fighting.share
        assert package.gives["holds_5"] == result.signed_and_holds_5y.share
    aims = np.array([[each.gives[a] for a in aims_of(case)] for each in found.packages])
    kept = [row for row, on in zip(aims, found.on_frontier, strict=True) if on]
    for row in kept:
        beaten = (aims >= row).all(axis=1) & (aims > row).any(axis=1)
        assert not beaten.any()


def test_a_package_inherits_the_costs_of_what_it_settles() -> None:
    case = load(TOP / "examples" / "ukraine")
    for name, body in case.proposals.items():
        space = space_of(case, name)
        start = space.start()
        assert {p: q for p, (_, q) in space.priced(start).items()} == dict(body.political_costs)
        for package in shell(space, start)[1:]:
            written, template = space.in_case(package)
            costs = written.proposals[template].political_costs
            for party, (source, number) in space.priced(package).items():
                assert costs[party] == number == case.proposals[source].political_costs[party]


def test_nobody_pays_for_what_it_gets_and_a_dear_value_carries_its_cost() -> None:
    case = load(TOP / "examples" / "ukraine")
    space = space_of(case)
    dear = case.proposals["full_withdrawal"].political_costs["russia"]
    land, lifted = (list(space.settings).index(n) for n in ("territory", "sanctions"))
    package = space_of(case, "ceasefire_in_place").start()
    space = space_of(case, "ceasefire_in_place")
    gives_land, gets_relief = package.copy(), package.copy()
    gives_land[land] = [each.label for each in space.settings["territory"]].index("0")
    gets_relief[lifted] = len(space.settings["sanctions"]) - 1
    assert space.priced(gives_land)["russia"][1] == dear
    bears = space.priced(gets_relief).get("russia", ("", None))
    assert bears[0] != "full_withdrawal" and bears[1] != dear


def test_four_parties_without_a_front_have_packages_and_no_zone() -> None:
    case = load(TOP / "tests" / "cases" / "marsh")
    found = deals(case, worlds=100, seed=0)
    assert found.zone is None and "no front" in found.no_zone
    assert set(found.trades[0].gains) == set(case.parties)
    frontier, *_, zone = deal_findings(found)
    assert {f"gain.{party}" for party in case.parties} <= set(frontier.columns)
    assert not zone.found and zone.claim == found.no_zone


def test_a_named_proposal_is_a_package_and_starts_from_its_own_assessment() -> None:
    case = load(STRAIT)
    result = assess(case, worlds=200, seed=3, **QUICK)
    for name in case.proposals:
        found = deals(case, worlds=200, seed=3, proposal=name)
        assert found.start is not None
        assert found.start.gives["holds_5"] == result[name].signed_and_holds_5y.share
        levels = [len(changes) for changes, _ in found.repairs]
        assert all(one <= two for one, two in pairwise(levels))


def test_the_only_deal_that_works_is_found_and_so_is_the_way_to_it() -> None:
    case = planted(DEAR)
    (only,) = works_by_assessment(case)
    found = deals(case, worlds=50, proposal="bare")
    assert found.working == 1
    assert found.best.says == only
    assert found.repair is not None
    changes, package = found.repair
    assert package.says == only
    assert changes == found.space.changes(found.space.start(), package.choice)
    assert "1 package would be signed" in deal_findings(found)[0].claim


def test_where_war_is_cheap_there_is_no_deal_and_it_says_so() -> None:
    found = deals(planted(0.0), worlds=50, proposal="bare")
    assert not works_by_assessment(planted(0.0))
    assert found.working == 0 and found.repair is None
    frontier, repair, *_ = deal_findings(found)
    assert not frontier.found and "No package in this space would be signed" in frontier.claim
    assert not repair.found and repair.claim.startswith("No ")


def test_a_guarantee_comes_with_consent_force_and_the_options_only_it_has() -> None:
    case = load(TOP / "examples" / "ukraine")
    space = space_of(case)
    issues = list(space.settings)
    troops = issues.index("foreign_troops")
    seen = set()
    for package in space.all():
        each = space.arrangements[package[-1]]
        assert each.guarantees == case.proposals[each.template].guarantees
        seen.add((each.guarantees, each.factor))
        if "coalition_force" in each.guarantees:
            option = space.settings["foreign_troops"][package[troops]].outcome.option
            assert option == "western_force"
    assert {factor for names, factor in seen if names == ("article5",)} == set(FORCES)
    assert {factor for names, factor in seen if names == ("monitors",)} == {1.0}
    titles = {each.label for each in space.settings["alignment"]}
    assert not any("fighting itself" in title for title in titles)


def test_findings_are_drawable_repeatable_and_plain() -> None:
    case = load(STRAIT)
    once, again = (
        [each.as_dict() for each in deal_findings(deals(case, worlds=300, proposal="entry"))]
        for _ in range(2)
    )
    assert once == again
    assert [each["shape"] for each in once] == ["frontier", "table", "table", "table", "interval"]
    assert json.loads(json.dumps(once)) == once


def test_an_unknown_proposal_is_refused() -> None:
    with pytest.raises(InputError, match="no proposal is called"):
        deals(load(STRAIT), worlds=50, proposal="nonsense")


def test_one_search_mends_every_proposal_as_a_search_of_its_own_would() -> None:
    case = load(STRAIT)
    together = deals(case, worlds=300, seed=1, mend=case.proposals)
    assert [each.proposal for each in together.mended] == list(case.proposals)
    for each in together.mended:
        alone = deals(case, worlds=300, seed=1, proposal=each.proposal)
        assert alone.start is not None
        assert each.start.gives == pytest.approx(alone.start.gives)
        assert (each.smallest is None) == (alone.repair is None)
        if each.smallest and alone.repair:
            assert len(each.smallest[0]) == len(alone.repair[0])
            one, two = each.smallest[1], alone.repair[1]
            assert one.gives["holds_5"] == pytest.approx(two.gives["holds_5"], abs=0.02)


def test_the_report_of_a_case_finds_the_planted_deal_and_says_where_there_is_none() -> None:
    for cost, works in ((DEAR, True), (0.0, False)):
        case = planted(cost)
        frontier, mended, *_ = ask(case, [DEALS], worlds=50)
        assert frontier.found == mended.found == works
        page = render_html(case, assess(case, worlds=50), None, [frontier, mended])
        assert "Deals to explore" in page
        told = "1 package would be signed" if works else "No package in this space would be signed"
        assert told in page
