"""What closed forms say would have to be so for a proposal to be signed and to hold.

Each is one formula of `servanda.formulas`, in every world, from that world's own values. All are
taken once both sides have regrouped, where the temptation to break the deal is largest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servanda.case.consent import compile_rule
from servanda.case.keys.case import Case
from servanda.engine.assess import offer_with_inputs
from servanda.engine.kernel_one_challenger import HORIZON
from servanda.explore.study import FloatArray, Required
from servanda.formulas.consent_chance import unanimity
from servanda.formulas.contest import force_needed
from servanda.formulas.deterrence import deterrence_threshold
from servanda.formulas.intervention import audience_cost_needed
from servanda.formulas.levers import bearable_hazard, cost_that_tips, deterrence_levers
from servanda.formulas.regrouping import regrouped
from servanda.formulas.war import value_of_war
from servanda.worlds.sample import Worlds

__all__ = ["requirements"]

Flags = NDArray[np.bool_]

EVEN = 0.5
"""The odds of consent that a unanimity rule is asked to bear."""
HALVINGS = 40


@dataclass(frozen=True)
class _Offer:
    """A proposal in some worlds: what it was computed from, and what came out."""

    case: Case
    drawn: Worlds
    name: str
    out: Mapping[str, FloatArray]
    given: Mapping[str, FloatArray]

    def __getitem__(self, name: str) -> FloatArray:
        return self.out[name] if name in self.out else self.given[name]

    def number(self, path: str) -> FloatArray:
        return np.asarray(self.drawn.values(path), dtype=np.float64)

    @property
    def challenger(self) -> str:
        return self.case.name_of(self.case.challenger)

    @property
    def protege(self) -> str:
        return self.case.name_of(self.case.protege)

    @property
    def guarantees(self) -> tuple[str, ...]:
        """The guarantees that somebody would have to act on."""
        named = self.case.proposals[self.name].guarantees
        return tuple(each for each in named if self.case.guarantees[each].kind != "monitors")

    @property
    def nobody(self) -> Flags:
        return np.zeros(len(self.drawn), dtype=np.bool_)


def requirements(case: Case, drawn: Worlds, proposal: str) -> tuple[Required, ...]:
    """Give every closed form that applies to a proposal, in some worlds of its case.

    Belief q*, terms u*, renewed war W1* and force M* where there is a guarantee, audience cost a*
    where its credibility is derived from resolve; bearable hazard h*, running costs c* and the
    shift of power always; and n* where several others must all consent.
    """
    offer = _Offer(case, drawn, proposal, *offer_with_inputs(case, drawn, proposal))
    found: list[Required] = []
    if offer.guarantees:
        found += [_belief(offer), _terms(offer), _opposed(offer)]
        found += [*_force(offer), *_audience(offer)]
    found += [_hazard(offer), _cost(offer, "b"), _cost(offer, "a"), _shift(offer)]
    return (*found, *_ratifiers(offer))


def _q_star(offer: _Offer) -> FloatArray:
    u, alone, joined = offer["keep_a"], offer["alone_a"], offer["joined_a"]
    return _ask(deterrence_threshold, u=u, alone=alone, joined=joined)["q_star"]


def _ask(model: Any, **values: FloatArray) -> Mapping[str, FloatArray]:
    """Ask a model; where worlds are not computed, so is its answer."""
    found: Mapping[str, FloatArray] = model(**values)
    return found


def _belief(offer: _Offer) -> Required:
    needed, path = _q_star(offer), ""
    if len(offer.guarantees) == 1:
        guarantee = offer.case.guarantees[offer.guarantees[0]]
        if guarantee.intervenes is not None:
            named = guarantee.intervenes.name_of(offer.case.challenger)
            path = f"guarantees.{offer.guarantees[0]}.intervenes{named}"
    return Required(
        "q*",
        f"{offer.challenger}'s belief that the guarantors would join a renewed war",
        "probability",
        needed,
        offer["believed"],
        True,
        needed >= 1.0,
        offer["keep_a"] >= offer["alone_a"],
        f"{offer.challenger} is deterred from breaking the deal",
        path,
        "no belief, however firm, deters: what is lacking is force or terms, not credibility",
        "the deal enforces itself and needs no guarantee",
        "joining changes nothing for the challenger",
    )


def _terms(offer: _Offer) -> Required:
    q = np.clip(offer["believed"], 1e-12, 1.0)
    levers = _ask(
        deterrence_levers,
        u=offer["keep_a"], alone=offer["alone_a"], joined=offer["joined_a"], q_a=q,
    )  # fmt: skip
    return Required(
        "u*",
        f"what the deal yields {offer.challenger} each month if kept",
        "value",
        levers["u_star"],
        offer["keep_a"],
        True,
        levers["u_star"] > 1.0,
        offer.nobody,
        f"{offer.challenger} is deterred as credible as the guarantee is",
        beyond_means="not even total victory on paper would do",
    )


def _opposed(offer: _Offer) -> Required:
    needed, alone = _joined_star(offer), offer["alone_a"]
    return Required(
        "W1*",
        f"what a renewed war is worth to {offer.challenger} with the guarantors in it",
        "value",
        needed,
        offer["joined_a"],
        False,
        (offer["believed"] <= 0.0) & (offer["keep_a"] < alone),
        offer["keep_a"] >= alone,
        f"{offer.challenger} is deterred as credible as the guarantee is",
        beyond_means="nobody believes in the guarantee at all",
        needless_means="the deal enforces itself and needs no guarantee",
    )


def _joined_star(offer: _Offer) -> FloatArray:
    q = np.clip(offer["believed"], 1e-12, 1.0)
    return offer["alone_a"] - (offer["alone_a"] - offer["keep_a"]) / q


def _force(offer: _Offer) -> Iterator[Required]:
    """The force that makes W1 low enough, by halving the odds of a step once guarantors join."""
    case = offer.case
    if not {case.challenger, case.protege} <= set(case.capabilities):
        return
    ours = offer.number(f"capabilities.{case.challenger}.forces")
    theirs = offer.number(f"capabilities.{case.protege}.forces")
    gamma = offer.number("war.decisiveness")
    star, free = _joined_star(offer), offer["keep_a"] >= offer["alone_a"]
    up, down = _rested(offer)
    low, high = np.zeros(len(star)), up / np.maximum(up + down, 1e-300)
    hopeless = _joined_war(offer, up, down, low) > star
    needless = free | (_joined_war(offer, up, down, high) <= star)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        enough = _joined_war(offer, up, down, middle) <= star
        low, high = np.where(enough, middle, low), np.where(enough, high, middle)
    odds = np.clip(low, 1e-12, 1.0 - 1e-12)
    asked = {"f_a": np.maximum(ours, 1e-9), "f_b": theirs, "gamma": gamma}
    needed = _ask(force_needed, **asked, target=odds)["force"]
    joined = np.clip(offer["joined_odds"], 1e-12, 1.0)
    there = _ask(force_needed, **asked, target=np.minimum(joined, 1 - 1e-12))["force"]
    named = offer.guarantees
    number = case.capabilities[case.challenger].forces
    yield Required(
        "M*",
        "the force that guarantors bring",
        number.unit or "troops",
        np.where(hopeless | ~np.isfinite(star), np.nan, np.maximum(needed, 0.0)),
        np.where(offer["joined_odds"] < 1.0, np.maximum(there, 0.0), 0.0),
        True,
        hopeless & ~needless,
        needless,
        f"{offer.challenger} is deterred as credible as the guarantee is",
        f"guarantees.{named[0]}.force" if len(named) == 1 else "",
        "no force, however large, deters at that credibility",
        "no force is needed",
    )


def _rested(offer: _Offer) -> tuple[FloatArray, FloatArray]:
    """The challenger's chances of a step up and down, once both sides have regrouped."""
    done = np.array([regrouped(HORIZON - 1.0, tau) for tau in offer["rest_months"]])
    up, down = offer["up_a"], offer["down_a"]
    up = up + np.maximum(offer["rest_up"], -up) * done
    down = down + np.maximum(offer["rest_down"], -down) * done
    steps = np.maximum(up + down, 1.0)
    return up / steps, down / steps


def _joined_war(offer: _Offer, up: FloatArray, down: FloatArray, odds: FloatArray) -> FloatArray:
    steps = up + down
    joined = np.minimum(up, steps * odds)
    flow = offer["flow_a0"] - offer["punishment"]
    return _war(offer, "a", joined, steps - joined, flow, offer["line"])


def _war(
    offer: _Offer, side: str, up: FloatArray, down: FloatArray, flow: FloatArray, fort: FloatArray
) -> FloatArray:
    top, bottom = (1.0, 0.0) if side == "a" else (0.0, 1.0)
    return _ask(
        value_of_war,
        p=up, q=down, n=np.asarray(float(offer.case.front.steps)), k=fort,
        delta=offer[f"delta_{side}"], eta=offer["exits"], f0=flow, f1=offer[f"flow_{side}1"],
        x0=offer[f"exit_{side}0"], x1=offer[f"exit_{side}1"],
        v_n=np.asarray(top), v_0=np.asarray(bottom),
    )["value"]  # fmt: skip


def _audience(offer: _Offer) -> Iterator[Required]:
    """The audience cost that makes the promise believed, where resolve is what it rests on."""
    if len(offer.guarantees) != 1:
        return
    name = offer.guarantees[0]
    how = offer.case.guarantees[name].resolve
    if how is None:
        return
    who = offer.case.challenger
    q_star = _q_star(offer)
    path = f"guarantees.{name}.resolve.audience_cost{how.audience_cost.name_of(who)}"
    needed = _ask(
        audience_cost_needed,
        v=offer.number(f"guarantees.{name}.resolve.stake{how.stake.name_of(who)}"),
        c=offer.number(f"guarantees.{name}.resolve.cost{how.cost.name_of(who)}"),
        sigma=np.maximum(offer.number(f"guarantees.{name}.resolve.noise"), 1e-9),
        q_star=np.where(np.isfinite(q_star), np.clip(q_star, 0.0, 1.0), np.nan),
    )["a"]
    yield Required(
        "a*",
        "what reneging would cost the guarantor at home",
        "value",
        needed,
        offer.number(path),
        True,
        q_star >= 1.0,
        q_star <= 0.0,
        f"the promise is believed firmly enough to deter {offer.challenger}",
        path,
        "no belief, however firm, deters",
        "the deal needs no promise",
    )


def _hazard(offer: _Offer) -> Required:
    q = offer["believed_b"]
    broken = (1.0 - q) * offer["alone_b"] + q * offer["joined_b"]
    broken = np.where(np.isnan(broken), np.nan, np.maximum(broken, offer["giving_in"]))
    wants = offer["fight_b"] + offer["price_b"]
    needed = _ask(
        bearable_hazard,
        u=offer["keep_b"], w_now=wants, w_broken=broken, delta=offer["delta_b"],
    )["h_star"]  # fmt: skip
    willing = (wants <= broken) & (offer["keep_b"] >= wants)
    return Required(
        "h*",
        "the monthly chance of a break in the first year",
        "chance per month",
        needed,
        1.0 - np.power(1.0 - offer["hazard_1"], 1.0 / 12.0),
        False,
        (needed < 0.0) | ((wants <= broken) & (offer["keep_b"] < wants)),
        willing | (needed >= 1.0),
        f"{offer.protege} gains by signing",
        beyond_means="even a deal that is never broken is worth less than fighting on",
        needless_means="even a deal that is broken is worth no less than fighting on",
    )


def _cost(offer: _Offer, side: str) -> Required:
    """The running cost of war at which a side would sign, what the deal is worth being as it is."""
    case = offer.case
    who = case.challenger if side == "a" else case.protege
    path = f"war.flow_costs.{who}" if who in case.war.flow_costs else ""
    cost = offer.number(path) if path else np.zeros(len(offer.drawn))
    up, down = offer[f"up_{side}"], offer[f"down_{side}"]
    free = offer[f"flow_{side}0"] + cost
    wars = [_war(offer, side, up, down, free - by, offer["front"]) for by in (0.0, 1.0)]
    deal = offer[f"deal_{side}"] - offer[f"price_{side}"]
    needed = _ask(cost_that_tips, w_free=wars[0], w_one=wars[1], deal=deal)["c_star"]
    return Required(
        f"c* ({who})",
        f"the running cost of the war to {case.name_of(who)}",
        "share of victory flow",
        needed,
        cost,
        True,
        offer.nobody,
        needed <= 0.0,
        f"{case.name_of(who)} prefers the deal",
        path,
        needless_means="it would sign even if the war were free",
        unknown_means="the war is over before it costs anything",
    )


def _shift(offer: _Offer) -> Required:
    """Powell's test in values: what a pause gives the challenger, against the surplus of peace."""
    last = HORIZON - 1
    stays = np.power(1.0 - offer["host_leaves"], last)
    q = offer["believed"] * np.where(offer["from_month"] <= last, stays, 0.0)
    q_b = offer["believed_b"] * np.where(offer["from_month"] <= last, stays, 0.0)
    then = (1.0 - q) * offer["alone_a"] + q * offer["joined_a"]
    fights = (1.0 - q_b) * offer["alone_b"] + q_b * offer["joined_b"]
    then = np.where(fights >= offer["giving_in"], then, np.where(np.isnan(fights), np.nan, 1.0))
    return Required(
        "Δ*",
        f"what a pause adds to {offer.challenger}'s value of war",
        "value",
        1.0 - offer["fight_a"] - offer["fight_b"],
        offer["delta_a"] * then - offer["fight_a"],
        False,
        offer.nobody,
        offer.nobody,
        "promises can bridge the shift of power",
    )


def _ratifiers(offer: _Offer) -> Iterator[Required]:
    """How many parties a unanimity rule can bear at the chance that each typically consents."""
    case = offer.case
    sides = (case.challenger, case.protege)
    named = compile_rule(case, offer.name).must
    parties = [party for party in named if party not in sides]
    if len(parties) < 2:
        return
    chances = np.stack(
        [offer.number(f"{case.stance_path(offer.name, party)}.consents") for party in parties]
    )
    typical = np.exp(np.log(np.maximum(chances, 1e-300)).mean(axis=0))
    many = np.full(len(offer.drawn), len(parties))
    needed = _ask(unanimity, p=typical, n=many, target=np.asarray(EVEN))["most"]
    yield Required(
        "n*",
        "how many must all consent, the two sides apart",
        "parties",
        needed,
        many.astype(np.float64),
        False,
        offer.nobody,
        np.isinf(needed),
        "all consent with even odds, each with the chance that is typical of them",
        needless_means="every one of them is certain to consent",
    )
