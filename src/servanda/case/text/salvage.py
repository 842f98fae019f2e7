"""What is sound in a case with faults, so that the rest can be checked in the same go."""

from __future__ import annotations

import copy
import datetime
from collections import Counter
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from servanda.case.consent import ConsentRule
from servanda.case.expected_at import required_keys, shape_at, unwrapped
from servanda.case.fault_messages import as_name, problems
from servanda.case.keys.case import Case
from servanda.case.keys.dispute import Issue, OptionValue, Outcome
from servanda.case.keys.number import Part, PerPerceiver, Quantity
from servanda.case.keys.parties import Stance
from servanda.case.keys.promises import Guarantee
from servanda.case.keys.war import Front
from servanda.case.problem import NOT_GIVEN, Problem
from servanda.case.text.document import Path
from servanda.case.text.recover import names_in_text

__all__ = ["NOT_GIVEN", "Salvage", "salvage"]


_ROUNDS = 40
_DECLARING = {("actors",), ("issues",), ("guarantees",), ("sources",), ("consent_rules",)}


class Salvage:
    """A case made of what could be used, what was wrong, and which places were filled in."""

    def __init__(
        self,
        case: Case | None,
        wrong: list[Problem],
        filled: set[Path],
        lost: tuple[Path, ...],
        lost_names: set[str],
    ) -> None:
        self.case, self.problems, self.filled = case, wrong, filled
        self._lost, self._lost_names = lost, lost_names
        self._doubtful = {p.path[1] for p in wrong if p.path[:1] == ("issues",) and p.path[1:]}

    def follows(self, problem: Problem) -> bool:
        """Return whether a problem only follows from another that is reported already.

        It lies where something was filled in or around what could not be read, misses a name that
        may have been declared there, or says how an issue is settled whose own description is at
        fault.
        """
        if problem.name in self._lost_names or _holds_one_of(problem.path, self._lost):
            return True
        path = problem.path
        settles = path[-1:] and path[-1] in self._doubtful and not problem.at_key
        if path == ("war", "front", "issue") and self.case and self.case.has_front:
            settles = self.case.front.issue in self._doubtful
        return any(path[: len(hole)] == hole for hole in self.filled) or bool(settles)


def salvage(
    raw: Any, lost: tuple[Path, ...] = (), lost_names: frozenset[str] = frozenset()
) -> Salvage:
    """Return what of `raw`, a case as plain data, is sound, and everything the schema refuses.

    Nothing is said of the places in `lost`, which are known to be unreadable, nor of names that may
    have been declared there.
    """
    wrong: list[Problem] = []
    filled: set[Path] = set(lost)
    data = copy.deepcopy(raw)
    for path in lost:
        if len(path) == 1 and shape_at(Case, path):
            data[path[0]] = _least(shape_at(Case, path)[0])
    names = {str(path[1]) for path in lost if len(path) > 1} | lost_names
    tried: Counter[Path] = Counter()
    for _ in range(_ROUNDS):
        try:
            return Salvage(Case.model_validate(data), wrong, filled, lost, names)
        except ValidationError as error:
            listed = error.errors(include_url=False, include_input=False)
        fresh = problems(listed, data, Case)
        for problem in fresh:
            is_known = any(problem.path[: len(hole)] == hole for hole in filled)
            if not is_known and not _follows_from_loss(problem, lost):
                wrong.append(problem)
        for problem in sorted(fresh, key=lambda p: len(p.path), reverse=True):
            tried[problem.path] += 1
            if problem.path[:1] in _DECLARING and len(problem.path) > 1:
                names |= names_in_text(f"{problem.path[1]} {_at(data, problem.path)}")
            filled |= _mend(data, problem, tried[problem.path])
    return Salvage(None, wrong, filled, lost, names)


def _holds_one_of(path: Path, holes: tuple[Path, ...]) -> bool:
    return len(path) > 1 and any(hole[: len(path)] == path for hole in holes)


def _follows_from_loss(problem: Problem, lost: tuple[Path, ...]) -> bool:
    """Return whether parts only seem to contradict one another because one cannot be read."""
    return problem.cause == "value_error" and _holds_one_of(problem.path, lost)


def _mend(data: Any, problem: Problem, attempt: int) -> set[Path]:
    """Change `data` so that what is wrong at a place no longer hides the rest.

    Returns the place where what stood is lost, if any is. What two attempts do not mend is
    replaced together with what it is part of.
    """
    path = problem.path if attempt <= 2 else problem.path[:-1]
    holder = _at(data, path[:-1])
    if not path or not isinstance(holder, dict | list):
        return {path}
    last: Any = path[-1]
    if isinstance(holder, list) and last >= len(holder):
        return {path}
    if problem.cause == "extra_forbidden" and isinstance(holder, dict):
        holder.pop(last, None)
        return {path}
    if problem.at_key and isinstance(holder, dict):
        name = as_name(last)
        key = name if name and name not in holder else f"{NOT_GIVEN}_{len(holder)}"
        holder[key] = holder.pop(last)
        return {path}
    held = _at(holder, (last,))
    kind: Any = (shape_at(Case, path) or (str,))[0]
    sound = _made_consistent(kind, held) if problem.cause == "value_error" else None
    if problem.cause == "string_pattern_mismatch" and attempt == 1:
        holder[last] = as_name(held) or NOT_GIVEN
    else:
        holder[last] = _least(kind, attempt) if sound is None or attempt > 1 else sound
    return {path} if sound is None else set()


def _at(data: Any, path: Path) -> Any:
    """Return what stands at `path` in plain data, or nothing."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


_SIMPLE: dict[Any, tuple[Any, Any]] = {
    str: (NOT_GIVEN, "A1"),
    int: (1, 2000),
    float: (0.5, 1.0),
    bool: (False, True),
    datetime.date: ("2199-12-31", "2000-01-01"),
}
"""What is filled in for a plain value, and what if that will not do either."""


def _least(kind: Any, attempt: int = 1) -> Any:
    """Return the least that is valid as a value of a kind."""
    if kind in _SIMPLE:
        return _SIMPLE[kind][min(attempt, 2) - 1]
    origin = get_origin(kind)
    if origin is Literal:
        return get_args(kind)[0]
    if origin is dict:
        return {NOT_GIVEN: _least(unwrapped(get_args(kind)[1])[0])}
    if origin is tuple:
        arguments = get_args(kind)
        return [] if arguments[-1] is ... else [_least(unwrapped(a)[0]) for a in arguments]
    if issubclass(kind, Quantity | PerPerceiver):
        return "?"
    if kind in _LEAST_PART:
        return copy.deepcopy(_LEAST_PART[kind])
    return {key: _least(shape_at(kind, (key,))[0]) for key in required_keys(kind)}


_LEAST_PART: dict[type[Part], Any] = {
    ConsentRule: NOT_GIVEN,
    Outcome: "as_held",
    Stance: {"consents": "?"},
    Guarantee: {"title": "", "kind": "monitors", "guarantors": []},
    Issue: {
        "title": "",
        "kind": "graded",
        "weights": {},
        "best": {NOT_GIVEN: 1.0, f"{NOT_GIVEN}_too": 0.0},
    },
    Front: {"issue": NOT_GIVEN, "held": "?"},
    OptionValue: {"shares": {}},
}


def _made_consistent(kind: Any, held: Any) -> dict[str, Any] | None:
    """Return a mapping whose parts contradict one another, with the contradiction taken out."""
    if not isinstance(held, dict):
        return None
    if kind is Guarantee:
        ways = [w for w in ("intervenes", "credibility", "resolve") if w in held]
        return {k: v for k, v in held.items() if k not in ways[1:]} | (
            {} if ways else {"intervenes": "?"}
        )
    if kind is Issue:
        without = {k: v for k, v in held.items() if k != "best"}
        if held.get("options"):
            return without | {"kind": "finite"}
        return without | {"kind": "graded", "best": {NOT_GIVEN: 1.0, f"{NOT_GIVEN}_too": 0.0}}
    if kind is Stance:
        return held | {"needs": 0}
    if kind is Front:
        return {k: v for k, v in held.items() if k not in ("beaten_at", "wins_at", "step")}
    if kind is ConsentRule:
        lists = [key for key in ("all", "any", "of") if isinstance(held.get(key), list)]
        return {"all": held[lists[0]]} if lists else None
    return None
