"""Names that nobody declared."""

from __future__ import annotations

from servanda.case.problem import NOT_GIVEN, unknown


def told(name: str, known: tuple[str, ...]) -> list[str]:
    return [p.mend for p in unknown(("a",), name, known, "actor", "actors")]


def test_a_known_name_is_no_problem_and_a_near_one_is_offered() -> None:
    assert told("norland", ("norland",)) == []
    assert told("norlnd", ("norland", "sutherland")) == [
        "write `norland`, or add `norlnd` under `actors`"
    ]


def test_a_name_like_none_gets_the_list() -> None:
    assert told("zzz", ("norland", "sutherland"))[0].endswith("write one of norland, sutherland")
    assert told("zzz", tuple(f"actor_{i}" for i in range(12)))[0].endswith(", ...")
    assert told("zzz", ()) == ["add it under `actors`"]


def test_what_stands_in_for_a_missing_name_is_not_complained_of_again() -> None:
    assert told(NOT_GIVEN, ("norland",)) == []
    assert told("norland", (NOT_GIVEN,)) == []
