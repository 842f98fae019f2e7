"""More of what deters deters more, and the first of it little: one case of certain numbers.

That nothing jumps is shown in every case that ships (`test_nothing_jumps`).
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.laws.whole_cases import case_of, put, stated, symmetric, told


def signal(**stated_too: Any) -> dict[str, Any]:
    told_by = {"stake_resolute": 0.4, "stake_irresolute": 0.1, "cost": 0.3}
    return {"prior": 0.2, "strength": 10, "memory": 120, "signal": told_by | stated_too}


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
