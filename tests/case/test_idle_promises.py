"""What promises say without effect is told with what would give it one."""

from __future__ import annotations

from typing import Any

from tests.laws.whole_cases import changed, put, symmetric

from servanda.case.idle_promises import guarantees_without_effect, past_without_effect


def idle(path: str, value: Any, *more: tuple[str, Any]) -> dict[str, str]:
    def change(keys: dict[str, Any]) -> None:
        for at, written in ((path, value), *more):
            put(keys, at, written)

    case = changed(symmetric(), change)
    found = [*guarantees_without_effect(case), *past_without_effect(case)]
    return {each.name: each.says for each in found}


def test_a_promise_to_both_sides_stands_by_nobody_who_breaks() -> None:
    both = ("guarantees.pact.protects", ["a", "b"]), ("guarantees.pact.against", [])
    told = idle("guarantees.pact.unconditional", 0.5, *both)
    assert "everyone that it protects" in told["guarantees.pact.unconditional"]
    assert idle("guarantees.pact.unconditional", 0.5) == {}


def test_monitors_stand_by_nobody() -> None:
    told = idle("guarantees.pact.unconditional", 0.5, ("guarantees.pact.kind", "monitors"))
    assert "monitors bring no force" in told["guarantees.pact.unconditional"]


def test_a_guarantee_in_no_proposal() -> None:
    told = idle("proposals.pact.guarantees", [])
    assert told == {
        "guarantees.pact": "has no effect here: no proposal has it; name it under `guarantees`"
    }


def test_the_past_of_who_guarantees_nothing() -> None:
    past = {"title": "T", "year": 2001, "kind": "treaty"}
    conduct = {"c": {"ledger": "honour", "kept": False}}
    told = idle("record.t", past | {"conduct": conduct}, ("actors.c", "C"))
    assert "guarantees nothing" in told["record.t.conduct.c"]
