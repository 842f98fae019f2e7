"""Treaties, plans and resolutions: who undertakes what."""

from __future__ import annotations

import pytest

from servanda.reading.grammar.treaty_language import undertakings

ROWS = [
    ("1. The Parties agree to cease all hostilities.", ("The Parties", "agree")),
    ("(b) The two Parties shall further undertake not to rearm.",
     ("The two Parties", "shall further undertake")),
    ("Israel undertakes to withdraw within 60 days.", ("Israel", "undertakes")),
    ("• The Government of Sudan and the SPLM commit themselves to release them.",
     ("The Government of Sudan and the SPLM", "commit themselves")),
    ("Article 3. Both sides pledge that no force will be used.", ("Both sides", "pledge")),
    ("The Security Council,\n\n3. Calls upon the parties to comply;",
     ("Security Council", "Calls upon")),
    ("The General Assembly,\n\n1. Demands that all forces leave;", ("General Assembly", "Demands")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), ROWS)
def test_undertakings(text: str, told: tuple[str, str]) -> None:
    [(source, cue, content)] = list(undertakings(text))
    assert (text[slice(*source)], text[slice(*cue)]) == told
    assert text[slice(*content)][-1] not in ".;"


@pytest.mark.parametrize(
    "text",
    [
        "They agree on little, and the talks go on.",
        "Calls upon the parties went unheard.",
        "The talks, which the parties agree to hold, are in May.",
    ],
)
def test_prose_has_none(text: str) -> None:
    assert list(undertakings(text)) == []
