"""Faults that any rule with a list below it may have."""

from __future__ import annotations

from servanda.case.consent import AllOf, ConsentRule
from servanda.case.consent.listed import listed_faults, written_out


def test_members_are_written_out_and_a_rule_is_its_number(vard) -> None:
    rule = ConsentRule.model_validate(
        {"all": ["norland", {"any": ["a", "b"]}, {"members": "league"}]}
    )
    assert written_out(rule, vard) == ["norland", "1", "eastmark", "westmark", "farholm"]


def test_nobody_and_somebody_twice_are_faults_and_two_rules_are_not(vard) -> None:
    path = ("proposals", "truce", "consent")
    twice = ConsentRule.model_validate({"all": ["eastmark", {"members": "league"}]})
    assert [(f.wrong, f.mend) for f in listed_faults(twice, vard, path)] == [
        ("`eastmark` is asked twice", "keep it once, or use `except`")
    ]
    assert [f.wrong for f in listed_faults(AllOf(all=()), vard, path)] == ["nobody is asked here"]
    rules = ConsentRule.model_validate({"all": [{"any": ["a", "b"]}, {"any": ["a", "b"]}]})
    assert list(listed_faults(rules, vard, path)) == []
