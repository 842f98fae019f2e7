"""JSON that any program reads to the letter."""

from __future__ import annotations

import json
import math

import pytest

from servanda.escaping.json_text import json_text


@pytest.mark.parametrize("text", ["Київ", "a\u202eb", "\x9b\x7f", "\U000e0041", 'quote " \\', "🙂"])
def test_it_reads_back_to_the_letter_and_hides_nothing(text: str) -> None:
    told = json_text({text: [text, 1.5, None, True]})
    assert json.loads(told) == {text: [text, 1.5, None, True]}
    assert not {"\u202e", "\x9b", "\x7f", "\U000e0041"} & set(told)


def test_a_number_that_is_not_finite_is_refused() -> None:
    for number in (math.nan, math.inf):
        with pytest.raises(ValueError, match="JSON"):
            json_text({"x": number})


def test_keys_are_sorted_and_spaces_left_out_where_asked() -> None:
    assert json_text({"b": 1, "a": 2}, sort_keys=True, compact=True) == '{"a":2,"b":1}'
    assert json_text([1], indent=2) == "[\n  1\n]"
