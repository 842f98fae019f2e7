"""Guarantees as promises: for whom, against whom, with what, and who believes them how far."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.case.consent import compile_rule
from servanda.case.keys.case import ANALYST
from servanda.case.keys.promises import Credibility, Guarantee, Resolve
from servanda.engine.inputs.each_world import signalled, sunk_proofs, tied_proofs
from servanda.engine.inputs.record import ledger
from servanda.engine.inputs.war import Setting
from servanda.formulas.signal_proof import SPREAD
from servanda.special import special

__all__ = [
    "Promise",
    "behind",
    "belief",
    "breakdown_ratio",
    "hosts_leaving",
    "promises_of",
]


@dataclass(frozen=True)
class Promise:
    """One guarantee: whom it is for, what it brings, when it holds, and how far it is believed.

    protects, against: armed parties; force in thousands; punishment a flow; begins, until in
    months; leaves a chance a month that the host sends it away; beliefs by perceiver. behind, by
    perceiver: the chance that, honoured at all, it also stands by a protected party that broke the
    deal first; None where that is certain not to be.
    """

    name: str
    protects: tuple[str, ...]
    against: tuple[str, ...]
    force: Floats
    punishment: Floats
    begins: Floats
    until: Floats
    leaves: Floats
    beliefs: Mapping[str, Floats]
    behind: Mapping[str, Floats] | None

    def backs(self, breaker: str) -> bool:
        """Return whether it may stand by `breaker`, whom it protects and is not against."""
        return self.behind is not None and breaker in self.protects and breaker not in self.against


def belief(setting: Setting, name: str, perceiver: str) -> Floats:
    """Return `perceiver`'s belief that the guarantee called `name` is honoured, in every world."""
    guarantee = setting.conflict.case.guarantees[name]
    path = f"guarantees.{name}"
    if guarantee.intervenes is not None:
        return setting.readings.seen_by(perceiver, f"{path}.intervenes", guarantee.intervenes)
    if guarantee.credibility is not None:
        return _credibility(setting, path, guarantee, guarantee.credibility, perceiver)
    if guarantee.resolve is not None:
        return _resolve(setting, path, guarantee.resolve, perceiver)
    return setting.readings.constant(0.0)


def _credibility(
    setting: Setting, path: str, guarantee: Guarantee, how: Credibility, perceiver: str
) -> Floats:
    """Return the mean of a Beta belief after the record, moved up by a tripwire and a signal.

    Mean ``(m n0 + kept) / (n0 + kept + broken)`` with base rate m worth n0 cases, every past case
    weighted; x thousand troops in harm's way move the rest of the way to 1 by the share
    ``kappa x/(1 + x)`` [@CrescenziEtAl2012] [@ReiterPoast2021]. *Departure*: the sources tell
    troops from none; a thousand are taken for half of what many do, so that the first moves
    little. A costly signal moves the rest by the chance that it is read as proof
    (`signal_proof`).
    """
    readings, path = setting.readings, f"{path}.credibility"
    prior = readings.seen_by(perceiver, f"{path}.prior", how.prior)
    strength = readings.number(f"{path}.strength")
    heeds = readings.seen_by(perceiver, f"{path}.record_weight", how.record_weight)
    actors = _and_members(setting, guarantee.guarantors)
    memory = readings.number(f"{path}.memory")
    kept, broken = ledger(readings, "honour", actors, memory)
    total = np.maximum(strength + heeds * (kept + broken), 1e-12)
    believed = np.minimum((prior * strength + heeds * kept) / total, 1.0)
    if how.tripwire is not None:
        there = readings.number(f"{path.removesuffix('.credibility')}.deployed")
        wire = readings.number(f"{path}.tripwire")
        believed = believed + (1.0 - believed) * wire * there / (1.0 + there)
    if how.signal is not None:
        believed = signalled(np.ascontiguousarray(believed), _proof(setting, path, how))
    return believed


def _proof(setting: Setting, path: str, how: Credibility) -> Floats:
    """Return the chance that the guarantor's costly signals are read as proof of its resolve."""
    path = f"{path}.signal"

    def read(name: str) -> Floats:
        return setting.readings.number(f"{path}.{name}")

    signal, stake, doubt = how.signal, read("stake_irresolute"), setting.readings.constant(1.0)
    assert signal is not None
    if signal.sunk is not None:
        doubt = doubt * (1.0 - sunk_proofs(read("sunk"), stake, SPREAD))
    if signal.tied is not None:
        doubt = doubt * (1.0 - tied_proofs(read("tied"), stake, read("cost"), SPREAD))
    return 1.0 - doubt


def _and_members(setting: Setting, actors: tuple[str, ...]) -> tuple[str, ...]:
    named, known = list(actors), setting.conflict.case.actors
    for actor in actors:
        named += known[actor].members if actor in known else ()
    return tuple(dict.fromkeys(named))


def _resolve(setting: Setting, path: str, how: Resolve, perceiver: str) -> Floats:
    """Return the guarantor's own choice, ``Phi((v + a - c) / (sigma sqrt 2))``.

    After [@SignorinoTarar2006], our specification. v is its stake, a the audience cost of reneging,
    c the cost of intervening, sigma the noise in what others know of it, as `perceiver` sees them.
    """
    readings, path = setting.readings, f"{path}.resolve"
    stake = readings.seen_by(perceiver, f"{path}.stake", how.stake)
    audience = readings.seen_by(perceiver, f"{path}.audience_cost", how.audience_cost)
    cost = readings.seen_by(perceiver, f"{path}.cost", how.cost)
    noise = np.maximum(readings.number(f"{path}.noise"), 1e-9)
    return np.asarray(special.ndtr((stake + audience - cost) / (noise * math.sqrt(2.0))))


def breakdown_ratio(setting: Setting, names: tuple[str, ...]) -> Floats:
    """Return by what all guarantees together multiply how often a breach becomes possible."""
    ratio = setting.readings.constant(1.0)
    for name in names:
        ratio = ratio * setting.readings.number(f"guarantees.{name}.breakdown_ratio")
    return ratio


def hosts_leaving(setting: Setting, proposal: str) -> dict[str, Floats]:
    """Return how often, a year, each host takes back a consent that the proposal's rule asks."""
    rates: dict[str, Floats] = {}
    for host, path in compile_rule(setting.conflict.case, proposal).hosts:
        rates[host] = rates.get(host, 0.0) + setting.readings.number(path)
    return rates


def promises_of(
    setting: Setting,
    names: tuple[str, ...],
    troops: Mapping[str, Floats],
    leaving: Mapping[str, Floats],
) -> list[Promise]:
    """Return what guarantees promise, one entry each.

    troops: the force each guarantee brings in each world, where stances decide that;
    leaving: how often, a year, a host's consent to any force lapses.
    """
    found: list[Promise] = []
    for name in names:
        body = setting.conflict.case.guarantees[name]
        if body.intervenes is None and body.credibility is None and body.resolve is None:
            continue
        found.append(_promise(setting, name, body, troops.get(name), leaving))
    return found


def _leaves(setting: Setting, name: str, body: Guarantee, leaving: Mapping[str, Floats]) -> Floats:
    """Return the chance a month that the host sends a force away.

    A host named by the consent rule takes back its consent to the forces that name it as their
    host, and to every deployed force that names none.
    """
    rate = setting.readings.number(f"guarantees.{name}.host_withdraws")
    for host, withdraws in leaving.items():
        if body.host == host or (body.host is None and body.kind == "deployed_force"):
            rate = rate + withdraws
    return np.asarray(-np.expm1(-rate / 12.0))


def _protected(setting: Setting, body: Guarantee) -> tuple[str, ...]:
    """Return the armed parties that a guarantee protects; all where it names none."""
    named = [p for who in body.protects for p in setting.conflict.parties_of(who)]
    return tuple(named) if named else setting.conflict.parties


def _promise(
    setting: Setting,
    name: str,
    body: Guarantee,
    troops: Floats | None,
    leaving: Mapping[str, Floats],
) -> Promise:
    conflict, readings, path = setting.conflict, setting.readings, f"guarantees.{name}"
    protects = _protected(setting, body)
    named = {p for who in body.against for p in conflict.parties_of(who)} or {*conflict.parties}
    sides = {conflict.side_of(party) for party in protects}
    against = tuple(p for p in conflict.parties if p in named and sides - {conflict.side_of(p)})
    never = readings.constant(np.inf)
    comes = readings.constant(1.0) if troops is None else (troops > 0.0).astype(np.float64)
    return Promise(
        name, protects, against,
        readings.number(f"{path}.force") if troops is None else troops,
        readings.number(f"{path}.punishment"),
        readings.number(f"{path}.from"),
        never if body.until is None else readings.number(f"{path}.until"),
        _leaves(setting, name, body, leaving),
        {who: belief(setting, name, who) * comes for who in (*conflict.parties, ANALYST)},
        behind(setting, name),
    )  # fmt: skip


def behind(setting: Setting, name: str) -> dict[str, Floats] | None:
    """Return by perceiver how far a guarantee holds though a protected party broke the deal.

    None where nobody takes that to be possible: then the deal is computed without it.
    """
    views = setting.conflict.case.guarantees[name].unconditional
    path, certain = f"guarantees.{name}.unconditional", setting.readings.draws.certain
    endings = [ending for ending, _ in views.items()]
    if [certain(f"{path}{ending}") for ending in endings] == [0.0] * len(endings):
        return None
    perceivers = (*setting.conflict.parties, ANALYST)
    return {who: setting.readings.seen_by(who, path, views) for who in perceivers}
