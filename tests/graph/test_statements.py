"""Statements and the rankings made from them, against plain evaluation and big integers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import servanda.graph as g
from servanda.errors import GraphError
from servanda.graph.options import Option
from servanda.graph.statements import read_statement

MAKERS = ("A", "B")
OPTIONS = tuple(Option(f"option {c}", k % 2) for k, c in enumerate("wxyz"))

Meaning = Callable[[list[bool]], bool]
Pair = tuple[str, Meaning]


def atom(o: int) -> Pair:
    return (f"{o + 1}" if o % 2 else f"option {'wxyz'[o]}", lambda v: v[o])


def joined(one: Pair, other: Pair) -> list[Pair]:
    (s, f), (t, h) = one, other
    return [
        (f"-({s})", lambda v: not f(v)),
        (f"not ({s})", lambda v: not f(v)),
        (f"({s}) & ({t})", lambda v: f(v) and h(v)),
        (f"({s}) or ({t})", lambda v: f(v) or h(v)),
        (f"({s}) if ({t})", lambda v: f(v) or not h(v)),
        (f"({s}) -> ({t})", lambda v: not f(v) or h(v)),
        (f"({s}) iff ({t})", lambda v: f(v) == h(v)),
    ]


def grown(inner: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    return st.tuples(inner, inner, st.integers(0, 6)).map(lambda p: joined(p[0], p[1])[p[2]])


# Each statement with its meaning in Python.
STATEMENTS = st.recursive(st.integers(0, 3).map(atom), grown, max_leaves=6)


def truth(meaning: Meaning) -> list[bool]:
    return [bool(meaning([bool(s >> o & 1) for o in range(4)])) for s in range(16)]


def chosen(o: int) -> np.ndarray:
    return (np.arange(16) >> o & 1).astype(bool)


@settings(deadline=None)
@given(STATEMENTS)
def test_statements_mean_what_they_say(pair: Pair) -> None:
    text, meaning = pair
    read = read_statement(text, OPTIONS, MAKERS)
    assert read.holds(chosen).tolist() == truth(meaning)


def test_what_binds_closest() -> None:
    def same(one: str, other: str) -> None:
        a, b = (read_statement(t, OPTIONS, MAKERS).holds(chosen) for t in (one, other))
        assert np.array_equal(a, b)

    same("-1 & 2", "(-1) & 2")
    same("1 or 2 and 3", "1 or (2 and 3)")
    same("1 if 2 or 3", "1 if (2 or 3)")
    same("1 iff 2 if 3", "1 iff (2 if 3)")
    same("1 only if 2", "2 if 1")
    same("1 IFF NOT 2", "1 <-> -2")


@settings(deadline=None)
@given(st.lists(STATEMENTS, min_size=1, max_size=100))
def test_rankings_are_exact_at_any_length(pairs: list[Pair]) -> None:
    read = [read_statement(text, OPTIONS, MAKERS) for text, _ in pairs]
    ranks = g.by_statements(read, 16, chosen).ranks
    truths = [truth(meaning) for _, meaning in pairs]
    k = len(pairs)
    psi = [sum(1 << (k - 1 - j) for j in range(k) if truths[j][s]) for s in range(16)]
    order = sorted(set(psi))
    assert ranks.tolist() == [order.index(p) for p in psi]


def test_names_may_hold_connectives_and_owners() -> None:
    options = (Option("Withdraw and normalise", 0), Option("Fight", 0), Option("Fight", 1))
    read = read_statement("withdraw and normalise & not B: fight", options, MAKERS)
    assert read.tree == ("and", ("option", 0), ("not", ("option", 2)))
    with pytest.raises(GraphError, match="write one of 'A: fight', 'B: fight'"):
        read_statement("fight", options, MAKERS)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "an option is missing"),
        ("1 &", "an option is missing"),
        ("& 1", "'and' stands alone"),
        ("1 2", "'2' was not expected there"),
        ("0", "there is no option 0"),
        ("if 1, 2", "write 'A if B'"),
        ("optoin w", "unknown option 'optoin'"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, wrong: str) -> None:
    with pytest.raises(GraphError, match=wrong):
        read_statement(text, OPTIONS, MAKERS)
