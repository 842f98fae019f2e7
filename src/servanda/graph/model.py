"""A graph model: who decides, what can happen, who can move where, and who prefers what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from servanda.errors import GraphError
from servanda.graph.moves import Moves, option_moves
from servanda.graph.options import Option, Pattern, closest, read_pattern
from servanda.graph.preferences import Preference, by_ranking, by_statements, by_utility, by_weights
from servanda.graph.statements import Truth, read_statement
from servanda.graph.states import Codes, Numbered, feasible_codes

__all__ = ["Model", "option_model"]


@dataclass(frozen=True, eq=False)
class Model:
    """A graph model; it never changes, and `with_...` gives a new one.

    codes: each state's pattern, bit o for option o; None for states without patterns.
    care: which options each state's pattern says anything about; None where it is all of them.
    notes: what a reader of the results should know about how the model was read.
    """

    decision_makers: tuple[str, ...]
    options: tuple[Option, ...]
    labels: Sequence[str]
    moves: Moves
    preferences: tuple[Preference, ...]
    codes: Codes | None = None
    care: Codes | None = None
    status_quo: int | None = None
    infeasible: tuple[str, ...] = ()
    title: str = ""
    name: str = ""
    source: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for dm, preference in zip(self.decision_makers, self.preferences, strict=True):
            if preference.states != len(self.labels):
                raise GraphError(
                    f"{dm}: the preference compares {preference.states} states, the model has "
                    f"{len(self.labels)}"
                )

    def __repr__(self) -> str:
        makers = ", ".join(self.decision_makers)
        return f"<Model {self.title or self.name!r}: {len(self.labels)} states; {makers}>"

    @property
    def states(self) -> int:
        """How many states there are."""
        return len(self.labels)

    @property
    def simple(self) -> bool:
        """Whether every preference is a ranking, so that the fast methods apply."""
        return all(p.simple for p in self.preferences)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {label: s for s, label in enumerate(self.labels)}

    def state(self, label: str | int) -> int:
        """Return the number of the state called `label`; GraphError if none is."""
        wanted = str(label)
        if isinstance(self.labels, Numbered):
            if wanted in self.labels:
                return self.labels.index(wanted)
        elif wanted in self._numbers:
            return self._numbers[wanted]
        raise GraphError(f"no state is called {wanted!r}; {closest(wanted, self.labels[:1000])}")

    def maker(self, name: str) -> int:
        """Return the number of the decision maker called `name`; GraphError if none is."""
        if name in self.decision_makers:
            return self.decision_makers.index(name)
        folded = [n.casefold() for n in self.decision_makers]
        if folded.count(name.casefold()) == 1:
            return folded.index(name.casefold())
        hint = closest(name, self.decision_makers)
        raise GraphError(f"no decision maker is called {name!r}; {hint}")

    def named(self, stable: NDArray[np.bool_]) -> list[str]:
        """Return the labels of the states marked in `stable`, in the model's order."""
        return [self.labels[int(s)] for s in np.flatnonzero(stable)]

    def pattern(self, state: int) -> str:
        """Return a state's pattern as Y, N and -; empty where the states have none."""
        if self.codes is None:
            return ""
        full = (1 << len(self.options)) - 1
        care = full if self.care is None else int(self.care[state])
        return Pattern(int(self.codes[state]), care).text(len(self.options))

    def chosen(self, option: int) -> Truth:
        """In which states `option` is chosen; a state that leaves it open counts as not."""
        if self.codes is None:
            raise GraphError("the states have no patterns, so statements about options say nothing")
        return truth_of(self.codes, option)

    def with_preference(self, dm: str, preference: Preference) -> Model:
        """Return the model with another preference for one decision maker."""
        i = self.maker(dm)
        changed = (*self.preferences[:i], preference, *self.preferences[i + 1 :])
        return replace(self, preferences=changed)

    def with_utilities(self, utilities: ArrayLike) -> Model:
        """Return the model with preferences by utility: an array (decision makers, states)."""
        rows = np.asarray(utilities, dtype=float)
        if rows.shape != (len(self.decision_makers), self.states):
            raise GraphError(
                f"utilities have shape {rows.shape}; it must be (decision makers, states) = "
                f"{(len(self.decision_makers), self.states)}"
            )
        return replace(self, preferences=tuple(by_utility(row) for row in rows))


def truth_of(codes: Codes, option: int) -> Truth:
    """In which of `codes` an option is chosen."""
    kind = codes.dtype.type
    return ((codes >> kind(option)) & kind(1)).astype(bool)


def option_model(
    owners: Mapping[str, Sequence[str | tuple[str, str]]],
    preferences: Mapping[str, object],
    infeasible: Sequence[str] = (),
    status_quo: str | None = None,
    title: str = "",
) -> Model:
    """Build a model in option form.

    Parameters: `owners`: for each decision maker its options, each a name or (name, direction);
    `preferences`: for each decision maker either a list of statements, the most important first, or
    {option: weight}, or one number per state (higher is better), or a list of lists of labels, best
    first; `infeasible`: patterns of Y, N and -, one letter an option; `status_quo`: a label.

    States are the feasible patterns, numbered from 1 with the first option as the low bit.

    Raises GraphError where something contradicts something.

    >>> pd = option_model(
    ...     {"A": ["Cooperate"], "B": ["Cooperate too"]},
    ...     {"A": [["3"], ["4"], ["1"], ["2"]], "B": ["-Cooperate too", "1"]},
    ... )
    >>> [pd.pattern(s) for s in range(4)], pd.preferences[1].ranks.tolist()
    (['NN', 'YN', 'NY', 'YY'], [2, 3, 0, 1])
    """
    makers = tuple(owners)
    options: list[Option] = []
    for i, own in enumerate(owners.values()):
        for given in own:
            name, direction = (given, "both") if isinstance(given, str) else given
            options.append(Option(name, i, direction))
    closed = [read_pattern(p, len(options), f"infeasible[{k}]") for k, p in enumerate(infeasible)]
    codes = feasible_codes(len(options), closed)
    labels = Numbered(len(codes))
    missing = [m for m in makers if m not in preferences]
    if missing:
        raise GraphError(f"{missing[0]} has no preference; give one for each decision maker")
    model = Model(
        makers,
        tuple(options),
        labels,
        option_moves(codes, options, len(makers)),
        tuple(_preference(preferences[m], m, makers, options, codes) for m in makers),
        codes,
        infeasible=tuple(infeasible),
        title=title,
    )
    return replace(model, status_quo=None if status_quo is None else model.state(status_quo))


def _preference(
    given: object, dm: str, makers: Sequence[str], options: Sequence[Option], codes: Codes
) -> Preference:
    count = len(codes)
    if isinstance(given, Preference):
        return given
    if isinstance(given, Mapping):
        known = {o.name: float(given.get(o.name, 0)) for o in options}
        strange = [name for name in given if name not in known]
        if strange:
            raise GraphError(f"{dm}: unknown option {strange[0]!r}; {closest(strange[0], known)}")
        return by_weights(list(known.values()), count, lambda o: truth_of(codes, o))
    if isinstance(given, Sequence) and given and isinstance(given[0], str):
        read = [read_statement(str(t), options, makers, where=dm) for t in given]
        return by_statements(read, count, lambda o: truth_of(codes, o))
    if isinstance(given, Sequence) and given and isinstance(given[0], Sequence):
        labels = Numbered(count)
        for label in (str(label) for group in given for label in group):
            if label not in labels:
                raise GraphError(f"{dm}: no state is called {label!r}; there are {count} states")
        return by_ranking([[labels.index(str(x)) for x in group] for group in given], count)
    return by_utility(np.asarray(given))
