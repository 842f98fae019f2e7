"""What closed forms say would have to be so for a proposal to be signed and to hold.

Each is one formula of `servanda.formulas`, in every world, from that world's own values, for every
armed party that it may be asked of. Those of deterrence are taken at the horizon, once all have
regrouped, and of a party whose breach some guarantee answers. Where two parties alone fight, the
shift of power is told too: with more, no single surplus is there to compare it with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from servanda.arrays import Floats
from servanda.case.consent import compile_rule
from servanda.case.keys.case import Case
from servanda.case.keys.number import Quantity
from servanda.engine.contract import YEARS
from servanda.engine.plan import plan_of
from servanda.explore.methods.crossings import first_crossing, tipping_cost
from servanda.explore.questions.leverage import leverage
from servanda.explore.questions.offered import Offered
from servanda.explore.study import Required
from servanda.formulas.consent_chance import unanimity
from servanda.formulas.deterrence import deterrence_threshold
from servanda.formulas.intervention import audience_cost_needed
from servanda.formulas.levers import bearable_hazard, deterrence_levers
from servanda.worlds.belief import pooled_quantile
from servanda.worlds.sample import Worlds

__all__ = ["requirements"]

EVEN = 0.5
"""The odds of consent that a unanimity rule is asked to bear."""
FORCES = (0.0, 0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Multiples of the force promised at which the renewed war is valued."""
COSTS = (0.0, 0.125, 0.25, 0.375, 0.5, 0.75, 1.0, 2.0, 4.0)
"""Multiples of the highest cost drawn at which refusing and signing are compared."""


def requirements(case: Case, drawn: Worlds, proposal: str) -> tuple[Required, ...]:
    """Give every closed form that applies to a proposal, in some worlds of its case.

    Of each party whose breach a guarantee answers: belief q*, terms u*, renewed war W1*, force M*,
    and audience cost a* where credibility is derived from resolve. Of each that lives by the deal:
    bearable hazard h* and running costs c*. Where two alone fight, the shift of power Δ*; and n*
    where several others must all consent. Of each that mostly refuses, v* and p* (`leverage`).
    """
    offer = Offered(case, drawn, proposal, plan_of(case))
    found: list[Required] = []
    for party in offer.facing:
        found += [_belief(offer, party), _terms(offer, party), _opposed(offer, party)]
        found += [*_force(offer, party), *_audience(offer, party)]
    for party in reversed(offer.inside):
        found += [_hazard(offer, party), *_cost(offer, party)]
    if len(case.parties) == 2:
        found += [_shift(offer, party) for party in offer.inside]
    return (*found, *_ratifiers(offer), *leverage(offer))


def _ask(model: Any, **values: Floats) -> Mapping[str, Floats]:
    """Ask a model; where worlds are not computed, so is its answer."""
    found: Mapping[str, Floats] = model(**values)
    return found


def _q_star(offer: Offered, party: str) -> Floats:
    u = offer.of("keep", party)
    alone, joined = (offer.broken(name, party) for name in ("alone", "joined"))
    believed = np.clip(offer.of("believed", party), 0.0, 1.0)
    return _ask(deterrence_threshold, u=u, alone=alone, joined=joined, q_a=believed)["q_star"]


def _belief(offer: Offered, party: str) -> Required:
    needed, path, who = _q_star(offer, party), "", offer.case.name_of(party)
    if len(offer.guarantees) == 1:
        guarantee = offer.case.guarantees[offer.guarantees[0]]
        if guarantee.intervenes is not None:
            named = guarantee.intervenes.name_of(party)
            path = f"guarantees.{offer.guarantees[0]}.intervenes{named}"
    return Required(
        f"q* ({party})",
        f"{who}'s belief that the guarantors would join a renewed war",
        "probability",
        needed,
        offer.of("believed", party),
        True,
        needed >= 1.0,
        offer.of("keep", party) >= offer.broken("alone", party),
        f"{who} is deterred from breaking the deal",
        path,
        "no belief, however firm, deters: what is lacking is force or terms, not credibility",
        "the deal enforces itself and needs no guarantee",
        f"joining changes nothing for {who}",
    )


def _terms(offer: Offered, party: str) -> Required:
    q, who = np.clip(offer.of("believed", party), 1e-12, 1.0), offer.case.name_of(party)
    u = offer.of("keep", party)
    alone, joined = (offer.broken(name, party) for name in ("alone", "joined"))
    levers = _ask(deterrence_levers, u=u, alone=alone, joined=joined, q_a=q)
    return Required(
        f"u* ({party})",
        f"what the deal yields {who} each month if kept",
        "value",
        levers["u_star"],
        u,
        True,
        levers["u_star"] > 1.0,
        offer.nobody,
        f"{who} is deterred as credible as the guarantee is",
        beyond_means="not even total victory on paper would do",
    )


def _opposed(offer: Offered, party: str) -> Required:
    needed, alone = _joined_star(offer, party), offer.broken("alone", party)
    keep, who = offer.of("keep", party), offer.case.name_of(party)
    return Required(
        f"W1* ({party})",
        f"what a renewed war is worth to {who} with the guarantors in it",
        "value",
        needed,
        offer.of("joined", party),
        False,
        (offer.of("believed", party) <= 0.0) & (keep < alone),
        keep >= alone,
        f"{who} is deterred as credible as the guarantee is",
        beyond_means="nobody believes in the guarantee at all",
        needless_means="the deal enforces itself and needs no guarantee",
    )


def _joined_star(offer: Offered, party: str) -> Floats:
    q = np.clip(offer.of("believed", party), 1e-12, 1.0)
    alone, keep = offer.broken("alone", party), offer.of("keep", party)
    return offer.word(party) + alone - (alone - keep) / q


def _force(offer: Offered, party: str) -> Iterator[Required]:
    """The force that makes W1 low enough, between forces at which the renewed war was valued.

    In the first worlds, and told of the others by none: where one guarantee alone brings force.
    """
    bringing = [name for name in offer.guarantees if _middle(offer.case, name) > 0.0]
    if len(offer.guarantees) != 1 or not bringing:
        return
    case, name, who = offer.case, bringing[0], offer.case.name_of(party)
    path, stated = f"guarantees.{name}.force", _middle(case, name)
    few = offer.few
    word = offer.word(party)[:few]

    def short(force: float) -> Floats:
        told = offer.with_held(path, force)
        joined, tempted, q = _held_back(told, party, word)
        return joined - (told[f"alone.{party}"] - tempted / q)

    _, tempted, _ = _held_back(offer.as_first, party, word)
    free = tempted <= 0.0
    needed = _refined(stated * np.array(FORCES), short, first_crossing)
    yield Required(
        f"M* ({party})",
        f"the force that {case.guarantees[name].title} brings",
        case.guarantees[name].force.unit or "troops",
        needed,
        offer.number(path)[:few],
        True,
        np.isnan(needed) & np.isfinite(tempted) & ~free,
        free | (needed <= 0.0),
        f"{who} is deterred as credible as the guarantee is",
        path,
        f"no force up to {FORCES[-1]:g} times what is promised deters at that credibility",
        "no force is needed",
    )


def _middle(case: Case, guarantee: str) -> float:
    """Return the middle of the force that a guarantee is said to bring."""
    number = case.guarantees[guarantee].force
    return float(pooled_quantile(number.form, np.array([0.5]), number.low, number.high)[0])


def _refined(
    at: Floats, settled: Callable[[float], Floats], least: Callable[[Floats, Floats], Floats]
) -> Floats:
    """Return what `least` finds in the worlds settled at each of some values, and near it anew.

    Twice what a third and two thirds of the worlds need is settled as well, and a little less, for
    what bends is overshot between far neighbours.
    """
    told = np.stack([settled(float(value)) for value in at])
    for _ in range(2):
        found = least(at, told)
        found = found[np.isfinite(found)]
        if not len(found):
            break
        near = np.setdiff1d(np.outer((0.95, 1.0), np.quantile(found, (1 / 3, 2 / 3))), at)
        told = np.concatenate([told, *(settled(float(value))[None] for value in near)])
        at = np.concatenate([at, near])
        order = np.argsort(at)
        at, told = at[order], told[order]
    return least(at, told)


def _held_back(
    told: Mapping[str, Floats], party: str, word: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return what a joined war is worth, what breaking alone gains, and belief in the guarantee."""
    alone, joined, keep, q = (
        told[f"{name}.{party}"] for name in ("alone", "joined", "keep", "believed")
    )
    return joined, alone - word - keep, np.clip(q, 1e-12, 1.0)


def _audience(offer: Offered, party: str) -> Iterator[Required]:
    """The audience cost that makes the promise believed, where resolve is what it rests on."""
    if len(offer.guarantees) != 1:
        return
    name, who = offer.guarantees[0], offer.case.name_of(party)
    how = offer.case.guarantees[name].resolve
    if how is None:
        return
    q_star = _q_star(offer, party)
    base = f"guarantees.{name}.resolve"
    path = f"{base}.audience_cost{how.audience_cost.name_of(party)}"
    needed = _ask(
        audience_cost_needed,
        v=offer.number(f"{base}.stake{how.stake.name_of(party)}"),
        c=offer.number(f"{base}.cost{how.cost.name_of(party)}"),
        sigma=np.maximum(offer.number(f"{base}.noise"), 1e-9),
        q_star=np.where(np.isfinite(q_star), np.clip(q_star, 0.0, 1.0), np.nan),
    )["a"]
    yield Required(
        f"a* ({party})",
        "what reneging would cost the guarantor at home",
        "value",
        needed,
        offer.number(path),
        True,
        q_star >= 1.0,
        q_star <= 0.0,
        f"the promise is believed firmly enough to deter {who}",
        path,
        "no belief, however firm, deters",
        "the deal needs no promise",
    )


def _hazard(offer: Offered, party: str) -> Required:
    """How likely a breach by others may be for a party still to sign.

    Once it is broken the party is taken to fight on without help: where a guarantee would help it,
    it can bear rather more.
    """
    broken, wants = offer.of("alone", party), offer.of("refuse", party) + offer.of("price", party)
    keep, who = offer.of("keep", party), offer.case.name_of(party)
    delta = np.exp(-offer.here.chunk.setting.discount(party) / 12.0)
    needed = _ask(bearable_hazard, u=keep, w_now=wants, w_broken=broken, delta=delta)["h_star"]
    willing = (wants <= broken) & (keep >= wants)
    return Required(
        f"h* ({party})",
        "the monthly chance that another breaks it in the first year",
        "chance per month",
        needed,
        1.0 - np.power(1.0 - _broken_by_others(offer, party), 1.0 / 12.0),
        False,
        (needed < 0.0) | ((wants <= broken) & (keep < wants)),
        willing | (needed >= 1.0),
        f"{who} gains by signing",
        beyond_means="even a deal that is never broken is worth less than fighting on",
        needless_means="even a deal that is broken is worth no less than fighting on",
    )


def _broken_by_others(offer: Offered, party: str) -> Floats:
    """Return the chance that another ends the deal within a year, were it signed."""
    parties, incidence = offer.here.chunk.parties, offer.here.settled.outcomes.incidence
    others = [place for place, other in enumerate(parties) if other != party]
    chance = incidence[:, others, YEARS.index(1)].sum(axis=1)
    return np.where(offer.here.known, np.clip(chance, 0.0, 1.0), np.nan)


def _cost(offer: Offered, party: str) -> Iterator[Required]:
    """The cost of a year of war from which a party would sign.

    What refusing is worth, less what signing is, bends in it, for the deal may end in war as well:
    it is settled at several costs, and taken to be straight between neighbours.
    """
    path, number = _cost_path(offer.case, party)
    if number is None:
        return
    case, who = offer.case, offer.case.name_of(party)
    held = offer.number(path)[: offer.few]
    needed = _refined(
        max(float(held.max()), 0.005) * np.array(COSTS),
        lambda cost: -offer.with_held(path, cost)[f"margin.{party}"],
        tipping_cost,
    )
    yield Required(
        f"c* ({party})",
        f"the cost of the war to {who}",
        number.unit or "share of all aims a year",
        needed,
        held,
        True,
        np.isnan(needed) & np.isfinite(offer.as_first[f"margin.{party}"]),
        needed <= 0.0,
        f"{case.name_of(party)} prefers the deal",
        path,
        f"no cost up to {COSTS[-1]:g} times the highest drawn makes it sign",
        "it would sign even if the war were free",
    )


def _cost_path(case: Case, party: str) -> tuple[str, Quantity | None]:
    """Return where the case states what war costs a party, or its side."""
    for key, stated in (("flow_costs", case.war.flow_costs), ("costs", case.war.costs)):
        for name in (party, case.side_of(party)):
            if name in stated:
                return f"war.{key}.{name}", stated[name]
    return "", None


def _shift(offer: Offered, party: str) -> Required:
    """Powell's test in values: what a pause gives a party, against the surplus of peace."""
    delta = np.exp(-offer.here.chunk.setting.discount(party) / 12.0)
    wars = [offer.of("war", each) for each in offer.case.parties]
    return Required(
        f"Δ* ({party})",
        f"what a pause adds to {offer.case.name_of(party)}'s value of war",
        "value",
        1.0 - wars[0] - wars[1],
        delta * offer.of("breach", party) - offer.of("war", party),
        False,
        offer.nobody,
        offer.nobody,
        "promises can bridge the shift of power",
    )


def _ratifiers(offer: Offered) -> Iterator[Required]:
    """How many parties a unanimity rule can bear at the chance that each typically consents."""
    case = offer.case
    named = compile_rule(case, offer.name).must
    parties = [party for party in named if party not in case.parties]
    paths = [case.stance_path(offer.name, party) for party in parties]
    if len(parties) < 2 or not all(paths):
        return  # of those whose consent follows from their stakes no chance is stated
    chances = np.stack([offer.number(f"{path}.consents") for path in paths])
    typical = np.exp(np.log(np.maximum(chances, 1e-300)).mean(axis=0))
    many = np.full(len(offer.drawn), len(parties))
    needed = _ask(unanimity, p=typical, n=many, target=np.asarray(EVEN))["most"]
    yield Required(
        "n*",
        "how many must all consent, the armed parties apart",
        "parties",
        needed,
        many.astype(np.float64),
        False,
        offer.nobody,
        np.isinf(needed),
        "all consent with even odds, each with the chance that is typical of them",
        needless_means="every one of them is certain to consent",
    )
