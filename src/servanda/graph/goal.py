"""Seeking a goal: what stands between a conflict and a wanted state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servanda.errors import GraphError
from servanda.graph.evolution import evolution
from servanda.graph.least_change import Change, least_change
from servanda.graph.model import Model
from servanda.graph.solve import explain, solve
from servanda.graph.words import state_words
from servanda.sentences import listed

__all__ = ["Goal", "seek"]

CLASSIC = ("nash", "gmr", "smr", "seq")


@dataclass(frozen=True, eq=False)
class Goal:
    """What stands in the way of a wanted state.

    holds: {concept: whether it is an equilibrium}. leavers: {concept: who would leave it}. changes:
    {concept: the least change of preferences that would keep everybody}, where one was found.
    reached: how it comes about from the status quo by improvements, in words; empty without one.
    """

    model: Model
    target: str
    holds: Mapping[str, bool]
    leavers: Mapping[str, tuple[str, ...]]
    changes: Mapping[str, Change]
    reached: str

    def words(self) -> str:
        """Say it, concept by concept."""
        here = state_words(self.model, self.model.state(self.target))
        said = []
        for concept, holds in self.holds.items():
            if holds:
                said.append(f"Under {concept}, {here} would hold: nobody would leave it.")
                continue
            who = self.leavers[concept]
            said.append(f"Under {concept}, {listed(who)} would leave {here}.")
            said += [explain(self.model, self.target, dm, concept) for dm in who]
            if concept in self.changes:
                said.append(self.changes[concept].words())
        if self.reached:
            said.append(self.reached)
        return " ".join(said)


def seek(model: Model, target: str, concepts: Sequence[str] = CLASSIC, by: str = "ranking") -> Goal:
    """Say whether a wanted state would hold, who would upset it, and what would have to change.

    Parameters: `by`: ``ranking`` or ``statements``: how preferences may change, see `least_change`.

    >>> from servanda.graph.model import option_model
    >>> m = option_model({"A": ["Hold"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]})
    >>> goal = seek(m, "4", ["nash", "gmr"])
    >>> goal.holds, goal.leavers["nash"], goal.changes["nash"].cost
    ({'nash': False, 'gmr': True}, ('A', 'B'), 2)

    Source: [@Kinsara2015].
    """
    goal = model.state(target)
    solution = solve(model, concepts)
    holds, leavers, changes = {}, {}, {}
    for name, answer in solution.answers.items():
        holds[name] = bool(answer.equilibria[goal])
        leavers[name] = tuple(
            " + ".join(model.decision_makers[i] for i in group)
            for group, row in zip(answer.groups, answer.stable, strict=True)
            if not row[goal]
        )
        if not holds[name]:
            try:
                changes[name] = least_change(model, target, name, by)
            except GraphError:
                continue  # no such change: the words say who leaves, and that is all there is
    reached = ""
    if model.status_quo is not None:
        reached = evolution(model, kind="improvements").words(target)
    return Goal(model, target, holds, leavers, changes, reached)
