"""Every combination of what the proposals of a case vary."""

from __future__ import annotations

import numpy as np
import pytest
from tests.explore.packages.planted import TOP

from servanda.case.load import load
from servanda.errors import InputError
from servanda.explore.packages.combinations import FORCES, space_of
from servanda.explore.packages.search import shell


@pytest.fixture(scope="module")
def space(strait):
    return space_of(strait, "truce", ("handover",))


def test_a_proposal_is_a_package_and_comes_back_as_itself(space, strait) -> None:
    start = space.start()
    case, name = space.in_case(start)
    assert name == "truce"
    assert dict(case.proposals["truce"].terms) == dict(strait.proposals["truce"].terms)
    assert case.proposals["truce"].consent == strait.proposals["truce"].consent
    assert "truce_as_it_was" in case.proposals
    assert space.changes(start, start) == {}


def test_every_package_is_one_of_each_and_fits(space) -> None:
    every = space.all()
    assert every.shape[1] == len(space.sizes) and (every < np.array(space.sizes)).all()
    assert len(every) <= space.combinations == np.prod(space.sizes)
    assert space.fits(every).all()
    assert len({tuple(row) for row in every}) == len(every)


def test_distance_counts_what_changes(space) -> None:
    start = space.start()
    other = start.copy()
    other[1] = (other[1] + 1) % space.sizes[1]
    counts, moved = space.distances(start, np.array([start, other]))
    assert counts.tolist() == [0, 1] and moved[0] == 0.0 < moved[1]
    assert len(space.changes(start, other)) == 1
    assert space.says(start) != space.says(other)


def test_what_cannot_be_laid_out_is_told(strait) -> None:
    with pytest.raises(InputError, match="no proposal is called 'tea'"):
        space_of(strait, "tea")
    with pytest.raises(InputError, match="no proposal was named to start from"):
        space_of(strait).start()


def test_seen_from_another_proposal_it_is_the_same_packages(space) -> None:
    other = space.seen_from("handover")
    assert other.proposal == "handover" and other.sizes == space.sizes
    case, name = other.in_case(other.start())
    assert name == "handover" and case.proposals[name].phases


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
