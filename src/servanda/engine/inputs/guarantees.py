"""What guarantors do if a deal is broken: who believes what of them, and what each response brings.

Guarantees are promises that may be honoured together: a *response* is a set of them, all honoured
and the others not. Honouring is independent given the world, so that a perceiver's belief in a
response is a product of its beliefs in the promises. Whom a promise protects and whose breach it
answers decides to whom it matters; nothing else does.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from servanda.arrays import Floats
from servanda.case.consent import compile_rule
from servanda.case.keys.case import ANALYST
from servanda.case.keys.promises import Credibility, Guarantee, Resolve
from servanda.engine.inputs.each_world import signalled, sunk_proofs, tied_proofs
from servanda.engine.inputs.record import ledger
from servanda.engine.inputs.timeline import Timeline
from servanda.engine.inputs.war import Setting
from servanda.formulas.signal_proof import SPREAD

__all__ = [
    "Promise",
    "Responses",
    "belief",
    "breakdown_ratio",
    "hosts_leaving",
    "promises_of",
    "responses_of",
]

Flags = npt.NDArray[np.bool_]

MOST_TOGETHER = 4
"""Promises followed one by one; more are joined into these."""


@dataclass(frozen=True)
class Promise:
    """One guarantee for one side: what it brings, when it holds, and how far it is believed.

    protects, against: armed parties; force in thousands; punishment a flow; begins, until in
    months; leaves a chance a month that the host sends it away; beliefs by perceiver.
    """

    name: str
    side: str
    protects: tuple[str, ...]
    against: tuple[str, ...]
    force: Floats
    punishment: Floats
    begins: Floats
    until: Floats
    leaves: Floats
    beliefs: Mapping[str, Floats]


@dataclass(frozen=True)
class Responses:
    """The responses of a proposal's guarantors, as the kernel's `Deal` takes them.

    shift, cost: (worlds, responses); against, beside: (worlds, parties, responses, phases); true:
    (worlds, responses, phases); `any_of` is the belief of each perceiver that some promise is
    honoured against the breach of a party, whenever in force: by (perceiver, party). answers
    (parties, responses): which party's breach each response answers.
    """

    shift: Floats
    cost: Floats
    against: Floats
    beside: Floats
    true: Floats
    answers: Flags


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
    return np.asarray(ndtr((stake + audience - cost) / (noise * math.sqrt(2.0))))


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
    """Return what guarantees promise, one entry for each side that one protects.

    troops: the force each guarantee brings in each world, where stances decide that;
    leaving: how often, a year, a host's consent to any force lapses.
    """
    found: list[Promise] = []
    for name in names:
        body = setting.conflict.case.guarantees[name]
        if body.intervenes is None and body.credibility is None and body.resolve is None:
            continue
        sides = dict.fromkeys(map(setting.conflict.side_of, _protected(setting, body)))
        brought = troops.get(name)
        found += [_promise(setting, name, body, side, brought, leaving) for side in sides]
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
    side: str,
    troops: Floats | None,
    leaving: Mapping[str, Floats],
) -> Promise:
    conflict, readings, path = setting.conflict, setting.readings, f"guarantees.{name}"
    protects = tuple(p for p in _protected(setting, body) if conflict.side_of(p) == side)
    opponents = conflict.opponents_of(protects[0])
    named = [p for who in body.against for p in conflict.parties_of(who)]
    against = tuple(p for p in (named or opponents) if p in opponents)
    never = readings.constant(np.inf)
    comes = readings.constant(1.0) if troops is None else (troops > 0.0).astype(np.float64)
    return Promise(
        name, side, protects, against,
        readings.number(f"{path}.force") if troops is None else troops,
        readings.number(f"{path}.punishment"),
        readings.number(f"{path}.from"),
        never if body.until is None else readings.number(f"{path}.until"),
        _leaves(setting, name, body, leaving),
        {who: belief(setting, name, who) * comes for who in (*conflict.parties, ANALYST)},
    )  # fmt: skip


def responses_of(setting: Setting, promises: list[Promise], time: Timeline) -> Responses:
    """Return the responses that `promises` make possible, one for every set of them.

    Promises to different sides are never in one set. *Departure*: where two sides hold promises
    against one breaker and both are honoured, one of the two answers, as likely as its belief.
    """
    sides = dict.fromkeys(promise.side for promise in promises)
    parts = [
        _of_side(setting, _joined_up([p for p in promises if p.side == side]), time)
        for side in sides
    ]
    if not parts:
        return _nothing(setting, time)
    return _together(_one_answers(parts))


def _one_answers(parts: list[Responses]) -> list[Responses]:
    """Return `parts` with their chances lowered where several answer the breach of one party.

    What all of them promise together, 1 - prod(1 - h), is shared among them in proportion to h.
    """
    met: set[int] = set()
    for party in range(len(parts[0].answers)):
        answering = [at for at, part in enumerate(parts) if part.answers[party].any()]
        if len(answering) > 1:
            met.update(answering)
            share = _shared([parts[at].against[:, party].sum(axis=1) for at in answering])
            for at in answering:
                parts[at].against[:, party] *= share[:, None]
    if met:
        share = _shared([parts[at].true.sum(axis=1) for at in met])
        for at in met:
            parts[at].true[...] *= share[:, None]
    return parts


def _shared(honoured: list[Floats]) -> Floats:
    """Return by how much chances shrink from their sum to that of at least one of them."""
    either = 1.0 - np.prod([1.0 - each for each in honoured], axis=0)
    total = np.sum(honoured, axis=0)
    shares: Floats = np.divide(either, total, out=np.ones_like(total), where=total > 0.0)
    return shares


def _nothing(setting: Setting, time: Timeline) -> Responses:
    worlds, parties = setting.readings.worlds, len(setting.conflict.parties)
    of_party = np.zeros((worlds, parties, 0, len(time.begins)))
    of_world = np.zeros((worlds, 0, len(time.begins)))
    answers = np.zeros((parties, 0), dtype=np.bool_)
    return Responses(
        np.zeros((worlds, 0)), np.zeros((worlds, 0)), of_party, of_party, of_world, answers
    )


def _of_side(setting: Setting, promises: list[Promise], time: Timeline) -> Responses:
    """Return the responses of those who protect one side.

    Whom they join moves power his way: for those who stand on the same end of the axis as he does
    and yet fight him, a second copy of each response moves it the other way.
    """
    signs = setting.conflict.signs
    own = setting.power.sign_of(promises[0].side)
    against = {party for promise in promises for party in promise.against}
    alike = [p for p, sign in zip(setting.conflict.parties, signs, strict=True)
             if p in against and sign == own]  # fmt: skip
    first = _copy_of(setting, promises, time, 1.0, against - set(alike))
    if not alike:
        return first
    second = _copy_of(setting, promises, time, -1.0, set(alike), beside=False)
    return _together([first, second])


def _together(parts: list[Responses]) -> Responses:
    axes = (("shift", 1), ("cost", 1), ("against", 2), ("beside", 2), ("true", 1),
            ("answers", 1))  # fmt: skip
    return Responses(
        *(np.concatenate([getattr(part, name) for part in parts], axis=axis) for name, axis in axes)
    )


def _copy_of(
    setting: Setting,
    promises: list[Promise],
    time: Timeline,
    way: float,
    breakers: set[str],
    beside: bool = True,
) -> Responses:
    parties, worlds = setting.conflict.parties, setting.readings.worlds
    sets = [chosen for chosen in product((False, True), repeat=len(promises)) if any(chosen)]
    present = [_in_force(promise, time) for promise in promises]
    shape = (worlds, len(parties), len(sets), len(time.begins))
    made = Responses(
        np.empty((worlds, len(sets))), np.empty((worlds, len(sets))), np.zeros(shape),
        np.zeros(shape), np.zeros((worlds, len(sets), len(time.begins))),
        np.zeros((len(parties), len(sets)), dtype=np.bool_),
    )  # fmt: skip
    for j, chosen in enumerate(sets):
        honoured = [promise for promise, taken in zip(promises, chosen, strict=True) if taken]
        force = sum((each.force for each in honoured), setting.readings.constant(0.0))
        made.shift[:, j] = way * setting.power.joined(promises[0].side, force)
        made.cost[:, j] = sum(each.punishment for each in honoured)
        made.true[:, j] = float(beside) * _chance(promises, present, chosen, ANALYST, parties)
        for place, party in enumerate(parties):
            if party in breakers and all(party in each.against for each in honoured):
                made.answers[place, j] = True
                made.against[:, place, j] = _chance(promises, present, chosen, party, (party,))
            if beside and all(party in each.protects for each in honoured):
                made.beside[:, place, j] = _chance(promises, present, chosen, party, ())
    return made


def _chance(
    promises: list[Promise],
    present: list[Floats],
    chosen: tuple[bool, ...],
    perceiver: str,
    breakers: tuple[str, ...],
) -> Floats:
    """Return the belief that just the chosen promises are honoured: shape (worlds, phases).

    Promises that do not answer the breach of `breakers` count as not given; with no breaker named,
    those that do not protect the perceiver.
    """
    chance = np.ones_like(present[0])
    for promise, there, taken in zip(promises, present, chosen, strict=True):
        concerned = (
            any(party in promise.against for party in breakers)
            if breakers
            else perceiver in promise.protects
        )
        honoured = promise.beliefs[perceiver][:, None] * there
        if taken:
            chance = chance * honoured
        elif concerned:
            chance = chance * (1.0 - honoured)
    return chance


def _in_force(promise: Promise, time: Timeline) -> Floats:
    """Return how much of a promise holds in each phase: within its time, while its host lets it."""
    there = time.within(promise.begins, promise.until)
    middle = 0.5 * (time.starts + time.ends - 1.0)[None, :]
    stays = np.power(
        1.0 - promise.leaves[:, None], np.maximum(middle - promise.begins[:, None], 0.0)
    )
    return there * stays


def _joined_up(promises: list[Promise]) -> list[Promise]:
    """Return at most `MOST_TOGETHER` promises: of more, the last by name are taken as one.

    It is honoured where at least one of its parts is, and brings what is then to be expected, as
    the analyst sees it. *Departure*: one belief and one force for what may be any set of them.
    """
    promises = sorted(promises, key=lambda each: each.name)
    while len(promises) > MOST_TOGETHER:
        promises = [*promises[:-2], _as_one(promises[-2], promises[-1])]
    return promises


def _as_one(a: Promise, b: Promise) -> Promise:
    either = {who: 1.0 - (1.0 - a.beliefs[who]) * (1.0 - b.beliefs[who]) for who in a.beliefs}
    weight = a.beliefs[ANALYST] + b.beliefs[ANALYST]
    some = np.maximum(either[ANALYST], 1e-12)

    def brought(x: Floats, y: Floats) -> Floats:
        expected = (a.beliefs[ANALYST] * x + b.beliefs[ANALYST] * y) / some
        return np.where(weight > 0.0, expected, 0.5 * (x + y))

    return Promise(
        f"{a.name}+{b.name}", a.side,
        tuple(dict.fromkeys([*a.protects, *b.protects])),
        tuple(dict.fromkeys([*a.against, *b.against])),
        brought(a.force, b.force), brought(a.punishment, b.punishment),
        np.minimum(a.begins, b.begins), np.maximum(a.until, b.until),
        np.minimum(a.leaves, b.leaves), either,
    )  # fmt: skip
