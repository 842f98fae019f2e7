"""What the parties dispute: issues, and how each may be settled."""

from __future__ import annotations

from typing import Any

import pytest

from servanda.case.keys.dispute import Issue, OptionValue, Outcome


def issue(**keys: Any) -> Issue:
    return Issue.model_validate({"title": "x", "weights": {"a": 1}, **keys})


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ({"kind": "finite"}, "a finite issue needs `options`"),
        ({"kind": "graded", "options": {"x": {"a": 1}}}, "a graded issue has no `options`"),
        ({"kind": "finite", "options": {"x": {"a": 1}}, "best": {"a": 1}}, "has no `best`"),
        ({"kind": "graded"}, "a graded issue needs `best`"),
        ({"kind": "territory", "best": {"a": 1, "b": 1}}, "`best` is the same for all"),
    ],
)
def test_kind_options_and_best_must_agree(keys: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        issue(**keys)


def test_an_outcome_may_be_written_short() -> None:
    read = Outcome.model_validate
    assert read("as_held").as_held
    assert read("shared").option == "shared"
    for raw in (0.2, "0.1 to 0.3", {"value": 0.2}, {"value": "0.1 to 0.3"}):
        assert read(raw).value is not None and read(raw).option is None
    assert read({"option": "shared"}) == read("shared")


def test_an_option_says_what_it_is_worth_to_each_and_a_lone_number_nothing() -> None:
    option = OptionValue.model_validate({"a": 0.4, "b": "0.2 to 0.3", "title": "Both"})
    assert set(option.shares) == {"a", "b"} and option.title == "Both"
    with pytest.raises(ValueError, match="a lone number says nothing here"):
        OptionValue.model_validate(0.5)
