"""Answers that lean on another: "so did", "as did", "did not", "Libya no"."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import last_answers


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Chad signed the plan. So did Libya.", "accepts"),
        ("Chad hailed the plan, as did Libya.", "accepts"),
        ("Chad signed the plan. Libya did not.", "rejects"),
        ("Chad signed the plan and Libya did so too.", "accepts"),
        ("Chad rejected the plan; nor did Libya like it.", "rejects"),
        ("Chad said yes to the plan, Libya no.", "rejects"),
        ("Chad accepts the plan. Who is against it? Libya is.", "rejects"),
        ("Libya is for.", "accepts"),
        ("Libya is against.", "rejects"),
    ],
)
def test_it_leans(text: str, answer: str) -> None:
    assert last_answers(text)["LBY"] == answer


@pytest.mark.parametrize(
    "text",
    [
        "So did Libya.",
        "Libya did not.",
        "Egypt sent food, as did Libya.",
        "Chad signed the plan. Snow fell. The road was closed. Nobody came. Libya did not.",
    ],
)
def test_it_leans_on_nothing(text: str) -> None:
    assert "LBY" not in last_answers(text)
