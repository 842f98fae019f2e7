"""The ways to settle one issue."""

from __future__ import annotations

import pytest

from servanda.case.keys.dispute import Outcome
from servanda.errors import InputError
from servanda.explore.packages.issue_settings import (
    STEPS,
    place_of,
    same_outcome,
    settings_of,
    where,
)  # fmt: skip


def test_territory_comes_in_steps_as_held_and_as_proposals_say(strait) -> None:
    made = list(settings_of(strait, "islands", ("handover",)))
    labels = [each.label for each in made]
    assert labels[0] == "as held" and len(made) == 2 + STEPS
    own = next(each for each in made if each.path)
    assert own.path == "proposals.handover.terms.islands" and own.outcome.value.text == "0.4"
    assert all(0.0 <= each.place <= 1.0 for each in made)
    assert [each.place for each in made[1 : 1 + STEPS]] == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_options_of_the_war_alone_are_no_terms(strait) -> None:
    made = {each.outcome.option: each for each in settings_of(strait, "status", ())}
    assert set(made) == {"neutral", "member", "partner"}
    assert made["neutral"].place > made["partner"].place > made["member"].place


def test_a_term_is_found_among_its_settings(strait) -> None:
    made = tuple(settings_of(strait, "islands", ("handover",)))
    own = strait.proposals["handover"].terms["islands"]
    assert made[place_of(made, own, "proposals.handover.terms.islands")].outcome is own
    assert where(strait, "islands", Outcome(as_held=True)) == pytest.approx(0.4, abs=0.01)
    with pytest.raises(InputError, match="is no setting of its issue"):
        place_of(made, Outcome.model_validate(0.123), "x")


def test_outcomes_alike_are_the_same() -> None:
    read = Outcome.model_validate
    assert same_outcome(read(0.2), read("20%")) and not same_outcome(read(0.2), read(0.3))
    assert same_outcome(read("as_held"), read("as_held"))
    assert not same_outcome(read("as_held"), read("shared"))
    assert not same_outcome(read(0.2), read("0.1 to 0.3"))
