"""The same war told from the other side of the front: nothing may hang on who tells it."""

from __future__ import annotations

import re

from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import Quantity
from servanda.quantity import BaseRate, Family, Form, Gap, Interval, Mixture, Point, Word

__all__ = ["told_from_the_other_side"]


def told_from_the_other_side(case: Case) -> tuple[Case, dict[str, Quantity]] | None:
    """Return a case with its front told by those who lose as it moves up, and the numbers so told.

    None where no front has two sides, or where a number cannot be told the other way round.
    Shares of the contested ground become those of the other side, and paces change their sign.
    """
    front = case.war.front
    if front is None or len(set(case.sides)) != 2:
        return None
    holders, losers = case.front_holders, case.front_losers
    if not losers:
        return None
    held_by = losers[0] if len(losers) == 1 else case.side_of(losers[0])
    against = None
    if front.against:
        against = holders[0] if len(holders) == 1 else case.side_of(holders[0])
    ends = {"beaten_at": 1.0 - front.wins_at, "wins_at": 1.0 - front.beaten_at}
    told = front.model_copy(update={"held_by": held_by, "against": against, **ends})
    war = case.war.model_copy(update={"front": told})
    numbers = {}
    for path, number in numbers_in(case):
        whole = _turned_about(path, front.issue)
        if whole is not None:
            form = _turned(number.form, whole)
            if form is None:
                return None
            numbers[path] = number.model_copy(update={"form": form})
    return case.model_copy(update={"war": war}), numbers


def _turned_about(path: str, issue: str) -> float | None:
    """Return what a number and its like from the other side add up to; None where it has no side.

    >>> _turned_about("war.front.held", "isle"), _turned_about("war.trend.norland", "isle")
    (1.0, 0.0)
    """
    if re.fullmatch(r"war\.trend(\.\w+)?", path):
        return 0.0
    if path == "war.front.held" or path.endswith(f".{issue}.value"):
        return 1.0
    if re.fullmatch(rf"issues\.{issue}\.best\.\w+", path):
        return 1.0
    if re.fullmatch(r"events\.\d+\.moved", path):
        return 0.0
    return None


def _turned(form: Form, whole: float) -> Form | None:
    """Return the belief in the whole less the number; None for a form that has no like.

    >>> _turned(Interval(0.25, 0.5), 1.0)
    Interval(low=0.5, high=0.75)
    """
    if isinstance(form, Point):
        return Point(whole - form.value)
    if isinstance(form, Interval):
        return Interval(whole - form.high, whole - form.low)
    if isinstance(form, Family):
        return _turned_family(form, whole)
    if isinstance(form, Mixture):
        parts = [_turned(part, whole) for part in form.parts]
        if any(part is None for part in parts):
            return None
        return Mixture(form.names, form.weights, tuple(p for p in parts if p is not None))
    assert isinstance(form, Word | BaseRate | Gap)
    return None


def _turned_family(form: Family, whole: float) -> Family | None:
    if form.name in ("uniform", "triangular"):
        return Family(form.name, tuple(whole - p for p in reversed(form.parameters)))
    if form.name == "normal":
        mean, deviation = form.parameters
        return Family("normal", (whole - mean, deviation))
    if form.name == "beta" and whole == 1.0:
        return Family("beta", (form.parameters[1], form.parameters[0]))
    return None
