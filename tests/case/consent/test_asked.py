"""Whom a consent rule may turn on, told without asking anybody."""

from __future__ import annotations

from servanda.case.consent.asked import bodies_asked, parties_asked, rules_in
from servanda.case.consent.rule import ConsentRule


def test_each_party_is_told_once_and_named_rules_are_followed(vard) -> None:
    rule = ConsentRule.model_validate(
        {"all": ["sutherland", {"rule": "southern"}, {"quota": 1, "of": {"lowmoor": 2}}]}
    )
    assert parties_asked(vard, rule) == ("sutherland", "eastmark", "westmark", "lowmoor")
    assert bodies_asked(vard, rule) == ("league",)
    assert [each.head for each in rules_in(vard, rule)][:2] == ["all", "party"]


def test_a_circle_of_names_is_followed_once(vard) -> None:
    circle = {"council": ConsentRule.model_validate({"all": ["norland", {"rule": "council"}]})}
    case = vard.model_copy(update={"consent_rules": circle})
    rule = ConsentRule.model_validate({"rule": "council"})
    assert parties_asked(case, rule) == ("norland",)
    assert len(list(rules_in(case, rule))) == 4
