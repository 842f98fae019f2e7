"""What is taken where a case says nothing."""

from __future__ import annotations

from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.defaults import KindDefaults, default_numbers, usual_kind
from servanda.case.keys.number import Share, base_rate


def test_the_kind_of_war_follows_from_who_fights(strait: Case) -> None:
    assert usual_kind(["state", "state"]) == "interstate"
    assert usual_kind(["state", "non-state"]) == "civil_settlement"
    assert strait.kind_of_war == "interstate"


def test_a_default_gives_way_to_what_is_said(strait: Case) -> None:
    taken = dict(default_numbers(strait))
    assert taken["parties.norland.word"].form.name == "broken_word"
    assert taken["war.early"].form.name == "early_interstate"
    assert "war.costs.norland" not in taken  # `flow_costs` says it
    assert "war.decided" not in taken  # it has a front
    party = strait.parties["norland"].model_copy(update={"word": base_rate(Share, "war_cost")})
    case = strait.model_copy(update={"parties": {**strait.parties, "norland": party}})
    assert "parties.norland.word" not in dict(default_numbers(case))


def test_defaults_of_another_kind_come_with_a_proposal_of_that_kind(strait: Case) -> None:
    truce = strait.proposals["truce"].model_copy(update={"kind": "civil_truce"})
    case = strait.model_copy(update={"proposals": {**strait.proposals, "truce": truce}})
    more = set(dict(default_numbers(case))) - set(dict(default_numbers(strait)))
    assert more == {f"by_kind.civil_truce.{key}" for key in KindDefaults.of_a_kind()}
    assert more <= {name for name, _ in numbers_in(case)}
