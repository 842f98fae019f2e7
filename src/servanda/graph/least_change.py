"""The least change of preferences that makes a wanted state an equilibrium."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from servanda.errors import GraphError, InputError
from servanda.graph.analysis import Analysis
from servanda.graph.ensemble import RULES
from servanda.graph.inverse import asked
from servanda.graph.model import Model
from servanda.graph.preferences import Preference, by_statements, dense_ranks
from servanda.graph.stability import concept_called
from servanda.sentences import listed

__all__ = ["Change", "least_change"]

MOST_TRIES = 20_000
"""Combinations of changed preferences that are tried before giving up."""


@dataclass(frozen=True, eq=False)
class Change:
    """A change of preferences that makes the wanted state an equilibrium.

    cost: how many pairs (of states, or of statements in order of priority) change places. orders:
    for each decision maker that changes, its new ranking (lists of labels, best first) or its
    statements in their new order. model: the model with these. exact: whether no cheaper change of
    the kind that was looked at exists.
    """

    target: str
    concept: str
    cost: int
    orders: Mapping[str, tuple[tuple[str, ...], ...] | tuple[str, ...]]
    model: Model
    exact: bool

    def words(self) -> str:
        """Say it."""
        if not self.cost:
            return f"State {self.target} is an equilibrium under {self.concept} as things are."
        changed = listed(self.orders)
        verb = "prefers" if len(self.orders) == 1 else "prefer"
        pairs = "one pair" if self.cost == 1 else f"{self.cost} pairs"
        least = "at least " if self.exact else "(perhaps fewer would do) "
        return (
            f"For state {self.target} to be an equilibrium under {self.concept}, {least}{pairs} "
            f"would have to change places in what {changed} {verb}."
        )


def least_change(
    model: Model,
    target: str,
    concept: str = "nash",
    by: str = "ranking",
    makers: Sequence[str] | None = None,
) -> Change:
    """Find the least change of preferences that makes `target` an equilibrium.

    Parameters: `by`: ``ranking`` puts states that are better than the wanted one below it, keeping
    everything else in order; ``statements`` reorders each decision maker's statements of priority;
    cost is the number of pairs that change places. `makers`: who may change, by default everybody.

    The least change is NP-hard to find in general; here all combinations are tried in ascending
    order of cost. Under concepts that judge each decision maker by its own preference alone (nash,
    gmr, smr) each is settled by itself. Under others, after 20,000 combinations the best that is
    known is given, marked as not exact. By ranking, only such changes are tried as are described.

    Raises GraphError where no such change is enough, or there is too much to try.

    >>> from servanda.graph.model import option_model
    >>> m = option_model({"A": ["Hold"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]})
    >>> change = least_change(m, "4", "nash")
    >>> change.cost, change.orders["A"]
    (2, (('4',), ('3',), ('1',), ('2',)))

    Source: [@Wang2018]; the order of statements, and costs, are this package's own reading.
    """
    goal, name = model.state(target), concept_called(concept).name
    if by not in ("ranking", "statements"):
        raise InputError(f"by {by!r}: preferences can be changed by ranking or by statements")
    free = (
        {model.maker(m) for m in makers}
        if makers is not None
        else set(range(len(model.preferences)))
    )
    offers = [
        _offers(model, goal, name, i, by) if i in free else [(0, model.preferences[i])]
        for i in range(len(model.decision_makers))
    ]
    if name in ("nash", "gmr", "smr"):
        chosen = [
            next((o for o in offers[i] if _stays(model, i, o[1], goal, name)), None)
            for i in range(len(offers))
        ]
        for i, found in enumerate(chosen):
            if found is None:
                raise GraphError(
                    f"no change of {model.decision_makers[i]}'s {by} that was allowed makes state "
                    f"{target} {name} stable for it"
                )
        return _change(model, target, name, by, [c for c in chosen if c is not None], True)
    return _jointly(model, target, name, by, offers)


Offer = tuple[int, Preference]


def _change(
    model: Model, target: str, name: str, by: str, chosen: Sequence[Offer], exact: bool
) -> Change:
    orders: dict[str, tuple[tuple[str, ...], ...] | tuple[str, ...]] = {}
    changed = model
    for dm, (cost, preference) in zip(model.decision_makers, chosen, strict=True):
        changed = changed.with_preference(dm, preference)
        if cost and by == "statements":
            orders[dm] = tuple(s.text for s in preference.statements)
        elif cost:
            ranks = preference.ranks
            orders[dm] = tuple(
                tuple(model.labels[int(s)] for s in np.flatnonzero(ranks == r))
                for r in range(int(ranks.max()), -1, -1)
            )
    return Change(target, name, sum(c for c, _ in chosen), orders, changed, exact)


def _stays(model: Model, i: int, preference: Preference, goal: int, name: str) -> bool:
    changed = model.with_preference(model.decision_makers[i], preference)
    above = preference.row(goal) > 0
    return all(
        not above[t] or any(not above[list(way)].any() for way in ways)
        for t, ways in asked(changed, goal, name, i)
        if above[t]
    )


def _offers(model: Model, goal: int, name: str, i: int, by: str) -> list[Offer]:
    """List the changed preferences of one decision maker, cheapest first."""
    preference = model.preferences[i]
    dm = model.decision_makers[i]
    if not preference.simple:
        raise GraphError(f"{dm}: only rankings can be changed, not pairs or degrees")
    if by == "statements":
        return _statement_offers(model, dm, preference)
    own = name if name in RULES else "gmr"
    wanted = {
        s for t, ways in asked(model, goal, own, i) for s in (t, *(x for w in ways for x in w))
    }
    above = [s for s in sorted(wanted) if preference.ranks[s] > preference.ranks[goal]]
    if len(above) > 14:
        raise GraphError(
            f"{dm} prefers {len(above)} states that matter to the wanted one, so that "
            f"{1 << len(above):,} changes would have to be tried; at most 16,384 can be: let fewer "
            "decision makers change, or use statements"
        )
    offers = []
    for size in range(len(above) + 1):
        for lowered in combinations(above, size):
            score = preference.ranks.astype(float)
            score[list(lowered)] = score[goal] - 0.5 + score[list(lowered)] / (4 * len(score))
            changed = Preference(dense_ranks(score))
            offers.append((_reversed(preference.ranks, changed.ranks), changed))
    return sorted(offers, key=lambda offer: offer[0])


def _reversed(old: NDArray[np.int32], new: NDArray[np.int32]) -> int:
    """Count the pairs of states that compare otherwise than before."""
    before = np.sign(old[:, None] - old)
    after = np.sign(new[:, None] - new)
    return int((before != after).sum()) // 2


def _statement_offers(model: Model, dm: str, preference: Preference) -> list[Offer]:
    statements = preference.statements
    if not statements:
        raise GraphError(f"{dm} has no statements of priority to reorder; change its ranking")
    if len(statements) > 8:
        raise GraphError(
            f"{dm} has {len(statements)} statements, which can be ordered in "
            f"{factorial(len(statements)):,} ways; at most 8 statements (40,320) can be tried"
        )
    offers = []
    for order in permutations(range(len(statements))):
        cost = sum(a > b for a, b in combinations(order, 2))
        offers.append((cost, order))
    return [
        (cost, by_statements([statements[k] for k in order], model.states, model.chosen))
        for cost, order in sorted(offers)
    ]


def _jointly(
    model: Model, target: str, name: str, by: str, offers: Sequence[Sequence[Offer]]
) -> Change:
    """Try combinations of changed preferences in ascending order of their total cost."""
    goal, concept = model.state(target), concept_called(name)
    start = (0,) * len(offers)
    queue = [(sum(o[0][0] for o in offers), start)]
    seen = {start}
    for _ in range(MOST_TRIES):
        if not queue:
            raise GraphError(
                f"no combination of changes that was allowed makes state {target} an equilibrium "
                f"under {name}"
            )
        _, places = heapq.heappop(queue)
        chosen = [offers[i][k] for i, k in enumerate(places)]
        found = _change(model, target, name, by, chosen, True)
        if concept.solve(Analysis(found.model)).equilibria[goal]:
            return found
        for i, k in enumerate(places):
            after = (*places[:i], k + 1, *places[i + 1 :])
            if k + 1 < len(offers[i]) and after not in seen:
                seen.add(after)
                cost = sum(offers[j][m][0] for j, m in enumerate(after))
                heapq.heappush(queue, (cost, after))
    # Making the wanted state best for everybody is always enough, where it is allowed.
    last = [o[-1] for o in offers]
    found = _change(model, target, name, by, last, False)
    if concept.solve(Analysis(found.model)).equilibria[goal]:
        return found
    raise GraphError(f"nothing was found among {MOST_TRIES:,} combinations of changes")
