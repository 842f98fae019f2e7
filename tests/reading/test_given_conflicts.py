"""The articles with gold that are given: no false state speaks, mastheads are read."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from servanda.reading.many.siblings import dated_together
from servanda.reading.read import Said, read_articles
from servanda.reading.who.tables import actors, plain

SHARED = Path(__file__).parents[3] / "shared"
CONFLICTS = SHARED / "oracles" / "conflicts" / "shared"
FOLDERS = sorted(path.parent for path in CONFLICTS.glob("*/gold.json"))
pytestmark = pytest.mark.skipif(not FOLDERS, reason="the articles are not here")


@pytest.fixture(scope="module")
def read() -> list[tuple[dict[str, Any], dict[str, Said]]]:
    found = []
    for folder in FOLDERS:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        said = dated_together(read_articles([folder / "articles"]))
        found.append((gold, {one.source.id: one for one in said}))
    return found


def overlap(gold: dict[str, Any], spans: list[tuple[int, int]]) -> float:
    mine = {i for q in gold["content"] for i in range(q["start"], q["end"])}
    theirs = {i for a, b in spans for i in range(a, b)}
    return len(mine & theirs) / max(1, len(mine | theirs))


def names_in(gold: dict[str, Any], party: str | None) -> set[str]:
    known = gold["parties"].get(party or "", {})
    return {
        plain(name).lower() for name in (known.get("name", ""), *known.get("aliases", ())) if name
    }


def test_no_state_speaks_for_somebody_else(
    read: list[tuple[dict[str, Any], dict[str, Said]]],
) -> None:
    false = []
    for gold, said in read:
        for statement in gold["statements"]:
            one = said[statement["article"]]
            near = [
                (overlap(statement, [(s.start, s.end) for s in found.content]), found)
                for found in one.statements
            ]
            score, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
            if score < 0.5 or best is None or best.speaker is None:
                continue
            known = actors().get(best.speaker.actor)
            if known is None or known.kind != "state":
                continue
            right = names_in(gold, statement["speaker_party"]) | {
                plain(statement["speaker"]).lower()
            }
            if not any(
                plain(known.name).lower() in name or name in plain(known.name).lower()
                for name in right
            ):
                false.append((gold["id"], statement["speaker"], known.name))
    assert not false


def test_no_person_of_the_public_cases_is_a_state() -> None:
    folder = SHARED / "cases" / "public" / "04-person-read-as-state"
    if not folder.exists():
        pytest.skip("the cases are not here")
    for said in read_articles([folder]):
        speakers = [s.speaker.actor for s in said.statements if s.speaker]
        held = [stance.actor for stance in said.stances]
        assert not [a for a in (*speakers, *held) if a in actors() and actors()[a].kind == "state"]
        assert not {"joseph-wu", "gustavo-petro", "donald-trump", "emmanuel-macron"} & {
            *speakers,
            *held,
        }


def test_mastheads(read: list[tuple[dict[str, Any], dict[str, Said]]]) -> None:
    right, of = Counter[str](), Counter[str]()
    for gold, said in read:
        for name, told in gold["articles"].items():
            source = said[name].source
            have = {"publisher": source.publisher, "author": source.author}
            for field, value in have.items():
                if told[field]:
                    of[field] += 1
                    a, b = plain(value).lower(), plain(told[field]).lower()
                    right[field] += bool(a) and (a in b or b in a)
            of["date"] += 1
            right["date"] += source.published == date.fromisoformat(told["date"]) or (
                "/" in told["date_as_printed"] and source.published is not None
            )
    assert {field: right[field] / of[field] >= 0.95 for field in of} == dict.fromkeys(of, True)
