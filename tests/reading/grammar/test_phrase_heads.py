"""Whom a noun phrase means, by its head."""

from __future__ import annotations

import pytest
from tests.reading.grammar.judged import named, phrases


@pytest.mark.parametrize(
    ("words", "kind", "who"),
    [
        ("Egypt", "named", ("EGY",)),
        ("The government of Egypt", "organ", ("EGY",)),
        ("Egyptian officials", "organ", ("EGY",)),
        ("Egypt’s army", "organ", ("EGY",)),
        ("Critics of Egypt", "other", ()),
        ("Egypt-backed rebels", "other", ()),
        ("A former minister of Egypt", "other", ()),
        ("They", "pronoun", ()),
        ("The river", "other", ()),
        ("Ahmed Zaki", "named", ("ahmed-zaki",)),
    ],
)
def test_a_head_tells_whom_a_phrase_means(words: str, kind: str, who: tuple[str, ...]) -> None:
    found, cut = phrases(f"{words} rejected the plan.")
    phrase = found.whole(cut.low.index("rejected"))
    assert phrase is not None
    assert (phrase.kind, named(phrase)) == (kind, who)
    assert phrase.distant == (kind == "other" and words != "The river")


def test_a_phrase_alone_is_its_own_conjunct() -> None:
    found, cut = phrases("Egypt and Sudan met.")
    both = found.whole(cut.low.index("met"))
    assert both is not None and [named(each) for each in both.conjuncts] == [("EGY",), ("SDN",)]
    assert both.conjuncts[0].conjuncts == (both.conjuncts[0],)
