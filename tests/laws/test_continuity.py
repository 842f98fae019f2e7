"""Nothing jumps: next to no amount is next to nothing."""

from __future__ import annotations

from typing import Any

import pytest
from tests.laws.whole_cases import Columns, apart, case_of, put, stated, symmetric, told

TINY = 1e-7
NEAR = 2e-5
"""How far a change of 1e-7 may move any digit; signatures jump where a margin passes zero."""


def guarded() -> dict[str, Any]:
    keys = symmetric()
    put(keys, "guarantees.pact.force", 0)
    put(keys, "guarantees.pact.punishment", 0)
    return keys


def provision(**stated_too: Any) -> list[dict[str, Any]]:
    return [{"title": "P", "by": "a", "month": 3} | stated_too]


def pressure(**stated_too: Any) -> list[dict[str, Any]]:
    return [{"by": "g", "on": "b", "believed": 0.5, "until": 24} | stated_too]


def signal(**stated_too: Any) -> dict[str, Any]:
    told_by = {"stake_resolute": 0.4, "stake_irresolute": 0.1, "cost": 0.3}
    return {"prior": 0.2, "strength": 10, "memory": 120, "signal": told_by | stated_too}


AID: dict[str, Any] = {"title": "Aid", "on": "b", "change": TINY}

AMOUNTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "force": ({"guarantees__pact__force": 0}, {"guarantees__pact__force": TINY}),
    "punishment": ({"guarantees__pact__punishment": 0}, {"guarantees__pact__punishment": TINY}),
    "belief": (
        {"guarantees__pact__intervenes": 0},
        {"guarantees__pact__intervenes": TINY},
    ),
    "beginning": ({"guarantees__pact__from": 0}, {"guarantees__pact__from": TINY}),
    "host": (
        {"guarantees__pact__host": "b"},
        {"guarantees__pact__host": "b", "guarantees__pact__host_withdraws": TINY},
    ),
    "one-off": ({}, {"proposals__pact__provisions": provision(gives={"a": TINY}, once=True)}),
    "flow": ({}, {"proposals__pact__provisions": provision(gives={"b": TINY})}),
    "kept": (
        {},
        {"proposals__pact__provisions": provision(costs={"b": TINY}, irreversible=True)},
    ),
    "forces": ({}, {"proposals__pact__provisions": provision(forces={"b": -TINY})}),
    "renewal": (
        {"proposals__pact__expires": {"month": 12, "renewal": 1}},
        {"proposals__pact__expires": {"month": 12, "renewal": 1 - TINY}},
    ),
    "recovery": (
        {"war__front__held": 0.3},
        {"war__front__held": 0.3, "war__regroup__recovery": TINY},
    ),
    "pressing cost": ({}, {"proposals__bare__pressure": pressure(costs=TINY)}),
    "pressing trend": ({}, {"proposals__bare__pressure": pressure(trend=TINY)}),
    "pressing forces": ({}, {"proposals__bare__pressure": pressure(forces=-TINY)}),
    "pressure believed": (
        {},
        {"proposals__bare__pressure": pressure(costs=0.02, believed=TINY)},
    ),
    "price": ({}, {"proposals__bare__political_costs": {"a": TINY}}),
    "aid": (
        {},
        {"war__power": {"aid": AID | {"when": "fighting"}}},
    ),
    "later aid": (
        {},
        {"war__power": {"aid": AID | {"when": "peace"}}},
    ),
    "violations": ({}, {"war__violations": {"share": TINY, "recovers": 3, "cost": 0.01}}),
    "repelled": ({}, {"war__repelled": TINY}),
    "jumps": ({}, {"war__jumps": {"rate": 0.1, "size": TINY}}),
    "rare jumps": (
        {"war__jumps": {"rate": 0, "size": 0.1}},
        {"war__jumps": {"rate": TINY, "size": 0.1}},
    ),
    "regrouping": ({"war__regroup__pace": {}}, {"war__regroup__pace": {"a": TINY}}),
    "record": (
        {},
        {
            "record": {
                "old": {
                    "title": "Old", "year": 2020, "kind": "ceasefire",
                    "conduct": {"a": {"ledger": "compliance", "kept": False, "similarity": TINY}},
                }
            }
        },
    ),
    "sunk signal": (
        {"guarantees__pact__intervenes": None, "guarantees__pact__credibility": signal(sunk=0)},
        {"guarantees__pact__intervenes": None, "guarantees__pact__credibility": signal(sunk=TINY)},
    ),
    "tied signal": (
        {"guarantees__pact__intervenes": None, "guarantees__pact__credibility": signal(tied=0)},
        {"guarantees__pact__intervenes": None, "guarantees__pact__credibility": signal(tied=TINY)},
    ),
}  # fmt: skip


def asked(amounts: dict[str, Any]) -> dict[str, Columns]:
    keys = guarded()
    for path, value in amounts.items():
        put(keys, path.replace("__", "."), value)
    pact = keys["guarantees"]["pact"]
    keys["guarantees"]["pact"] = {name: v for name, v in pact.items() if v is not None}
    return told(case_of(keys), 4)


@pytest.mark.parametrize("name", list(AMOUNTS))
def test_nearly_no_amount_is_nearly_nothing(name: str) -> None:
    none, little = AMOUNTS[name]
    assert apart(asked(none), asked(little)) < NEAR


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("guarantees__pact__force", (0, 1, 5, 20, 40, 80)),
        ("guarantees__pact__punishment", (0, 0.05, 0.1, 0.3)),
        ("guarantees__pact__intervenes", (0, 0.2, 0.5, 0.9)),
    ],
)
def test_more_of_what_deters_never_makes_it_break_sooner(
    path: str, values: tuple[float, ...]
) -> None:
    stands = [told(stated(symmetric(), **{path: v}), 1)["pact"]["stands_5"][0] for v in values]
    assert stands == sorted(stands)
    assert stands[-1] > stands[0]


def test_the_first_soldier_does_little_and_the_next_thousands_more() -> None:
    stands = {
        force: told(stated(symmetric(), guarantees__pact__force=force), 1)["pact"]["stands_5"][0]
        for force in (0, 0.001, 40)
    }
    assert abs(stands[0.001] - stands[0]) < 0.01 * abs(stands[40] - stands[0])


def test_a_signal_is_proof_by_degrees() -> None:
    found = []
    for sunk in (0, 1e-9, 0.02, 0.05, 0.1, 0.2):
        keys = symmetric()
        del keys["guarantees"]["pact"]["intervenes"]
        put(keys, "guarantees.pact.credibility", signal(sunk=sunk))
        found.append(float(told(case_of(keys), 1)["pact"]["believed.a"][0]))
    assert found == sorted(found)
    assert found[1] - found[0] < 1e-6
    assert found[-1] == pytest.approx(1.0)
