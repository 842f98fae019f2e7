"""What the schema expects at a place in a case file."""

from __future__ import annotations

import datetime
from typing import Literal

from servanda.case.expected_at import (
    in_words,
    is_perceived,
    keys_of,
    nearest,
    required_keys,
    shape_at,
    unwrapped,
)
from servanda.case.keys.case import Case
from servanda.case.keys.dispute import Issue
from servanda.case.keys.number import Pace, Probability, Share


def test_a_place_leads_through_names_lists_and_perceivers() -> None:
    assert shape_at(Case, ("issues", "isle")) == (Issue,)
    assert shape_at(Case, ("issues", "isle", "title"))[0] is str
    assert shape_at(Case, ("limits", 3))[0] is str
    assert any(is_perceived(kind) for kind in shape_at(Case, ("war", "trend")))
    assert shape_at(Case, ("war", "trend", "norland")) == (Pace,)
    # the shares of an option stand on the option itself
    assert Share in shape_at(Case, ("issues", "isle", "options", "shared", "norland"))
    assert shape_at(Case, ("issues", "isle", "nonsense")) == ()
    assert shape_at(Case, ("title", "below")) == ()


def test_keys_that_may_and_that_must_stand() -> None:
    assert set(required_keys(Issue)) == {"title", "kind", "weights"}
    assert {"title", "options", "best"} <= set(keys_of((Issue,)))
    assert {"value", "mix", "base_rate", "uniform"} <= set(keys_of((Probability,)))
    assert keys_of((str,)) == ()


def test_what_to_write_is_said_in_words() -> None:
    assert in_words((str, int)) == "text or a whole number"
    assert in_words((datetime.date,)) == "a date such as 2025-01-31"
    assert in_words((Literal["a", "b"],)) == "one of a, b"
    assert in_words((Literal["a"],)) == "a"
    assert in_words((Share,)) == "a number such as 0.3 or 0.2 to 0.5"
    assert in_words((dict[str, int],)) == "a mapping of names (`name: ...`)"
    assert in_words((Issue,)) == "a mapping with `title`, `kind`, `weights`"
    assert in_words(()) == "something else"


def test_a_name_that_is_nearly_right_is_found_and_a_strange_one_is_not() -> None:
    known = ("norland", "sutherland")
    assert nearest("nordland", known) == "norland"
    assert nearest("xyz", known) == "" and nearest("a", ()) == ""
    assert unwrapped(int | None) == (int,)
