"""What is heard of whom: parties, pronouns that mean them, and names that no table knows."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import article

from servanda.drafting.sides import belligerents_of
from servanda.evidence.span import Span
from servanda.reading.packages import heard_answers
from servanda.reading.packages.answer_network import LABELS
from servanda.reading.packages.heard_answers import listened_to
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.passages import Passage, passages_in


def known(*names: str) -> Parties:
    return Parties({name: Party(name, name, "armed") for name in names})


def test_a_pronoun_means_whom_the_sentence_before_named() -> None:
    said = article("Libya spoke at noon. It threw the plan out.")
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    heard_all = listened_to(list(passages_in(said)), parties).answers
    found = [each for each in heard_all if "threw" in each.passage.words]
    assert [(each.party, each.how) for each in found] == [("LBY", "pronoun")]
    assert LABELS[int(found[0].chances.argmax())] == "rejects"


def test_each_mention_is_heard_where_it_stands() -> None:
    said = article("Libya threw the plan out while Chad cheered.")
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    found = listened_to(list(passages_in(said))[-1:], parties).answers
    assert [(each.party, each.at.of(each.passage.words)) for each in found] == [
        ("LBY", "Libya"),
        ("TCD", "Chad"),
    ]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Out on the lawn men of the Sand Elders burned the plan.", ["Sand Elders"]),
        ("Out on the lawn men from GATIA burned the plan.", ["GATIA"]),
        ("The Council burned the plan in the square.", []),
        ("Libya threw the plan out at Camp Sand Hill.", []),
        ("KUFRA, 3 May (Desert Newswire) Libya threw the plan out.", []),
        ("Libya threw the Sand Hill accord out.", []),
        ("SESAY: We threw the plan out.", []),
        ("Jack Nesbitt-Hall (Down East): We threw the plan out.", ["Down East"]),
    ],
)
def test_names_of_strangers_are_heard_and_places_papers_and_speakers_are_not(
    words: str, who: list[str]
) -> None:
    said = article(words)
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    found = listened_to(list(passages_in(said))[-1:], parties).answers
    assert [each.who for each in found if each.who] == who


def test_the_government_beside_another_states_name_is_nobodys() -> None:
    own = "The army of Chad fights the rebels of the north. Rebels attacked Chad on Monday. "
    said = article(f"{own}The government signed the plan. In Egypt the government signed it too.")
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    at = said.text.index("The government")
    for start in (at, said.text.rindex("the government")):
        span = Span(start, start + len("the government"))
        parties.mentions["one"].append(PartyMention(span, "TCD", "generic"))
    parties.mentions["one"].sort(key=lambda m: m.span)
    found = listened_to(list(passages_in(said))[-2:], parties).answers
    assert [each.passage.words for each in found if each.how == "generic"] == [
        "The government signed the plan."
    ]


@pytest.mark.parametrize("who", ["Libya’s former president", "Libya's ex-minister"])
def test_who_spoke_for_a_party_once_is_not_heard_as_it(who: str) -> None:
    said = article(f"{who} rejected the plan.")
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    assert not [
        h for h in listened_to(list(passages_in(said))[-1:], parties).answers if h.party == "LBY"
    ]


def test_of_very_many_sentences_those_on_a_deal_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heard_answers, "LISTENED", 2)
    said = article("Libya spoke. Libya burned the plan. Libya sang. Libya left the talks.")
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    passages = list(passages_in(said))
    found = {
        each.passage.words for each in listened_to(passages, parties).answers if each.party == "LBY"
    }
    assert found == {"Libya burned the plan."}


def test_of_a_line_that_is_no_prose_the_start_is_heard() -> None:
    """A table or a list in one line: names without end, each of which would be looked at."""
    words = "Upland Council and Sand Elders " * 100_000
    spans = [Span(k, k + 6) for k in range(0, len(words), 31)]
    line = Passage("one", Span(0, len(words)), words, words, "prose", 0, None)
    parties = known("A")
    parties.mentions["one"] = [PartyMention(span, "A", "name") for span in spans]
    found = listened_to([line, line], parties).answers
    assert 0 < len(found) < 300


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The Beja council of Said Omar again rejected the plan.", "Beja council"),
        ("The Nationalists of the P.N.I. rejected the plan.", "P.N.I."),
    ],
)
def test_a_body_that_no_table_knows_is_heard_by_its_whole_name(words: str, who: str) -> None:
    said = article(words)
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    found = listened_to(list(passages_in(said))[-1:], parties).answers
    assert who in {each.who or parties.called(each.party) for each in found}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("On Monday the islanders rejected the plan.", "islanders"),
        ("On Monday the bishops' conference rejected the plan.", "bishops' conference"),
        ("But Okello's PDX-Q rejected the plan.", "PDX-Q"),
    ],
)
def test_people_called_by_what_they_are_and_parties_of_somebody_are_heard(
    words: str, who: str
) -> None:
    said = article(words)
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    assert who in {each.who for each in listened_to(list(passages_in(said))[-1:], parties).answers}


@pytest.mark.parametrize(
    "words", ["Few islanders rejected it outright.", "A monk and three settlers' sons rejected it."]
)
def test_some_people_are_no_body(words: str) -> None:
    said = article(words)
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    assert not {each.who for each in listened_to(list(passages_in(said))[-1:], parties).answers} - {
        ""
    }


def test_one_of_a_people_who_is_named_besides_stands_for_himself() -> None:
    for words, counts in (
        ("Omar Badr, the Libyan who chairs the team, voted against the plan.", False),
        ("The Libyans voted against the plan.", True),
    ):
        said = article(words)
        parties, _ = belligerents_of([said], ["Chad", "Libya"])
        heard = listened_to(list(passages_in(said))[-1:], parties).answers
        assert any(each.party == "LBY" for each in heard) == counts
