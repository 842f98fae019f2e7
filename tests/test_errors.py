"""What is told of a name that is none."""

from __future__ import annotations

import pytest

from servanda.errors import CaseError, Fault, InputError, MissingExtraError, ServandaError, named


def test_a_name_is_found_or_told_with_those_there_are() -> None:
    assert named("b", {"a": 1, "b": 2}, "thing") == 2
    with pytest.raises(InputError, match=r"^no thing is called 'c'; there are a, b$"):
        named("c", {"a": 1, "b": 2}, "thing")
    with pytest.raises(InputError, match=r"^--what: no thing is called ''; there are none$"):
        named("", {}, "thing", "--what")


def test_faults_are_told_in_the_order_of_their_lines() -> None:
    two = [Fault("f", line, 1, "k", "wrong", "mend") for line in (9, 2)]
    assert [fault.line for fault in CaseError(two).faults] == [2, 9]
    assert str(CaseError(two)).splitlines()[0] == "f:2:1: k: wrong; mend"


def test_every_error_is_one_that_a_user_can_mend() -> None:
    for kind in (InputError, CaseError, MissingExtraError):
        assert issubclass(kind, ServandaError)
    assert "pip install 'servanda[word]'" in str(MissingExtraError("Word", "word"))
