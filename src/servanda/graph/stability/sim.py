"""Simultaneous answers: SIM, and the Fraser-Hipel tableau."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Longs
from servanda.errors import GraphError
from servanda.graph.analysis import PLAIN, Analysis
from servanda.graph.concept import Concept, Stability, individual
from servanda.graph.explain_answers import explain_answers
from servanda.graph.kernels.group import spoiled
from servanda.graph.limits import refuse_steps
from servanda.graph.model import Model
from servanda.graph.words import infinitive, state_words
from servanda.sentences import listed

__all__ = ["FH", "SIM"]


class Simultaneous:
    """What every decision maker could change at a state at the same time as the others."""

    def __init__(self, analysis: Analysis) -> None:
        model = analysis.model
        if model.codes is None or model.care is not None:
            raise GraphError(
                "simultaneous moves put option changes together, so they need option form: a full "
                "pattern for every state (no coalesced states)"
            )
        self.analysis, self.codes = analysis, model.codes.astype(np.int64)
        self.order = np.argsort(self.codes, kind="stable")
        self.ordered = self.codes[self.order]
        self.improving = analysis.steps(PLAIN)
        for i in range(analysis.makers):
            own = sum(1 << o for o, option in enumerate(model.options) if option.dm == i)
            a, b = self.improving.of(i)
            foreign = (self.codes[a] ^ self.codes[b]) & ~np.int64(own)
            if foreign.any():
                at = int(np.flatnonzero(foreign)[0])
                raise GraphError(
                    f"{model.decision_makers[i]} moves from {model.labels[a[at]]} to "
                    f"{model.labels[b[at]]} by changing others' options; simultaneous moves are "
                    "only defined where everyone changes its own"
                )

    def changes(self, j: int, state: int) -> Longs:
        """Return the ways `j` improves at `state`, as changes of the pattern."""
        return np.asarray(self.codes[self.improving.out(j, state)] ^ self.codes[state])

    def spoiling(
        self, i: int, state: int, target: int, others: Sequence[int]
    ) -> list[tuple[int, int]] | None:
        """Return who moves where at once to spoil i's move to `target`; None if nobody can."""
        codes = self.analysis.relations[i].row(state)
        parts = [self.changes(j, state) for j in others]
        bounds = np.cumsum([0, *(len(p) for p in parts)]).astype(np.int64)
        witness = np.empty(len(others), np.int64)
        own = np.array([self.codes[target] ^ self.codes[state]])
        changes = np.concatenate([*parts, np.empty(0, np.int64)])
        deterred = PLAIN.deterring(codes[self.order])
        here = int(self.codes[state])
        if not spoiled(here, own, changes, bounds, self.ordered, deterred, witness):
            return None
        return [
            (j, int(self.improving.out(j, state)[w]))
            for j, w in zip(others, witness, strict=True)
            if w >= 0
        ]

    def work(self) -> float:
        """Estimate how many combinations there are."""
        widths = 1.0 + np.diff(self.improving.starts, axis=1)
        return float(widths.prod(axis=0).sum()) * self.analysis.makers


def sim(analysis: Analysis) -> Stability:
    """Find the states whose every improvement is spoiled by others moving at the same time.

    All moves start from s: i's improvement and, for each other decision maker, one of its own
    improvements from s or staying put. The changes of options are written into one pattern; one
    that is infeasible is passed over. s is stable iff every improvement of i has a combination that
    lands in a state no better than s for i.

    Option form only. Checked against: every published case, and random models by the definition.

    Source: [@FraserHipel1984].
    """
    at_once = Simultaneous(analysis)
    refuse_steps("every combination of simultaneous moves", at_once.work(), analysis.states)
    stable = np.ones((analysis.makers, analysis.states), dtype=bool)
    for i in range(analysis.makers):
        others = [j for j in range(analysis.makers) if j != i]
        for s in range(analysis.states):
            stable[i, s] = all(
                at_once.spoiling(i, s, int(t), others) is not None
                for t in _tempting(analysis, i, s)
            )
    return individual(stable)


def _tempting(analysis: Analysis, i: int, state: int) -> NDArray[np.int32]:
    out = analysis.arcs.out(i, state)
    return out[PLAIN.tempting(analysis.relations[i].row(state)[out])]


def tableau(analysis: Analysis) -> Stability:
    """Find the states stable in the Fraser-Hipel tableau: sequentially, or failing that at once.

    Simultaneous answers are looked at only in states where at least two decision makers are
    sequentially unstable, and only among those. An improvement counts as answered if it is answered
    sequentially or spoiled by these moving at the same time.

    Checked against: the five published rows of the 2017 Korea models, and every independent answer.

    Source: [@FraserHipel1984]; the rule for whom it is applied to is recalled, not re-read.
    """
    at_once = Simultaneous(analysis)
    stable = analysis.metarational(sanctions=True, credible=True, counter=False)
    refuse_steps("every combination of simultaneous moves", at_once.work(), analysis.states)
    settled = stable.copy()
    for s in np.flatnonzero((~stable).sum(axis=0) >= 2):
        unstable = [int(i) for i in np.flatnonzero(~stable[:, s])]
        for i in unstable:
            others = [j for j in unstable if j != i]
            settled[i, s] = all(
                at_once.spoiling(i, int(s), int(t), others) is not None
                for t in _tempting(analysis, i, int(s))
            )
    return individual(settled)


def _explain_sim(model: Model, group: tuple[int, ...], state: int) -> str:
    analysis = Analysis(model)
    at_once, dm = Simultaneous(analysis), group[0]
    others = [j for j in range(analysis.makers) if j != dm]
    who, here = model.decision_makers[dm], state_words(model, state)
    said, stable = [], True
    for t in _tempting(analysis, dm, state):
        spoilers = at_once.spoiling(dm, state, int(t), others)
        lead = f"{who} would rather {infinitive(model, dm, state, int(t))}"
        if spoilers is None:
            stable = False
            said.append(f"{lead}; nothing the others would do at the same time spoils that.")
            continue
        deeds = listed(
            f"{model.decision_makers[j]} were to {infinitive(model, j, state, end)}"
            for j, end in spoilers
        )
        said.append(f"{lead}; but if at the same time {deeds}, {who} would be no better off.")
    if not said:
        said.append("None of its moves leads anywhere it would rather be.")
    verdict = "stable" if stable else "not stable"
    return f"{here[0].upper()}{here[1:]} is {verdict} for {who} under SIM. {' '.join(said)}"


def _explain_tableau(model: Model, group: tuple[int, ...], state: int) -> str:
    analysis = Analysis(model)
    who, here = model.decision_makers[group[0]], state_words(model, state)
    stable = tableau(analysis).stable[group[0], state]
    sequential = analysis.metarational(True, True, False)[:, state]
    lead = (
        f"{here[0].upper()}{here[1:]} is {'stable' if stable else 'not stable'} for {who} in the "
        "Fraser-Hipel tableau."
    )
    if sequential[group[0]]:
        return f"{lead} {explain_answers(model, group[0], state, 'SEQ', (True, False), PLAIN)}"
    unstable = [model.decision_makers[int(j)] for j in np.flatnonzero(~sequential)]
    if len(unstable) < 2:
        return f"{lead} It is not sequentially stable, and nobody else wants to move at once."
    said = "spoil" if stable else "do not spoil"
    return (
        f"{lead} It is not sequentially stable; {listed(unstable)} would all leave, and their "
        f"moves at the same time {said} every improvement of {who}."
    )


SIM = Concept(
    name="sim",
    title="Simultaneous stability",
    family="simultaneous",
    asks="every improvement is spoiled by some combination of others improving at the same time",
    sources=("FraserHipel1984",),
    solve=sim,
    explain=_explain_sim,
)

FH = Concept(
    name="fh",
    title="Fraser-Hipel tableau",
    family="simultaneous",
    asks="sequentially stable, or spoiled by the others who would leave at the same time",
    sources=("FraserHipel1979", "FraserHipel1984"),
    solve=tableau,
    explain=_explain_tableau,
)
