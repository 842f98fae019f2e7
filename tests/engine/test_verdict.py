"""Words of a verdict: what each is about, and what keeps it from being called robust."""

from __future__ import annotations

import pytest

from servanda.engine.result_parts import WarMonths
from servanda.engine.shares import Share, Spread
from servanda.engine.verdict import effect_of, firmness, verdict_of, weaker

NONE = Share(0.0, 0.001, 1000)
QUIET = WarMonths(None, None, Spread(0, 0, 0, 9), None, None, None, NONE, NONE, NONE)


def share(value: float, se: float = 0.005, worlds: int = 5000) -> Share:
    return Share(value, se, worlds)


@pytest.mark.parametrize(
    ("signed", "stops", "holds", "word", "firm"),
    [
        (0.95, 1.0, 0.95, "signed and holds", "robust"),
        (0.95, 1.0, 0.70, "signed and holds", "leaning"),
        (0.60, 1.0, 0.99, "signed and holds", "leaning"),
        (0.95, 1.0, 0.03, "signed but breaks", "robust"),
        (0.55, 1.0, 0.80, "open", "undetermined"),
        (0.33, 1.0, 0.95, "unsignable", "leaning"),
        (0.02, 1.0, 0.95, "unsignable", "robust"),
        (0.80, 0.2, 0.1, "signed but war goes on", "leaning"),
    ],
)
def test_breaking_is_about_what_is_signed(
    signed: float, stops: float, holds: float, word: str, firm: str
) -> None:
    found = verdict_of(share(signed), share(stops), share(holds), QUIET)
    assert (found.word, found.firmness) == (word, firm)


def test_a_share_that_its_error_or_unknown_worlds_could_turn_is_undetermined() -> None:
    assert firmness(Share(0.97, 0.06, 12)) == "leaning"
    assert firmness(Share(0.60, 0.06, 60)) == "undetermined"
    assert firmness(Share(0.99, 0.001, 500, 0.45, 0.99)) == "undetermined"
    assert firmness(Share.unknown()) == "undetermined"


def test_where_nobody_signs_nothing_is_said_of_holding() -> None:
    assert verdict_of(share(0.0), None, None, QUIET).word == "unsignable"
    few = verdict_of(share(0.002), share(1.0, worlds=9), share(0.5, worlds=9), QUIET)
    assert "too few" in few.sentence
    assert verdict_of(Share.unknown(), None, None, QUIET).word == "not computed"


def test_a_verdict_is_as_firm_as_its_weakest_part() -> None:
    assert weaker("robust", "undetermined", "leaning") == "undetermined"


def test_the_effect_on_the_war_in_words() -> None:
    war = WarMonths(None, None, Spread(-9, -4.2, 0, 9), None, None, None, NONE, share(0.6), NONE)
    assert (
        effect_of(war) == "tabling it shortens the war in 60% of worlds (median change -4.2 months)"
    )
    longer = WarMonths(None, None, Spread(0, 1, 2, 9), None, None, None, share(0.6), NONE, NONE)
    assert "lengthens" in effect_of(longer)
    assert "cannot" in effect_of(WarMonths(*[None] * 6, NONE, NONE, NONE))


def test_an_effect_in_one_world_in_twenty_is_told_and_in_fewer_is_none() -> None:
    def said(longer: float) -> str:
        change = Spread(0, 0, 0, 9)
        return effect_of(WarMonths(None, None, change, None, None, None, share(longer), NONE, NONE))

    assert said(0.049) == "tabling it leaves the war as long as it is"
    assert said(0.05).startswith("tabling it lengthens the war in 5.0% of worlds")
