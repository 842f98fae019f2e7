"""The figures on the annotated article, where it is present: printed, and not to fall."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from servanda.evidence.span import Span
from servanda.reading.positions import account_of
from servanda.reading.read import Said, said_in, shipped_extractor
from servanda.reading.text.article import read_document

Gold = dict[str, Any]
STATES = {"rutte": "mark-rutte", "trump": "donald-trump", "putin": "vladimir-putin"}
ACTORS = STATES | {"zakharova": "maria-zakharova", "COW": "COALITION_OF_THE_WILLING"}


class Annotated:
    """One annotated statement, as an extractor gives it."""

    def __init__(self, row: Gold) -> None:
        def pair(part: Gold | None) -> tuple[tuple[int, int], ...]:
            return ((part["start"], part["end"]),) if part else ()

        self.source, self.cue = pair(row["source"]), pair(row["cue"])
        self.content = tuple((part["start"], part["end"]) for part in row["content"])
        self.kind, self.confidence = row["kind"], 1.0


@pytest.fixture(scope="module")
def gold(shared: Path) -> Gold:
    found: Gold = json.loads((shared / "oracles/reading/gold_seed_000.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def path(shared: Path, gold: Gold) -> Path:
    return shared / "sources" / str(gold["source_file"])


@pytest.fixture(scope="module")
def said(path: Path, gold: Gold) -> Said:
    """Read the article with the annotated attributions: what is left is speakers, acts, stances."""
    rows = [Annotated(row) for row in gold["statements"]]
    return said_in(read_document(path), lambda _: rows)


def matched(said: Said, gold: Gold) -> list[tuple[Gold, Any]]:
    by_content = {s.content[0].start: s for s in said.statements}
    return [(row, by_content.get(row["content"][0]["start"])) for row in gold["statements"]]


def show(name: str, right: int, of: int) -> None:
    sys.stdout.write(f"{name}: {right}/{of} = {right / of:.2f}\n")


def test_the_text_is_the_file(said: Said, gold: Gold) -> None:
    assert said.source.text_sha256 == gold["sha256"]
    assert said.source.title == gold["document"]["title"]
    assert said.source.author == gold["document"]["author"]


def test_boilerplate(said: Said, gold: Gold) -> None:
    marked = [b.span for b in said.blocks if b.kind == "boilerplate"]
    wanted = [Span(row["start"], row["end"]) for row in gold["boilerplate"]]
    found = sum(any(m.holds(w) for m in marked) for w in wanted)
    extra = [m.of(said.text) for m in marked if not any(m.meets(w) for w in wanted)]
    show("boilerplate excluded", found, len(wanted))
    assert found == len(wanted)
    assert not extra


def test_speakers(said: Said, gold: Gold) -> None:
    pairs = [(row, s) for row, s in matched(said, gold) if s]
    right = sum(s.speaker.actor == ACTORS.get(row["speaker"], row["speaker"]) for row, s in pairs)
    show("speakers resolved", right, len(gold["statements"]))
    assert right == len(gold["statements"])
    how = sum(s.speaker.how == row["mention_type"] for row, s in pairs)
    show("way the source is named", how, len(pairs))
    assert how >= 21
    roles = [(row, s) for row, s in pairs if row["speaker_role"]]
    assert all(s.speaker.role == row["speaker_role"] for row, s in roles)
    assert all(s.speaker.organisation == row["speaker_org"] for row, s in roles)


def test_acts(said: Said, gold: Gold) -> None:
    core = [(row, s) for row, s in matched(said, gold) if row["core"]]
    right = sum(s.act == row["act"] for row, s in core)
    show("acts of core statements", right, len(core))
    assert right >= 15


def test_stances(said: Said, gold: Gold) -> None:
    ours = [(s.actor, s.position, s.commitment, s.evidence) for s in said.stances]
    wanted = [row for row in gold["stances"] if row["actor"] not in {"author", "NATO_members"}]
    found = 0
    for row in wanted:
        span = Span(row["evidence"]["start"], row["evidence"]["end"])
        actor = ACTORS.get(row["actor"], row["actor"])
        found += any(a == actor and p == row["position"] and e.meets(span) for a, p, _, e in ours)
    show("stances found", found, len(wanted))
    assert found >= 15


def test_what_the_article_says(said: Said) -> None:
    account = account_of([said])
    issue = "troops_in_ukraine"
    assert {h.actor for h in account.standing("volunteer", issue)} == {"GBR", "FRA", "EST"}
    assert {h.actor for h in account.standing("refuser", issue)} >= {"RUS", "POL", "USA"}
    assert {h.actor for h in account.standing("ambivalent", issue)} == {"USA"}
    assert {b.name for b in account.broken_agreements} == {"Budapest Memorandum", "Minsk Accords"}
    assert [c.whose for c in account.disputed_consent] == ["RUS"]
    assert "unanimity" in {r.rule for r in account.rules}


def test_with_the_shipped_tagger(path: Path, gold: Gold) -> None:
    said = said_in(read_document(path), shipped_extractor())
    core = [row for row in gold["statements"] if row["core"]]
    found = speakers = 0
    for row in core:
        spans = [Span(part["start"], part["end"]) for part in row["content"]]
        best = max(said.statements, key=lambda s: _dice(s.content, spans))
        if _dice(best.content, spans) >= 0.8:
            found += 1
            who = best.speaker.actor if best.speaker else ""
            speakers += who == ACTORS.get(row["speaker"], row["speaker"])
    show("core statements found", found, len(core))
    show("of these, speakers resolved", speakers, max(found, 1))
    assert found >= 16
    assert speakers == found


def _dice(ours: Any, theirs: list[Span]) -> float:
    a = {i for span in ours for i in range(span.start, span.end)}
    b = {i for span in theirs for i in range(span.start, span.end)}
    return 2 * len(a & b) / (len(a) + len(b))
