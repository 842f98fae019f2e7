"""What is sound in a case with faults, so that the rest can be checked in the same go."""

from __future__ import annotations

import copy
import datetime
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from servanda.case.dispute import Front, Issue, Outcome
from servanda.case.document import Path
from servanda.case.number import Part, PerPerceiver, Quantity
from servanda.case.parties import ConsentRule, Stance
from servanda.case.promises import Guarantee
from servanda.case.schema import Case
from servanda.case.shape import required_keys, shape_at, unwrapped
from servanda.case.wording import Problem, as_name, problems

__all__ = ["NOT_GIVEN", "Salvage", "salvage"]


NOT_GIVEN = "not_given_in_the_file"
"""Stands in for a name that is missing or broken, so that no check complains of it again."""

_ROUNDS = 40


class Salvage:
    """A case made of what could be used, what was wrong, and which places were filled in."""

    def __init__(self, case: Case | None, wrong: list[Problem], filled: set[Path]) -> None:
        self.case, self.problems, self.filled = case, wrong, filled
        self._lost = {hole[1] for hole in filled if len(hole) == 2}
        self._doubtful = {p.path[1] for p in wrong if p.path[:1] == ("issues",) and p.path[1:]}

    def follows(self, problem: Problem) -> bool:
        """Return whether a problem only follows from another that is reported already.

        It lies where something was filled in, misses a name that was declared there, or says how
        an issue is settled whose own description is at fault.
        """
        if problem.name in self._lost:
            return True
        path = problem.path
        settles = path[-1:] and path[-1] in self._doubtful and not problem.at_key
        if path == ("war", "front", "issue") and self.case:
            settles = self.case.war.front.issue in self._doubtful
        return any(path[: len(hole)] == hole for hole in self.filled) or bool(settles)


def salvage(raw: Any, lost: tuple[Path, ...] = ()) -> Salvage:
    """Return what of `raw`, a case as plain data, is sound, and everything the schema refuses.

    Nothing is said of the places in `lost`, which are known to be unreadable.
    """
    wrong: list[Problem] = []
    filled: set[Path] = set(lost)
    data = copy.deepcopy(raw)
    for path in lost:
        if len(path) == 1 and shape_at(Case, path):
            data[path[0]] = _least(shape_at(Case, path)[0])
    for _ in range(_ROUNDS):
        try:
            return Salvage(Case.model_validate(data), wrong, filled)
        except ValidationError as error:
            listed = error.errors(include_url=False, include_input=False)
        fresh = problems(listed, data, Case)
        wrong += [p for p in fresh if not any(p.path[: len(hole)] == hole for hole in filled)]
        for problem in sorted(fresh, key=lambda p: len(p.path), reverse=True):
            if _mend(data, problem):
                filled.add(problem.path)
    return Salvage(None, wrong, filled)


def _mend(data: Any, problem: Problem) -> bool:
    """Change `data` so that what is wrong at a place no longer hides the rest.

    Returns whether what stood there is lost.
    """
    if not problem.path:
        return True
    for part in problem.path[:-1]:
        data = data[part]
    last = problem.path[-1]
    if problem.cause == "extra_forbidden":
        data.pop(last, None)
    elif problem.at_key:
        name = as_name(last)
        data[name if name and name not in data else f"{NOT_GIVEN}_{len(data)}"] = data.pop(last)
    else:
        held = data.get(last) if isinstance(data, dict) else data[last]
        kind: Any = (shape_at(Case, problem.path) or (str,))[0]
        sound = _made_consistent(kind, held) if problem.cause == "value_error" else None
        if problem.cause == "string_pattern_mismatch":
            data[last] = as_name(held) or NOT_GIVEN
        else:
            data[last] = _least(kind) if sound is None else sound
        return sound is None
    return True


def _least(kind: Any) -> Any:
    simple = {str: NOT_GIVEN, int: 1, float: 0.5, bool: False, datetime.date: "2000-01-01"}
    if kind in simple:
        return simple[kind]
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
    Issue: {"title": "", "kind": "graded", "weights": {}},
    Front: {"issue": NOT_GIVEN, "held": "?", "step": 0.1},
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
        without = {k: v for k, v in held.items() if not k.endswith("_best")}
        return without | {"kind": "finite" if held.get("options") else "graded"}
    if kind is Stance:
        return held | {"needs": 0}
    if kind is Front:
        return {k: v for k, v in held.items() if not k.endswith("wins_at")} | {"step": 0.1}
    if kind is ConsentRule:
        lists = [key for key in ("all", "any", "of") if isinstance(held.get(key), list)]
        return {"all": held[lists[0]]} if lists else None
    return None
