"""Where theory gives a sign it holds in every world of every case that ships.

Signs are claimed where they are of one party's choice, or of what it hangs on: holding is of those
types that sign, so what moves who signs may move it either way. None is claimed of a spoiler's or a
party's share of breaches (who breaks first keeps the other from it), of impulse (a party that gains
by a breach errs towards peace), of a change of leaders, of breaches short of war or repelled (to
try costs less), nor of the time a force stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from tests.laws.every_case import SHIPPED, altered, case_named, columns, followed
from tests.laws.test_nothing_jumps import (
    Written,
    after,
    aid,
    broke,
    done,
    path_in,
    pledge,
    pressed,
    strong,
    write,
)
from tests.laws.whole_cases import Columns

from servanda.case.keys.case import numbers_in

UP, DOWN, NOT = 1.0, -1.0, 0.0
SLACK = 1e-4
"""What sums in another order leave, and tables of power."""

Law = tuple[Callable[[Any], Written], tuple[Any, ...], str, float]


def price(much: float) -> Written:
    return {"proposals.P.political_costs": {"A": much}}


def runs_out(renewal: float) -> Written:
    return {"proposals.P.expires": {"month": 24, "renewal": renewal}}


WRITTEN: dict[str, Law] = {
    "the longer a guarantee, the longer it holds":
        (lambda until: strong(until=until), (12, 60), "stands_5", UP),
    "the later it begins, the sooner it breaks":
        (lambda begins: strong(**{"from": begins}), (0, 24), "stands_5", DOWN),
    "what a breach is punished with makes it hold":
        (lambda much: pledge(punishment=much), (0, 0.05, 0.2), "stands_5", UP),
    "watchers make it hold":
        (lambda ratio: pledge(kind="monitors", intervenes=None, breakdown_ratio=ratio),
         (1, 0.5), "stands_5", UP),
    "the analyst's belief is nobody's choice":
        (lambda q: strong(intervenes={"A": 0.4, "B": 0.4, "analyst": q}), (0, 1), "stands_5", NOT),
    "what signing costs at home is taken off": (price, (0, 0.05), "margin.A", DOWN),
    "pressure makes refusing worse": (lambda c: pressed(costs=c), (0, 0.03), "refuse.B", DOWN),
    "the more it is believed in, the more":
        (lambda q: pressed(costs=0.03, believed=q), (0, 0.3, 0.9), "margin.B", UP),
    "pressure on one party is none on another":
        (lambda c: pressed(costs=c), (0, 0.03), "refuse.A", NOT),
    "a truce that is renewed lasts": (runs_out, (0.2, 0.9), "stands_5", UP),
    "who broke its word will break it": (lambda s: broke(similarity=s), (0, 1), "stands_5", DOWN),
    "a payment makes a deal better":
        (lambda much: done(gives={"A": much}, once=True, month=0), (0, 0.03), "margin.A", UP),
    "what goes on being paid is worth more, and binds":
        (lambda much: done(gives={"A": much}), (0, 0.05), "deal.A", UP),
    "and so it holds": (lambda much: done(gives={"A": much}), (0, 0.05), "stands_5", UP),
    "what a breach does not undo raises the value of breaking":
        (lambda kept: done(gives={"A": 0.05}, irreversible=kept), (False, True), "breach.A", UP),
}  # fmt: skip

OF_POWER: dict[str, Law] = {
    "aid makes war better": (lambda c: aid(change=c), (0, 0.5), "war.B", UP),
    "and worse for the other": (lambda c: aid(change=c), (0, 0.5), "war.A", DOWN),
    "aid once there is peace makes a breach better":
        (lambda c: aid(change=c, when="peace"), (0, 0.5), "breach.B", UP),
    "an ally that went home tempts the other":
        (lambda c: done(forces={"B": c}), (0, -0.8), "breach.A", UP),
    "and leaves its own side less to break for":
        (lambda c: done(forces={"B": c}), (0, -0.8), "breach.B", DOWN),
}  # fmt: skip
"""Of power, where winning brings all and war costs nothing. A side to which victory is worth less
than what it holds does not want to win; one that fighting costs more than it can gain would rather
be beaten soon, and aid makes its war longer."""

NUMBERS: dict[str, tuple[tuple[float, float], str, float]] = {
    "parties.A.word": ((0.01, 0.1), "stands_5", UP),
    "parties.A.keeps_its_word": ((0.3, 0.9), "stands_5", UP),
    "war.early": ((1.0, 10.0), "stands_1", DOWN),
    "parties.A.victory": ((0.5, 1.0), "war.A", UP),
    "parties.B.victory": ((0.5, 1.0), "breach.B", UP),
    "parties.A.readiness": ((0.0, 0.05), "margin.A", UP),
    "parties.B.concession_cost": ((0.0, 0.5), "price.B", UP),
}


def of(found: Columns, column: str, name: str) -> np.ndarray:
    names = {"A": followed(name).one, "B": followed(name).other}
    head, _, letter = column.partition(".")
    return found[f"{head}.{names[letter]}" if letter else head]


def against(told: list[np.ndarray], sign: float) -> float:
    """By how much the world that is most against a sign goes the other way."""
    steps = np.stack([later - earlier for earlier, later in pairwise(told)])
    return float(np.abs(steps).max() if sign == NOT else (-sign * steps).max())


@pytest.mark.parametrize("name", SHIPPED)
def test_more_of_it_does_what_theory_says_in_every_world(name: str) -> None:
    wrong = {}
    for law, (how, amounts, column, sign) in WRITTEN.items():
        told = [of(after(name, json.dumps(how(much))), column, name) for much in amounts]
        wrong[law] = against(told, sign)
    has = {path for path, _ in numbers_in(case_named(name))}
    for path, (values, column, sign) in NUMBERS.items():
        number = path_in(path, followed(name))
        if number in has:
            told = [of(columns(case_named(name), name, {number: v}), column, name) for v in values]
            wrong[path] = against(told, sign)
    assert {law: by for law, by in wrong.items() if not by < SLACK} == {}


def to_be_won(name: str) -> dict[str, float]:
    """Numbers with which winning brings all and war costs nothing."""
    costs = re.compile(r"war\.(flow_)?costs\.")
    free = {path: 0.0 for path, _ in numbers_in(case_named(name)) if costs.match(path)}
    return free | {f"parties.{party}.victory": 1.0 for party in case_named(name).parties}


@pytest.mark.parametrize("name", SHIPPED)
def test_power_does_what_theory_says_where_a_war_is_worth_winning(name: str) -> None:
    wrong, who, worth_winning = {}, followed(name), to_be_won(name)
    for law, (how, amounts, column, sign) in OF_POWER.items():
        cases = [altered(name, partial(write, written=how(much), who=who)) for much in amounts]
        wrong[law] = against(
            [of(columns(c, name, worth_winning), column, name) for c in cases], sign
        )
    assert {law: by for law, by in wrong.items() if not by < SLACK} == {}
