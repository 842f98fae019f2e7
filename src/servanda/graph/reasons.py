"""Why a decision maker stays or leaves: what tempts it, and the answers that could deter it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from servanda.graph.model import Model
from servanda.graph.relation import Reading, Relation

__all__ = ["Answer", "Move", "Temptation", "temptations"]

MOST_NODES = 200_000
"""Positions looked at for one explanation."""


@dataclass(frozen=True)
class Move:
    """One move: who, from where, to where, and whether its maker would gain by it."""

    dm: int
    source: int
    target: int
    gains: bool


@dataclass(frozen=True)
class Answer:
    """What the others could do to a temptation: their moves, and how the end compares.

    code: how the end compares, for the tempted, with where it started. escape: the state it could
    still save itself to afterwards, if any.
    """

    moves: tuple[Move, ...]
    code: int
    escape: int | None

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.moves[-1].target

    @property
    def credible(self) -> bool:
        """Whether everyone gains by its own step."""
        return all(m.gains for m in self.moves)


@dataclass(frozen=True)
class Temptation:
    """A move that the decision maker would rather make, and the shortest answers to it.

    answers: by (credible, final): only steps that whoever takes them gains by; only ends that the
    tempted cannot escape from. None where there is no such answer. searched_all: whether every
    position within reach was looked at.
    """

    target: int
    code: int
    answers: dict[tuple[bool, bool], Answer | None]
    searched_all: bool


def temptations(
    model: Model, relations: Sequence[Relation], dm: int, state: int, how: Reading
) -> list[Temptation]:
    """List the moves that tempt `dm` away from `state`, with the answers to each."""
    codes = relations[dm].row(state)
    out = np.array(model.moves.out(dm, state), dtype=np.int64)
    tempting = [int(t) for t in out[how.tempting(codes[out])]] if out.size else []
    found = []
    for target in tempting:
        answers: dict[tuple[bool, bool], Answer | None] = {}
        complete = True
        for credible in (False, True):
            best, all_seen = _answers(model, relations, dm, target, codes, how, credible)
            complete &= all_seen
            answers[credible, False], answers[credible, True] = best
        found.append(Temptation(target, int(codes[target]), answers, complete))
    return found


def _answers(
    model: Model,
    relations: Sequence[Relation],
    dm: int,
    start: int,
    codes: np.ndarray,
    how: Reading,
    credible: bool,
) -> tuple[tuple[Answer | None, Answer | None], bool]:
    """Search the others' legal sequences from `start`, shortest first."""
    came: dict[tuple[int, int], tuple[tuple[int, int], Move] | None] = {(start, -1): None}
    queue = deque([(start, -1)])
    any_end: Answer | None = None
    while queue and len(came) < MOST_NODES:
        node = queue.popleft()
        place, last = node
        for j in range(len(model.decision_makers)):
            if j in (dm, last):
                continue
            for step in _steps(model, relations, j, place, how):
                after = (step.target, j)
                if after in came or (credible and not step.gains):
                    continue
                came[after] = (node, step)
                queue.append(after)
                if not how.deterring(codes[[step.target]])[0]:
                    continue
                escape = _escape(model, dm, step.target, codes, how)
                if any_end is None or escape is None:
                    answer = Answer(_path(came, after), int(codes[step.target]), escape)
                    any_end = any_end or answer
                    if escape is None:
                        return (any_end, answer), True
    return (any_end, None), not queue


def _steps(
    model: Model, relations: Sequence[Relation], j: int, place: int, how: Reading
) -> list[Move]:
    targets = np.array(model.moves.out(j, place), dtype=np.int32)
    if not targets.size:
        return []
    gains = how.stepping(relations[j].codes(np.full_like(targets, place), targets))
    return [Move(j, place, int(t), bool(g)) for t, g in zip(targets, gains, strict=True)]


def _escape(model: Model, dm: int, end: int, codes: np.ndarray, how: Reading) -> int | None:
    out = np.array(model.moves.out(dm, end), dtype=np.int64)
    if not out.size:
        return None
    free = out[~how.deterring(codes[out])]
    return int(free[0]) if free.size else None


def _path(
    came: dict[tuple[int, int], tuple[tuple[int, int], Move] | None], node: tuple[int, int]
) -> tuple[Move, ...]:
    path: list[Move] = []
    while (step := came[node]) is not None:
        node, move = step
        path.append(move)
    return tuple(reversed(path))
