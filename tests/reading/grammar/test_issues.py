"""Issues, plans and agreements are found in conflicts of every kind, with whom they concern."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.evidence.span import Span
from servanda.reading.grammar.issues import breaches_in, issues_in
from servanda.reading.who.cast import Cast


def found(text: str, day: date = date(2025, 1, 1)) -> dict[str, str]:
    issues, touches = issues_in(Cast(text, day), [Span(0, len(text))])
    for touch in touches:
        assert touch.span.of(text)
    return {issue.id: issue.kind for issue in issues}


@pytest.mark.parametrize(
    ("text", "issue", "kind"),
    [
        ("Sweden blocked Georgia’s accession to the EU.", "eu_membership_georgia", "proposal"),
        ("Kyiv would receive an invitation to join NATO.", "nato_membership_ukraine", "proposal"),
        ("Kenya sent peacekeepers to Haiti.", "troops_in_haiti", "proposal"),
        ("African troops deployed to Somalia", "troops_in", "proposal"),
        ("the deployment of UN peacekeepers in Mali", "troops_in_mali", "proposal"),
        ("Israel rejects a ceasefire.", "ceasefire", "proposal"),
        ("talks on a hostage deal resumed", "release_of_prisoners_and_hostages", "proposal"),
        ("a full withdrawal from Gaza", "troop_withdrawal_from_gaza", "proposal"),
        ("the disarmament of Hezbollah", "disarmament", "proposal"),
        ("a power-sharing government in South Sudan", "power_sharing_government", "proposal"),
        ("Palestinian statehood", "statehood_or_independence", "proposal"),
        ("the Pretoria Agreement of 2022", "pretoria_agreement", "agreement"),
        ("the 1978 Camp David Accords", "camp_david_accords", "agreement"),
        ("the Saudi Peace Initiative", "saudi_peace_initiative", "plan"),
        ("a land-for-peace deal", "land_for_peace_deal", "plan"),
        ("uranium enrichment", "nuclear_limits", "proposal"),
        ("sanctions on Iran were lifted", "sanctions_on_iran", "proposal"),
        ("autonomy for Kosovo", "autonomy", "proposal"),
        ("lifting the blockade", "blockade", "proposal"),
    ],
)
def test_issues(text: str, issue: str, kind: str) -> None:
    ids = found(text)
    match = [name for name in ids if name.startswith(issue)]
    assert match, ids
    assert ids[match[0]] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Finland did not ask Russia for approval to join NATO.",
        "The weather was fine and the markets rose on Friday.",
        "Forces of nature",
    ],
)
def test_no_issue(text: str) -> None:
    assert not found(text)


def test_an_agreement_goes_by_its_first_word_later() -> None:
    text = "The Minsk Accords of 2014 failed. There must be no second Minsk. He was in Minsk."
    issues, _ = issues_in(Cast(text), [Span(0, len(text))])
    [accords] = [issue for issue in issues if issue.kind == "agreement"]
    assert [span.of(text) for span in accords.touches] == ["The Minsk Accords of 2014", "Minsk"]
    assert accords.year == "2014"


def test_breaches_name_the_breaker_and_what_came_before() -> None:
    text = (
        "They recalled the Lusaka Protocol of 1994 and the Bicesse Accords. "
        "Angola violated both deals within months. Rwanda breached the Luanda Agreement too."
    )
    cast, prose = Cast(text), [Span(0, len(text))]
    issues, touches = issues_in(cast, prose)
    breaches = breaches_in(cast, prose, issues, touches)
    assert {(b.issue, b.by) for b in breaches} == {
        ("lusaka_protocol", "AGO"),
        ("bicesse_accords", "AGO"),
        ("luanda_agreement", "RWA"),
    }
    for breach in breaches:
        assert breach.span.of(text) == breach.quote
