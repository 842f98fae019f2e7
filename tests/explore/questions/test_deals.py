"""Deals: packages are what an assessment says of them; a planted deal is found, or none said."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from servanda.case.keys.case import Case
from servanda.case.load import load, parse
from servanda.engine.assess import assess
from servanda.errors import InputError
from servanda.explore.ask import ask
from servanda.explore.packages.combinations import FORCES, space_of
from servanda.explore.packages.deal_search import LEVEL, deals
from servanda.explore.packages.values import MEASURES, PackageWorlds
from servanda.explore.questions.deals import DEALS, deal_findings
from servanda.report.formats.html import render_html
from servanda.worlds.sample import sample

TOP = Path(__file__).parents[3]
STRAIT = TOP / "tests" / "cases" / "strait"

PLANTED = """
servanda: 1
title: A border nobody wants to fight for
as_of: 2024-06-01
challenger: norland
protege: suria
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
      shared: {challenger: 0.2, protege: 0.2}
      closed: {challenger: 0.0, protege: 0.0}
  name:
    title: The name of the strait
    kind: finite
    weights: {norland: 0.6, suria: 0.6}
    options:
      old: {challenger: 1.0, protege: 0.0}
      both: {challenger: 0.7, protege: 0.7}
      new: {challenger: 0.0, protege: 1.0}
capabilities:
  norland: {forces: 60 thousand}
  suria: {forces: 10 thousand}
war:
  front: {issue: land, held: 40%, step: 0.05}
  trend: 0 percent per month
  swing: 3 percent per month
  costs: {norland: %COST%, suria: %COST%}
  patience: {norland: 0.05, suria: 0.05}
  ends_by_itself: 0.2 per year
  while_fighting: {port: closed, name: both}
  regroup: {challenger: 3 percent per month, protege: 0, months: 12}
  opportunities: 4 per year
  temptation_noise: 0.002
  decisiveness: 1
  keeps_its_word: 0.5
  word_strength: 10
  memory: 120
guarantees:
  pact:
    title: The pact
    kind: treaty
    guarantors: league
    intervenes: 0.95
    force: 5 thousand
    punishment: 0
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


def planted(cost: float) -> Case:
    return parse(PLANTED.replace("%COST%", f"{cost:g}"))


def works_by_assessment(case: Case) -> set[str]:
    """Every package of the case, assessed one by one as a case of its own."""
    space = space_of(case)
    found = set()
    for package in space.all():
        written, name = space.in_case(package)
        result = assess(written, worlds=20, seed=0, proposals=(name,), threads=1)[name]
        if result.signed_and_holds_5y.share >= LEVEL:
            found.add(space.says(package))
    return found


@pytest.mark.parametrize("folder", ["tests/cases/strait", "examples/tutorial"])
def test_packages_are_what_an_assessment_of_them_says(folder: str) -> None:
    case = load(TOP / folder)
    space = space_of(case)
    every = space.all()
    drawn = sample(case, worlds=400, seed=2)
    picked = every[np.random.default_rng(0).choice(len(every), 8, replace=False)]
    for package, row in zip(
        picked, PackageWorlds(space, drawn).parts(picked).measures(), strict=True
    ):
        written, name = space.in_case(package)
        result = assess(written, worlds=400, seed=2, proposals=(name,), threads=1)[name]
        gives = dict(zip(MEASURES, row, strict=True))
        told = space.says(package)
        assert gives["stops"] == pytest.approx(result.stops_fighting.share, abs=2e-3), told
        assert gives["holds_5"] == pytest.approx(result.signed_and_holds_5y.share, abs=2e-3), told


def test_a_named_proposal_is_a_package_and_starts_from_its_own_assessment() -> None:
    case = load(STRAIT)
    result = assess(case, worlds=500, seed=3)
    for name in case.proposals:
        found = deals(case, worlds=500, seed=3, proposal=name)
        assert found.start is not None
        share = result[name].signed_and_holds_5y.share
        assert found.start.gives["holds_5"] == pytest.approx(share, abs=1e-9)
        levels = [len(changes) for changes, _ in found.repairs]
        assert all(one <= two for one, two in pairwise(levels))


def test_the_only_deal_that_works_is_found_and_so_is_the_way_to_it() -> None:
    case = planted(0.05)
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


def test_giving_up_land_costs_what_the_proposal_that_asks_it_says() -> None:
    case = load(TOP / "examples" / "ukraine")
    space = space_of(case)
    for package in space.all()[::97]:
        written, name = space.in_case(package)
        body = written.proposals[name]
        land = space.settings["territory"][package[0]].label
        if land == "0":
            assert (
                body.political_costs["russia"]
                == case.proposals["full_withdrawal"].political_costs["russia"]
            )
    for name in case.proposals:
        named = space_of(case, name)
        written, template = named.in_case(named.start())
        assert written.proposals[template].political_costs == case.proposals[name].political_costs


def test_findings_are_drawable_repeatable_and_plain() -> None:
    case = load(STRAIT)
    once, again = (
        [each.as_dict() for each in deal_findings(deals(case, worlds=300, proposal="entry"))]
        for _ in range(2)
    )
    assert once == again
    assert [each["shape"] for each in once] == ["frontier", "table", "table", "interval"]
    assert json.loads(json.dumps(once)) == once


def test_an_unknown_proposal_is_refused() -> None:
    with pytest.raises(InputError, match="no proposal is called"):
        deals(load(STRAIT), worlds=50, proposal="nonsense")


def test_one_search_mends_every_proposal_as_a_search_of_its_own_would() -> None:
    case = load(STRAIT)
    together = deals(case, worlds=2_000, seed=1, mend=case.proposals)
    assert [each.proposal for each in together.mended] == list(case.proposals)
    for each in together.mended:
        alone = deals(case, worlds=2_000, seed=1, proposal=each.proposal)
        assert alone.start is not None
        assert each.start.gives == pytest.approx(alone.start.gives)
        assert (each.smallest is None) == (alone.repair is None)
        if each.smallest and alone.repair:
            assert len(each.smallest[0]) == len(alone.repair[0])
            one, two = each.smallest[1], alone.repair[1]
            assert one.gives["holds_5"] == pytest.approx(two.gives["holds_5"], abs=0.02)


def test_the_report_of_a_case_finds_the_planted_deal_and_says_where_there_is_none() -> None:
    for cost, works in ((0.05, True), (0.0, False)):
        case = planted(cost)
        frontier, mended, *_ = ask(case, [DEALS], worlds=50)
        assert frontier.found == mended.found == works
        page = render_html(case, assess(case, worlds=50), None, [frontier, mended])
        assert "Deals to explore" in page
        told = "1 package would be signed" if works else "No package in this space would be signed"
        assert told in page
