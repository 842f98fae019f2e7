"""Every name a case uses is declared in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from servanda.base_rates import BASE_RATES
from servanda.case.expected_at import nearest
from servanda.case.keys.case import ANALYST, Case
from servanda.case.keys.number import PerPerceiver, Quantity
from servanda.case.parts import citations_in, parts_in
from servanda.case.problem import Path, Problem, unknown
from servanda.quantity import BaseRate, Form, Mixture

__all__ = ["names_are_declared"]


def names_are_declared(case: Case) -> Iterator[Problem]:
    """Yield every name of an actor, issue, guarantee, source, rule or base rate that is unknown."""
    yield from _actor_names(case)
    yield from _party_names(case)
    yield from _issue_names(case)
    yield from _proposal_names(case)
    for path, citation in citations_in(case):
        yield from unknown((*path, "source"), citation.source, case.sources, "source", "sources")
    for path, part in parts_in(case):
        if isinstance(part, PerPerceiver):
            for perceiver in part.by:
                known = (ANALYST, *case.known_actors)
                place = (*path, perceiver)
                yield from unknown(place, perceiver, known, "actor", "actors", at_key=True)
        elif isinstance(part, Quantity):
            yield from _base_rate_names(path, part)


def _proposal_names(case: Case) -> Iterator[Problem]:
    for name, proposal in case.proposals.items():
        here: Path = ("proposals", name)
        for number, promise in enumerate(proposal.guarantees):
            path = (*here, "guarantees", number)
            yield from unknown(path, promise, case.guarantees, "guarantee", "guarantees")
        if isinstance(proposal.after_any_settlement, tuple):
            known = (*proposal.guarantees, *proposal.terms)
            for number, follows in enumerate(proposal.after_any_settlement):
                path = (*here, "after_any_settlement", number)
                yield from unknown(
                    path, follows, known, "guarantee or issue of it", f"proposals.{name}"
                )
    for number, name in enumerate(case.war.settles_anyway):
        path = ("war", "settles_anyway", number)
        yield from unknown(path, name, case.proposals, "proposal", "proposals")
    for number, event in enumerate(case.events):
        if event.proposal:
            path = ("events", number, "proposal")
            yield from unknown(path, event.proposal, case.proposals, "proposal", "proposals")
        if event.by:
            path = ("events", number, "by")
            yield from unknown(path, event.by, case.parties, "armed party", "parties")


def _actor_names(case: Case) -> Iterator[Problem]:
    """Yield unknown names where any actor may stand."""
    uses: list[tuple[Path, str, bool]] = [
        (("parties", party), party, True) for party in case.parties
    ]
    keyed: list[tuple[Path, Iterable[str]]] = [(("capabilities",), case.capabilities)]
    for name, issue in case.issues.items():
        keyed.append((("issues", name, "weights"), issue.weights))
        keyed.append((("issues", name, "risk"), issue.risk))
    for name, past in case.record.items():
        keyed.append((("record", name, "conduct"), past.conduct))
    for name, proposal in case.proposals.items():
        keyed.append((("proposals", name, "stances"), proposal.stances))
        keyed.append((("proposals", name, "political_costs"), proposal.political_costs))
        for number, pressure in enumerate(proposal.pressure):
            uses.append((("proposals", name, "pressure", number, "by"), pressure.by, False))
    uses += [((*at, actor), actor, True) for at, names in keyed for actor in names]
    for name, promise in case.guarantees.items():
        path: Path = ("guarantees", name)
        uses += [((*path, "guarantors", i), g, False) for i, g in enumerate(promise.guarantors)]
        uses += [((*path, "host"), promise.host, False)] if promise.host else []
    for name, commitment in case.commitments.items():
        uses.append((("commitments", name, "guarantor"), commitment.guarantor, False))
    for path, actor, at_key in uses:
        yield from unknown(path, actor, case.known_actors, "actor", "actors", at_key)


def _party_names(case: Case) -> Iterator[Problem]:
    """Yield unknown names where only an armed party may stand, or a side of them."""
    war = case.war
    keyed: list[tuple[Path, Iterable[str]]] = [
        (("war", key), getattr(war, key)) for key in ("victory", "costs", "flow_costs", "patience")
    ]
    keyed.append((("war", "regroup", "pace"), war.regroup.pace))
    sided: list[tuple[Path, str, bool]] = []
    if war.front is not None:
        named = {"held_by": war.front.held_by, "against": war.front.against}
        sided += [(("war", "front", key), name, False) for key, name in named.items() if name]
    sided += [(("war", "power", name, "on"), power.on, False) for name, power in war.power.items()]
    for name, issue in case.issues.items():
        sided += [(("issues", name, "best", side), side, True) for side in issue.best]
        for option, body in issue.options.items():
            path: Path = ("issues", name, "options", option)
            sided += [((*path, side), side, True) for side in body.shares]
    for name, promise in case.guarantees.items():
        for key in ("protects", "against"):
            path = ("guarantees", name, key)
            sided += [((*path, i), p, False) for i, p in enumerate(getattr(promise, key))]
    for name, proposal in case.proposals.items():
        path = ("proposals", name)
        sided += [((*path, "inside", i), p, False) for i, p in enumerate(proposal.inside)]
        for i, provision in enumerate(proposal.provisions):
            place = (*path, "provisions", i)
            yield from unknown((*place, "by"), provision.by, case.known_actors, "actor", "actors")
            keyed += [((*place, k), getattr(provision, k)) for k in ("gives", "costs", "forces")]
        for i, pressure in enumerate(proposal.pressure):
            sided.append(((*path, "pressure", i, "on"), pressure.on, False))
        for i, answer in enumerate(proposal.acceptance):
            said_by: Path = (*path, "acceptance", i, "party")
            yield from unknown(said_by, answer.party, case.known_actors, "actor", "actors")
    uses = [(path, name) for path, names in keyed for name in names]
    for path, name in uses:
        at = (*path, name)
        yield from unknown(at, name, case.parties, "party", "parties", at_key=True)
    for path, name, at_key in sided:
        known = (*case.parties, *case.sides)
        yield from unknown(path, name, known, "party or side", "parties", at_key)


def _issue_names(case: Case) -> Iterator[Problem]:
    if case.war.front:
        path: Path = ("war", "front", "issue")
        yield from unknown(path, case.war.front.issue, case.issues, "issue", "issues")
    places: list[tuple[Path, Iterable[str]]] = [
        (("war", "while_fighting"), case.war.while_fighting),
        (("war", "if_it_peters_out"), case.war.if_it_peters_out),
    ]
    for name, proposal in case.proposals.items():
        places.append((("proposals", name, "terms"), proposal.terms))
        for number, phase in enumerate(proposal.phases):
            places.append((("proposals", name, "phases", number, "terms"), phase.terms))
    for path, terms in places:
        for issue in terms:
            yield from unknown((*path, issue), issue, case.issues, "issue", "issues", at_key=True)


def _base_rates_of(form: Form) -> Iterator[str]:
    if isinstance(form, BaseRate):
        yield form.name
    elif isinstance(form, Mixture):
        for part in form.parts:
            yield from _base_rates_of(part)


def _base_rate_names(path: Path, number: Quantity) -> Iterator[Problem]:
    used = set(_base_rates_of(number.form))
    for name in sorted(used | ({number.base_rate} if number.base_rate else set())):
        place = (*path, "base_rate")
        if name not in BASE_RATES:
            near = nearest(name, list(BASE_RATES))
            mend = f"write `{near}`" if near else f"known: {', '.join(BASE_RATES)}"
            yield Problem(place, f"no base rate is called `{name}`", mend)
        elif name in used and BASE_RATES[name].unit != number.unit:
            unit, wanted = BASE_RATES[name].unit, number.unit
            yield Problem(
                place,
                f"the base rate `{name}` is in `{unit or 'a plain number'}`, and this place wants "
                f"`{wanted or 'a plain number'}`",
                "name one of that unit, or write the number itself",
            )
