"""How a conflict can get from where it is to where it may end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from servanda.compiled import compiled
from servanda.errors import GraphError, InputError
from servanda.graph.analysis import PLAIN, Analysis
from servanda.graph.model import Model
from servanda.graph.moves import Arcs, arcs_from
from servanda.graph.options import closest
from servanda.graph.stability.coalition import Coalitions
from servanda.graph.words import infinitive, state_words
from servanda.sentences import listed

__all__ = ["KINDS", "Evolution", "Step", "evolution"]

KINDS = {
    "moves": "any moves",
    "improvements": "moves that whoever makes them gains by",
    "improvements_or_unknown": "moves that whoever makes them gains by, or may gain by",
    "coalitions": "moves, alone or together, that all who make them gain by",
}
"""The ways a conflict may be thought to evolve."""


@dataclass(frozen=True)
class Step:
    """One step: who makes it, alone or together, from which state to which."""

    who: tuple[str, ...]
    source: str
    target: str


@dataclass(frozen=True, eq=False)
class Evolution:
    """Which states can be reached from a start, in how few steps, and how.

    steps: {label: fewest steps}, nearest first.
    """

    model: Model
    start: int
    kind: str
    movers: tuple[tuple[int, ...], ...]
    distance: NDArray[np.int64]
    parent: NDArray[np.int64]

    @cached_property
    def _nearest(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        reached = np.where(self.distance < 0, np.iinfo(np.int64).max, self.distance)
        return reached.min(axis=1), reached.argmin(axis=1)

    @cached_property
    def steps(self) -> dict[str, int]:
        """The fewest steps to each state that can be reached, nearest first."""
        fewest, _ = self._nearest
        reached = np.flatnonzero(fewest < np.iinfo(np.int64).max)
        order = sorted((int(s) for s in reached), key=lambda s: (fewest[s], s))
        return {self.model.labels[s]: int(fewest[s]) for s in order}

    def path(self, label: str) -> list[Step]:
        """Return a shortest legal path to a state; InputError if it cannot be reached."""
        end = self.model.state(label)
        fewest, last = self._nearest
        if fewest[end] == np.iinfo(np.int64).max:
            start = self.model.labels[self.start]
            raise InputError(f"state {label!r} cannot be reached from {start!r} by {self.what}")
        width = self.distance.shape[1]
        node = end * width + int(last[end])
        found = []
        while self.parent.flat[node] >= 0:
            before = int(self.parent.flat[node])
            who = tuple(self.model.decision_makers[i] for i in self.movers[node % width])
            source, target = before // width, node // width
            found.append(Step(who, self.model.labels[source], self.model.labels[target]))
            node = before
        return found[::-1]

    @property
    def what(self) -> str:
        """What moves are thought of."""
        return KINDS[self.kind]

    def words(self, label: str) -> str:
        """Say how a state comes about, or that it does not."""
        end = self.model.state(label)
        here = self.model.labels[self.start]
        if self._nearest[0][end] == np.iinfo(np.int64).max:
            return (
                f"{_capital(state_words(self.model, end))} cannot be reached from state {here} by "
                f"{self.what}: it would take something else, such as a mistake or outside pressure."
            )
        path = self.path(label)
        if not path:
            return f"{_capital(state_words(self.model, end))} is where things stand."
        said = []
        for step in path:
            source, target = self.model.state(step.source), self.model.state(step.target)
            if len(step.who) > 1:
                said.append(f"{listed(step.who)} together move to state {step.target}")
            else:
                dm = self.model.maker(step.who[0])
                move = infinitive(self.model, dm, source, target)
                verb, _, rest = move.partition(" ")
                said.append(f"{step.who[0]} {_third_person(verb)} {rest}")
        count = "1 step" if len(path) == 1 else f"{len(path)} steps"
        return f"From state {here}, {', then '.join(said)}: {count} by {self.what}."


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _third_person(verb: str) -> str:
    return {"take": "takes", "drop": "drops", "move": "moves"}.get(verb, verb)


@compiled
def _spread(
    starts: NDArray[np.int64],
    targets: NDArray[np.int32],
    start: int,
    distance: NDArray[np.int64],
    parent: NDArray[np.int64],
) -> None:
    # Nodes are (state, last mover); the start has the extra last mover "nobody".
    movers = starts.shape[0]
    width = movers + 1
    queue = np.empty(distance.size, dtype=np.int64)
    queue[0] = start * width + movers
    distance[start, movers] = 0
    head, tail = 0, 1
    while head < tail:
        node = queue[head]
        head += 1
        place, last = node // width, node % width
        for j in range(movers):
            if j == last:
                continue
            for a in range(starts[j, place], starts[j, place + 1]):
                t = targets[a]
                if distance[t, j] < 0:
                    distance[t, j] = distance[place, last] + 1
                    parent[t, j] = node
                    queue[tail] = t * width + j
                    tail += 1


def evolution(model: Model, start: str | None = None, kind: str = "moves") -> Evolution:
    """Find what can be reached from `start`, by legal sequences: nobody moves twice in succession.

    Parameters: `start`: a label, by default the status quo; `kind`: ``moves`` (any),
    ``improvements``, ``improvements_or_unknown``, or ``coalitions`` (improvements by single
    decision makers or groups all of whom gain; a group's step may take several moves).

    An equilibrium that improvements do not reach needs a coalition, a mistake or outside pressure.

    Raises InputError for an unknown kind or where there is no start.

    >>> from servanda.graph.model import option_model
    >>> pd = option_model(
    ...     {"A": ["Cooperate"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]}
    ... )
    >>> e = evolution(pd, "4", "improvements")
    >>> e.steps
    {'4': 0, '2': 1, '3': 1, '1': 2}
    >>> print(e.words("1"))
    From state 4, B drops Help (state 2), then A drops Cooperate (state 1): 2 steps by moves that
    whoever makes them gains by.

    Source: [@Li2005], [@Xu2010].
    """
    if kind not in KINDS:
        raise InputError(f"there is no kind of evolution {kind!r}; {closest(kind, KINDS)}")
    if start is None and model.status_quo is None:
        raise InputError("the model has no status quo; say which state to start from")
    here = int(model.status_quo or 0) if start is None else model.state(start)
    movers, arcs = _movers(Analysis(model), kind)
    if model.states * (len(movers) + 1) > 1 << 28:
        raise GraphError(f"{model.states:,} states are too many to trace paths through")
    distance = np.full((model.states, len(movers) + 1), -1, dtype=np.int64)
    parent = np.full_like(distance, -1)
    _spread(arcs.starts, arcs.targets, here, distance, parent)
    return Evolution(model, here, kind, movers, distance, parent)


def _movers(analysis: Analysis, kind: str) -> tuple[tuple[tuple[int, ...], ...], Arcs]:
    alone = tuple((i,) for i in range(analysis.makers))
    if kind == "moves":
        return alone, analysis.arcs
    if kind == "improvements_or_unknown":
        return alone, analysis.steps(PLAIN)
    if kind == "coalitions":
        together = Coalitions(analysis)
        return tuple(together.groups), together.improving
    kept = []
    for i, relation in enumerate(analysis.relations):
        a, b = analysis.arcs.of(i)
        keep = PLAIN.tempting(relation.codes(a, b))
        kept.append((a[keep], b[keep]))
    return alone, arcs_from(analysis.states, kept)
