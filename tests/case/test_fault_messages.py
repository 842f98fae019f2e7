"""What the schema's validator found, said so that an analyst can mend it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from servanda.case.fault_messages import as_name, no_name, printable, problems, shown
from servanda.case.keys.dispute import Issue
from servanda.case.load import parse
from servanda.case.problem import Problem
from servanda.errors import CaseError

GORGE = Path(__file__).parents[1] / "cases" / "gorge"

SOUND = {"title": "The isle", "kind": "graded", "weights": {"a": 1}, "best": {"a": 1, "b": 0}}


def faults(**changed: Any) -> list[Problem]:
    raw = {key: value for key, value in {**SOUND, **changed}.items() if value is not ...}
    with pytest.raises(ValidationError) as caught:
        Issue.model_validate(raw)
    return problems(caught.value.errors(include_url=False), raw, Issue)


def test_a_missing_key_is_told_with_what_to_write_there() -> None:
    (fault,) = faults(title=...)
    assert (fault.path, fault.wrong) == (("title",), "this key is missing")
    assert fault.mend == "add `title:` to the file, with text"


def test_an_unknown_key_is_told_with_the_one_that_was_meant() -> None:
    (fault,) = faults(wieghts={"a": 1})
    assert (fault.wrong, fault.mend) == ("no such key is known here", "write `weights`")
    assert fault.at_key
    (merge,) = faults(**{"<<": 1})
    assert "YAML 1.2 has no merge keys" in merge.mend


def test_a_wrong_value_is_quoted_with_what_may_stand_there() -> None:
    (fault,) = faults(kind="grade")
    assert fault.wrong == "`grade` is no choice here"
    assert fault.mend == "write `graded`, or one of territory, graded, finite"
    (fault,) = faults(best={"a": 1, "b": 1})
    assert fault.wrong == "`best` is the same for all"
    (fault,) = faults(title=True)
    assert fault.wrong == "`true` is read as a number or truth value, not text"
    assert fault.mend == 'write it in quotes: "true"'


def test_names_are_made_of_what_was_written() -> None:
    assert as_name("Nörd Land!") == "nord_land"
    assert as_name("3rd") == "" and as_name("…") == ""
    assert no_name("Nord Land")[1].endswith("a letter first: `nord_land`")
    assert no_name("Z9", "[A-F][1-6]") == (
        "`Z9` is no source grade",
        "write a letter A to F and a digit 1 to 6: B2",
    )


def test_what_is_quoted_is_short_and_obeys_nobody() -> None:
    assert printable("a\x1b[2Jb\n c", 20) == "a\N{REPLACEMENT CHARACTER}[2Jb c"
    assert printable("x" * 50, 10) == "x" * 7 + "..."
    assert [shown(each) for each in (None, {}, [], True, 3)] == [
        "nothing", "a mapping", "a list", "`true`", "`3`",
    ]  # fmt: skip


@pytest.mark.parametrize("odd", ["[]", "{}", "[[]]", "null", "7", "{a: [b]}", "2025-01-01"])
def test_what_stands_for_a_name_in_a_list_is_told(odd: str) -> None:
    """Names in a list become keys of a mapping, and one that is none was refused without a word."""
    text = (GORGE / "case.yaml").read_text(encoding="utf-8")
    named = re.sub(r"members: \{\n.*\}\}", f"members: [{odd}]}}", text, count=1)
    assert named != text
    with pytest.raises(CaseError, match=r"members\.0: .* is no name"):
        parse(named)
