"""New cases from old: the same case with some values changed, for every what-if."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from pydantic import ValidationError

from servanda.case.checks import CHECKS
from servanda.case.expected_at import keys_of, nearest
from servanda.case.fault_messages import problems, shown
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.defaults import KindDefaults
from servanda.case.keys.dispute import Outcome
from servanda.case.keys.number import Part, PerPerceiver, Quantity
from servanda.case.problem import Problem
from servanda.case.text.written import written
from servanda.errors import InputError

__all__ = ["with_value", "with_values"]


def with_value(case: Case, path: str, value: Any) -> Case:
    """Return `case` with what stands at `path` replaced by `value`, written as in a case file.

    `path` is the name of a number (`war.trend.norland`, `actors.league.members.eastmark.consents`)
    or of anything else (`proposals.truce.offer`). Where all perceivers share a belief, one
    perceiver's can be given beside it. A number given without a basis rests on none.

    Raises: InputError where nothing stands at `path`, `value` cannot stand there, or the case would
    contradict itself.
    """
    return with_values(case, {path: value})


def with_values(case: Case, values: Mapping[str, Any]) -> Case:
    """Return `case` with several values replaced at once; only the outcome must hang together.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> case = parse(first_case())
    >>> changed = with_values(case, {"war.swing": 0.02, "proposals.truce.offer": "stands"})
    >>> changed.war.swing.form, case.war.swing.form
    (Point(value=0.02), Interval(low=0.01, high=0.03))
    >>> with_value(case, "proposals.truce.offer", "stand")
    Traceback (most recent call last):
    servanda.errors.InputError: proposals.truce.offer: `stand` is no choice here; write `stands`, or
    one of stands, lapses
    """
    changed: Any = case
    for path, value in values.items():
        plain = value.item() if isinstance(value, np.generic) else value
        plain = _shared_between_two(case, path.split("."), plain)
        changed = _replaced(changed, path.split("."), plain, path, case)
    before = {problem for check in CHECKS for problem in check(case)}
    for check in CHECKS:
        for problem in check(changed):
            if problem not in before:
                raise InputError(_told(problem))
    assert isinstance(changed, Case)
    return changed


def _shared_between_two(case: Case, parts: list[str], value: Any) -> Any:
    """Return an option's lone number as the shares of two sides, and any other value as it is."""
    is_option = len(parts) == 4 and parts[0] == "issues" and parts[2] == "options"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (is_option and is_number and len(case.sides) == 2):
        return value
    return dict(zip(case.sides, (value, 1 - value), strict=True))


def _told(problem: Problem) -> str:
    return f"{'.'.join(map(str, problem.path))}: {problem.wrong}; {problem.mend}"


def _replaced(whole: Any, parts: list[str], value: Any, path: str, case: Case) -> Any:
    """Return `whole` with the place `parts` lead to replaced, everything above made anew."""
    first, rest = parts[0], parts[1:]
    if isinstance(whole, PerPerceiver):
        return _believed(whole, parts, value, path, case)
    if isinstance(whole, Part) and not isinstance(whole, Quantity):
        return _part_replaced(whole, first, rest, value, path, case)
    if isinstance(whole, dict):
        if first not in whole and path.startswith("by_kind.") and rest:
            whole = {**whole, first: KindDefaults()}
        if first not in whole and rest:
            raise InputError(_unknown(path, case))
        below = _replaced(whole[first], rest, value, path, case) if rest else value
        return {**whole, first: below}
    if isinstance(whole, tuple) and first.isdigit() and int(first) < len(whole):
        items = list(whole)
        items[int(first)] = _replaced(items[int(first)], rest, value, path, case) if rest else value
        return tuple(items)
    raise InputError(_unknown(path, case))


def _part_replaced(
    part: Part, first: str, rest: list[str], value: Any, path: str, case: Case
) -> Part:
    names = {field.alias or name: name for name, field in type(part).model_fields.items()}
    if first not in names and part.flat:
        first, rest = part.flat, [first, *rest]
    if first not in names:
        raise InputError(_unknown(path, case, keys_of((type(part),))))
    held = getattr(part, names[first])
    if rest and held is None:
        raise InputError(f"{path}: the case says nothing there; give all of `{first}` instead")
    given = part.model_fields_set if not isinstance(part, Outcome) else set()
    content = {key: getattr(part, name) for key, name in names.items() if name in given}
    content[first] = _replaced(held, rest, value, path, case) if rest else value
    return _made(type(part), content, path)


def _believed(
    beliefs: PerPerceiver[Any], parts: list[str], value: Any, path: str, case: Case
) -> Part:
    """Return beliefs with one perceiver's replaced; one who shared the common belief leaves it."""
    perceiver = parts[0]
    if len(parts) > 1:
        raise InputError(_unknown(path, case))
    by = dict(beliefs.by) if beliefs.common is None else {"analyst": beliefs.common}
    return _made(type(beliefs), {"by": {**by, perceiver: value}}, path)


def _made(kind: type[Part], content: dict[str, Any], path: str) -> Part:
    try:
        made: Part = kind.model_validate(content)
    except ValidationError as error:
        listed = error.errors(include_url=False, include_input=False)
        found = problems(listed, _plain(content), kind)
    else:
        return made
    first = found[0] if found else Problem((), "it cannot stand there", "write another value")
    key = ".".join(map(str, first.path))
    place = path if not key or path.endswith(key) else f"{path} ({key})"
    raise InputError(f"{place}: {first.wrong}; {first.mend}") from None


def _plain(value: Any) -> Any:
    """Return what was to be validated as the plain data that messages are made of."""
    if isinstance(value, Part):
        return written(value)
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, tuple | list) else value


def _unknown(path: str, case: Case, keys: tuple[str, ...] = ()) -> str:
    known = [name for name, _ in numbers_in(case)]
    last = path.rsplit(".", 1)[-1]
    near_key = nearest(last, keys)
    above = path.rsplit(".", 1)[0] + "." if "." in path else ""
    near = above + near_key if near_key else nearest(path, known)
    advice = f"did you mean `{near}`?" if near else "`servanda check --json` lists every number"
    return f"nothing in the case is called {shown(path)}; {advice}"
