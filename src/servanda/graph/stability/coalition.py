"""Coalitions: what several can gain together, and what the rest can do about it."""

from __future__ import annotations

from collections import deque
from itertools import combinations

import numpy as np

from servanda.arrays import Flags
from servanda.graph.analysis import PLAIN, Analysis
from servanda.graph.concept import Concept, Stability
from servanda.graph.kernels.arcs import reaches
from servanda.graph.kernels.group import reach_from
from servanda.graph.limits import refuse_arcs, refuse_steps
from servanda.graph.model import Model
from servanda.graph.moves import Arcs, arcs_from
from servanda.graph.words import infinitive, state_words
from servanda.sentences import listed

__all__ = ["COALITIONAL", "Coalitions", "coalitions_of"]


def coalitions_of(makers: int) -> list[tuple[int, ...]]:
    """List every coalition, single decision makers first.

    >>> coalitions_of(2)
    [(0,), (1,), (0, 1)]
    """
    return [c for size in range(1, makers + 1) for c in combinations(range(makers), size)]


class Coalitions:
    """What every coalition can reach, gain and suffer."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.makers, self.states = analysis.makers, analysis.states
        self.groups = coalitions_of(self.makers)
        arcs = analysis.arcs
        steps = len(self.groups) * self.states * (self.states + float(arcs.targets.size))
        refuse_steps(f"every one of {len(self.groups)} coalitions", steps, self.states)
        self._improving: Arcs | None = None

    def members(self, group: tuple[int, ...]) -> Flags:
        """Mark the members among all decision makers."""
        return np.isin(np.arange(self.makers), group)

    def gains(self, group: tuple[int, ...], state: int) -> Flags:
        """Mark the states that `group` can reach together and all of it prefers to `state`."""
        arcs = self.analysis.arcs
        found = reach_from(arcs.starts, arcs.targets, state, self.members(group))
        for i in group:
            found &= PLAIN.tempting(self.analysis.relations[i].row(state))
        return found

    def hurts(self, group: tuple[int, ...], state: int) -> Flags:
        """Mark the states that are no better than `state` for some member."""
        hurt = np.zeros(self.states, dtype=bool)
        for i in group:
            hurt |= PLAIN.deterring(self.analysis.relations[i].row(state))
        return hurt

    @property
    def improving(self) -> Arcs:
        """Every improvement of every coalition as a move of that coalition."""
        if self._improving is None:
            moves = []
            total = 0
            for group in self.groups:
                ends = [np.flatnonzero(self.gains(group, s)) for s in range(self.states)]
                total += sum(map(len, ends))
                refuse_arcs(total)
                origins = np.repeat(np.arange(self.states), [len(e) for e in ends])
                targets = np.concatenate(ends).astype(np.int32)
                moves.append((origins.astype(np.int32), targets))
            self._improving = arcs_from(self.states, moves)
        return self._improving

    def answered(self, group: tuple[int, ...], state: int, credible: bool, final: bool) -> Flags:
        """Mark the states from which the rest can hurt `group`, which left `state`."""
        arcs = self.analysis.arcs
        goal = self.hurts(group, state)
        if final:
            safe = ~goal
            goal = goal & ~reaches(arcs.into, arcs.sources, safe, self.members(group))
        if not credible:
            return reaches(arcs.into, arcs.sources, goal, ~self.members(group))
        rest = np.array([not set(k) & set(group) for k in self.groups])
        return reaches(self.improving.into, self.improving.sources, goal, rest)

    def stays(self, group: tuple[int, ...], state: int, rule: tuple[bool, bool] | None) -> bool:
        """Whether `group` would not leave `state`."""
        gains = self.gains(group, state)
        if not gains.any():
            return True
        if rule is None:
            return False
        return bool(self.answered(group, state, *rule)[gains].all())


RULES: dict[str, tuple[bool, bool] | None] = {
    "cnash": None,
    "cgmr": (False, False),
    "csmr": (False, True),
    "cseq": (True, False),
}
TITLES = {"cnash": "CNash", "cgmr": "CGMR", "csmr": "CSMR", "cseq": "CSEQ"}
ASKS = {
    "cnash": "no coalition can reach a state that all its members prefer",
    "cgmr": "whatever a coalition can gain, the rest can make some member end no better off",
    "csmr": "as CGMR, and the coalition cannot together escape from the answer",
    "cseq": "as CGMR, by sequences of moves in which coalitions of the rest gain themselves",
}


def coalitional(name: str) -> Concept:
    """Make one of the four coalition concepts.

    A coalition improvement leads by a legal sequence of its members to a state that every member
    prefers; steps on the way need not improve. A coalition is hurt where some member is no better
    off than before. CNash: no coalition improvement. CGMR: for each, the rest can hurt the
    coalition. CSMR: and every state the coalition can then reach hurts it too. CSEQ: the rest moves
    by improvements of coalitions among it, none acting twice in succession. A state is stable under
    a concept iff it is for every coalition, single decision makers included. The coalition of all
    leaves nobody to answer. Coalitions keep their members' own moves: they are not merged.

    Checked against: every published case, and random models by the definition.

    Source: [@Kilgour2001], [@Inohara2008], recalled, not re-read.
    """
    rule = RULES[name]

    def solve(analysis: Analysis) -> Stability:
        together = Coalitions(analysis)
        stable = [
            [together.stays(group, s, rule) for s in range(analysis.states)]
            for group in together.groups
        ]
        return Stability(tuple(together.groups), np.array(stable, dtype=bool))

    def explain(model: Model, group: tuple[int, ...], state: int) -> str:
        return _explain(model, group, state, TITLES[name], rule)

    return Concept(
        name=name,
        title=f"Coalitional {TITLES[name][1:]} stability",
        family="coalitions",
        asks=ASKS[name],
        sources=("Kilgour2001", "Inohara2008"),
        solve=solve,
        explain=explain,
        coalitions=True,
    )


def _explain(
    model: Model, group: tuple[int, ...], state: int, name: str, rule: tuple[bool, bool] | None
) -> str:
    together = Coalitions(Analysis(model))
    chosen = [group]
    if len(group) == 1:
        chosen = [g for g in together.groups if group[0] in g]
    upset = [g for g in chosen if not together.stays(g, state, rule)]
    here = state_words(model, state)
    whose = listed(model.decision_makers[i] for i in group)
    if len(group) == 1:
        whose = f"every coalition that {whose} could be in"
    verdict = "not stable" if upset else "stable"
    lead = f"{here[0].upper()}{here[1:]} is {verdict} for {whose} under {name}."
    if upset:
        return " ".join([lead, *(_upset_words(model, together, g, state, rule) for g in upset)])
    tempted = [g for g in chosen if together.gains(g, state).any()]
    if not tempted:
        return f"{lead} None of them can reach anything that all its members prefer."
    names = [" + ".join(model.decision_makers[i] for i in g) for g in tempted]
    return f"{lead} {listed(names)} could gain together, but the rest could make some member pay."


def _upset_words(
    model: Model,
    together: Coalitions,
    group: tuple[int, ...],
    state: int,
    rule: tuple[bool, bool] | None,
) -> str:
    gains = together.gains(group, state)
    if rule is not None:
        gains &= ~together.answered(group, state, *rule)
    goals = {int(t) for t in np.flatnonzero(gains)}
    path = _shortest(model, group, state, goals)
    names = listed(model.decision_makers[i] for i in group)
    steps = ", then ".join(
        f"{model.decision_makers[j]} would {infinitive(model, j, a, b)}" for j, a, b in path
    )
    whom = "it prefers" if len(group) == 1 else "all of them prefer"
    others = len(goals) - 1
    more = f" ({others} other such state{'s' if others > 1 else ''})" if others else ""
    fear = "" if rule is None else "; nothing the rest can do there counts against it"
    return f"{names} could upset it: {steps}, an end that {whom}{more}{fear}."


def _shortest(
    model: Model, group: tuple[int, ...], state: int, goals: set[int]
) -> list[tuple[int, int, int]]:
    came: dict[tuple[int, int], tuple[int, int] | None] = {(state, -1): None}
    queue = deque([(state, -1)])
    while queue:
        node = queue.popleft()
        if node[0] in goals and node[1] >= 0:
            path = []
            while (before := came[node]) is not None:
                path.append((node[1], before[0], node[0]))
                node = before
            return path[::-1]
        for j in group:
            for t in model.moves.out(j, node[0]) if j != node[1] else ():
                if (t, j) not in came:
                    came[t, j] = node
                    queue.append((t, j))
    return []


COALITIONAL = tuple(coalitional(name) for name in RULES)
