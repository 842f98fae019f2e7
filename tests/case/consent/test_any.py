"""One of a list must consent."""

from __future__ import annotations


def test_any_fails_only_where_all_refuse(written, ballot) -> None:
    asked = written({"any": [{"members": "league"}]})
    assert asked.decide(ballot).tolist() == [False] + [True] * 7


def test_nobody_must_unless_one_alone_is_asked(written, vard) -> None:
    assert written({"any": ["eastmark", "westmark"]}).must == ()
    alone = written({"any": "eastmark"})
    assert alone.must == ("eastmark",)
    assert alone.rule.says(vard, ["Eastmark", "Westmark"]) == "one of (Eastmark or Westmark)"
