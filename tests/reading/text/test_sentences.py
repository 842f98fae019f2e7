"""Where sentences begin and end."""

from __future__ import annotations

import pytest

from servanda.reading.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It ended. They left!", ["It ended.", "They left!"]),
        ("Mr. Hill met Gen. Roe on Jan. 3. He left.",
         ["Mr. Hill met Gen. Roe on Jan. 3.", "He left."]),
        ("The U.S. The talks failed.", ["The U.S.", "The talks failed."]),
        ("The U.S. envoy left.", ["The U.S. envoy left."]),
        ("Then J. R. Roe spoke. So did I. We left.",
         ["Then J. R. Roe spoke.", "So did I.", "We left."]),
        ("“We go.” She went.", ["“We go.”", "She went."]),
        ("It rose by 3.5 points.", ["It rose by 3.5 points."]),
        ("Well... maybe.", ["Well... maybe."]), ("", []), ("   ", []),
    ],
)  # fmt: skip
def test_a_text_is_cut_where_a_reader_would(text: str, wanted: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == wanted


def test_places_are_those_of_the_whole_text_and_long_ones_are_cut_at_spaces() -> None:
    text = "One. Two. Three."
    assert [span.of(text) for span in sentences(text, 5)] == ["Two.", "Three."]
    assert [span.of(text) for span in sentences(text, 0, 9)] == ["One.", "Two."]
    long = "word " * 2_000
    pieces = [span.of(long) for span in sentences(long)]
    assert len(pieces) > 4 and all(len(piece) <= 2_000 for piece in pieces)
    assert " ".join(pieces) == long.strip()
