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
        (
            "Japan would not return to talks unless China withdraws its ships.",
            {("JPN", "conditional", None)},
        ),
        (
            "Iran has long opposed the transit corridor, while Turkey supports it.",
            {("IRN", "oppose", None), ("TUR", "support", None)},
        ),
        ("A peace treaty was tabled; Peru rejected the idea.", {("PER", "oppose", None)}),
        ("Serbia would never recognise Kosovo’s independence.", {("SRB", "oppose", "will_not")}),
        ("Hungary would block the accession of Ukraine to NATO.", {("HUN", "oppose", None)}),
        ("The Greek Cypriots wanted zero troops.", {("CYP", "oppose", None)}),
        ("Norway neither supports nor opposes the talks.", {("NOR", "neutral", None)}),
        ("It is unlikely Russia would accept a ceasefire.", {("RUS", "ambivalent", None)}),
        ("Talks go on. Egypt backs the annexation of the strip.", {("EGY", "support", None)}),
        (
            "Talks went on. Spain does not recognise the annexation.",
            {("ESP", "oppose", "will_not")},
        ),
        ("Kenya spoke to the rebels who rejected the ceasefire.", set()),
        ("If Egypt accepts a ceasefire, the war may end.", set()),
        ("Would Britain give up its bases in a peace deal?", set()),
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


@pytest.mark.parametrize(
    ("text", "triple", "stances"),
    [
        (
            "A ceasefire failed. Ankara said it denied the ceasefire was dead.",
            ("Ankara", "denied", "the ceasefire was dead"),
            set(),
        ),
        (
            "Tokyo declined to say whether it would send troops to Taiwan.",
            ("Tokyo", "declined", "to say whether it would send troops to Taiwan"),
            set(),
        ),
        (
            "Bolivia demands the return of its coast.",
            ("Bolivia", "demands", "the return of its coast"),
            {("BOL", "support", None)},
        ),
        (
            "Chad offered troops to Darfur. Ethiopia ruled out participating.",
            ("Ethiopia", "ruled out", "participating"),
            {("ETH", "oppose", "will_not")},
        ),
        (
            "Kosovo and Serbia have agreed on the normalisation of relations.",
            ("Kosovo and Serbia", "have agreed on", "the normalisation of relations"),
            {("XKX", "support", "will"), ("SRB", "support", "will")},
        ),
    ],
)
def test_stances_of_speakers(
    given: Callable[..., Any],
    text: str,
    triple: tuple[str, str, str],
    stances: set[tuple[str, str, str | None]],
) -> None:
    assert stances == {s for s in held(text, given(triple)) if s[0] != "TCD"}


def test_an_object_that_no_topic_names_is_the_issue_in_its_own_words() -> None:
    said = read_text(
        "A ceasefire held. Bolivia rejects the coastal railway.", "d", DAY, lambda _: []
    )
    assert [(s.actor, s.issue) for s in said.stances] == [("BOL", "coastal_railway")]
