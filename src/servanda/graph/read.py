"""Graph models from files: JSON as in `docs/graph/format.md`, `.gmcr`, games, payoffs."""

from __future__ import annotations

import csv
import difflib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from servanda.errors import GraphError, InputError
from servanda.graph.extensive_form import from_efg
from servanda.graph.model import Model, truth_of
from servanda.graph.options import Option, Pattern, closest, read_pattern
from servanda.graph.read_gmcr import from_gmcr
from servanda.graph.read_moves import read_moves
from servanda.graph.read_preferences import read_preference
from servanda.graph.statements import read_statement
from servanda.graph.states import Codes, Numbered, StateNames, feasible_codes
from servanda.graph.strategic_form import from_nfg, from_payoffs

__all__ = ["model_from", "read_model"]

KEYS = (
    "decision_makers", "options", "infeasible", "states", "moves", "common_moves", "definitions",
    "preferences", "status_quo",
)  # fmt: skip
"""The keys that say what the model is; a key close to one of these is taken for a slip."""


def _table(text: str) -> dict[str, Any]:
    """Return the model of a table of payoffs in CSV."""
    first = text.split("\n", 1)[0]
    rows = list(csv.reader(text.splitlines(), delimiter=max(",;\t", key=first.count)))
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
        raise GraphError("a table of payoffs has headings, and as many cells in every row")
    return from_payoffs(rows[0], rows[1:])


_TRANSLATED: dict[str, Callable[[str], dict[str, Any]]] = {
    ".nfg": from_nfg,
    ".efg": from_efg,
    ".csv": _table,
}
"""What translates files of other kinds, by their ending."""


def read_model(path: str | Path) -> Model:
    """Read a graph model from a JSON or `.gmcr` file, a game of Gambit or a table of payoffs.

    The format is described in `docs/graph/format.md`. Keys that mean nothing here (published
    answers, remarks) are passed over; a key that looks like a slip of one that does is refused.

    Raises GraphError, naming the file and the key, for anything that cannot be used.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix.lower() in _TRANSLATED:
            return model_from(_TRANSLATED[file.suffix.lower()](text))
        data = json.loads(text)
    except GraphError as fault:
        raise GraphError(f"{file}: {fault}") from None
    except OSError as fault:
        raise InputError(f"{file}: cannot be read: {fault.strerror or fault}") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}: is not text in UTF-8; a graph model is a JSON file") from None
    except json.JSONDecodeError as fault:
        raise InputError(f"{file}:{fault.lineno}:{fault.colno}: not JSON: {fault.msg}") from None
    except RecursionError:
        raise InputError(f"{file}: nested too deeply to be a graph model") from None
    try:
        return model_from(data)
    except GraphError as fault:
        raise GraphError(f"{file}: {fault}") from None


def model_from(data: object) -> Model:
    """Make a graph model of what a JSON or `.gmcr` file holds.

    >>> model_from({
    ...     "decision_makers": ["A", "B"],
    ...     "options": [{"name": "Fight", "dm": "A"}, {"name": "Arm", "dm": "B"}],
    ...     "preferences": {"A": ["Arm"], "B": {"ranking": [["1"], ["2", "3", "4"]]}},
    ... })
    <Model '': 4 states; A, B>
    """
    if not isinstance(data, Mapping):
        raise GraphError(
            "a graph model is a JSON object with decision_makers, options, preferences"
        )
    notes: list[str] = []
    if "decisionMakers" in data and "decision_makers" not in data:
        data = from_gmcr(data, notes)
    _refuse_slips(data)
    makers = _makers(data)
    options = _options(data, makers)
    closed, closed_text = _infeasible(data, options, makers)
    labels: Sequence[str]
    labels, patterns = _states(data, options)
    codes: Codes | None = None
    care: Codes | None = None
    if patterns is not None:
        _check_states(labels, patterns, closed, options)
        codes, care = _coded(patterns, len(options))
        _note_missing(data, codes, care, closed, options, notes)
    elif not labels:
        codes = feasible_codes(len(options), closed)
        codes = _without_closed_statements(data, codes, options, makers)
        labels = Numbered(len(codes))
    names = StateNames(labels)
    moves = read_moves(data, makers, options, names, codes, patterns, closed, notes)
    definitions = _texts(data.get("definitions"), "definitions")
    given = _preferences(data, makers)
    read = [
        read_preference(given[dm], dm, names, options, makers, codes, definitions, notes)
        for dm in makers
    ]
    model = Model(
        makers, options, labels, moves, tuple(read), codes, care,
        infeasible=closed_text, title=str(data.get("title", "")), name=str(data.get("id", "")),
        source=_source(data), definitions=definitions, notes=tuple(notes),
    )  # fmt: skip
    if data.get("status_quo") is None:
        return model
    return replace(model, status_quo=names.number(data["status_quo"], "status_quo"))


def _preferences(data: Mapping[str, Any], makers: Sequence[str]) -> Mapping[str, Any]:
    given = data.get("preferences")
    if not isinstance(given, Mapping) or not given:
        raise GraphError("preferences: an object with one entry for each decision maker is needed")
    for dm in given:
        if dm not in makers:
            raise GraphError(f"preferences: unknown decision maker {dm!r}; {closest(dm, makers)}")
    missing = [dm for dm in makers if dm not in given]
    if missing:
        raise GraphError(f"preferences: {missing[0]!r} has none; give one for each decision maker")
    return given


def _refuse_slips(data: Mapping[str, Any]) -> None:
    for key in data:
        near = difflib.get_close_matches(str(key), KEYS, n=1, cutoff=0.85)
        if near and key not in KEYS and near[0] not in data:
            raise GraphError(f"unknown key {key!r}; did you mean {near[0]!r}?")


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise GraphError(f"{key}: a list is needed, not {type(value).__name__}")
    return value


def _texts(value: object, where: str) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
        raise GraphError(f"{where}: an object of texts is needed")
    if not all(str(key).strip() for key in value):
        raise GraphError(f"{where}: a name is empty")
    return {str(k): str(v) for k, v in value.items()}


def _source(data: Mapping[str, Any]) -> dict[str, str]:
    source = data.get("source")
    if isinstance(source, str):
        return {"source": source}
    return {str(k): str(v) for k, v in source.items()} if isinstance(source, Mapping) else {}


def _makers(data: Mapping[str, Any]) -> tuple[str, ...]:
    names = []
    for k, entry in enumerate(_list(data, "decision_makers")):
        name = entry.get("name") if isinstance(entry, Mapping) else entry
        if not isinstance(name, str) or not name.strip():
            raise GraphError(f"decision_makers[{k}]: a name is needed")
        if name in names:
            raise GraphError(f"decision_makers[{k}]: {name!r} is there twice")
        names.append(name)
    if not names:
        raise GraphError("decision_makers: at least one is needed")
    return tuple(names)


def _options(data: Mapping[str, Any], makers: Sequence[str]) -> tuple[Option, ...]:
    owned: list[tuple[str, str]] = []
    for entry in _list(data, "decision_makers"):
        if isinstance(entry, Mapping):
            owned += [(_option_name(o), entry["name"]) for o in _list(entry, "options")]
    nameless = [owner for option, owner in owned if not option]
    if nameless:
        raise GraphError(f"decision_makers: an option of {nameless[0]!r} has no name")
    entries = _list(data, "options")
    if not entries:
        return tuple(Option(name, makers.index(dm)) for name, dm in owned)
    read = []
    for k, entry in enumerate(entries):
        where = f"options[{k}]"
        name = _option_name(entry)
        if not name:
            raise GraphError(f"{where}: a name is needed")
        given = entry if isinstance(entry, Mapping) else {}
        dm = given.get("dm") or given.get("decision_maker")
        if dm is None:
            owners = [owner for option, owner in owned if option == name]
            if len(owners) != 1:
                raise GraphError(f"{where}: whose option is {name!r}? Give `dm`")
            dm = owners[0]
        if dm not in makers:
            hint = closest(str(dm), makers)
            raise GraphError(f"{where}: {name!r} belongs to unknown decision maker {dm!r}; {hint}")
        read.append(Option(name, makers.index(dm), str(given.get("direction") or "both")))
    for option, owner in owned:
        if not any(o.name == option and makers[o.dm] == owner for o in read):
            hint = closest(option, [o.name for o in read])
            raise GraphError(f"decision_makers: {owner!r} has unknown option {option!r}; {hint}")
    return tuple(read)


def _option_name(entry: object) -> str:
    name = entry.get("name") if isinstance(entry, Mapping) else entry
    return name.strip() if isinstance(name, str) else ""


def _infeasible(
    data: Mapping[str, Any], options: Sequence[Option], makers: Sequence[str]
) -> tuple[list[Pattern], tuple[str, ...]]:
    patterns = []
    for k, entry in enumerate(_list(data, "infeasible")):
        where = f"infeasible[{k}]"
        if isinstance(entry, Mapping) and "pattern" in entry:
            entry = entry["pattern"]
        if isinstance(entry, Mapping):
            patterns.append(_pattern_of_names(entry, options, makers, where))
        elif isinstance(entry, list):
            patterns.append(read_pattern("".join(map(str, entry)), len(options), where))
        elif not isinstance(entry, str):
            raise GraphError(f"{where}: write a pattern of Y, N and -, or {{option: Y or N}}")
        elif _looks_like_pattern(entry, len(options)):
            patterns.append(read_pattern(entry, len(options), where))
        else:
            read_statement(
                entry, options, makers, _texts(data.get("definitions"), "definitions"), where
            )
    return patterns, tuple(p.text(len(options)) for p in patterns)


def _looks_like_pattern(text: str, options: int) -> bool:
    letters = set(text.strip().upper())
    return letters <= set("YN-*?") or (letters <= set("YN10-*? ") and len(text) == options)


def _without_closed_statements(
    data: Mapping[str, Any], codes: Codes, options: Sequence[Option], makers: Sequence[str]
) -> Codes:
    """Drop the states in which a statement under `infeasible` holds."""
    for k, entry in enumerate(_list(data, "infeasible")):
        if isinstance(entry, str) and not _looks_like_pattern(entry, len(options)):
            named = _texts(data.get("definitions"), "definitions")
            statement = read_statement(entry, options, makers, named, f"infeasible[{k}]")
            here = codes
            codes = here[~statement.holds(partial(truth_of, here))]
            if not len(codes):
                raise GraphError(f"infeasible[{k}]: {entry!r} removes every state that is left")
    return codes


def _pattern_of_names(
    entry: Mapping[str, Any], options: Sequence[Option], makers: Sequence[str], where: str
) -> Pattern:
    yes = care = 0
    for name, value in entry.items():
        tree = read_statement(f'"{name}"', options, makers, where=where).tree
        bit = 1 << int(str(tree[1]))
        if str(value).upper() not in ("Y", "N", "TRUE", "FALSE", "1", "0"):
            raise GraphError(f"{where}: {name!r} is {value!r}; write Y or N")
        care |= bit
        yes |= bit if str(value).upper() in ("Y", "TRUE", "1") else 0
    return Pattern(yes, care)


def _states(
    data: Mapping[str, Any], options: Sequence[Option]
) -> tuple[list[str], list[Pattern] | None]:
    entries = _list(data, "states")
    labels: list[str] = []
    patterns: list[Pattern] = []
    for k, entry in enumerate(entries):
        where = f"states[{k}]"
        given = entry if isinstance(entry, Mapping) else {"label": entry}
        label = given.get("label", given.get("name", given.get("id")))
        text = given.get("pattern")
        if label is None and text is None:
            raise GraphError(f"{where}: a label is needed")
        labels.append(str(label if label is not None else k + 1))
        if text is not None:
            patterns.append(read_pattern(_joined(text), len(options), where))
    if len(set(labels)) < len(labels):
        twice = next(x for x in labels if labels.count(x) > 1)
        raise GraphError(f"states: label {twice!r} is there twice")
    if patterns and len(patterns) < len(labels):
        raise GraphError("states: some have a pattern and some have not; give all or none")
    return labels, patterns or None


def _joined(text: object) -> str:
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def _check_states(
    labels: Sequence[str],
    patterns: Sequence[Pattern],
    closed: Sequence[Pattern],
    options: Sequence[Option],
) -> None:
    seen: dict[Pattern, str] = {}
    for label, pattern in zip(labels, patterns, strict=True):
        if pattern in seen:
            raise GraphError(
                f"states: {seen[pattern]!r} and {label!r} have the same pattern "
                f"{pattern.text(len(options))}"
            )
        seen[pattern] = label
        for other in closed:
            if other.care & ~pattern.care == 0 and pattern.yes & other.care == other.yes:
                raise GraphError(
                    f"states: {label!r} ({pattern.text(len(options))}) is infeasible by "
                    f"{other.text(len(options))}; take out one of the two"
                )


def _note_missing(
    data: Mapping[str, Any],
    codes: Codes,
    care: Codes | None,
    closed: Sequence[Pattern],
    options: Sequence[Option],
    notes: list[str],
) -> None:
    """Note where feasible patterns are not among the listed states."""
    if care is None and data.get("infeasible") is not None and len(options) <= 16:
        feasible = feasible_codes(len(options), closed)
        missing = len(np.setdiff1d(feasible, codes))
        if missing:
            notes.append(
                f"{missing} feasible patterns are not listed under `states` and are left out"
            )


def _coded(patterns: Sequence[Pattern], options: int) -> tuple[Codes, Codes | None]:
    kind: type[np.unsignedinteger[Any]] = np.uint32 if options < 32 else np.uint64
    codes: Codes = np.array([p.yes for p in patterns], dtype=kind)
    full = (1 << options) - 1
    if all(p.care == full for p in patterns):
        return codes, None
    return codes, np.array([p.care for p in patterns], dtype=kind)
