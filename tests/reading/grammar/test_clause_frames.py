"""What the clauses around a verb do to it: who says so, and whether it is denied or supposed."""

from __future__ import annotations

import pytest
from tests.reading.grammar.judged import heard


@pytest.mark.parametrize(
    ("frame", "sign", "why"),
    [
        ("Sudan said that {}.", 1, ""),
        ("It is clear that {}.", 1, ""),
        ("Sudan denied that {}.", 0, "deny"),
        ("Sudan hopes that {}.", 0, "doubtful"),
        ("It is unclear whether {}.", 0, "supposed"),
        ("If {}, it rained.", 0, "supposed"),
        ("It is false that {}.", 0, "unsure"),
        ("It is unthinkable that {}.", -1, "unthinkable"),
        ("Reports that {} are false.", 0, "untrue"),
    ],
)
def test_a_frame_keeps_takes_or_turns_what_is_in_it(frame: str, sign: int, why: str) -> None:
    found = [e for e in heard(frame.format("Egypt accepted the plan")) if e.words == "accepted"]
    assert [(e.sign, e.why, e.who) for e in found] == [(sign, why, ("EGY",))]


def test_whoever_is_said_to_say_so_is_the_source() -> None:
    (found,) = heard("Sudan said that Egypt accepted the plan.")
    assert (found.source, found.who) == (("SDN",), ("EGY",))
    assert heard("Egypt accepted the plan.")[0].source == ()


@pytest.mark.parametrize(
    "said",
    ["Its back hurts and the support of Egypt matters.", "The joint rejects of the mill rust.",
     "Fighters left the Haldi pass, which lies in Egypt."],
)  # fmt: skip
def test_a_noun_that_looks_like_a_verb_decides_nothing(said: str) -> None:
    assert heard(said) == []


def test_an_undertaking_needs_no_entry_of_the_lexicon() -> None:
    (found,) = heard("Egypt pledged to dredge the plan.")
    assert (found.words, found.sign) == ("pledged to dredge", 1)
