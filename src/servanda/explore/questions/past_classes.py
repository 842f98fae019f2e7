"""What the fitted reference classes say of a case: read from it as each class defines its columns.

What a case does not say is not guessed: a class takes what is unknown at its mean, and says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.case.keys.case import Case
from servanda.kinds_of_war import kind_of_war
from servanda.kinds_of_war.classes import Forecast, fitted_class, forecast

__all__ = ["Like", "guarantors_kept", "held_like_it", "war_goes_on"]

A_THOUSAND = 1_000.0


@dataclass(frozen=True)
class Like:
    """What became of others like it by one horizon: a share, its range, and what it rests on."""

    says: str
    years: int
    share: float
    low: float
    high: float
    source: str
    cases: int
    note: str = ""


def held_like_it(
    case: Case, proposal: str, war_years: float | None = None, deaths: float | None = None
) -> Iterator[Like]:
    """Yield how papers like a proposal held: of its own kind of war, and by the class fitted to it.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> found = list(held_like_it(parse(first_case()), "truce"))
    >>> sorted({each.years for each in found})
    [1, 5, 10]
    """
    kind = kind_of_war(case.kind_of(proposal))
    for years in (1, 5, 10):
        held = kind.held(years)
        says = f"papers of its kind: {kind.title.lower()}"
        yield Like(says, years, held.share, held.low, held.high, "", kind.papers, kind.caution)
    if kind.name == "interstate":
        said = forecast("crisis_recurs", _of_crisis(case)).not_so()
        yield _like("crises between states that did not come back", 5, "crisis_recurs", said)
    if kind.name == "civil_settlement":
        columns = _of_civil_end(case, proposal, war_years, deaths)
        said = forecast("civil_end_holds", columns)
        yield _like("civil wars that ended by agreement", 5, "civil_end_holds", said)


def _like(says: str, years: int, name: str, said: Forecast) -> Like:
    each = fitted_class(name)
    note = f"Taken at their mean: {', '.join(said.unknown)}." if said.unknown else ""
    return Like(says, years, said.share, said.low, said.high, each.source, each.cases, note)


def _of_crisis(case: Case) -> dict[str, float]:
    """Return what a case says of the columns of `crisis_recurs`, once the proposal is signed."""
    territory = any(body.kind == "territory" for body in case.issues.values())
    known = {
        "log (1 + actors involved)": math.log1p(len(case.parties)),
        "full war": 1.0,
        "ended by formal or semi-formal agreement": 1.0,
    }
    return known | ({"territory or existence at stake": 1.0} if territory else {})


def _of_civil_end(
    case: Case, proposal: str, war_years: float | None, deaths: float | None
) -> dict[str, float]:
    """Return what a case says of the columns of `civil_end_holds`, once the proposal is signed."""
    kinds = {case.guarantees[name].kind for name in case.proposals[proposal].guarantees}
    earlier = any(set(entry.conduct) & set(case.parties) for entry in case.record.values())
    known = {
        "ended by agreement or ceasefire": 1.0,
        "ended by victory": 0.0,
        "an earlier deal had ended it": float(earlier),
        "foreign peacekeepers by the year after": float("deployed_force" in kinds),
    }
    if war_years is not None:
        known["log years fought"] = math.log(max(war_years, 1.0))
        if deaths is not None:
            a_year = deaths / max(war_years, 1.0)
            known["reached a thousand deaths in a year"] = float(a_year >= A_THOUSAND)
    return known


def war_goes_on(case: Case, war_years: float | None = None, deaths: float | None = None) -> Like:
    """Return how often a conflict like this one, active this year, is active next year."""
    known = {
        "over territory": float(any(b.kind == "territory" for b in case.issues.values())),
        "between states": float(case.kind_of_war == "interstate"),
    }
    if war_years is not None:
        known["log (1 + years fought so far)"] = math.log1p(war_years)
        if deaths is not None:
            a_year = deaths / max(war_years, 1.0)
            known["a thousand deaths this year"] = float(a_year >= A_THOUSAND)
    said = forecast("war_goes_on", known)
    return _like("conflicts like it that went on next year", 1, "war_goes_on", said)


def guarantors_kept(case: Case, guarantee: str) -> Like:
    """Return how often alliances were honoured that a war called in, as a guarantee reads.

    A promise made now is of age 0; what it does not say of attack, neutrality and non-aggression it
    does not promise.
    """
    defence = case.guarantees[guarantee].kind in ("treaty", "deployed_force")
    known = {
        "log (1 + age of the alliance in years)": 0.0,
        "promises defence": float(defence),
        "promises attack": 0.0,
        "promises neutrality": 0.0,
    }
    said = forecast("guarantor_kept", known)
    return _like("alliances that a war called in and that were honoured", 1, "guarantor_kept", said)
