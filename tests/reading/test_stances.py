"""Who stands where: subjects, negation, coordination, elided objects, conditions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from servanda.reading.read import read_text

DAY = date(2025, 9, 5)


def held(text: str, extract: Any = None) -> set[tuple[str, str, str | None]]:
    said = read_text(text, "d", DAY, extract or (lambda _: []))
    for stance in said.stances:
        assert stance.evidence.of(said.text) == stance.quote
    return {(s.actor, s.position, s.commitment) for s in said.stances}


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Kenya volunteered to send troops to Haiti.", {("KEN", "support", "will")}),
        (
            "Kenya, Benin and Jamaica volunteered to send troops to Haiti.",
            {("KEN", "support", "will"), ("BEN", "support", "will"), ("JAM", "support", "will")},
        ),
        ("Poland will not send troops to Ukraine.", {("POL", "oppose", "will_not")}),
        ("Egypt refused to join the peacekeeping force.", {("EGY", "oppose", "will_not")}),
        ("Hungary opposes Ukrainian membership of NATO.", {("HUN", "oppose", None)}),
        ("Hungary’s opposition to NATO membership for Ukraine is old.", {("HUN", "oppose", None)}),
        ("Turkey does not oppose a ceasefire.", {("TUR", "neutral", None)}),
        ("Germany remains wary of a no-fly zone.", {("DEU", "ambivalent", None)}),
        ("Israel will accept a ceasefire only if Hamas disarms.", {("ISR", "conditional", "will")}),
        ("Hamas rejected a permanent ceasefire on Friday.", {("HAMAS", "oppose", None)}),
        ("The Houthis demanded an end to the fighting.", {("HOUTHIS", "support", None)}),
        (
            "Some members, like Spain and Italy, are open to an arms embargo; Austria is not.",
            {("ESP", "support", None), ("ITA", "support", None)},
        ),
        (
            "A ceasefire was tabled. Rwanda is opposed.",
            {("RWA", "oppose", None)},
        ),
        ("Talks on Mali took place in Algiers.", set()),
        ("Weapons reached Sudan.", set()),
    ],
)
def test_stances_in_narration(text: str, stances: set[tuple[str, str, str | None]]) -> None:
    assert held(text) == stances


def test_a_spokesperson_speaks_for_the_state(given: Callable[..., Any]) -> None:
    text = "“Russia will not accept peacekeepers,” Kremlin spokesman Dmitry Peskov said."
    extract = given(
        ("Kremlin spokesman Dmitry Peskov", "said", "“Russia will not accept peacekeepers,”")
    )
    assert held(text, extract) == {("RUS", "oppose", "will_not")}


def test_who_asserts_it_is_kept(given: Callable[..., Any]) -> None:
    text = "Poland has indicated that they would not send troops to Ukraine."
    content = "that they would not send troops to Ukraine"
    said = read_text(text, "d", DAY, given(("Poland", "has indicated", content)))
    [stance] = said.stances
    assert stance.asserted_by == said.statements[0].id
    assert (stance.actor, stance.commitment) == ("POL", "will_not")


def test_a_leader_calls_for_something(given: Callable[..., Any]) -> None:
    text = "President Emmanuel Macron called for a ceasefire in Gaza."
    said = read_text(
        text, "d", DAY, given(("President Emmanuel Macron", "called for", "a ceasefire in Gaza"))
    )
    assert ("emmanuel-macron", "support") in {(s.actor, s.position) for s in said.stances}


def test_hedges_lower_confidence() -> None:
    sure = read_text("Kenya will send troops to Haiti.", "d", DAY, lambda _: []).stances
    unsure = read_text("Kenya may support a truce in Haiti.", "d", DAY, lambda _: []).stances
    assert not sure[0].hedged
    assert unsure[0].hedged
    assert unsure[0].confidence < sure[0].confidence
