"""The states of a model: which patterns are feasible, and what the states are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from servanda.compiled import compiled
from servanda.errors import GraphError
from servanda.graph.limits import MOST_STATES, refuse_states, size_words
from servanda.graph.options import Pattern, closest

__all__ = ["Codes", "Numbered", "StateNames", "feasible_codes"]

Codes = NDArray[np.unsignedinteger[Any]]
"""Patterns as numbers: bit o is 1 where option o is chosen."""

MOST_OPTIONS = 62
"""Options a pattern's number has room for."""


class Numbered(Sequence[str]):
    """The labels "1" to "n", made when asked for: sixteen million strings would fill the memory.

    >>> Numbered(3)[0], len(Numbered(1 << 24)), Numbered(3).index("3")
    ('1', 16777216, 2)
    """

    def __init__(self, count: int) -> None:
        self.size = count

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [str(i + 1) for i in range(*at.indices(self.size))]
        return str(range(self.size)[at] + 1)

    def __iter__(self) -> Iterator[str]:
        return (str(i + 1) for i in range(self.size))

    def __contains__(self, label: object) -> bool:
        return isinstance(label, str) and label.isdigit() and 1 <= int(label) <= self.size

    def index(self, label: str, start: int = 0, stop: int | None = None) -> int:
        """Return where `label` stands."""
        if label not in self:
            raise ValueError(label)
        return int(label) - 1


class StateNames:
    """Finds states by label, for a reader that must say where a wrong one stands.

    >>> StateNames(["peace", "war"]).number("war", "status_quo")
    1
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = labels
        counted = isinstance(labels, Numbered)
        self.numbers = None if counted else {x: s for s, x in enumerate(labels)}

    def number(self, label: object, where: str) -> int:
        """Return the number of the state called `label`; GraphError, naming `where`, if none is."""
        name = str(label)
        if self.numbers is not None:
            if name in self.numbers:
                return self.numbers[name]
        elif name in self.labels:
            return self.labels.index(name)
        raise GraphError(
            f"{where}: there is no state {name!r}; {closest(name, self.labels[:1000])}"
        )


@compiled
def _walk(
    options: int,
    yes: NDArray[np.uint64],
    care: NDArray[np.uint64],
    first: NDArray[np.int64],
    budget: int,
    out: NDArray[np.uint64],
) -> int:
    # Decides options from the last to the first, so that codes come out in ascending order, and
    # drops a branch as soon as an infeasible pattern is complete. `first[o]` is where the patterns
    # whose lowest option is o begin. Returns how many there are, or -1 past the budget.
    code = np.uint64(0)
    one = np.uint64(1)
    bit = options - 1
    tried = np.zeros(options + 1, dtype=np.int8)
    count = 0
    steps = 0
    while bit < options:
        steps += 1
        if steps > budget:
            return -1
        if tried[bit] == 2:
            tried[bit] = 0
            code &= ~(one << np.uint64(bit))
            bit += 1
            continue
        if tried[bit] == 1:
            code |= one << np.uint64(bit)
        tried[bit] += 1
        refused = False
        for p in range(first[bit], first[bit + 1]):
            if (code & care[p]) == yes[p]:
                refused = True
                break
        if refused:
            continue
        if bit == 0:
            if count < out.shape[0]:
                out[count] = code
            count += 1
        else:
            bit -= 1
    return count


def feasible_codes(options: int, infeasible: Sequence[Pattern]) -> Codes:
    """List the patterns of `options` options that no pattern of `infeasible` covers, ascending.

    Option 1 is the low bit, so that without infeasible patterns NN, YN, NY, YY come in this order.
    Branches are dropped as soon as they are infeasible: forty options of which few patterns remain
    are no trouble.

    Raises GraphError when no pattern remains, or more than can be held.

    >>> feasible_codes(2, [Pattern(yes=3, care=3)]).tolist()
    [0, 1, 2]
    >>> feasible_codes(2, [Pattern(yes=0, care=1), Pattern(yes=1, care=1)])
    Traceback (most recent call last):
    servanda.errors.GraphError: the infeasible patterns remove every state: ...
    """
    if options > MOST_OPTIONS:
        raise GraphError(f"{options} options; at most {MOST_OPTIONS} fit in a model")
    if not infeasible:
        refuse_states(1 << options, f"{options} options")
        return np.arange(1 << options, dtype=np.uint32 if options < 32 else np.uint64)
    if any(p.care == 0 for p in infeasible):
        raise GraphError("the infeasible patterns remove every state: one of them is all dashes")
    lowest = [(p.care & -p.care).bit_length() - 1 for p in infeasible]
    order = sorted(range(len(infeasible)), key=lowest.__getitem__)
    yes = np.array([infeasible[p].yes for p in order], dtype=np.uint64)
    care = np.array([infeasible[p].care for p in order], dtype=np.uint64)
    first = np.searchsorted(np.sort(lowest), np.arange(options + 1)).astype(np.int64)
    budget = 8 * MOST_STATES
    count = _walk(options, yes, care, first, budget, np.empty(0, dtype=np.uint64))
    if count < 0 or count > MOST_STATES:
        raise GraphError(
            f"{options} options make {size_words(1 << options)} patterns, and the infeasible ones "
            f"leave more than {MOST_STATES:,}: drop options, add infeasible patterns, or list the "
            "states that matter under `states`"
        )
    if count == 0:
        raise GraphError(
            "the infeasible patterns remove every state: "
            f"{', '.join(p.text(options) for p in infeasible[:8])}; take one of them out"
        )
    codes = np.empty(count, dtype=np.uint64)
    _walk(options, yes, care, first, budget, codes)
    return codes.astype(np.uint32) if options < 32 else codes
