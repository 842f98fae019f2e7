"""Pairs of sentences that differ in one thing, and in whether somebody says yes, no, or yes if.

`tests/corpus/stance_pairs.csv`: a set's first line and each other line are a pair. `verdict` is
yes, no, if, or open (asked, hoped, denied, supposed, said of others, or left open); several are
joined by `|` where either will do. `half`: `tuned` lines were looked at while the reader was made,
`tuned later` from a time on, `held out` only as a figure, and by kind of error at the end; of `not
read yet` at least one line of each set is not understood, and none may be read as its opposite.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

from servanda.reading.grammar.answers import Answer
from servanda.reading.read import Said, read_text, shipped_extractor
from servanda.reading.who.gazetteer import find_names
from servanda.reading.who.tables import actors, slug

CORPUS = Path(__file__).parents[2] / "corpus" / "stance_pairs.csv"
SAYS = {"accepts": "yes", "accepts_in_principle": "yes", "rejects": "no", "conditional": "if"}


@dataclass(frozen=True)
class Judged:
    """A line of the corpus with what was read in it."""

    set: str
    half: str
    text: str
    wanted: frozenset[str]
    found: frozenset[str]

    @property
    def right(self) -> bool:
        return len(self.found) == 1 and self.found <= self.wanted

    @property
    def inverted(self) -> bool:
        opposite = {"yes": "no", "no": "yes"}
        return not self.right and any(opposite.get(one) in self.found for one in self.wanted)


def is_whose(answer: Answer, said: Said, who: str) -> bool:
    """Say whether an answer is held by somebody, or by who speaks for them."""
    meant = {found.actor for found in find_names(who)} | {slug(who)}
    known = actors().get(answer.actor)
    sides = {answer.actor, answer.side, known.side if known else ""}
    return bool(sides & meant) or slug(who) in answer.actor


def read_line(row: dict[str, str]) -> Judged:
    said = read_text(f"3 May 2024\n\n{row['text']}", "d", None, shipped_extractor())
    held = (a for a in said.answers if is_whose(a, said, row["who"]))
    found = {SAYS.get(answer.verdict, "open") for answer in held}
    if len(found) > 1:
        found.discard("open")
    if found == {"if", "yes"}:
        found = {"if"}
    wanted = frozenset(row["verdict"].split("|"))
    return Judged(row["set"], row["half"], row["text"], wanted, frozenset(found or {"open"}))


@pytest.fixture(scope="module")
def lines() -> list[Judged]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return [read_line(row) for row in csv.DictReader(file)]


def pairs(lines: list[Judged]) -> Iterator[tuple[Judged, Judged]]:
    for _, group in groupby(lines, key=lambda line: line.set):
        first, *others = group
        yield from ((first, other) for other in others)


def test_there_are_five_hundred_pairs(lines: list[Judged]) -> None:
    assert len(list(pairs(lines))) >= 500
    assert len({line.text for line in lines}) == len(lines)


@pytest.mark.parametrize("half", ["tuned", "tuned later", "held out"])
def test_pairs_are_told_apart(lines: list[Judged], half: str) -> None:
    both = [a.right and b.right for a, b in pairs(lines) if a.half == half]
    sys.stdout.write(f"{half}: {sum(both)}/{len(both)} = {sum(both) / len(both):.3f}\n")
    wrong = [line for line in lines if line.half == half and not line.right]
    assert sum(both) >= 0.95 * len(both), wrong


def test_no_yes_is_read_as_no(lines: list[Judged]) -> None:
    assert [line for line in lines if line.inverted] == []
