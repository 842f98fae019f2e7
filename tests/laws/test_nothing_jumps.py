"""Nothing jumps, in any case that ships: next to no amount of anything is next to nothing.

Every amount that a case may state is taken from nothing to 1e-7 in each of the shipped cases, and a
twentieth of the amounts, by turns, in each settlement of the library. Signatures are yes or no in a
world, so a margin within that of zero could flip one; in the worlds of seed 0 none does.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from tests.laws.every_case import (
    LIBRARY,
    SHIPPED,
    WORLDS,
    Followed,
    altered,
    case_named,
    columns,
    followed,
)
from tests.laws.whole_cases import Columns, Tree, apart, put

from servanda.case.keys.case import numbers_in
from servanda.engine.chunk import Chunk
from servanda.engine.plan import plan_of
from servanda.engine.spill_over import spill_over
from servanda.engine.told import columns_of
from servanda.worlds.sample import sample

TINY = 1e-7
NEAR = 3e-4
"""How far a change of 1e-7 may move any digit: less than its root, which a kink would give."""

TABLES = {"new secession": 5e-3}
"""What interpolating over changes of power may leave where a line that hardly moves could be moved
by a force: 7 of its swings a month there. A promise that nobody believes in widens the range."""

Written = dict[str, Any]
"""What is written into a case, by path; the proposal and the parties by their letters."""

PLACES = ("temptation_month", "threshold")
"""Where something is greatest: told with a jump where a maximum changes place."""

OF_BELIEF = (
    *PLACES, "believed", "believed_true", "trusts", "self_enforcing", "deterred", "paper",
    "out_of_reach", "joined",
)  # fmt: skip
"""Told of a promise as such, believed in or not: what is believed, and a war that it is kept in."""

IF_CHALLENGED = ("challenged_side_wins", "challenged_others_win", "challenged_ends_with",
                 "challenged_months")  # fmt: skip
"""Told of a breach, should there be one, by whoever is likely to commit it."""


def pledge(**stated: Any) -> Written:
    """A guarantee of the other by a witness against the one, added to the proposal."""
    body = {"title": "Pledge", "kind": "treaty", "guarantors": ["W"], "protects": ["B"],
            "against": ["A"], "intervenes": 0.4, "force": 0}  # fmt: skip
    return {"guarantees.pledge": body | stated}


def strong(**stated: Any) -> Written:
    return pledge(force=20, punishment=0.05, **stated)


def believed_by(deployed: float | None = None, **stated: Any) -> Written:
    own = {"prior": 0.3, "strength": 10, "memory": 120} | stated
    return strong(intervenes=None, credibility=own, deployed=deployed)


def signal(**stated: Any) -> Written:
    told_by = {"stake_resolute": 0.4, "stake_irresolute": 0.1, "cost": 0.3}
    return believed_by(signal=told_by | stated)


def by_stakes(**stated: Any) -> Written:
    own = {"stake": 0.3, "cost": 0.4, "noise": 0.1} | stated
    return strong(intervenes=None, resolve=own)


def reneged(**stated: Any) -> Written:
    conduct = {"W": {"ledger": "honour", "kept": False} | stated}
    entry = {"title": "Old", "year": "LAST", "kind": "treaty", "conduct": conduct}
    return {"record.old_pledge": entry}


def broke(**stated: Any) -> Written:
    conduct = {"A": {"ledger": "compliance", "kept": False} | stated}
    entry = {"title": "Old", "year": "LAST", "kind": "ceasefire", "conduct": conduct}
    return {"record.old_truce": entry}


def done(**stated: Any) -> Written:
    return {"proposals.P.provisions+": {"title": "Done", "by": "A", "month": 3} | stated}


def pressed(**stated: Any) -> Written:
    own = {"by": "W", "on": "B", "believed": 0.5, "until": 24}
    return {"proposals.P.pressure+": own | stated}


def aid(**stated: Any) -> Written:
    return {"war.power.aid": {"title": "Aid", "on": "B"} | stated}


def violated(share: float) -> Written:
    return {"war.violations": {"share": share, "recovers": 3, "cost": 0.01}}


WRITTEN: dict[str, tuple[Written, Written]] = {
    "force": ({}, pledge(force=TINY)),
    "punishment": ({}, pledge(punishment=TINY)),
    "belief": ({}, strong(intervenes=TINY)),
    "a moment's guarantee": ({}, strong(until=TINY)),
    "beginning": (strong(), strong(**{"from": TINY})),
    "host": (strong(host="B"), strong(host="B", host_withdraws=TINY)),
    "watching": ({}, pledge(kind="monitors", intervenes=None, breakdown_ratio=1 - TINY)),
    "deployed": (believed_by(), believed_by(tripwire=0.6, deployed=TINY)),
    "tripwire": (believed_by(deployed=5), believed_by(deployed=5, tripwire=TINY)),
    "sunk signal": (believed_by(), signal(sunk=TINY)),
    "tied signal": (believed_by(), signal(tied=TINY)),
    "record heeded": (
        believed_by(record_weight=0) | reneged(), believed_by(record_weight=TINY) | reneged()
    ),
    "reneged": (
        believed_by(record_weight=1.0), believed_by(record_weight=1.0) | reneged(similarity=TINY)
    ),
    "audience cost": (by_stakes(), by_stakes(audience_cost=TINY)),
    "one-off": ({}, done(gives={"A": TINY}, once=True)),
    "flow": ({}, done(costs={"B": TINY})),
    "kept": ({}, done(gives={"B": TINY}, irreversible=True)),
    "disarmed": ({}, done(forces={"B": -TINY})),
    "expiry": (
        {"proposals.P.expires": {"month": 6, "renewal": 1}},
        {"proposals.P.expires": {"month": 6, "renewal": 1 - TINY}},
    ),
    "pressing cost": ({}, pressed(costs=TINY)),
    "pressing forces": ({}, pressed(forces=-TINY)),
    "pressure believed": ({}, pressed(costs=0.02, believed=TINY)),
    "a moment's pressure": ({}, pressed(costs=0.02, until=TINY)),
    "price": (
        {"proposals.P.political_costs": {"A": 0}}, {"proposals.P.political_costs": {"A": TINY}}
    ),
    "aid while fighting": ({}, aid(change=TINY, when="fighting")),
    "aid in peace": ({}, aid(change=TINY, when="peace")),
    "aid believed in": ({}, aid(change=-0.5, when="always", believed=TINY)),
    "violations": (violated(0), violated(TINY)),
    "repelled": ({"war.repelled": 0}, {"war.repelled": TINY}),
    "jumps": (
        {"war.jumps": {"rate": 0.1, "size": 0}}, {"war.jumps": {"rate": 0.1, "size": TINY}}
    ),
    "rare jumps": (
        {"war.jumps": {"rate": 0, "size": 0.1}}, {"war.jumps": {"rate": TINY, "size": 0.1}}
    ),
    "record": ({}, broke(similarity=TINY)),
}  # fmt: skip
"""By name: what is written into a case for none of it, and for next to none."""

ALONG_A_FRONT: dict[str, tuple[Written, Written]] = {
    "pressing trend": ({}, pressed(trend=TINY)),
    "regrouping": ({"war.regroup.pace.A": 0}, {"war.regroup.pace.A": TINY}),
    "recovery": ({"war.regroup.recovery": 0}, {"war.regroup.recovery": TINY}),
}  # fmt: skip

NUMBERS: dict[str, tuple[float, float]] = {
    "parties.A.word": (0, TINY),
    "parties.A.keeps_its_word": (0, TINY),
    "parties.B.keeps_its_word": (1, 1 - TINY),
    "parties.B.readiness": (0, TINY),
    "parties.B.concession_cost": (0, TINY),
    "parties.A.leader_change": (0, TINY),
    "parties.A.opportunities": (0, TINY),
    "parties.A.victory": (1, 1 - TINY),
    "war.early": (1, 1 + TINY),
    "war.decisiveness": (0, TINY),
    "war.ends_by_itself": (0, TINY),
    "war.decided": (0, TINY),
    "consent_correlation": (0, TINY),
}
"""Numbers that every case has, stated or by default: their limit, and next to it."""


def spoken_of(value: object, who: Followed, year: int) -> Any:
    """What is written, with the parties' own names for their letters, and the year before."""
    names = {"A": who.one, "B": who.other, "W": who.witness, "LAST": year}
    text = json.dumps(value)
    for letter, name in names.items():
        text = text.replace(f'"{letter}"', json.dumps(name))
    return json.loads(text)


def path_in(path: str, who: Followed) -> str:
    names = {"A": who.one, "B": who.other, "P": who.proposal}
    return ".".join(names.get(step, step) for step in path.split("."))


def write(keys: Tree, written: Written, who: Followed) -> None:
    for party in keys["parties"]:
        keys.setdefault("capabilities", {}).setdefault(party, {"forces": 30})
    for path, value in written.items():
        plain = spoken_of(value, who, int(keys["as_of"][:4]) - 1)
        if isinstance(plain, dict):
            plain = {key: each for key, each in plain.items() if each is not None}
        where = path_in(path, who)
        if where.startswith("parties.") and isinstance(keys["parties"], list):
            keys["parties"] = {party: {} for party in keys["parties"]}
        if where.endswith("+"):
            proposal = keys["proposals"][who.proposal]
            proposal.setdefault(where.rstrip("+").split(".")[-1], []).append(plain)
            continue
        if path.startswith("guarantees."):
            proposal = keys["proposals"][who.proposal]
            own = proposal.get("guarantees", [])
            own = [own] if isinstance(own, str) else own
            proposal["guarantees"] = [*own, path.split(".")[1]]
        put(keys, where, plain)


@functools.cache
def after(name: str, told: str) -> Columns:
    """What is told of a case once something is written into it, the forces of all being known."""
    written: Written = json.loads(told)
    return columns(altered(name, lambda keys: write(keys, written, followed(name))), name)


def jump(name: str, amount: str) -> float:
    """How far next to no amount moves the digit that it moves most; months by their logarithm."""
    skip: tuple[str, ...] = PLACES
    if amount in NUMBERS:
        path = path_in(amount, followed(name))
        none, little = (columns(case_named(name), name, {path: v}) for v in NUMBERS[amount])
        if amount.endswith("opportunities"):
            skip = (*skip, *IF_CHALLENGED)
    else:
        written = (WRITTEN | ALONG_A_FRONT)[amount]
        none, little = (after(name, json.dumps(each)) for each in written)
        if any(path.startswith("guarantees") for path in written[1]):
            skip = OF_BELIEF
    return apart(in_degrees(none), in_degrees(little), skip=skip)


def in_degrees(columns: Columns) -> dict[str, Columns]:
    """Columns with the months of a war by degrees: it may last for centuries."""
    return {"": columns | {"challenged_months": np.log1p(columns["challenged_months"] / 120.0)}}


def amounts_of(name: str) -> Iterator[str]:
    """Every amount that the case may state."""
    has = {path for path, _ in numbers_in(case_named(name))}
    yield from WRITTEN
    if followed(name).front:
        yield from ALONG_A_FRONT
    yield from (path for path in NUMBERS if path_in(path, followed(name)) in has)


def jumps_in(name: str, amounts: Callable[[list[str]], list[str]]) -> dict[str, float]:
    found = {amount: jump(name, amount) for amount in amounts(list(amounts_of(name)))}
    within = {"belief": TABLES.get(name, NEAR), "a moment's guarantee": TABLES.get(name, NEAR)}
    return {each: moved for each, moved in found.items() if not moved < within.get(each, NEAR)}


@pytest.mark.parametrize("name", SHIPPED)
def test_nearly_no_amount_is_nearly_nothing(name: str) -> None:
    assert jumps_in(name, lambda amounts: amounts) == {}


@pytest.mark.parametrize(("place", "name"), list(enumerate(LIBRARY)), ids=LIBRARY)
def test_nor_is_it_in_settlements_of_the_past(place: int, name: str) -> None:
    assert jumps_in(name, lambda amounts: amounts[place % 20 :: 20]) == {}


@pytest.mark.parametrize("name", ["ukraine", "gorge", "strait", "new interstate"])
def test_next_to_nothing_at_stake_elsewhere_is_next_to_nothing_lost_there(name: str) -> None:
    """What reneging costs elsewhere is told beside a verdict and moves none of its digits."""
    who = followed(name)

    def lost(at_stake: float) -> np.ndarray:
        promise = {"title": "Elsewhere", "guarantor": who.witness, "believed": 0.5,
                   "at_stake": at_stake, "loses": 0.3}  # fmt: skip

        def promised(keys: Tree) -> None:
            keys["commitments"] = {"elsewhere": promise}
            write(keys, strong(), who)

        case = altered(name, promised)
        plan = plan_of(case)
        chunk = Chunk(plan, sample(case, WORLDS))
        told = columns_of(chunk, chunk.vote(plan.after_any_settlement(who.proposal)))
        return spill_over(chunk, WORLDS, who.proposal, told)["spill_over"]

    none, little, much = lost(0.0), lost(TINY), lost(0.5)
    assert np.abs(little - none).max() < NEAR
    assert (much > none).all()
