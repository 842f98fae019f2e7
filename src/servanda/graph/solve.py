"""Solving a model: where each decision maker stays, and where all of them do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servanda.errors import InputError
from servanda.graph.analysis import Analysis
from servanda.graph.concept import Stability
from servanda.graph.model import Model
from servanda.graph.read import read_model
from servanda.graph.stability import concept_called

__all__ = ["Solution", "explain", "mixed_equilibria", "solve", "solve_command"]

CLASSIC = ("nash", "gmr", "smr", "seq")


@dataclass(frozen=True, eq=False)
class Solution:
    """What solving a model gave.

    answers: for each concept, where each decision maker (or coalition) stays.
    """

    model: Model
    answers: Mapping[str, Stability]
    notes: tuple[str, ...] = ()

    @cached_property
    def equilibria(self) -> dict[str, list[str]]:
        """The equilibria of each concept, by label."""
        return {name: self.model.named(a.equilibria) for name, a in self.answers.items()}

    @cached_property
    def stable(self) -> dict[str, dict[str, list[str]]]:
        """For each concept and decision maker the labels of the states it stays in.

        A coalition is named by its members joined by " + ".
        """
        makers = self.model.decision_makers
        return {
            name: {
                " + ".join(makers[i] for i in group): self.model.named(row)
                for group, row in zip(answer.groups, answer.stable, strict=True)
            }
            for name, answer in self.answers.items()
        }

    def is_equilibrium(self, concept: str) -> NDArray[np.bool_]:
        """Which states are equilibria under `concept`, as an array over the states."""
        return self.answers[concept].equilibria


def solve(model: Model, concepts: Sequence[str] = CLASSIC) -> Solution:
    """Find the stable states and equilibria of `model` under each of `concepts`.

    Returns a Solution with `.equilibria` {concept: [labels]} and `.stable` {concept: {decision
    maker: [labels]}}.

    Raises InputError for a concept that does not exist, GraphError for one that does not apply to
    the model or would take too long.

    >>> from servanda.graph.model import option_model
    >>> pd = option_model(
    ...     {"A": ["Cooperate"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]}
    ... )
    >>> solve(pd, ["nash", "seq"]).equilibria
    {'nash': ['1'], 'seq': ['1', '4']}
    """
    wanted = [concept_called(name) for name in concepts]
    if not wanted:
        raise InputError("no concept is asked for; name one, such as nash")
    analysis = Analysis(model)
    answers = {concept.name: concept.solve(analysis) for concept in wanted}
    return Solution(model, answers, (*model.notes, *_unknown_notes(model)))


def _unknown_notes(model: Model) -> list[str]:
    return [
        f"{dm}: {_pairs(len(p.unknown))} unknown; nash, gmr, smr and seq leave only for what is "
        "surely better and fear only what is surely not; gmr_a to gmr_d read unknowns otherwise"
        for dm, p in zip(model.decision_makers, model.preferences, strict=True)
        if p.unknown
    ]


def _pairs(count: int) -> str:
    return "1 pair is" if count == 1 else f"{count} pairs are"


def mixed_equilibria(model: Model, concept_of: Mapping[str, str]) -> list[str]:
    """Find the states where each decision maker stays under a concept of its own.

    Parameters: `concept_of`: a concept for each decision maker.

    Returns labels. Raises InputError unless each decision maker has a concept that answers for
    single decision makers.

    >>> from servanda.graph.model import option_model
    >>> pd = option_model(
    ...     {"A": ["Cooperate"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]}
    ... )
    >>> mixed_equilibria(pd, {"A": "nash", "B": "seq"})
    ['1']

    Source: each decision maker judged by a concept of its own, [@Fang2003a].
    """
    given = {model.maker(dm): concept_called(name) for dm, name in concept_of.items()}
    analysis = Analysis(model)
    stays = np.ones(model.states, dtype=bool)
    solved: dict[str, Stability] = {}
    for i, dm in enumerate(model.decision_makers):
        if i not in given:
            raise InputError(f"{dm} has no concept; name one for each decision maker")
        concept = given[i]
        if concept.name not in solved:
            solved[concept.name] = concept.solve(analysis)
        answer = solved[concept.name]
        if (i,) not in answer.groups or any(len(g) > 1 for g in answer.groups):
            raise InputError(f"{concept.name} is about coalitions, not about {dm} alone")
        stays &= answer.stable[answer.groups.index((i,))]
    return model.named(stays)


def explain(model: Model, state: str | int, dm: str, concept: str = "seq") -> str:
    """Say in sentences why a state is or is not stable for a decision maker.

    Parameters: `dm`: a decision maker; for a concept about coalitions also several joined by
    " + ", and a single one then stands for every coalition it could be in.

    >>> from servanda.graph.model import option_model
    >>> pd = option_model(
    ...     {"A": ["Cooperate"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]}
    ... )
    >>> print(explain(pd, "4", "A", "seq"))
    State 4 (Cooperate, Help) is stable for A under SEQ. A would rather drop Cooperate (state 3); B
    could answer by dropping Help (state 1), which A likes less than state 4, and B would itself
    gain by it: so the deterrent counts under GMR, SMR, SEQ and SSEQ alike.
    """
    wanted = concept_called(concept)
    group = _group(model, dm)
    if len(group) > 1 and not wanted.coalitions:
        raise InputError(f"{wanted.name} is about single decision makers, not about {dm!r}")
    return wanted.explain(model, group, model.state(state))


def _group(model: Model, name: str) -> tuple[int, ...]:
    if name in model.decision_makers or " + " not in name:
        return (model.maker(name),)
    return tuple(sorted({model.maker(part.strip()) for part in name.split(" + ")}))


def solve_command(path: str | Path, concepts: Sequence[str] = CLASSIC) -> dict[str, Any]:
    """Solve the model in a file, and return what `servanda graph solve FILE --json` prints."""
    solution = solve(read_model(path), concepts)
    answer: dict[str, Any] = {
        "states": solution.model.states,
        "equilibria": solution.equilibria,
        "stable": solution.stable,
    }
    if solution.notes:
        answer["notes"] = list(solution.notes)
    return answer
