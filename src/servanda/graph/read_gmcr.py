"""The `.gmcr` files of GMCR+ and gmcr-py (JSON), translated into this project's format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from servanda.errors import GraphError

__all__ = ["from_gmcr"]


def from_gmcr(data: Mapping[str, Any]) -> dict[str, Any]:
    """Translate the contents of a `.gmcr` file.

    Options are numbered from 0 there; a condition is a list of [option, "Y" or "N"] that hold
    together, or `members`, any of which may hold. States are numbered from 1 in the order of their
    patterns, the first option being the low bit; a ranking lists these numbers, best first, with
    ties as lists. Where the file says that the ranking was made by hand, the ranking counts,
    otherwise the statements do.

    >>> from_gmcr({
    ...     "options": [{"name": "a", "permittedDirection": "both"}],
    ...     "decisionMakers": [{"name": "A", "options": [0], "preferences": [[[0, "Y"]]]}],
    ...     "infeasibles": [],
    ... })["preferences"]
    {'A': {'statements': ['1']}}
    """
    options = _entries(data, "options")
    makers = _entries(data, "decisionMakers")
    owner: dict[int, str] = {}
    for maker in makers:
        for o in _listed(maker, "options"):
            owner[_index(o, options)] = str(maker.get("name"))
    by_hand = bool(data.get("useManualPreferenceRanking") or data.get("useManualPreferenceVectors"))
    translated = []
    for o, option in enumerate(options):
        if o not in owner:
            raise GraphError(f"options[{o}]: {option.get('name')!r} belongs to no decision maker")
        way = option.get("permittedDirection", "both")
        translated.append({"name": str(option.get("name")), "dm": owner[o], "direction": way})
    closed: list[str] = []
    for condition in _listed(data, "infeasibles"):
        closed += [_pattern(part, options) for part in _parts(condition)]
    return {
        "title": str(data.get("title", "")),
        "decision_makers": [str(m.get("name")) for m in makers],
        "options": translated,
        "infeasible": closed,
        "preferences": {str(m.get("name")): _preference(m, options, by_hand) for m in makers},
    }


def _entries(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(e, Mapping) for e in value):
        raise GraphError(f"{key}: a .gmcr file has a list of objects there")
    return value


def _listed(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key) or []
    if not isinstance(value, list):
        raise GraphError(f"{key}: a .gmcr file has a list there, not {value!r}")
    return value


def _index(o: object, options: Sequence[object]) -> int:
    if not isinstance(o, int) or not 0 <= o < len(options):
        raise GraphError(f"there is no option {o!r}; options are 0 to {len(options) - 1}")
    return o


def _parts(condition: object) -> list[Sequence[Any]]:
    if isinstance(condition, Mapping):
        members = condition.get("members", condition.get("options"))
        if condition.get("compound") or "members" in condition:
            if not isinstance(members, list):
                raise GraphError(f"a compound condition has a list of members, not {members!r}")
            return [part for member in members for part in _parts(member)]
        return _parts(members)
    if not isinstance(condition, list) or not all(
        isinstance(term, list) and len(term) == 2 for term in condition
    ):
        raise GraphError(f"a condition is a list of [option, Y or N], not {condition!r}")
    return [condition]


def _pattern(part: Sequence[Any], options: Sequence[object]) -> str:
    letters = ["-"] * len(options)
    for o, value in part:
        letters[_index(o, options)] = str(value)
    return "".join(letters)


def _statement(condition: object, options: Sequence[object]) -> str:
    terms = []
    for part in _parts(condition):
        signs = [("" if v == "Y" else "-") + str(_index(o, options) + 1) for o, v in part]
        terms.append(" & ".join(signs))
    return terms[0] if len(terms) == 1 else " | ".join(f"({t})" for t in terms)


def _preference(
    maker: Mapping[str, Any], options: Sequence[object], by_hand: bool
) -> dict[str, Any]:
    ranking = _listed(maker, "preferenceRanking")
    conditions = _listed(maker, "preferences")
    if ranking and (by_hand or not conditions):
        return {"ranking": [g if isinstance(g, list) else [g] for g in ranking]}
    return {"statements": [_statement(c, options) for c in conditions]}
