"""The one lexicon: every row can be used, and every form is made as English makes it."""

from __future__ import annotations

import re

import pytest

from servanda.reading.grammar.lexicon import (
    entries,
    finite_forms,
    forms_of,
    heads,
    irregular_pasts,
    pattern_of,
    words_of,
)

COMPLEMENTS = {"np", "to", "prep", "inf", "ing", "clause", "that", "none", "", "any"}


def test_every_entry_has_words_and_a_use_and_stands_once_in_it() -> None:
    every = entries()
    assert len(every) > 500
    assert all(entry.words and entry.use for entry in every)
    assert {entry.sign for entry in every} == {-1, 0, 1}
    told = [(e.words, e.use, e.complement) for e in every if e.use == "answer"]
    signs: dict[object, set[int]] = {}
    for entry in (e for e in every if e.use == "answer"):
        signs.setdefault((entry.words, entry.complement), set()).add(entry.sign)
    assert told and {words for words, found in signs.items() if len(found) > 1} == set()


def test_no_entry_answers_yes_and_no_by_the_same_words() -> None:
    assert not words_of("answer", sign=1) & words_of("answer", sign=-1)


@pytest.mark.parametrize(
    ("lemma", "third", "past", "part", "ing"),
    [("deny", "denies", "denied", "denied", "denying"),
     ("refuse", "refuses", "refused", "refused", "refusing"),
     ("reject", "rejects", "rejected", "rejected", "rejecting"),
     ("take", "takes", "took", "taken", "taking"),
     ("give", "gives", "gave", "given", "giving"),
     ("back", "backs", "backed", "backed", "backing"),
     ("slam", "slams", "slammed", "slammed", "slamming"),
     ("go", "goes", "went", "gone", "going")],
)  # fmt: skip
def test_forms_are_those_of_english(lemma: str, third: str, past: str, part: str, ing: str) -> None:
    forms = forms_of(lemma)
    assert forms[lemma] == "base" and forms[third] == "s" and forms[ing] == "ing"
    assert forms[past] == "past"
    assert forms[part] == ("past" if part == past else "part")


def test_irregular_pasts_do_not_end_as_others_do() -> None:
    assert {"gave", "took", "broke"} <= irregular_pasts()
    assert not {"rejected", "put"} & irregular_pasts()


def test_patterns_hold_whole_words_in_any_form() -> None:
    reject = pattern_of("cue", "reject")
    assert reject.search("They have ruled out talks") and reject.search("it rejects them")
    assert not reject.search("a projected figure")
    finite = finite_forms("answer", "reject")
    assert re.fullmatch(finite, "rejected") and re.fullmatch(finite, "rejects")
    assert not re.fullmatch(finite, "rejecting")


def test_heads_are_those_of_their_use_alone() -> None:
    assert "critic" in heads("distant", "critic")
    assert heads("distant", "nothing of the kind") == frozenset()
