"""Whole cases, changed as an author would change them, and what the engine tells of each."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from servanda.case.keys.case import Case
from servanda.case.load import parse
from servanda.case.text.recover import compose_all
from servanda.engine.chunk import Chunk
from servanda.engine.fidelity import PRINTED, Fidelity
from servanda.engine.plan import plan_of
from servanda.engine.told import columns_of
from servanda.worlds.sample import sample

HERE = Path(__file__).resolve().parents[1]
SHIPPED = (
    HERE.parent / "examples" / "ukraine",
    HERE.parent / "examples" / "tutorial",
    HERE.parent / "examples" / "sudan",
    *(HERE / "cases" / name for name in ("bay", "ford", "ridge", "strait", "marsh", "gorge")),
)

Tree = dict[str, Any]
Columns = dict[str, np.ndarray]

WORLDS = 96


def shipped() -> list[Path]:
    """The case files that ship with the project or stand in its tests."""
    return [folder for folder in SHIPPED if (folder / "case.yaml").is_file()]


def tree(folder: Path) -> Tree:
    """The keys of a case file."""
    return keys_in((folder / "case.yaml").read_text(encoding="utf-8"))


def keys_in(text: str) -> Tree:
    root = compose_all(text, "case.yaml").root
    assert root is not None
    found: Tree = json.loads(json.dumps(root.plain(), default=str))
    return found


def case_of(keys: Tree) -> Case:
    return parse(json.dumps(keys, ensure_ascii=False))


def changed(keys: Tree, change: Callable[[Tree], object]) -> Case:
    """The case after `change` was made to a copy of its keys."""
    copied = copy.deepcopy(keys)
    change(copied)
    return case_of(copied)


def put(keys: Tree, path: str, value: Any) -> None:
    """Write `value` at a dotted path; numbers in it are places of lists."""
    *above, last = path.split(".")
    body: Any = keys
    for key in above:
        body = body[int(key)] if isinstance(body, list) else body.setdefault(key, {})
    if isinstance(body, list):
        body[int(last)] = value
    else:
        body[last] = value


def stated(keys: Tree, **paths: Any) -> Case:
    """The case with values at paths, their dots written as double underscores."""

    def change(copied: Tree) -> None:
        for path, value in paths.items():
            put(copied, path.replace("__", "."), value)

    return changed(keys, change)


def told(
    case: Case,
    worlds: int = WORLDS,
    proposals: Iterable[str] = (),
    fixed: dict[str, float] | None = None,
    mode: Fidelity = PRINTED,
) -> dict[str, Columns]:
    """What the engine tells of each proposal in every world."""
    plan = plan_of(case)
    drawn = sample(case, worlds=worlds)
    chunk = Chunk(plan, drawn.fixed(fixed or {}), mode)
    return {
        name: columns_of(chunk, chunk.vote(plan.after_any_settlement(name)))
        for name in proposals or case.proposals
    }


def apart(one: dict[str, Columns], other: dict[str, Columns], names: dict[str, str] | None = None,
          skip: Iterable[str] = ("temptation_month", "threshold")) -> float:  # fmt: skip
    """The largest difference between two tellings; `names` maps parties of one to the other.

    Left out by `skip`: the month of the greatest temptation and the belief that deters are told
    with a jump where a maximum changes place or a denominator passes through zero.
    """
    worst = 0.0
    for proposal, columns in one.items():
        for column, values in columns.items():
            head, _, party = column.partition(".")
            if head in skip:
                continue
            there = f"{head}.{(names or {}).get(party, party)}" if party else column
            seen = other[proposal][there]
            same = (values == seen) | (np.isnan(values) & np.isnan(seen))
            difference = np.abs(values[~same] - seen[~same])
            worst = max(worst, float(np.nan_to_num(difference, nan=np.inf).max(initial=0.0)))
    return worst


SYMMETRIC = """
servanda: 2
title: Minimal symmetric case
as_of: 2026-01-01
parties:
  a:
    {word: 0.06, victory: 1, readiness: 0, concession_cost: 0.2, leader_change: 0.2,
     keeps_its_word: 0.7}
  b:
    {word: 0.06, victory: 1, readiness: 0, concession_cost: 0.2, leader_change: 0.2,
     keeps_its_word: 0.7}
actors: {a: A, b: B, g: G}
issues:
  land: {title: Land, kind: territory, weights: {a: 1, b: 1}}
  flag:
    title: Flag
    kind: finite
    weights: {a: 0.5, b: 0.5}
    options: {a_flies: 1, b_flies: 0, both_fly: {a: 0.6, b: 0.6}}
war:
  front: {issue: land, held: 0.5}
  trend: {analyst: 0, a: 0.002, b: -0.001}
  swing: 0.02
  flow_costs: {a: 0.16, b: 0.16}
  patience: {a: 0.1, b: 0.1}
  ends_by_itself: 0.2
  while_fighting: {flag: both_fly}
  regroup: {pace: {a: 0.001}, months: 24}
  opportunities: 1.0
  temptation_noise: 0.017
  early: 3
  decisiveness: 1
  operations: 1
  memory: 120
capabilities: {a: {forces: 40}, b: {forces: 40}}
guarantees:
  pact:
    title: Pact
    kind: treaty
    guarantors: g
    protects: b
    against: a
    intervenes: {a: 0.4, b: 0.4, analyst: 0.4}
    force: 20
    punishment: 0.1
proposals:
  bare:
    title: Bare
    terms: {land: as_held, flag: both_fly}
    consent: {all: [a, b]}
  pact:
    title: With pact
    terms: {land: as_held, flag: both_fly}
    guarantees: [pact]
    consent: {all: [a, b]}
"""


def symmetric() -> Tree:
    """A case in which every number is certain."""
    return keys_in(SYMMETRIC)
