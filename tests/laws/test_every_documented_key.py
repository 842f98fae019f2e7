"""Every documented key of the case file moves some digit of some case, or only tells.

Each key of the reference (`docs/case/keys.md`) is one of four: it is printed beside something and
decides nothing (`TELLS`); it holds parts whose own keys count; another value of it is refused, for
other keys hang on it (`DECIDES_WHAT_MAY_BE_SAID`); or `keys_that_move.json` names a case in which
another value moves a digit: a column of a proposal, the length of the war, what reneging costs
elsewhere, or how an event weighs a world. A new key is in none of them until somebody writes it.
"""

from __future__ import annotations

import functools
import json
import typing
from pathlib import Path
from typing import Any

import pytest
from tests.case.test_key_declarations import KEYS, PARTS
from tests.laws.test_every_key_counts import other_value
from tests.laws.whole_cases import HERE, Columns, apart, case_of, put, tree

from servanda.case.effects import without_effect
from servanda.case.expected_at import unwrapped
from servanda.case.keys.case import Case, numbers_in
from servanda.engine.chunk import Chunk
from servanda.engine.evidence import logliks
from servanda.engine.plan import plan_of
from servanda.engine.spill_over import spill_over
from servanda.engine.told import columns_of
from servanda.engine.war_length import lengths_of
from servanda.errors import CaseError
from servanda.explore.questions.forecast import decision_forecast
from servanda.worlds.sample import sample

WORLDS = 8
MOVES: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("keys_that_move.json").read_text(encoding="utf-8")
)
"""By key: the case, what is written first if anything, the change, and the proposal it moves."""

TELLS = {
    "title", "name", "note", "cite", "summary", "aliases", "limits", "why", "servanda", "unit",
    "SourceRecord.publisher", "SourceRecord.published", "SourceRecord.author", "SourceRecord.url",
    "SourceRecord.file", "SourceRecord.grade", "Citation.source", "Citation.quote",
    "Judgement.by", "Judgement.date", "Answer.condition", "Answer.reporter", "RecordEntry.kind",
    "Provision.by", "Pressure.by", "Decision.body", "Decision.issue", "Scale.labels",
}  # fmt: skip
"""Keys that are printed beside a number or a proposal, wherever they stand or in one part."""

DECIDES_WHAT_MAY_BE_SAID = {
    "Issue.kind": ("isle", {"issues.isle.kind": "graded"}),
    "Front.issue": ("isle", {"war.front.issue": "harbour"}),
}
"""Keys on which others hang: another value alone is refused at its line."""

SAID_TO_HAVE_NONE = {"Signal.stake_resolute": ("isle", "the stake of the irresolute")}
"""Keys without any effect: `servanda check` says so wherever one is written, and why."""

SETTINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "kinds": ("gorge", {"proposals.truce.kind": "civil_truce", "by_kind": {"civil_truce": {
        "keeps_its_word": 0.7, "opportunities": "1 per year", "temptation_noise": 0.02, "early": 2,
        "jumps": {"rate": "0.2 per year", "size": 0.2},
        "violations": {"share": 0.3, "recovers": "5 months", "cost": 0.01}}}}),
    "evidence": ("gorge", {
        "proposals.truce.acceptance": [{"party": "varn", "answer": "rejects", "reliability": 0.9,
                                        "date": "2032-05-01"}],
        "events": [{"kind": "front", "date": "2032-06-01", "months": 6, "moved": "2 to 4 percent"},
                   {"kind": "violation", "date": "2032-06-01", "months": 12, "count": 2,
                    "proposal": "truce"}]}),
    "tied": ("isle", {"guarantees.pact.credibility": {
        "prior": 0.5, "strength": 6, "memory": 20, "record_weight": 0.6,
        "signal": {"tied": 0.3, "stake_resolute": 0.5, "stake_irresolute": 0.2, "cost": 0.4}}}),
    "elsewhere": ("gorge", {"commitments": {"islands": {
        "title": "The islands", "guarantor": "ostra", "at_stake": 0.3, "believed": 0.6,
        "loses": 0.4}}}),
    "noise": ("ford", {"war.temptation_noise": 0.03}),
    "third": ("marsh", {}),
}  # fmt: skip
"""Cases of the tests with keys that none of them writes: which, and what is written."""


@functools.cache
def written(name: str, first: str = "{}") -> str:
    """The text of a case with what is written into it first."""
    folder, changes = SETTINGS.get(name, (name, {}))
    keys = tree(HERE / "case" / "isle" if folder == "isle" else HERE / "cases" / folder)
    for path, value in {**changes, **json.loads(first)}.items():
        put(keys, path, value)
    return json.dumps(keys)


def changed_case(row: dict[str, Any]) -> Case:
    keys = json.loads(written(row["case"], json.dumps(row.get("first", {}))))
    for path, value in row.get("write", {}).items():
        put(keys, path, value)
    if "leave_out" in row:
        *above, last = row["leave_out"].split(".")
        body = keys
        for step in above:
            body = body[int(step)] if isinstance(body, list) else body[step]
        del body[last]
    return case_of(keys)


def settled(case: Case, names: tuple[str, ...], fixed: dict[str, float]) -> dict[str, Columns]:
    """What is told of some proposals; of all that is told besides them where none is named."""
    plan = plan_of(case)
    chunk = Chunk(plan, sample(case, worlds=WORLDS).fixed(fixed))
    every = names or tuple(case.proposals)
    columns = {n: columns_of(chunk, chunk.vote(plan.after_any_settlement(n))) for n in every}
    if names:
        return columns
    lengths = lengths_of(chunk, WORLDS, every)
    told = {n: {**lengths[n], **spill_over(chunk, WORLDS, n, columns[n])} for n in every}
    return {**told, "the evidence": logliks(chunk)}


@functools.cache
def as_it_was(name: str, first: str, names: tuple[str, ...]) -> dict[str, Columns]:
    return settled(case_of(json.loads(written(name, first))), names, {})


@pytest.mark.parametrize("key", MOVES)
def test_another_value_moves_a_digit(key: str) -> None:
    row = MOVES[key]
    names = () if row["moves"] == "the rest" else (row["moves"],)
    before = as_it_was(row["case"], json.dumps(row.get("first", {})), names)
    case = changed_case(row)
    fixed = {}
    if "number" in row:
        fixed = {row["number"]: other_value(dict(numbers_in(case))[row["number"]])}
    after = settled(case, names, fixed)
    same = before.keys() == after.keys() and all(before[n].keys() == after[n].keys() for n in after)
    assert not same or apart(before, after, skip=()) > 0.0, row


def parts_below(annotation: Any) -> list[str]:
    """The parts of a case that a key holds, however deep in lists and tables."""
    found, waiting = [], [annotation]
    while waiting:
        for kind in unwrapped(waiting.pop()):
            if isinstance(kind, type) and kind in PARTS:
                found.append(kind.__name__)
            waiting += typing.get_args(kind)
    return found


def test_no_documented_key_is_forgotten() -> None:
    told = {"Scale", "Seat"} | {key.split(".")[0] for key in MOVES}
    left = []
    for part, name in KEYS:
        key = f"{part.__name__}.{name}"
        known = key in MOVES or key in DECIDES_WHAT_MAY_BE_SAID or key in SAID_TO_HAVE_NONE
        below = parts_below(part.model_fields[name].rebuild_annotation())
        tells = key in TELLS or name in TELLS or below == ["SourceRecord"]
        holds = bool(below) and bool(set(below) & told or below == ["Decision"])
        if not (known or tells or holds or part.__name__ in {"Scale", "Seat"}):
            left.append(key)
    assert left == []
    gone = set(MOVES) - {f"{part.__name__}.{name}" for part, name in KEYS}
    assert not gone


@pytest.mark.parametrize("key", DECIDES_WHAT_MAY_BE_SAID)
def test_what_others_hang_on_cannot_be_changed_alone(key: str) -> None:
    name, change = DECIDES_WHAT_MAY_BE_SAID[key]
    (path,) = change
    with pytest.raises(CaseError) as refused:
        changed_case({"case": name, "write": change})
    assert any(f.key.startswith(path.rsplit(".", 1)[0]) for f in refused.value.faults)


@pytest.mark.parametrize("key", SAID_TO_HAVE_NONE)
def test_a_key_without_effect_is_said_to_have_none(key: str) -> None:
    name, why = SAID_TO_HAVE_NONE[key]
    idle = without_effect(case_of(json.loads(written(name))))
    assert [each for each in idle if each.name.endswith(key.split(".")[1]) and why in each.says]


DECISION = {
    "title": "How much of the embargo the League lifts",
    "body": "league",
    "scale": {"low": 0, "high": 10, "unit": "points", "labels": {"none of it": 0, "all of it": 10}},
    "members": {
        "eastmark": {"position": 10, "salience": 0.5, "capability": 3},
        "westmark": {"position": 1, "salience": 0.8, "capability": 1},
        "farholm": {"position": 2, "salience": 0.9, "capability": 1},
    },
}


@pytest.mark.parametrize(
    ("path", "value"),
    [("scale.low", -10), ("scale.high", 20),
     ("members.westmark.position", 5), ("members.westmark.salience", 0.1),
     ("members.westmark.capability", 4)],
)  # fmt: skip
def test_every_key_of_a_decision_moves_its_forecast(path: str, value: Any) -> None:
    def told(decision: Any) -> list[float]:
        keys = json.loads(written("isle", json.dumps({"decisions": {"embargo": decision}})))
        made = decision_forecast(case_of(keys), "embargo", worlds=3)
        return [float(v) for way in made.forecasts.values() for v in way] + list(made.spread)

    changed = json.loads(json.dumps(DECISION))
    put(changed, path, value)
    assert told(changed) != told(DECISION)
