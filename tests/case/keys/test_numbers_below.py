"""Every number under a part of a case, by its dotted path."""

from __future__ import annotations

from servanda.case.keys.case import Case
from servanda.case.keys.numbers_below import stated_in


def test_paths_lead_through_mappings_lists_and_perceivers(strait: Case) -> None:
    names = [name for name, _ in stated_in(strait)]
    assert len(names) == len(set(names))
    for name in ("war.trend.norland", "war.trend.analyst", "guarantees.pact.force",
                 "issues.status.options.partner.suria",  # shares stand on the option itself
                 "proposals.handover.phases.1.terms.islands.value",
                 "proposals.patrol.consent.all.3.valid"):  # fmt: skip
        assert name in names
    assert "war.trend" not in names


def test_a_part_is_told_under_the_place_it_is_given(strait: Case) -> None:
    whole = dict(stated_in(strait))
    for name, number in stated_in(strait.war, "war"):
        assert whole[name] is number
    assert stated_in(strait.front.held, "x") == [("x", strait.front.held)]
