"""Deals: packages are what an assessment says of them; a planted deal is found, or none said."""

from __future__ import annotations

import json

from tests.explore.packages.planted import DEAR, STRAIT, TOP, planted, works_by_assessment

from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.explore.ask import ask
from servanda.explore.packages.deal_search import deals
from servanda.explore.questions.deals import DEALS, deal_findings
from servanda.report.formats.html import render_html

CASES = ["tests/cases/strait", "examples/tutorial", "examples/ukraine"]


def test_four_parties_without_a_front_have_packages_and_no_zone() -> None:
    case = load(TOP / "tests" / "cases" / "marsh")
    found = deals(case, worlds=100, seed=0)
    assert found.zone is None and "no front" in found.no_zone
    assert set(found.trades[0].gains) == set(case.parties)
    frontier, *_, zone = deal_findings(found)
    assert {f"gain.{party}" for party in case.parties} <= set(frontier.columns)
    assert not zone.found and zone.claim == found.no_zone


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


def test_findings_are_drawable_repeatable_and_plain() -> None:
    case = load(STRAIT)
    once, again = (
        [each.as_dict() for each in deal_findings(deals(case, worlds=100, proposal="entry"))]
        for _ in range(2)
    )
    assert once == again
    assert [each["shape"] for each in once] == ["frontier", "table", "table", "table", "interval"]
    assert json.loads(json.dumps(once)) == once


def test_the_report_of_a_case_finds_the_planted_deal_and_says_where_there_is_none() -> None:
    for cost, works in ((DEAR, True), (0.0, False)):
        case = planted(cost)
        frontier, mended, *_ = ask(case, [DEALS], worlds=50)
        assert frontier.found == mended.found == works
        page = render_html(case, assess(case, worlds=50), None, [frontier, mended])
        assert "Deals to explore" in page
        told = "1 package would be signed" if works else "No package in this space would be signed"
        assert told in page
