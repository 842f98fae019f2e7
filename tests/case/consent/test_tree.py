"""A consent rule with everything it refers to written out."""

from __future__ import annotations

import pytest

from servanda.case.consent.rule import ConsentRule
from servanda.case.consent.tree import compile_rule, rule_in_words, tree_of
from servanda.errors import InputError


def test_names_and_members_are_written_out_at_the_place_where_they_stand(vard) -> None:
    asked = compile_rule(vard, "bargain")
    named = asked.below[1]
    assert named.path == "consent_rules.southern"
    assert named.parties == ("sutherland", "eastmark", "westmark")
    assert asked.below[3].path == "proposals.bargain.consent.all.3"
    assert [each.path[-4:] for each in asked.below[3].below] == ["of.0"] * 3 + ["of.1"]
    assert asked.must == ("sutherland",)
    assert asked.vetoes == ("proposals.bargain.consent.all.2.valid",)
    assert compile_rule(vard, "truce").hosts == (
        ("sutherland", "proposals.truce.consent.all.2.withdraws"),
    )


def test_a_circle_and_a_name_nobody_gave_are_refused(vard) -> None:
    circle = {"council": ConsentRule.model_validate({"all": [{"rule": "council"}]})}
    case = vard.model_copy(update={"consent_rules": circle})
    with pytest.raises(InputError, match="council → council is circular or unknown"):
        tree_of(case, ConsentRule.model_validate({"rule": "council"}), "x")
    assert rule_in_words(case, ConsentRule.model_validate({"rule": "council"})) == "(council)"
    with pytest.raises(InputError, match="the consent rule senate is circular or unknown"):
        tree_of(vard, ConsentRule.model_validate({"rule": "senate"}), "x")
    with pytest.raises(InputError, match="names no actor with members"):
        tree_of(vard, ConsentRule.model_validate({"all": [{"members": "norland"}]}), "x")


def test_a_rule_is_a_noun_phrase(vard) -> None:
    rule = ConsentRule.model_validate({"any": ["sutherland", {"rule": "council"}]})
    assert rule_in_words(vard, rule) == "one of (Sutherland or (Eastmark and Westmark))"
