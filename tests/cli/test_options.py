"""Numbers of worlds as people write them."""

from __future__ import annotations

import pytest

from servanda.cli.options import count, worlds_in
from servanda.errors import InputError


def test_worlds_may_be_written_in_several_ways() -> None:
    assert [count(text) for text in ("10000", "10_000", "1e4")] == [10_000] * 3
    assert worlds_in("0:10_000") == (0, 10_000) and worlds_in("1e6:2e6") == (1_000_000, 2_000_000)


@pytest.mark.parametrize("text", ["many", "0", "1.5", "2e9", "-3"])
def test_what_is_no_number_of_worlds_is_told(text: str) -> None:
    with pytest.raises(InputError, match=f"--worlds: `{text}` is no"):
        count(text)


@pytest.mark.parametrize("text", ["10", "a:b", "5:5", "7:3", "0.5:2", "-1:3", "0:1e16"])
def test_what_is_no_range_is_told(text: str) -> None:
    with pytest.raises(InputError, match="--range: "):
        worlds_in(text)
