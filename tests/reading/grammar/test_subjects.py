"""The noun phrase that is a verb's subject, and whom it means."""

from __future__ import annotations

import pytest
from tests.reading.grammar.judged import heard, named, phrases


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Egypt rejected the plan.", ("EGY",)),
        ("Egypt, Sudan and Chad rejected the plan.", ("EGY", "SDN", "TCD")),
        ("The plan was rejected by Egypt, Sudan and Chad.", ("EGY", "SDN", "TCD")),
        ("The plan was rejected by Egypt, Sudan, and Chad.", ("EGY", "SDN", "TCD")),
        ("The plan was rejected by Egypt, Sudan said.", ("EGY",)),
        ("The plan was rejected by Egypt, and Sudan left.", ("EGY",)),
        ("The plan was rejected by critics of Egypt and Sudan.", ()),
        ("Egypt, which borders Sudan, rejected the plan.", ("EGY",)),
        ("Its leader, Omar al-Bashir, rejected the plan.", ("omar-al-bashir",)),
        ("Some members, like Spain and Italy, rejected the plan.", ("ESP", "ITA")),
        ("The leaders of Egypt and Sudan rejected the plan.", ("EGY", "SDN")),
        ("On Monday in Cairo, Egypt rejected the plan.", ("EGY",)),
        ("Critics of Egypt rejected the plan.", ()),
        ("A former adviser to Egypt rejected the plan.", ()),
        ("Egypt-backed rebels rejected the plan.", ()),
        ("Voters in Egypt rejected the plan.", ()),
    ],
)
def test_whose_act_a_verb_reports(said: str, who: tuple[str, ...]) -> None:
    assert heard(said)[-1].who == who


@pytest.mark.parametrize("relative", ["that back Egypt", "which support Egypt", "who oppose Egypt"])
def test_a_name_at_the_end_of_a_relative_clause_is_not_the_subject(relative: str) -> None:
    found = heard(f"Those {relative} have rejected the plan.")
    assert (found[-1].words, found[-1].who) == ("have rejected", ())


def test_that_before_a_noun_opens_no_relative_clause() -> None:
    (found,) = heard("Sudan said that support for Egypt fell and Egypt rejected the plan.")
    assert (found.who, found.words) == (("EGY",), "rejected")


def test_a_phrase_ends_before_its_verb_and_holds_what_hangs_on_it() -> None:
    text = "Yesterday the army of Egypt attacked."
    found, words = phrases(text)
    whole = found.whole(words.low.index("attacked"))
    assert whole is not None
    assert words.low[whole.start : whole.end] == ("the", "army", "of", "egypt")
    assert (words.low[whole.head], named(whole)) == ("army", ("EGY",))


def test_nothing_stands_before_the_first_word() -> None:
    found, _ = phrases("Rejected the plan.")
    assert found.before(0) is None
    assert found.core(0) is None
