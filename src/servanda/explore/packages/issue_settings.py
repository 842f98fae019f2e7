"""The ways to settle one issue: steps or options, as held, and what proposals themselves say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from servanda.case.keys.case import Case
from servanda.case.keys.dispute import Outcome
from servanda.case.keys.number import Quantity
from servanda.errors import InputError
from servanda.quantity import Point
from servanda.worlds.belief import pooled_quantile

__all__ = ["Setting", "place_of", "same_outcome", "settings_of", "where"]

STEPS = 5
"""Settings of a graded or territorial issue, from the lowest of all bests to the highest."""


@dataclass(frozen=True)
class Setting:
    """One way to settle one issue: its label, what a proposal would say, and which one says so.

    `place` orders the settings of an issue from 0 to 1: along its numbers, or, of options, by what
    they are worth to the first party that has a word on them.
    """

    label: str
    outcome: Outcome
    path: str
    place: float


def _only_while_fighting(case: Case, issue: str) -> set[str | None]:
    """Give the options that describe the war and that no proposal names: no terms of a deal."""
    war = [terms[issue].option for terms in (case.war.while_fighting, case.war.if_it_peters_out)
           if issue in terms]  # fmt: skip
    named = {
        terms[issue].option
        for body in case.proposals.values()
        for terms in (body.terms, *(phase.terms for phase in body.phases))
        if issue in terms
    }
    return set(war) - named


def settings_of(case: Case, issue: str, named: tuple[str, ...]) -> Iterator[Setting]:
    """Yield the settings of an issue: steps or options, as held, and the named proposals' own."""
    body = case.issues[issue]
    if body.kind == "finite":
        at_war = _only_while_fighting(case, issue)
        for number, option in enumerate(body.options):
            if option in at_war:
                continue
            title = body.options[option].title or option.replace("_", " ")
            yield Setting(title, Outcome(option=option), "", _option_place(case, issue, number))
        return
    low, high = _ends(case, issue)
    if body.kind == "territory" and case.has_front:
        held = _middle(case.front.held, low, high)
        yield Setting("as held", Outcome(as_held=True), "", held)
    for number, value in enumerate(np.linspace(low, high, STEPS)):
        outcome = Outcome.model_validate(float(value))
        yield Setting(_shown(float(value), body.unit), outcome, "", number / (STEPS - 1))
    seen: list[Outcome] = []
    for name in named:
        own = case.proposals[name].terms.get(issue)
        if own is None or own.value is None or _on_step(own.value, low, high):
            continue
        if isinstance(own.value.form, Point) and any(same_outcome(own, each) for each in seen):
            continue
        seen.append(own)
        place = _middle(own.value, low, high)
        label = _shown(low + place * (high - low), body.unit)
        yield Setting(label, own, f"proposals.{name}.terms.{issue}", place)


def _shown(value: float, unit: str) -> str:
    return f"{value:g} {unit}".strip()


def _on_step(value: Quantity, low: float, high: float) -> bool:
    if not isinstance(value.form, Point):
        return False
    return bool(np.isclose(np.linspace(low, high, STEPS), value.form.value).any())


def _middle(number: Quantity, low: float, high: float) -> float:
    if low == high:
        return 0.0
    half = pooled_quantile(number.form, np.array([0.5]), number.low, number.high, unit=number.unit)
    return float(np.clip((half[0] - low) / (high - low), 0.0, 1.0))


def _option_place(case: Case, issue: str, number: int) -> float:
    """Return what an option is worth to the first party that the issue tells apart by options."""
    options = case.issues[issue].options
    option = list(options)[number]
    for party in case.parties:
        share = case.option_share(issue, option, party).rsplit(".", 1)[-1]
        if share in options[option].shares:
            return _middle(options[option].shares[share], 0.0, 1.0)
    return number / max(len(options) - 1, 1)


def _ends(case: Case, issue: str) -> tuple[float, float]:
    """Give the ends of an issue that is not finite: the lowest and the highest of all bests."""
    if case.issues[issue].kind == "territory" and case.has_front:
        return case.front.beaten_at, case.front.wins_at
    best = [case.best_of(issue, party) for party in case.parties]
    return min(best), max(best)


def where(case: Case, issue: str, outcome: Outcome) -> float:
    """Give where an outcome lies between the two sides' best on an issue that is not finite."""
    if case.issues[issue].kind == "finite":
        return 0.0
    low, high = _ends(case, issue)
    if low == high:
        return 0.0
    number = case.front.held if outcome.as_held else outcome.value
    return _middle(number, low, high) if number is not None else 0.0


def place_of(settings: tuple[Setting, ...], outcome: Outcome, path: str) -> int:
    """Give the setting that is a proposal's term: its own, if there is one, or one like it."""
    alike = [number for number, each in enumerate(settings) if same_outcome(each.outcome, outcome)]
    if not alike:
        raise InputError("a term of the named proposal is no setting of its issue")
    return next((number for number in alike if settings[number].path == path), alike[0])


def same_outcome(one: Outcome, two: Outcome) -> bool:
    """Say whether two outcomes settle an issue alike."""
    if one.value is None or two.value is None:
        return (one.as_held, one.option) == (two.as_held, two.option) and one.value is two.value
    if isinstance(one.value.form, Point) and isinstance(two.value.form, Point):
        return bool(np.isclose(one.value.form.value, two.value.form.value))
    return one.value.form == two.value.form
