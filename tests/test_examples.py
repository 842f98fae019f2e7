"""Where the shipped examples are."""

from __future__ import annotations

import pytest

from servanda.case.load import load
from servanda.errors import InputError
from servanda.examples import SHIPPED, example


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_case_is_found_and_whole(name: str) -> None:
    with example(name) as folder:
        assert load(folder).proposals


def test_another_name_is_refused_with_those_there_are() -> None:
    with (
        pytest.raises(InputError, match=r"called 'tea'; there are `sudan` and `ukraine`"),
        example("tea"),
    ):
        pass
