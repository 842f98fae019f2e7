"""Limited-move stability L_h and non-myopic stability: everyone looks h moves ahead."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Ints
from servanda.errors import GraphError
from servanda.graph.analysis import Analysis
from servanda.graph.concept import Concept, Stability, individual
from servanda.graph.kernels.group import foresee
from servanda.graph.limits import refuse_steps
from servanda.graph.model import Model
from servanda.graph.words import infinitive, state_words

__all__ = ["LIMITED", "expectations", "limited_stability", "non_myopic", "non_myopic_cycle"]


LONGEST_CYCLE = 100_000
"""Horizons tried before giving up on finding where expectations repeat."""


def _ranked(analysis: Analysis) -> None:
    if any(p.pairs for p in analysis.model.preferences):
        raise GraphError(
            "looking several moves ahead means choosing the best state, so it needs preferences "
            "that rank all states; this model has pairs that are unknown or out of order"
        )


def expectations(analysis: Analysis, horizon: int) -> list[tuple[Ints, Ints]]:
    """Return, for each horizon from 1 up, where each decision maker expects things to end.

    Each entry is (ends, moves): arrays (decision makers, states); a move of -1 is to stay.
    """
    _ranked(analysis)
    arcs, ranks = analysis.arcs, analysis.ranks
    refuse_steps("looking ahead", float(horizon) * arcs.targets.size, analysis.states)
    ends = np.tile(np.arange(analysis.states, dtype=np.int32), (analysis.makers, 1))
    found = []
    for h in range(horizon):
        ends, moves = foresee(arcs.starts, arcs.targets, ranks, ends, h == 0)
        found.append((ends, moves))
    return found


def limited_stability(analysis: Analysis, horizon: int) -> Stability:
    """Find the states that each decision maker, looking `horizon` moves ahead, would stay in.

    Backward induction: having the move at s with h moves left, i goes where it expects the best
    end, if that is strictly better for it than s, and otherwise stays, which ends things. s is L_h
    stable iff i stays. L_1 is Nash. Of equally good moves the first state in the model's order is
    taken.

    For more than two decision makers the variant is the *cautious individual* one: after i's move
    any one of the others may be next, each for itself, and i expects the worst of these for itself.
    The literature has two older definitions and two newer ones ([@Soares2026], of which only the
    abstract could be read); for two decision makers all are meant to be this one.

    Checked against: the published two-player answers, and random models by the definition.

    Source: two decision makers, [@Zagare1984] and [@Kilgour1985]; as in [@Fang1993].
    """
    ends, _ = expectations(analysis, horizon)[-1]
    return individual(ends == np.arange(analysis.states))


def non_myopic_cycle(analysis: Analysis) -> list[Ints]:
    """Return the expectations that repeat for ever from some horizon on."""
    _ranked(analysis)
    arcs, ranks = analysis.arcs, analysis.ranks
    ends = np.tile(np.arange(analysis.states, dtype=np.int32), (analysis.makers, 1))
    seen: dict[bytes, int] = {}
    history: list[Ints] = []
    while (key := ends.tobytes()) not in seen:
        if len(history) > LONGEST_CYCLE or len(history) * ends.nbytes > 2**30:
            raise GraphError(
                f"expectations have not begun to repeat after {len(history):,} moves ahead; ask "
                "for a limited horizon, such as l9"
            )
        seen[key] = len(history)
        history.append(ends)
        ends, _ = foresee(arcs.starts, arcs.targets, ranks, ends, len(history) == 1)
    return history[seen[key] :]


def non_myopic(analysis: Analysis) -> Stability:
    """Find the states that each decision maker stays in at every horizon from some point on.

    Expectations repeat sooner or later, since there are finitely many; a state is non-myopically
    stable iff it is L_h stable throughout the cycle. For more than two decision makers see
    `limited_stability` for the variant.

    Checked against: prisoner's dilemma and chicken.

    Source: [@BramsWittman1981], [@Kilgour1984], [@Kilgour1985].
    """
    cycle = non_myopic_cycle(analysis)
    here = np.arange(analysis.states)
    return individual(np.asarray(np.stack([ends == here for ends in cycle]).all(axis=0)))


def _foreseen(model: Model, horizon: int, dm: int, state: int) -> str:
    """Say what `dm` expects from `state` with `horizon` moves ahead."""
    analysis = Analysis(model)
    looks = expectations(analysis, horizon)
    ranks = analysis.ranks
    who, place, said = dm, state, []
    for h in range(horizon, 0, -1):
        target = int(looks[h - 1][1][who, place])
        if target < 0:
            said.append(f"{model.decision_makers[who]} would stay in state {model.labels[place]}")
            break
        said.append(f"{model.decision_makers[who]} would {infinitive(model, who, place, target)}")
        if h == 1:
            break
        ends = looks[h - 2][0]
        rest = [j for j in range(analysis.makers) if j != who]
        if not rest:
            break
        liked = [int(ranks[who, ends[j, target]]) for j in rest]
        who, place = rest[liked.index(min(liked))], target
    end = int(looks[-1][0][dm, state])
    name = model.decision_makers[dm]
    if end == state:
        return f"{name} sees no move that would end better for it than staying."
    here = model.labels[state]
    return f"{name} expects: {', then '.join(said)}; it prefers that end to state {here}."


def limited(horizon: int) -> Concept:
    """Make the concept L_h for one horizon."""

    def explain(model: Model, group: tuple[int, ...], state: int) -> str:
        stable = limited_stability(Analysis(model), horizon).stable[group[0], state]
        here = state_words(model, state)
        verdict = "stable" if stable else "not stable"
        who = model.decision_makers[group[0]]
        return (
            f"{here[0].upper()}{here[1:]} is {verdict} for {who} looking "
            f"{horizon} move{'s' if horizon > 1 else ''} ahead. "
            f"{_foreseen(model, horizon, group[0], state)}"
        )

    return Concept(
        name=f"l{horizon}",
        title=f"Limited-move stability, {horizon} ahead (cautious individual variant beyond two)",
        family="foresight",
        asks=f"looking {horizon} moves ahead, the decision maker would rather stay",
        sources=("Zagare1984", "Kilgour1985", "Fang1993"),
        solve=lambda analysis: limited_stability(analysis, horizon),
        explain=explain,
    )


def _explain_non_myopic(model: Model, group: tuple[int, ...], state: int) -> str:
    cycle = non_myopic_cycle(Analysis(model))
    stays = [int(ends[group[0], state]) == state for ends in cycle]
    who, here = model.decision_makers[group[0]], state_words(model, state)
    verdict = "stable" if all(stays) else "not stable"
    lead = f"{here[0].upper()}{here[1:]} is {verdict} for {who} under non-myopic stability."
    if all(stays):
        return f"{lead} However far {who} looks ahead, beyond some horizon it would stay."
    ends = sorted({int(e[group[0], state]) for e in cycle} - {state})
    names = ", ".join(state_words(model, s) for s in ends)
    often = "always" if not any(stays) else "at some horizons, again and again,"
    return f"{lead} Looking far enough ahead, it would {often} leave, expecting to end in {names}."


LIMITED = (
    *(limited(h) for h in range(1, 10)),
    Concept(
        name="nm",
        title="Non-myopic stability (cautious individual variant beyond two)",
        family="foresight",
        asks="however far the decision maker looks ahead, from some horizon on it would stay",
        sources=("BramsWittman1981", "Kilgour1984", "Kilgour1985"),
        solve=non_myopic,
        explain=_explain_non_myopic,
    ),
)
