"""One decision maker's preference, in any of the ways a file may give it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from servanda.errors import GraphError
from servanda.graph.model import truth_of
from servanda.graph.options import Option
from servanda.graph.preferences import (
    Preference,
    by_pairs,
    by_ranking,
    by_statements,
    by_utility,
    by_weights,
    pair_code,
)
from servanda.graph.relation import UNKNOWN
from servanda.graph.statements import read_statement
from servanda.graph.states import Codes, StateNames

__all__ = ["WAYS", "read_preference"]

WAYS = {
    "ranking": "ranking", "order": "ranking", "direct": "ranking",
    "statements": "statements", "prioritisation": "statements", "prioritization": "statements",
    "option_prioritisation": "statements", "option_prioritization": "statements",
    "priorities": "statements",
    "weights": "weights", "option_weights": "weights",
    "utility": "utility", "utilities": "utility", "payoffs": "utility", "payoff": "utility",
    "pairs": "pairs", "relations": "pairs",
    "unknown": "unknown", "unknown_pairs": "unknown",
    "much": "much", "strong": "much",
}  # fmt: skip
"""How a preference may be given; several names for the same thing are understood."""

BASES = ("ranking", "statements", "weights", "utility")


class _States:
    """Looks up the states of one decision maker's preference."""

    def __init__(self, names: StateNames, where: str) -> None:
        self.names, self.labels, self.where = names, names.labels, where

    def number(self, label: object) -> int:
        return self.names.number(label, self.where)


def read_preference(
    given: object,
    dm: str,
    names: StateNames,
    options: Sequence[Option],
    makers: Sequence[str],
    codes: Codes | None,
    definitions: Mapping[str, str],
    notes: list[str],
) -> Preference:
    """Read the preference of `dm`; what the reader should know is added to `notes`.

    Raises GraphError for a state or option that does not exist, a state ranked twice or not at all,
    and a preference given in no known way.
    """
    where, labels = f"preferences.{dm}", names.labels
    if isinstance(given, list):
        # A bare list is a ranking if it is of lists, or names every state; else it is statements.
        texts = bool(given) and all(isinstance(e, str) for e in given)
        every = texts and len(given) >= len(labels) and set(labels) <= set(given)
        if texts and not every and len(labels) < 100_000 and set(given) <= set(labels):
            raise GraphError(
                f"{where}: are these states or options? Write {{'ranking': [...]}} with every "
                "state, or {'statements': [...]}"
            )
        given = {"ranking" if every or not texts else "statements": given}
    if not isinstance(given, Mapping):
        raise GraphError(f"{where}: give a ranking, statements, weights, utilities or pairs")
    parts: dict[str, Any] = {}
    for key, value in given.items():
        if key not in WAYS:
            near = difflib.get_close_matches(str(key), WAYS, n=1, cutoff=0.85)
            if near:
                raise GraphError(f"{where}: unknown key {key!r}; did you mean {near[0]!r}?")
            continue
        if value is not None:
            parts[WAYS[key]] = value
    states = _States(names, where)
    bases = [b for b in BASES if b in parts]
    if len(bases) > 1:
        notes.append(f"{dm}: the {bases[0]} counts; its {', '.join(bases[1:])} are not used")
    if bases:
        base = _base(bases[0], parts, where, states, options, makers, codes, definitions)
    elif "pairs" in parts:
        base = None
    else:
        raise GraphError(f"{where}: give a ranking, statements, weights, utilities or pairs")
    return _with_exceptions(base, parts, states)


def _base(
    way: str,
    parts: Mapping[str, Any],
    where: str,
    states: _States,
    options: Sequence[Option],
    makers: Sequence[str],
    codes: Codes | None,
    definitions: Mapping[str, str],
) -> Preference:
    count = len(states.labels)
    given = parts[way]
    if way == "ranking":
        return _ranking(given, where, states)
    if way == "utility":
        return by_utility(_numbers(given, where, states))
    if codes is None:
        raise GraphError(f"{where}: {way} speak of options, and the states have no patterns")
    if way == "weights":
        return by_weights(
            _weights(given, where, options, makers), count, lambda o: truth_of(codes, o)
        )
    texts = _statement_texts(given, where)
    # Statements may refer to each other by name, and to the model's definitions.
    named = {**definitions, **{name: text for name, text in texts if name}}
    read = [
        read_statement(text, options, makers, named, f"{where}.statements[{k}]", name)
        for k, (name, text) in enumerate(texts)
    ]
    return by_statements(read, count, lambda o: truth_of(codes, o))


def _statement_texts(given: object, where: str) -> list[tuple[str, str]]:
    if isinstance(given, Mapping):
        given = [{"name": name, "is": text} for name, text in given.items()]
    if not isinstance(given, list) or not given:
        raise GraphError(f"{where}.statements: a list, the most important first, is needed")
    texts = []
    for k, entry in enumerate(given):
        name = ""
        if isinstance(entry, Mapping):
            name = str(entry.get("name", ""))
            entry = entry.get("is", entry.get("statement", entry.get("text")))
        if isinstance(entry, int) and not isinstance(entry, bool):
            entry = str(entry)
        if not isinstance(entry, str) or not entry.strip():
            raise GraphError(f"{where}.statements[{k}]: a statement is a text such as '1 & -2'")
        texts.append((name, entry))
    return texts


def _ranking(given: object, where: str, states: _States) -> Preference:
    if not isinstance(given, list) or not given:
        raise GraphError(f"{where}.ranking: a list of lists of labels, best first, is needed")
    groups: list[list[int]] = []
    breaks: list[int] = []
    seen: dict[int, str] = {}
    degree = 1
    for entry in given:
        if isinstance(entry, str) and entry and set(entry) == {">"}:
            degree = len(entry)
            continue
        group = []
        for label in entry if isinstance(entry, list) else [entry]:
            s = states.number(label)
            if s in seen:
                raise GraphError(f"{where}.ranking: state {label!r} is there twice")
            seen[s] = str(label)
            group.append(s)
        if not group:
            continue
        if groups:
            breaks.append(degree)
        degree = 1
        groups.append(group)
    missing = [x for s, x in enumerate(states.labels) if s not in seen]
    if missing:
        more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
        raise GraphError(
            f"{where}.ranking: leaves out {', '.join(missing[:8])}{more}; rank every state "
            "(put equals in one list), or give pairs marked unknown"
        )
    return by_ranking(groups, len(states.labels), breaks)


def _numbers(given: object, where: str, states: _States) -> list[float]:
    count = len(states.labels)
    if isinstance(given, Mapping):
        values = {states.number(label): value for label, value in given.items()}
        missing = [x for s, x in enumerate(states.labels) if s not in values]
        if missing:
            raise GraphError(f"{where}: no utility for {', '.join(missing[:8])}")
        given = [values[s] for s in range(count)]
    if not isinstance(given, list) or len(given) != count:
        raise GraphError(f"{where}: one utility for each of the {count} states is needed")
    for label, value in zip(states.labels, given, strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise GraphError(f"{where}: the utility of {label!r} is {value!r}, no number")
    return [float(v) for v in given]


def _weights(
    given: object, where: str, options: Sequence[Option], makers: Sequence[str]
) -> list[float]:
    if isinstance(given, Mapping):
        weights = [0.0] * len(options)
        for name, value in given.items():
            text = name if str(name).isdigit() else f'"{name}"'
            tree = read_statement(str(text), options, makers, where=f"{where}.weights").tree
            weights[int(str(tree[1]))] = _weight(value, where, name)
        return weights
    if not isinstance(given, list) or len(given) != len(options):
        raise GraphError(f"{where}.weights: one for each of the {len(options)} options is needed")
    return [_weight(v, where, o.name) for v, o in zip(given, options, strict=True)]


def _weight(value: object, where: str, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GraphError(f"{where}.weights: {name!r} has {value!r}, no number")
    return float(value)


def _with_exceptions(
    base: Preference | None, parts: Mapping[str, Any], states: _States
) -> Preference:
    """Settle the pairs that the base does not: comparisons, unknowns, much preferred."""
    pairs = []
    for entry in _triples(parts.get("pairs"), states.where, "pairs", 3):
        a, sign, b = entry
        pairs.append((states.number(a), str(sign), states.number(b)))
    for a, b in _triples(parts.get("unknown"), states.where, "unknown", 2):
        pairs.append((states.number(a), "?", states.number(b)))
    for a, b in _triples(parts.get("much"), states.where, "much", 2):
        pairs.append((states.number(a), ">>", states.number(b)))
    seen: dict[tuple[int, int], int] = {}
    for a, sign, b in pairs:
        code = pair_code(sign)
        if a == b:
            raise GraphError(f"{states.where}: state {states.labels[a]!r} is compared with itself")
        told = seen.get((a, b), code)
        if told != code:
            names = f"{states.labels[a]!r} and {states.labels[b]!r}"
            raise GraphError(f"{states.where}: {names} are compared twice and differently")
        seen[a, b] = code
        seen[b, a] = code if code == UNKNOWN else -code
    if base is None:
        return by_pairs(pairs, len(states.labels))
    if not pairs:
        return base
    # "a > b" says how a compares with b, a settled pair how its second compares with its first.
    return base.with_pairs((b, a, pair_code(sign)) for a, sign, b in pairs)


def _triples(given: object, where: str, key: str, length: int) -> list[list[Any]]:
    if given is None:
        return []
    shape = "[better, '>', worse]" if length == 3 else "[state, state]"
    if not isinstance(given, list) or not all(
        isinstance(e, list) and len(e) == length for e in given
    ):
        raise GraphError(f"{where}.{key}: a list of {shape} is needed")
    return given
