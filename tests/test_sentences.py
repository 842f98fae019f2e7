"""Lists in prose."""

from __future__ import annotations

from servanda.sentences import listed


def test_things_are_listed_as_prose_lists_them() -> None:
    assert [listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert listed((word for word in ("x", "y")), "or") == "x or y"
