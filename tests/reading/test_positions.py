"""What several articles say together, every item cited verbatim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from servanda.evidence.quotes import locate
from servanda.evidence.span import Span
from servanda.reading.positions import account_of
from servanda.reading.read import Said, read_text

FIRST = (
    "Kenya and Benin volunteered to send troops to Haiti. Brazil refused to send troops to Haiti. "
    "Canada remains wary of sending troops to Haiti. Gangs seized territory."
)
SECOND = (
    "Hungary opposes Georgia’s accession to the EU. France and Germany support Georgia’s accession "
    "to the EU. Russia should not get a say on Georgia’s membership of the EU. It should be up to "
    "Georgia to decide. Russia will not allow Georgia to join the EU, it said. "
    "They recalled the Sochi Agreement of 1992. Russia violated the Sochi Agreement in 2008."
)


def documents() -> list[Said]:
    def none(_: str) -> list[Any]:
        return []

    return [
        read_text(FIRST, "one", date(2024, 5, 1), none),
        read_text(SECOND, "two", date(2024, 6, 1), none),
    ]


def test_volunteers_refusers_and_the_ambivalent() -> None:
    account = account_of(documents())
    issue = "troops_in_haiti"
    assert {h.actor for h in account.standing("volunteer", issue)} == {"KEN", "BEN"}
    assert {h.actor for h in account.standing("refuser", issue)} == {"BRA"}
    assert {h.actor for h in account.standing("ambivalent", issue)} == {"CAN"}


def test_membership_its_rule_and_the_undeclared() -> None:
    account = account_of(documents())
    issue = "eu_membership_georgia"
    assert {h.actor for h in account.standing("opponent", issue)} >= {"HUN", "RUS"}
    assert {h.actor for h in account.standing("supporter", issue)} == {"FRA", "DEU"}
    [rule] = [r for r in account.rules if r.issue == issue]
    assert (rule.organisation, rule.rule, len(rule.members)) == ("EU", "unanimity", 27)
    assert "Article 49" in rule.basis
    undeclared = account.undeclared(issue)
    assert len(undeclared) == 24
    assert "HUN" not in undeclared


def test_disputed_consent() -> None:
    [consent] = account_of(documents()).disputed_consent
    assert consent.whose == "RUS"
    assert consent.claims
    assert consent.denials
    assert [whose for whose, _, _ in consent.given_to] == ["GEO"]


def test_broken_agreements() -> None:
    [broken] = account_of(documents()).broken_agreements
    assert (broken.name, broken.by) == ("Sochi Agreement", "RUS")


def test_the_front(given: Callable[..., Any]) -> None:
    text = (
        "Sudan’s army retook Khartoum. The Rapid Support Forces are retreating from the city. "
        "The war has become one of attrition. The trajectory is now in the army’s favour."
    )
    front = account_of([read_text(text, "d", extract=given())]).front
    assert front is not None
    assert front.share > 0.5
    assert len(front.citations) >= 2


def test_every_citation_is_verbatim() -> None:
    read = documents()
    texts = {said.source.id: said.text for said in read}
    citations = account_of(read).citations
    assert len(citations) > 10
    for citation in citations:
        assert isinstance(locate(citation.quote, texts[citation.source]), Span)


def test_gaps_are_listed_and_nothing_is_made_up() -> None:
    account = account_of([read_text("A ceasefire in Mali is far off.", "d", extract=lambda _: [])])
    assert account.held == ()
    assert any("ceasefire" in gap for gap in account.gaps)
    assert account.front is None


def test_nothing_read_gives_an_empty_account() -> None:
    account = account_of([read_text("", "d", extract=lambda _: [])])
    assert account.issues == account.actors == ()
    assert account.unread == (("d", "empty"),)
