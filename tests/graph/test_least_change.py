"""The least change of preferences that makes a wanted state an equilibrium."""

from __future__ import annotations

from itertools import product

import pytest
from models import threat

from servanda.errors import GraphError, InputError
from servanda.graph.least_change import least_change
from servanda.graph.preferences import Preference, dense_ranks
from servanda.graph.solve import solve


def pairs_apart(one: Preference, other: Preference) -> int:
    states = range(one.states)
    return sum(
        (one.compare(a, b) > 0) - (one.compare(a, b) < 0)
        != (other.compare(a, b) > 0) - (other.compare(a, b) < 0)
        for a in states for b in states if a < b
    )  # fmt: skip


@pytest.mark.parametrize("concept", ["nash", "gmr", "seq"])
@pytest.mark.parametrize("target", ["1", "2", "3", "4"])
def test_it_holds_and_costs_what_is_said(target: str, concept: str) -> None:
    model = threat()
    found = least_change(model, target, concept)
    assert target in solve(found.model, [concept]).equilibria[concept]
    apart = sum(map(pairs_apart, model.preferences, found.model.preferences))
    assert apart == found.cost
    assert (found.cost == 0) == (target in solve(model, [concept]).equilibria[concept])


def test_for_nash_nothing_cheaper_would_do() -> None:
    """All weak orders of the four states, for the one who would leave."""
    model = threat()
    best = {}
    for i, dm in enumerate(model.decision_makers):
        orders = [Preference(dense_ranks(scores)) for scores in product(range(4), repeat=4)]
        best[dm] = min(
            pairs_apart(model.preferences[i], order)
            for order in orders
            if all(order.compare(0, t) <= 0 for t in model.moves.out(i, 0))
        )
    assert least_change(model, "1", "nash").cost == sum(best.values())


def test_what_cannot_be_changed_is_told() -> None:
    with pytest.raises(InputError, match="by 'force': preferences can be changed by ranking"):
        least_change(threat(), "1", by="force")
    with pytest.raises(GraphError, match="no change of A's ranking that was allowed"):
        least_change(threat(), "1", "nash", makers=["B"])
    with pytest.raises(GraphError, match="has no statements of priority to reorder"):
        least_change(threat(), "1", by="statements")
