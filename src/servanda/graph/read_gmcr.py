"""The `.gmcr` files of GMCR+ and gmcr-py (JSON), translated into this project's format."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from servanda.errors import GraphError

__all__ = ["from_gmcr"]


_KEYS = {
    "": (
        "options", "decisionMakers", "infeasibles", "useManualPreferenceRanking",
        "useManualPreferenceVectors", "coalitions", "coalitionsFull", "program", "version",
        "title", "name", "description", "comments",
    ),
    "options": ("name", "permittedDirection"),
    "decisionMakers": (
        "name", "options", "preferences", "preferenceRanking", "preferenceVector", "payoffs",
        "misperceptions", "isCoalition",
    ),
}  # fmt: skip
"""The keys of each part of a file, in all versions that wrote such files."""

_OLDER = {
    "preferenceRanking": "preferenceVector",
    "useManualPreferenceRanking": "useManualPreferenceVectors",
}
"""What a key was called in earlier versions."""


def from_gmcr(data: Mapping[str, Any], notes: list[str] | None = None) -> dict[str, Any]:
    """Translate the contents of a `.gmcr` file; what a reader should know is added to `notes`.

    Options are numbered from 0 there; a condition is a list of [option, "Y" or "N"] that hold
    together, or `members`, any of which may hold. States are numbered from 1 in the order of their
    patterns, the first option being the low bit; a ranking lists these numbers, best first, with
    ties as lists. Where the file says that the ranking was made by hand, the ranking counts,
    otherwise the statements do. Keys by their earlier names
    mean what those of today do (`preferenceVector` is `preferenceRanking`).

    Raises: GraphError for a key that no version of such files has, or whose meaning (states that a
    decision maker does not perceive) is not read here; for a decision maker that prefers nothing.

    >>> from_gmcr({
    ...     "options": [{"name": "a", "permittedDirection": "both"}],
    ...     "decisionMakers": [{"name": "A", "options": [0], "preferences": [[[0, "Y"]]]}],
    ...     "infeasibles": [],
    ... })["preferences"]
    {'A': {'statements': ['1']}}
    """
    _refuse_unknown(data, "")
    options = _entries(data, "options")
    makers = _entries(data, "decisionMakers")
    owner: dict[int, str] = {}
    for maker in makers:
        for o in _listed(maker, "options"):
            owner[_index(o, options)] = str(maker.get("name"))
    by_hand = bool(_by_either_name(data, "useManualPreferenceRanking", "the file"))
    translated = []
    for o, option in enumerate(options):
        if o not in owner:
            raise GraphError(f"options[{o}]: {option.get('name')!r} belongs to no decision maker")
        way = option.get("permittedDirection", "both")
        translated.append({"name": str(option.get("name")), "dm": owner[o], "direction": way})
    closed: list[str] = []
    for condition in _listed(data, "infeasibles"):
        closed += [_pattern(part, options) for part in _parts(condition)]
    for maker in makers:
        _refuse_misperceptions(maker)
    if notes is not None:
        notes += _unused(data, makers, by_hand)
    return {
        "title": str(data.get("title") or data.get("name") or ""),
        "decision_makers": [str(m.get("name")) for m in makers],
        "options": translated,
        "infeasible": closed,
        "preferences": {str(m.get("name")): _preference(m, options, by_hand) for m in makers},
    }


def _entries(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(e, Mapping) for e in value):
        raise GraphError(f"{key}: a .gmcr file has a list of objects there")
    for place, entry in enumerate(value):
        _refuse_unknown(entry, key, f"{key}[{place}].")
    return value


def _refuse_unknown(entry: Mapping[str, Any], part: str, where: str = "") -> None:
    """Refuse a key that no version has: it may say what the conflict is, and would be lost."""
    for key in entry:
        if key not in _KEYS[part]:
            near = difflib.get_close_matches(str(key), _KEYS[part], n=1, cutoff=0.6)
            hint = f"did you mean {near[0]!r}? " if near else ""
            raise GraphError(
                f"{where}{key}: no .gmcr file has this key; {hint}Known are "
                f"{', '.join(_KEYS[part])}; rename it, or remove it"
            )


def _by_either_name(entry: Mapping[str, Any], key: str, where: str) -> Any:
    """Return what stands under a key or its earlier name; the two may not contradict."""
    now, before = entry.get(key), entry.get(_OLDER[key])
    if now and before and now != before:
        raise GraphError(f"{where}: {key} and {_OLDER[key]} differ; keep the one that is meant")
    return now or before


def _refuse_misperceptions(maker: Mapping[str, Any]) -> None:
    if maker.get("misperceptions"):
        raise GraphError(
            f"decisionMakers: {maker.get('name')!r} has misperceptions, which are not read from "
            ".gmcr files; remove them to solve the conflict as it is"
        )


def _unused(
    data: Mapping[str, Any], makers: Iterable[Mapping[str, Any]], by_hand: bool
) -> Iterable[str]:
    """Yield what of the file is not used, and why."""
    joined = [c for c in _listed(data, "coalitions") if isinstance(c, list) and len(c) > 1]
    if joined:
        yield f"coalitions: {joined} are not used; every decision maker moves by itself"
    for maker in makers:
        name, ranked = maker.get("name"), _ranking(maker)
        if ranked and maker.get("preferences") and by_hand:
            yield f"{name}: the ranking made by hand counts; its statements are not used"
        elif ranked and maker.get("preferences"):
            yield f"{name}: the statements count; its ranking is not used"
        elif by_hand and not ranked:
            yield f"{name}: it has no ranking made by hand; its statements count"


def _ranking(maker: Mapping[str, Any]) -> list[Any]:
    where = f"decisionMakers: {maker.get('name')!r}"
    ranking = _by_either_name(maker, "preferenceRanking", where) or []
    if not isinstance(ranking, list):
        raise GraphError(f"{where}: preferenceRanking is a list of states, not {ranking!r}")
    return ranking


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
    ranking = _ranking(maker)
    conditions = _listed(maker, "preferences")
    if ranking and (by_hand or not conditions):
        return {"ranking": [g if isinstance(g, list) else [g] for g in ranking]}
    if not conditions and maker.get("payoffs"):
        return {"utility": _listed(maker, "payoffs")}
    if not conditions:
        raise GraphError(
            f"decisionMakers: {maker.get('name')!r} says nothing of what it prefers; give "
            "`preferences`, or `preferenceRanking` with useManualPreferenceRanking true"
        )
    return {"statements": [_statement(c, options) for c in conditions]}
