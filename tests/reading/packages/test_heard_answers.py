"""What is heard: an answer where it is sure, a question where it is likely, else nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.reading.packages.told import article, package

from servanda.drafting.sides import belligerents_of
from servanda.evidence.span import Span
from servanda.reading.packages import heard_answers, plan
from servanda.reading.packages.answer_network import LABELS
from servanda.reading.packages.heard_answers import (
    LIKELY,
    MOST,
    Heard,
    heard_in,
    heard_to_ask,
)
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.passages import Passage, passages_in


def heard(party: str, **chances: float) -> Heard:
    row = np.array([chances.get(label, 0.0) for label in LABELS], np.float32)
    words = f"{party} spoke: " + ", ".join(f"{k} {v}" for k, v in chances.items())
    return Heard(party, Passage("one", Span(0, len(words)), words, words, "prose", 0, None), row)


def known(*names: str) -> Parties:
    return Parties({name: Party(name, name, "armed") for name in names})


def test_what_is_likely_is_asked() -> None:
    [asked] = heard_to_ask([heard("A", rejects=0.7)], known("A"), ["A"])
    assert (asked.party, asked.seems, asked.who) == ("A", "reject", "")
    assert asked.citations[0].quote.startswith("A spoke")


def test_what_is_hardly_heard_is_not() -> None:
    assert not heard_to_ask([heard("A", accepts=0.4, none=0.5)], known("A"), ["A"])
    assert not heard_to_ask([heard("A", undeclared=0.9)], known("A"), ["A"])


def test_of_a_yes_and_a_no_the_one_heard_more_is_asked() -> None:
    both = [heard("A", accepts=0.8), heard("A", rejects=0.9), heard("A", accepts=0.8)]
    assert [one.seems for one in heard_to_ask(both, known("A"), ["A"])] == ["accept"]


@pytest.mark.parametrize("more", [0.0, 0.1, 0.2, 0.39])
def test_to_hear_it_more_surely_never_unasks_it(more: float) -> None:
    asked = heard_to_ask([heard("A", conditional=LIKELY + more)], known("A"), ["A"])
    assert [one.seems for one in asked] == ["condition"]


def test_few_questions_are_asked_of_those_who_are_no_side_and_of_strangers() -> None:
    names = [f"P{n}" for n in range(3 * MOST)]
    many = [heard(name, rejects=0.8) for name in names]
    asked = heard_to_ask(many, known(*names), ["P0", "P9"])
    assert {one.party for one in asked[:2]} == {"P0", "P9"}
    assert len(asked) == 2 + MOST
    strange = [replace(heard("", rejects=0.9), who=name) for name in names]
    strange = [
        replace(one, passage=replace(one.passage, words=f"{one.who} spoke.")) for one in strange
    ]
    assert [one.party for one in heard_to_ask(strange, known(), [])] == [""] * MOST


def test_a_pronoun_means_whom_the_sentence_before_named() -> None:
    said = article("Libya spoke at noon. It threw the plan out.")
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    heard_all = heard_in(list(passages_in(said)), parties)
    found = [each for each in heard_all if "threw" in each.passage.words]
    assert [each.party for each in found] == ["LBY"]
    assert LABELS[int(found[0].chances.argmax())] == "rejects"


def test_whoever_is_known_to_answer_is_not_asked_about() -> None:
    said = article("Libya threw the plan out. Chad cheered.")
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    passages = list(passages_in(said))
    assert {each.party for each in heard_in(passages, parties, {"LBY"})} == {"TCD"}
    assert not heard_in(passages, parties, {"LBY", "TCD"})


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Out on the lawn men of the Sand Elders burned the plan.", ["Sand Elders"]),
        ("Out on the lawn men from GATIA burned the plan.", ["GATIA"]),
        ("Libya threw the plan out at Camp Sand Hill.", []),
        ("KUFRA, 3 May (Desert Newswire) Libya threw the plan out.", ["Desert Newswire"]),
        ("Libya threw the Sand Hill accord out.", []),
    ],
)
def test_names_of_strangers_are_heard_and_places_and_papers_are_not(
    words: str, who: list[str]
) -> None:
    said = article(words)
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    found = heard_in(list(passages_in(said))[-1:], parties)
    assert [each.who for each in found if each.who] == who


def test_a_stranger_who_answers_is_asked_about_by_name() -> None:
    told = (
        "The envoy came out. Of the Sand Elders, who burned it, the plan can expect nothing but no."
    )
    found = package(told).open_answers
    assert [(each.who, each.seems) for each in found] == [("Sand Elders", "reject")]


def test_of_very_many_sentences_those_on_a_deal_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heard_answers, "LISTENED", 2)
    said = article("Libya spoke. Libya burned the plan. Libya sang. Libya left the talks.")
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    passages = list(passages_in(said))
    found = {each.passage.words for each in heard_in(passages, parties, {"TCD"})}
    assert found == {"Libya burned the plan."}


def test_of_a_line_that_is_no_prose_the_start_is_heard() -> None:
    """A table or a list in one line: names without end, each of which would be looked at."""
    words = "Upland Council and Sand Elders " * 100_000
    spans = [Span(k, k + 6) for k in range(0, len(words), 31)]
    line = Passage("one", Span(0, len(words)), words, words, "prose", 0, None)
    parties = known("A")
    parties.mentions["one"] = [PartyMention(span, "A", "name") for span in spans]
    found = heard_in([line, line], parties)
    assert 0 < len(found) < 300


def test_what_is_heard_asks_and_answers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No chance of the network, however sure, moves an answer; without it only questions go."""
    text = (
        "Libya signed the plan. Of Chad, which burned it on the lawn, expect nothing but no. "
        "The Sand Elders, who burned it too, can be counted out."
    )
    told = package(text)
    sure = np.eye(len(LABELS), dtype=np.float32)[LABELS.index("rejects")]

    def all_refuse(passages: list[Passage], *_: object) -> list[Heard]:
        return [Heard(party, passages[-1], sure) for party in ("LBY", "TCD")]

    monkeypatch.setattr(plan, "heard_in", all_refuse)
    refused = package(text)
    monkeypatch.setattr(plan, "heard_in", lambda *_: [])
    silent = package(text)
    assert told.answers == refused.answers == silent.answers
    assert "LBY" not in {each.party for each in refused.open_answers}
    assert ("TCD", "reject") in {(each.party, each.seems) for each in refused.open_answers}
