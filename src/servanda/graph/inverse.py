"""The inverse question: which preferences make a wanted state an equilibrium."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from math import factorial

import numpy as np
from numpy.typing import NDArray

from servanda.errors import GraphError, InputError
from servanda.graph.analysis import PLAIN, Analysis
from servanda.graph.ensemble import RULES
from servanda.graph.kernels.group import reach_from
from servanda.graph.kernels.worlds import count_worlds
from servanda.graph.model import Model
from servanda.graph.preferences import Preference
from servanda.graph.stability import concept_called

__all__ = ["Needed", "Region", "asked", "conditions", "inverse"]

MOST_RANKINGS = 4_000_000
"""Rankings that are gone through one by one."""


@dataclass(frozen=True)
class Region:
    """How many of the allowed rankings make the wanted state an equilibrium.

    always: for each decision maker that varies, the pairs (a, b) of states such that a is ranked
    above b in all rankings that work: what is necessary, as far as single pairs can say it.
    """

    target: str
    concept: str
    working: int
    total: int
    always: Mapping[str, tuple[tuple[str, str], ...]]


def inverse(
    model: Model,
    target: str,
    concept: str = "nash",
    vary: Mapping[str, Sequence[str] | None] | None = None,
) -> Region:
    """Count the rankings under which `target` is an equilibrium.

    Parameters: `vary`: {decision maker: the states it may rank in any order, None for all}; the
    varied states take one another's places, the others and whoever is not named stay as they are.
    By default everybody varies everything. All rankings are strict.

    Raises GraphError when there are more than four million, saying how many.

    Checked against: Syria and Iraq 1975, all of Syria's rankings: 240 of 720 under Nash, 300 under
    SMR; of the printed 420 under GMR and SEQ the right count is 384.

    >>> from servanda.graph.model import option_model
    >>> m = option_model({"A": ["Hold"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]})
    >>> found = inverse(m, "4", "nash", {"A": None, "B": None})
    >>> found.working, found.total, found.always["A"]
    (144, 576, (('4', '3'),))

    Source: [@Kinsara2015].
    """
    goal, name = model.state(target), concept_called(concept).name
    varied = {
        model.maker(dm): range(model.states) if states is None else sorted(map(model.state, states))
        for dm, states in (vary or dict.fromkeys(model.decision_makers)).items()
    }
    total = 1
    for states in varied.values():
        total *= factorial(len(states))
    if total > MOST_RANKINGS:
        raise GraphError(
            f"{total:,} rankings would have to be gone through; at most {MOST_RANKINGS:,} can be: "
            "let fewer states or decision makers vary"
        )
    base = np.stack([_strict(p, range(model.states)) for p in model.preferences])
    working = 0
    above = {i: np.zeros((model.states, model.states), np.int64) for i in varied}
    for utilities in _batches(base, varied):
        works = _equilibrium_in(model, utilities, name, goal)
        working += int(works.sum())
        for i, seen in above.items():
            kept = utilities[works, i]
            for a, b in permutations(varied[i], 2):
                seen[a, b] += int((kept[:, a] > kept[:, b]).sum())
    always = {
        model.decision_makers[i]: tuple(
            (model.labels[int(a)], model.labels[int(b)])
            for a, b in np.argwhere(seen == working)
            if a != b and working and int(a) in varied[i] and int(b) in varied[i]
        )
        for i, seen in above.items()
    }
    return Region(target, name, working, total, always)


def _strict(preference: Preference, states: Sequence[int]) -> NDArray[np.float64]:
    """Return the ranking as numbers, with the ties among `states` broken in the model's order."""
    score = preference.ranks.astype(float)
    score[list(states)] -= np.linspace(0, 0.5, len(states))
    return score


def _batches(
    base: NDArray[np.float64], varied: Mapping[int, Sequence[int]]
) -> Iterator[NDArray[np.float64]]:
    """Go through all allowed utilities, some thousands of worlds at a time."""
    ways = []
    for i, states in varied.items():
        values = base[i, list(states)]
        ways.append([(i, list(states), order) for order in permutations(values)])
    batch = []
    for chosen in product(*ways):
        world = base.copy()
        for i, states, order in chosen:
            world[i, states] = order
        batch.append(world)
        if len(batch) == 20_000:
            yield np.stack(batch)
            batch = []
    if batch:
        yield np.stack(batch)


def _equilibrium_in(
    model: Model, utilities: NDArray[np.float64], name: str, goal: int
) -> NDArray[np.bool_]:
    """In which worlds the wanted state is an equilibrium."""
    if name not in RULES:
        concept = concept_called(name)
        solved = (concept.solve(Analysis(model.with_utilities(u))) for u in utilities)
        return np.array([answer.equilibria[goal] for answer in solved])
    arcs, shape = model.moves.arcs, (1, *utilities.shape[1:])
    reached = np.zeros((1, len(utilities)), dtype=bool)
    count_worlds(
        utilities, arcs.starts, arcs.targets, arcs.into, arcs.sources, model.moves.transitive,
        np.array([RULES[name]], np.int64), np.zeros(shape, np.int64),
        np.zeros((1, model.states), np.int64), goal, reached,
    )  # fmt: skip
    return np.asarray(reached[0])


@dataclass(frozen=True)
class Needed:
    """What one move of one decision maker asks for, if the wanted state is to be stable.

    The wanted state must be at least as good for `dm` as the state `move` leads to, or else at
    least as good as every state of one of the `alternatives`: an answer, and what could be made of
    it.
    """

    dm: str
    move: str
    alternatives: tuple[tuple[str, ...], ...]

    def words(self, target: str) -> str:
        """Say it."""
        start = f"{self.dm}: {target} at least as good as {self.move}"
        if not self.alternatives:
            return f"{start}."
        ways = [" and ".join(a) for a in self.alternatives[:6]]
        more = len(self.alternatives) - len(ways)
        tail = f", or {more} other ways" if more > 0 else ""
        return f"{start}, or as {', or as '.join(ways)}{tail}."


def conditions(model: Model, target: str, concept: str = "nash") -> list[Needed]:
    """List what preferences must satisfy for `target` to be an equilibrium.

    All must hold. Under seq and sseq the answers are those that the others' present preferences
    make credible.

    Parameters: `concept`: nash, gmr, smr, seq or sseq.

    >>> from servanda.graph.model import option_model
    >>> m = option_model({"A": ["Hold"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]})
    >>> for needed in conditions(m, "4", "gmr"):
    ...     print(needed.words("4"))
    A: 4 at least as good as 3, or as 1.
    B: 4 at least as good as 2, or as 1.

    Source: [@Kinsara2015], [@Wang2018].
    """
    goal = model.state(target)
    return [
        Needed(
            model.decision_makers[i],
            model.labels[t],
            tuple(tuple(model.labels[s] for s in states) for states in ways),
        )
        for i in range(len(model.decision_makers))
        for t, ways in asked(model, goal, concept, i)
    ]


def asked(model: Model, goal: int, concept: str, i: int) -> list[tuple[int, list[tuple[int, ...]]]]:
    """List, for each move of i, the sets of states one of which must be no better throughout."""
    name = concept_called(concept).name
    if name not in RULES:
        raise InputError(f"conditions are known for {', '.join(RULES)}, not for {name}")
    sanctions, credible, counter = RULES[name]
    analysis = Analysis(model)
    arcs = analysis.steps(PLAIN) if credible else analysis.arcs
    others = np.arange(analysis.makers) != i
    asked = []
    for t in model.moves.out(i, goal):
        ways: list[tuple[int, ...]] = []
        if sanctions:
            ends = np.flatnonzero(reach_from(arcs.starts, arcs.targets, t, others))
            ways = [(int(e), *(model.moves.out(i, int(e)) if counter else ())) for e in ends]
        asked.append((t, ways))
    return asked
