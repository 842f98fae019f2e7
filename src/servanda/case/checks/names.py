"""Every name a case uses is declared in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from servanda.base_rates import BASE_RATES
from servanda.case.expected_at import nearest
from servanda.case.fault_messages import Problem
from servanda.case.keys.case import ANALYST, Case
from servanda.case.keys.number import PerPerceiver, Quantity
from servanda.case.keys.parties import ConsentRule
from servanda.case.parts import citations_in, parts_in
from servanda.case.text.document import Path
from servanda.case.text.salvage import NOT_GIVEN
from servanda.quantity import BaseRate, Form, Mixture

__all__ = ["actors_of", "names_are_declared", "unknown"]


def actors_of(case: Case) -> tuple[str, ...]:
    """Return every actor by name, members of alliances and coalitions among them."""
    members = (member for body in case.actors.values() for member in body.members)
    return tuple(dict.fromkeys((*case.actors, *members)))


def unknown(
    path: Path, name: str, known: Iterable[str], what: str, section: str, at_key: bool = False
) -> Iterator[Problem]:
    """Yield a problem where `name` is none of the `known` names of `section`."""
    known = tuple(known)
    names = [each for each in known if not each.startswith(NOT_GIVEN)]
    if name in names or name.startswith(NOT_GIVEN) or (known and not names):
        return
    near = nearest(name, names)
    if near:
        mend = f"write `{near}`, or add `{name}` under `{section}`"
    else:
        listed = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")
        mend = f"add it under `{section}`" + (f", or write one of {listed}" if names else "")
    yield Problem(path, f"no {what} is called `{name}`", mend, at_key, name=name)


def names_are_declared(case: Case) -> Iterator[Problem]:
    """Yield every name of an actor, issue, guarantee, source, rule or base rate that is unknown."""
    yield from _actor_names(case)
    yield from _issue_names(case)
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
    for path, citation in citations_in(case):
        yield from unknown((*path, "source"), citation.source, case.sources, "source", "sources")
    for path, part in parts_in(case):
        if isinstance(part, ConsentRule):
            yield from _rule_names(case, path, part)
        elif isinstance(part, PerPerceiver):
            for perceiver in part.by:
                known = (ANALYST, *actors_of(case))
                place = (*path, perceiver)
                yield from unknown(place, perceiver, known, "actor", "actors", at_key=True)
        elif isinstance(part, Quantity):
            yield from _base_rate_names(path, part)


def _actor_names(case: Case) -> Iterator[Problem]:
    uses: list[tuple[Path, str, bool]] = [
        (("challenger",), case.challenger, False),
        (("protege",), case.protege, False),
    ]
    keyed: list[tuple[Path, Iterable[str]]] = [
        (("war", "costs"), case.war.costs),
        (("war", "evidence_months"), case.war.evidence_months),
        (("capabilities",), case.capabilities),
    ]
    sides = {case.challenger, case.protege}
    keyed.append((("war", "patience"), [p for p in case.war.patience if p not in sides]))
    for name, issue in case.issues.items():
        keyed += [
            (("issues", name, "weights"), issue.weights),
            (("issues", name, "risk"), issue.risk),
        ]
    for name, past in case.record.items():
        keyed.append((("record", name, "conduct"), past.conduct))
    for name, proposal in case.proposals.items():
        keyed.append((("proposals", name, "stances"), proposal.stances))
        keyed.append((("proposals", name, "political_costs"), proposal.political_costs))
    for path, names in keyed:
        uses += [((*path, actor), actor, True) for actor in names]
    for name, promise in case.guarantees.items():
        path = ("guarantees", name)
        uses += [((*path, "guarantors", i), g, False) for i, g in enumerate(promise.guarantors)]
        uses += [((*path, "host"), promise.host, False)] if promise.host else []
    for name, commitment in case.commitments.items():
        uses.append((("commitments", name, "guarantor"), commitment.guarantor, False))
    for path, actor, at_key in uses:
        yield from unknown(path, actor, actors_of(case), "actor", "actors", at_key)


def _issue_names(case: Case) -> Iterator[Problem]:
    yield from unknown(
        ("war", "front", "issue"), case.war.front.issue, case.issues, "issue", "issues"
    )
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


def _rule_names(case: Case, path: Path, rule: ConsentRule) -> Iterator[Problem]:
    for key in ("party", "veto", "host"):
        if name := getattr(rule, key):
            yield from unknown((*path, key), name, actors_of(case), "actor", "actors")
    if isinstance(rule.of, dict):
        for name in rule.of:
            place = (*path, "of", name)
            yield from unknown(place, name, actors_of(case), "actor", "actors", at_key=True)
    if rule.rule:
        place = (*path, "rule")
        yield from unknown(place, rule.rule, case.consent_rules, "consent rule", "consent_rules")
    if rule.members:
        place = (*path, "members")
        yield from unknown(place, rule.members, case.actors, "alliance or coalition", "actors")
        body = case.actors.get(rule.members)
        section = f"actors.{rule.members}.members"
        for number, name in enumerate(rule.excluding if body else ()):
            place = (*path, "except", number)
            yield from unknown(place, name, body.members if body else (), "member", section)


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
