"""The words of a file of Gambit, taken one by one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from servanda.errors import GraphError
from servanda.graph.gambit_words import GambitWords, heading


def test_words_quotes_and_numbers_are_taken_in_order() -> None:
    words = GambitWords('"A \\"b\\"" { 1/2 -0.25 } { "x" "y" } 3')
    assert words.name("a title") == 'A "b"'
    assert words.numbers("a payoff") == [Fraction(1, 2), Fraction(-1, 4)]
    assert words.names("a player") == ["x", "y"]
    assert words.whole("a count") == 3 and words.over
    assert words.peek() == ("", False)


@pytest.mark.parametrize(
    ("text", "take", "said"),
    [
        ("a\nb", lambda w: (w.take("a"), w.number("a payoff")), "line 2: `b` is no number"),
        ("1/0", lambda w: w.number("a payoff"), "line 1: `1/0` is no number"),
        ("1.5", lambda w: w.whole("a count"), "a count is a whole number"),
        ("-1", lambda w: w.whole("a count"), "a count is a whole number"),
        ("x", lambda w: w.name("a title"), "`x` stands where a title, in quotes, is expected"),
        ("", lambda w: w.take("a player"), "the file ends where a player is expected"),
        ('"{"', lambda w: w.numbers("a payoff"), "`{` stands where { is expected"),
        ("{ 1", lambda w: w.numbers("a payoff"), "the file ends where a payoff is expected"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, take, said: str) -> None:
    with pytest.raises(GraphError) as caught:
        take(GambitWords(text))
    assert said in str(caught.value)


def test_a_heading_has_a_kind_a_title_and_players() -> None:
    assert heading(GambitWords('NFG 1 R "T" { "a" "b" }'), "NFG") == ("T", ["a", "b"])
    for text, said in (
        ('EFG 2 R "T" { "a" }', "NFG, as such files begin"), ('NFG 3 R "T" { "a" }', "version 1"),
        ('NFG 1 X "T" { "a" }', "R or D"), ('NFG 1 R "T" { "a" "a" }', "two players are called"),
        ('NFG 1 R "T" { }', "there is no player"),
    ):  # fmt: skip
        with pytest.raises(GraphError, match=said):
            heading(GambitWords(text), "NFG")
