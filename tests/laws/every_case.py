"""Every case that ships, ready to be changed: examples, cases of tests, templates, the library.

What only tells (citations, judgements, sources, notes) is left out, since it moves no digit
(`test_every_documented_key`) and is most of a file. Each law follows one proposal of a case, the
first with a guarantee; all worlds are those of one seed, so that a law holds world by world.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import product

from tests.laws.whole_cases import (
    HERE,
    SYMMETRIC,
    Columns,
    Tree,
    case_of,
    keys_in,
    put,
    shipped,
    told,
)

from servanda.case.keys.case import Case
from servanda.case.template import KINDS, first_case
from servanda.engine.chunk import Chunk
from servanda.engine.contract import YEARS
from servanda.engine.fidelity import PRINTED
from servanda.engine.inputs.conflict import conflict_of
from servanda.engine.inputs.deal import bound_by
from servanda.engine.plan import plan_of
from servanda.engine.told import columns_of
from servanda.worlds.sample import sample

WORLDS = 4
SETTLED = replace(PRINTED, tolerance=1e-9, passes=400)
"""As printed, but for what parties expect of each other: worked through until nothing moves."""

TELLS = frozenset({"cite", "judgement", "note", "sources", "summary", "limits", "why"})

SHIPPED = (
    "symmetric", *(folder.name for folder in shipped()), *(f"new {kind}" for kind in KINDS),
)  # fmt: skip
SETTLEMENTS = HERE.parent / "library"
LIBRARY = tuple(sorted(file.parent.name for file in SETTLEMENTS.glob("*/case.yaml")))
"""Settlements of the past, coded from what was known on the eve of each."""

Change = Callable[[Tree], object]


@dataclass(frozen=True)
class Followed:
    """Which proposal of a case is followed, two opposed parties that live by it, and a third actor.

    front: whether the war has a front; up: whether `one` gains as its numbers rise.
    """

    proposal: str
    one: str
    other: str
    witness: str
    front: bool


def _told_less(value: object) -> object:
    if isinstance(value, dict):
        return {key: _told_less(each) for key, each in value.items() if key not in TELLS}
    return [_told_less(each) for each in value] if isinstance(value, list) else value


def _text_of(name: str) -> str:
    if name == "symmetric":
        return SYMMETRIC
    if name.startswith("new "):
        return first_case(name.removeprefix("new "))
    folders = (SETTLEMENTS / name, *(folder for folder in shipped() if folder.name == name))
    file = next(folder / "case.yaml" for folder in folders if folder.is_dir())
    return file.read_text(encoding="utf-8")


_FRONT = re.compile(r"^  front:\s*\{?\s*issue:", re.MULTILINE)
WITH_A_FRONT = tuple(name for name in (*SHIPPED, *LIBRARY) if _FRONT.search(_text_of(name)))


@functools.cache
def _keys(name: str) -> Tree:
    bare = _told_less(keys_in(_text_of(name)))
    assert isinstance(bare, dict)
    return bare


def keys_of(name: str) -> Tree:
    """The keys of a case, yours to change."""
    return copy.deepcopy(_keys(name))


@functools.cache
def case_named(name: str) -> Case:
    """The case as it ships."""
    return case_of(_keys(name))


@functools.cache
def followed(name: str) -> Followed:
    """The proposal that laws follow in a case, and who they speak of."""
    case = case_named(name)
    proposal = next((p for p, body in case.proposals.items() if body.guarantees), None)
    proposal = proposal or next(iter(case.proposals))
    conflict = conflict_of(case)
    bound = bound_by(conflict, proposal, plan_of(case).rules[proposal].parties)
    sides = {party: conflict.side_of(party) for party in bound}
    one, other = next((a, b) for a, b in product(bound, bound) if sides[a] != sides[b])
    if conflict.front and conflict.signs[conflict.parties.index(one)] < 0.0:
        one, other = other, one
    third = (actor for actor in case.actors if actor not in case.parties)
    return Followed(proposal, one, other, next(third, "witness"), conflict.front)


def altered(name: str, change: Change) -> Case:
    """A case after `change` was made to its keys, a witness among its actors."""
    keys, who = keys_of(name), followed(name)
    if who.witness not in keys["actors"]:
        put(keys, f"actors.{who.witness}", "The witness")
    change(keys)
    return case_of(keys)


def columns(case: Case, name: str, fixed: Mapping[str, float] | None = None) -> Columns:
    """What is told of the followed proposal of a case, some of its numbers held.

    Beside it `ends_y.party`, the chance that it is the one that ends the deal within y years, in
    worlds too in which it would never be signed.
    """
    plan = plan_of(case)
    chunk = Chunk(plan, sample(case, WORLDS).fixed(fixed or {}), SETTLED)
    voted = chunk.vote(plan.after_any_settlement(followed(name).proposal))
    ended = {
        f"ends_{year}.{party}": voted.settled.outcomes.incidence[:, place, at]
        for place, party in enumerate(chunk.parties)
        for at, year in enumerate(YEARS)
    }
    return columns_of(chunk, voted) | ended


@functools.cache
def as_shipped(name: str) -> Columns:
    """What is told of the followed proposal of a case as it ships."""
    return columns(case_named(name), name)


@functools.cache
def all_told(name: str) -> dict[str, Columns]:
    """What is told of every proposal of a case as it ships, as printed."""
    return told(case_named(name), WORLDS)
