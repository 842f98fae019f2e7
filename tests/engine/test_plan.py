"""A case made ready once."""

from __future__ import annotations

import pytest

from servanda.engine.plan import plan_of
from servanda.errors import InputError


def test_a_proposal_that_would_follow_any_settlement_brings_its_terms(strait) -> None:
    plan = plan_of(strait)
    own = plan.after_any_settlement("entry")
    assert set(own.also) == {"status"}  # all its terms but the line itself
    assert own.also["status"][1] == "proposals.entry.terms.status"
    assert own.more_guarantees == ("pact",)
    bare = plan.after_any_settlement("truce")
    assert bare.also == {} and bare.more_guarantees == ()


def test_only_what_is_named_follows(strait) -> None:
    entry = strait.proposals["entry"].model_copy(update={"after_any_settlement": ("pact",)})
    case = strait.model_copy(update={"proposals": {**strait.proposals, "entry": entry}})
    own = plan_of(case).after_any_settlement("entry")
    assert own.also == {} and own.more_guarantees == ("pact",)


def test_the_menu_and_a_name_nobody_gave(strait) -> None:
    plan = plan_of(strait)
    assert plan.menu() == ("truce",) and set(plan.rules) == set(strait.proposals)
    with pytest.raises(InputError, match="no proposal is called 'trucy'"):
        plan.after_any_settlement("trucy")
