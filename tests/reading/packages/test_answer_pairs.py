"""Minimal pairs of answers by the ways in which they are told, in words of our own.

`tests/corpus/answer_pairs.csv`: what Libya, or whoever stands under `of`, answers to the plan:
`yes`, `no`, `if`, `open` (told to be silent) or `none` (no answer is told of them); `|` where
either will do, `\\n` for a new line. Every way that may answer has rows that do not.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.reading.packages.told import package

CORPUS = Path(__file__).parents[2] / "corpus" / "answer_pairs.csv"
VERDICTS = {
    "accepts": "yes", "in_principle": "yes", "rejects": "no", "conditional": "if",
    "undeclared": "open",
}  # fmt: skip
ALONE = {"a place", "never happened", "offices", "standing aside", "turns of phrase"}
"""Kinds that only tell of answers, or only look like them."""


def rows() -> list[dict[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


KINDS = sorted({row["kind"] for row in rows()})


def verdict(row: dict[str, str]) -> str:
    answers = package(row["text"].replace("\\n", "\n")).answers
    told = [reports for party, reports in answers.items() if row["of"].lower() in party.lower()]
    return VERDICTS[told[0][-1].answer] if told else "none"


@pytest.mark.parametrize("kind", KINDS)
def test_every_pair_is_right(kind: str) -> None:
    read = [(row, verdict(row)) for row in rows() if row["kind"] == kind]
    wrong = [(row["verdict"], found, row["text"]) for row, found in read
             if found not in row["verdict"].split("|")]  # fmt: skip
    assert not wrong


@pytest.mark.parametrize("kind", sorted(set(KINDS) - ALONE))
def test_every_kind_has_a_near_miss(kind: str) -> None:
    verdicts = {row["verdict"] for row in rows() if row["kind"] == kind}
    assert "none" in verdicts and verdicts != {"none"}
