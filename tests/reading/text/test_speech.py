"""Whether a paragraph reports speech."""

from __future__ import annotations

import pytest

from servanda.reading.text.speech import holds_speech


@pytest.mark.parametrize(
    ("paragraph", "speaks"),
    [("He said so.", True), ("According to the ministry, it rained.", True),
     ("“We will not sign it,” ran the banner.", True), ("«Nous ne signerons pas cela»", True),
     ("The “peace” went.", False), ("It rained for 3 days.", False),
     ("SAID THE KING", True), ("The unsaid thing", False)],
)  # fmt: skip
def test_verbs_of_speech_and_quotations_of_four_words_count(paragraph: str, speaks: bool) -> None:
    assert holds_speech(paragraph) == speaks
