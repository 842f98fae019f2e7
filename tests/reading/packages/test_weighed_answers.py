"""What is answered, asked and left alone once rules and network are weighed."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from tests.reading.packages.heard import heard, known, report
from tests.reading.packages.told import article, package

from servanda.drafting.sides import belligerents_of
from servanda.evidence.span import Span
from servanda.reading.decisions import SURE, Decisions
from servanda.reading.packages import plan
from servanda.reading.packages.answer_evidence import plain
from servanda.reading.packages.answered import Answered
from servanda.reading.packages.heard_answers import Listened
from servanda.reading.packages.weighed_answers import (
    KEPT,
    LIKELY,
    MOST,
    OPPOSITE,
    OPPOSITE_OF_READ,
    STRANGE,
    Weighed,
    decided,
    weighed,
)


def last(found: Weighed) -> dict[str, str]:
    return {party: reports[-1].answer for party, reports in found.answers.items()}


def test_what_is_heard_surely_is_answered_on_its_sentence() -> None:
    told = heard("A", rejects=0.97)
    found = weighed({}, [told], known("A"), ["A"])
    assert last(found) == {"A": "rejects"}
    assert found.answers["A"][-1].citation == told.passage.citation
    assert not found.questions


def test_what_is_hardly_heard_is_neither_answered_nor_asked() -> None:
    found = weighed({}, [heard("A", accepts=0.1, none=0.9)], known("A"), ["A"])
    assert not found.answers and not found.questions


def test_a_yes_and_a_no_that_are_both_heard_are_asked_for() -> None:
    both = [heard("A", accepts=0.8), heard("A", rejects=0.8)]
    found = weighed({}, both, known("A"), ["A"])
    assert not found.answers
    assert [each.party for each in found.questions] == ["A"]


def test_a_condition_is_kept_in_the_words_that_set_it() -> None:
    words = "A would sign once the captives are free."
    found = weighed({}, [heard("A", words, conditional=0.98)], known("A"), ["A"])
    assert found.answers["A"][-1].condition == "once the captives are free"


def test_what_rules_and_network_both_tell_stands_as_rules_read_it() -> None:
    read = report("A", "accepts")
    found = weighed({"A": (read,)}, [heard("A", accepts=0.9)], known("A"), ["A"])
    assert found.answers["A"] == (read,)


def test_what_rules_read_and_the_network_hears_reversed_is_asked_for() -> None:
    read = report("A", "rejects")
    found = weighed({"A": (read,)}, [heard("A", accepts=0.99)], known("A"), ["A"])
    assert last(found) == {"A": "undeclared"}
    assert found.answers["A"][0] == read
    assert [each.party for each in found.questions] == ["A"]


@pytest.mark.parametrize(("read", "against"), [("accepts", "rejects"), ("rejects", "accepts")])
@pytest.mark.parametrize("times", [1, 3, 9])
def test_no_hearing_turns_a_yes_that_rules_read_into_a_no(
    read: str, against: str, times: int
) -> None:
    """Law: however surely the reverse is heard, it is asked for and not given."""
    told = [heard("A", **{against: 0.99})] * times
    found = weighed({"A": (report("A", read),)}, told, known("A"), ["A"])
    assert last(found)["A"] in {read, "undeclared"}


@pytest.mark.parametrize("answer", ["accepts", "rejects", "conditional", "undeclared"])
def test_what_a_person_decided_stands(answer: str) -> None:
    """Law: nothing that is heard moves an answer that a person accepted or corrected."""
    read = report("A", answer, strength=SURE)
    for against in ("accepts", "rejects", "conditional"):
        found = weighed({"A": (read,)}, [heard("A", **{against: 1.0})] * 5, known("A"), ["A"])
        assert found.answers["A"] == (read,) and not found.questions


@pytest.mark.parametrize("read", ["", "accepts", "rejects", "conditional", "undeclared"])
def test_a_likelier_answer_is_never_given_less(read: str) -> None:
    """Law: an answer that is given is still given where it takes from another one."""
    generator = np.random.default_rng(1)
    names = ("accepts", "rejects", "conditional", "undeclared")
    for _ in range(300):
        chances = dict(zip(names, generator.dirichlet(np.ones(4) / 2).tolist(), strict=True))
        answer = decided(chances, read)
        for other in names:
            if answer and other != answer:
                more = chances | {answer: chances[answer] + chances[other] / 2}
                assert decided(more | {other: chances[other] / 2}, read) == answer


def test_no_yes_is_given_beside_a_likely_no() -> None:
    chances = {"accepts": 0.7, "rejects": OPPOSITE + 0.01, "conditional": 0.0, "undeclared": 0.0}
    assert decided(chances, "") == ""
    assert decided(chances | {"rejects": OPPOSITE}, "") == "accepts"
    assert decided(chances, "accepts") == "accepts"
    assert decided(chances | {"rejects": OPPOSITE_OF_READ + 0.01}, "accepts") == ""
    assert decided({**chances, "accepts": KEPT, "rejects": 0.1}, "accepts") == "accepts"


def test_no_yes_and_no_rest_on_the_same_words() -> None:
    words = "A signed the accord, while B burned it."
    told = [heard("A", words, accepts=0.98), heard("B", words, rejects=0.98)]
    found = weighed({}, told, known("A", "B"), ["A", "B"])
    assert last(found) == {"A": "accepts", "B": "rejects"}
    assert len({reports[-1].quote for reports in found.answers.values()}) == 2
    one = "A was glad of what B spat on."
    told = [heard("A", one, accepts=0.98), heard("B", one, rejects=0.98)]
    found = weighed({}, told, known("A", "B"), ["A", "B"])
    assert len(found.answers) == 1 and len(found.questions) == 1


def test_few_questions_are_asked_of_those_who_are_no_side() -> None:
    names = [f"P{n}" for n in range(3 * MOST)]
    many = [heard(name, accepts=0.6, rejects=0.6) for name in names]
    found = weighed({}, many, known(*names), ["P0", "P9"])
    assert {one.party for one in found.questions[:2]} == {"P0", "P9"}
    assert len(found.questions) == 2 + MOST


def test_a_stranger_who_is_heard_to_answer_becomes_a_party() -> None:
    parties = known("A")
    found = weighed({}, [heard("", who="Sand Elders", rejects=0.97)], parties, ["A"])
    assert last(found) == {"sand-elders": "rejects"}
    assert parties.called("sand-elders") == "Sand Elders"
    parties = known("A")
    weighed({}, [heard("", who="Sand Elders", rejects=STRANGE - 0.1)], parties, ["A"])
    assert set(parties.known) == {"A"}


def test_a_lone_person_answers_where_rules_say_so_or_one_sentence_does_plainly() -> None:
    people = known("A", kind="person")
    assert not weighed({}, [heard("A", accepts=STRANGE - 0.01)] * 3, people, []).answers
    assert last(weighed({}, [heard("A", accepts=STRANGE + 0.01)], people, [])) == {"A": "accepts"}
    read = report("A", "accepts")
    assert weighed({"A": (read,)}, [heard("A", accepts=0.1)], people, []).answers


@pytest.mark.parametrize("answer", ["accepts", "rejects", "conditional"])
def test_no_answer_is_given_that_no_sentence_is_likely_to_tell(answer: str) -> None:
    for times in (1, 5):
        faint = [heard("A", **{answer: LIKELY - 0.01})] * times
        assert not weighed({}, faint, known("A"), ["A"]).answers


def test_a_yes_and_a_no_that_rules_read_at_once_are_settled_by_what_is_heard_or_asked() -> None:
    told = (report("A", "rejects"), report("A", "accepts"), report("A", "undeclared"))
    one, two = [heard("A", accepts=0.97)], [heard("A", accepts=0.97), heard("A", rejects=0.6)]
    assert last(weighed({"A": told}, one, known("A"), ["A"], ["A"])) == {"A": "accepts"}
    assert last(weighed({"A": told}, two, known("A"), ["A"], ["A"])) == {"A": "undeclared"}
    assert last(weighed({"A": told}, [], known("A"), ["A"], ["A"])) == {"A": "undeclared"}


def test_without_the_network_rules_answer_as_before() -> None:
    text = "Libya signed the plan. Chad rejected it in Paris on Monday."
    for heard_too in (True, False):
        found = package(text, heard=heard_too).answers
        assert {party: told[-1].answer for party, told in found.items()} == {
            "LBY": "accepts",
            "TCD": "rejects",
        }


def test_what_rules_know_to_have_changed_is_not_asked() -> None:
    found = package("On Monday Chad accepted the plan. On Friday Chad rejected it.", heard=True)
    assert found.answers["TCD"][-1].answer == "rejects"
    assert not found.open_answers


def heard_and_decided(decisions: Decisions | None) -> dict[str, tuple[Answered, ...]]:
    """Return answers where the network alone hears one, as a person decided."""
    words = "Chad would sooner eat the map."
    told = heard("TCD", words.replace("Chad", "TCD"), rejects=0.99)
    told = replace(told, passage=replace(told.passage, words=words), at=Span(0, 4))
    read = [article(words)]
    parties, war = belligerents_of(read, ["Chad", "Libya"])
    with patch.object(plan, "listened_to", lambda *_: Listened([told], {})):
        return plan.package_in(read, parties, war.all, decisions=decisions).answers


def test_what_a_person_decides_on_what_is_heard_stands(tmp_path: Path) -> None:
    """Law: rejected it is given no more, corrected it is what it was corrected to."""
    [answer] = heard_and_decided(None)["TCD"]
    assert answer.answer == "rejects"
    decisions = Decisions(tmp_path)
    decisions.record(answer, "correct", "A. B.", field="answer", value="conditional")
    assert heard_and_decided(decisions)["TCD"][-1].answer == "conditional"
    decisions.take_back(answer.id)
    decisions.record(answer, "reject", "A. B.")
    assert "TCD" not in heard_and_decided(decisions)


PAIRS = Path(__file__).parents[2] / "corpus" / "answer_pairs.csv"
ANSWERED = {"yes": "accepts", "no": "rejects"}


def test_the_network_turns_round_none_of_the_pairs_that_rules_read_right() -> None:
    """Sentences made to trap a reader, each right by rules alone: what hearing costs there."""
    with PAIRS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["verdict"] in ANSWERED]
    found = []
    for row in rows:
        told = package(row["text"].replace("\\n", "\n"), heard=True).answers.items()
        own = [reports[-1] for party, reports in told if row["of"].lower() in party.lower()]
        found.append((row, plain(own[0].answer) if own else ""))
    turned = [
        row["text"] for row, answer in found if {answer, ANSWERED[row["verdict"]]} == set(SIGNS)
    ]
    assert not turned
    right = sum(answer == ANSWERED[row["verdict"]] for row, answer in found)
    assert right >= 0.85 * len(found)


SIGNS = ("accepts", "rejects")


def test_few_answers_are_made_up_where_rules_know_of_none() -> None:
    with PAIRS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["verdict"] == "none"]
    made = []
    for row in rows:
        told = package(row["text"].replace("\\n", "\n"), heard=True).answers.items()
        own = [reports[-1] for party, reports in told if row["of"].lower() in party.lower()]
        made += [row["text"]] if own and own[0].answer != "undeclared" else []
    assert len(made) <= 0.08 * len(rows), made


@pytest.mark.parametrize(
    ("words", "against"),
    [
        ("A has signed the plan.", "rejects"),
        ("A rejected the plan.", "accepts"),
        ("A will not sign the plan.", "accepts"),
    ],
)
def test_what_plain_words_say_otherwise_is_asked_for_and_not_given(
    words: str, against: str
) -> None:
    found = weighed({}, [heard("A", words, **{against: 0.99})], known("A"), ["A"])
    assert not found.answers and [each.party for each in found.questions] == ["A"]
    other = {"accepts": "rejects", "rejects": "accepts"}[against]
    found = weighed({}, [heard("A", words, **{other: 0.99})], known("A"), ["A"])
    assert last(found) == {"A": other}
