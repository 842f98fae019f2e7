"""Writing a graph model as JSON, so that reading it gives the same model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from servanda.errors import GraphError
from servanda.escaping.json_text import json_text
from servanda.graph.model import Model
from servanda.graph.moves import ArcMoves
from servanda.graph.options import read_pattern
from servanda.graph.preferences import PAIR_CODES, Preference, by_statements
from servanda.graph.relation import UNKNOWN
from servanda.graph.statements import read_statement
from servanda.graph.states import Numbered, feasible_codes
from servanda.saving import save_files

__all__ = ["model_data", "write_model"]

MOST_WRITTEN = 1_000_000
"""States that a file may list; a larger model is better made by a script."""

SIGNS = {code: sign for sign, code in reversed(PAIR_CODES.items())}


def write_model(model: Model, path: str | Path) -> None:
    """Write a model to a JSON file that `read_model` reads as the same model.

    Raises GraphError for a model of more than a million states, InputError where the file cannot be
    written.
    """
    text = json_text(model_data(model), indent=1)
    save_files({Path(path): text + "\n"})


def model_data(model: Model) -> dict[str, Any]:
    """Return what a file of the model holds; see `docs/graph/format.md`.

    >>> from servanda.graph.model import option_model
    >>> m = option_model({"A": ["Hold"], "B": [("Help", "fwd")]}, {"A": ["2"], "B": [3, 1, 2, 2]})
    >>> data = model_data(m)
    >>> data["options"][1], data["preferences"]["B"]
    ({'name': 'Help', 'dm': 'B', 'direction': 'fwd'}, {'ranking': [['1'], ['3', '4'], ['2']]})
    """
    if model.states > MOST_WRITTEN:
        raise GraphError(
            f"{model.states:,} states are too many for a file; write the script instead"
        )
    data: dict[str, Any] = {"id": model.name, "title": model.title, "source": dict(model.source)}
    makers = model.decision_makers
    data["decision_makers"] = [
        {"name": dm, "options": [o.name for o in model.options if o.dm == i]}
        for i, dm in enumerate(makers)
    ]
    data["options"] = [
        {"name": o.name, "dm": makers[o.dm], "direction": o.direction} for o in model.options
    ]
    data["infeasible"] = list(model.infeasible)
    if not _states_follow(model):
        data["states"] = [_state(model, s) for s in range(model.states)]
    if isinstance(model.moves, ArcMoves):
        data["moves"] = {dm: _moves(model, i) for i, dm in enumerate(makers)}
    if model.definitions:
        data["definitions"] = dict(model.definitions)
    data["preferences"] = {
        dm: _preference(model, dm, p) for dm, p in zip(makers, model.preferences, strict=True)
    }
    if model.status_quo is not None:
        data["status_quo"] = model.labels[model.status_quo]
    return {key: value for key, value in data.items() if value or key in ("options", "infeasible")}


def _states_follow(model: Model) -> bool:
    """Whether the states are just the feasible patterns, numbered in order."""
    if not isinstance(model.labels, Numbered) or model.codes is None or model.care is not None:
        return False
    width = len(model.options)
    closed = [read_pattern(p, width, "infeasible") for p in model.infeasible]
    return np.array_equal(feasible_codes(width, closed), model.codes)


def _state(model: Model, state: int) -> dict[str, str]:
    pattern = model.pattern(state)
    entry = {"label": model.labels[state]}
    return entry | {"pattern": pattern} if pattern else entry


def _moves(model: Model, dm: int) -> dict[str, list[str]]:
    moves = ((s, model.moves.out(dm, s)) for s in range(model.states))
    return {model.labels[s]: [model.labels[t] for t in out] for s, out in moves if out}


def _preference(model: Model, dm: str, preference: Preference) -> dict[str, Any]:
    if preference.statements and _reads_back(model, dm, preference):
        data: dict[str, Any] = {"statements": [s.text for s in preference.statements]}
    else:
        data = {"ranking": _ranking(model, preference)}
    if preference.pairs:
        data["pairs"] = [
            [model.labels[a], "?" if code == UNKNOWN else SIGNS[-code], model.labels[b]]
            for a, b, code in preference.pairs
            if a < b
        ]
    return data


def _reads_back(model: Model, dm: str, preference: Preference) -> bool:
    """Whether the statements alone, without names of their own, give the same ranking."""
    try:
        read = [
            read_statement(s.text, model.options, model.decision_makers, model.definitions, dm)
            for s in preference.statements
        ]
    except GraphError:
        return False
    again = by_statements(read, model.states, model.chosen)
    return np.array_equal(again.ranks, preference.ranks)


def _ranking(model: Model, preference: Preference) -> list[Any]:
    written: list[Any] = []
    before: int | None = None
    for rank in range(int(preference.ranks.max(initial=0)), -1, -1):
        group = [int(s) for s in np.flatnonzero(preference.ranks == rank)]
        if before is not None and preference.tiers is not None:
            degree = 1 + sum(int(t[before] != t[group[0]]) for t in preference.tiers)
            if degree > 1:
                written.append(">" * degree)
        written.append([model.labels[s] for s in group])
        before = group[0]
    return written
