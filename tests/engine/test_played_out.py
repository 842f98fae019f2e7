"""Whole deals, played out by independent code, against what the engine says of them.

For random wars without a front, with two to four parties: guarantees that begin and end, a truce
that expires, breaches short of war or repelled, and armed parties outside the deal. What war is
worth follows from its chances by hand; the equilibrium is found by a plain iteration over months
(its own order, no closed forms, no shared code); then types, leaders, openings, breaches and what
becomes of them are drawn and the deal followed. The engine is asked as a case would ask it.

What is allowed. Values: 1e-6, a hundred times what iterating leaves. Shares of what was drawn: four
and a half standard errors of so many draws, each by its own share, and 1e-4 where hardly any end.
That the engine's beliefs go by whether a deal is violated now, and forget how often it was, is
within that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from tests.engine.invented import party, play

MONTHS = 36
YEARS = (1, 2, 3)
RUNS = 40_000
NODE = 0.325
"""The running cost that others take a party to have: the middle of the range of `invented`."""

Array = np.ndarray


@dataclass
class Offer:
    """A deal in a war without a front, everything drawn."""

    parties: list[dict[str, float]]
    shift: float
    punishment: float
    against: Array
    beside: Array
    begins: int
    until: int
    expires: int
    renewal: float
    short: dict[str, float] = field(default_factory=dict)
    loss: float = 0.0
    episode: float = 0.0

    @property
    def states(self) -> int:
        return 2 if self.short else 1


def random_offer(rng: np.random.Generator, parties: int, what: str) -> Offer:
    """Two sides; the third and fourth party stand outside the deal where there are spoilers."""
    sides = []
    for place in range(parties):
        outside = what == "spoilers" and place > 1
        sides.append(party(
            1.0 if place % 2 == 0 else -1.0, log_odds=rng.normal(0.0, 0.6),
            decisive=rng.uniform(0.005, 0.02), discount=rng.uniform(0.06, 0.15),
            ground=0.0, lull_ground=0.0, fighting=rng.uniform(0.3, 0.6),
            deal=rng.uniform(0.4, 0.6), cost=rng.uniform(0.1, 0.4), opening=rng.uniform(0.05, 0.2),
            noise=rng.uniform(0.01, 0.04), word=rng.uniform(0.0, 0.08),
            bad_seen=rng.uniform(0.1, 0.6), leaders=rng.uniform(0.0, 0.4),
            victory=rng.uniform(0.7, 1.0), blur=0.03, inside=0.0 if outside else 1.0,
            ignites=float(rng.choice([0.0, 1.0])) if outside else 1.0,
        ))  # fmt: skip
    guarded = what in ("guarantee", "everything")
    one = np.zeros(parties)
    one[0] = rng.uniform(0.2, 0.7) if guarded else 0.0
    other = np.array([0.0 if p["side"] > 0 else rng.uniform(0.2, 0.7) * guarded for p in sides])
    found = Offer(
        sides,
        -0.8,
        0.15,
        one,
        other,
        int(rng.integers(0, 6)),
        int(rng.integers(14, 30)),
        20 if what in ("expiry", "everything") else -1,
        rng.uniform(0.3, 0.8),
    )
    if what in ("violations", "everything"):
        found.short = {"violation": rng.uniform(0.1, 0.4), "repelled": rng.uniform(0.1, 0.3),
                       "recovers": rng.uniform(0.1, 0.5), "violated_openings": 2.0}  # fmt: skip
        found.loss, found.episode = rng.uniform(0.0, 0.05), rng.uniform(0.0, 2.0)
    return found


def war(side: dict[str, float], shift: float) -> tuple[float, float]:
    """What war is worth without a running cost, and the discounted share of time spent in it."""
    odds = side["side"] * (side["log_odds"] + shift)
    wins = side["decisive"] / (1.0 + math.exp(-odds))
    d = math.exp(-side["discount"] / 12.0)
    lasts = 1.0 - d * (1.0 - side["decisive"])
    return ((1 - d) * side["fighting"] + d * wins * side["victory"]) / lasts, (1 - d) / lasts


@dataclass
class Party:
    """A party's four types: whom the others believe in and as it is, in good faith and bad."""

    cost: Array
    word: Array
    prior: Array
    true: Array
    refuse: Array
    alone: Array
    breach: Array
    fought: Array
    delta: float
    choice: Array
    value: Array


def party_of(offer: Offer, i: int) -> Party:
    side = offer.parties[i]
    cost = np.array([NODE, side["cost"], NODE, side["cost"]])
    word = np.array([side["word"], side["word"], 0.0, 0.0])
    bad = side["bad_seen"]
    worth, time = war(side, 0.0)
    joined, joined_time = war(side, offer.shift)
    alone = np.repeat((worth - cost * time)[None], MONTHS, 0)
    breach, fought = alone.copy(), alone.copy()
    for t in range(offer.begins, min(offer.until, MONTHS)):
        there = joined - cost * joined_time
        breach[t] += offer.against[i] * (there - offer.punishment * joined_time - alone[t])
        fought[t] += offer.beside[i] * (there - alone[t])
    zero = np.full((offer.states, 4), side["deal"])
    return Party(
        cost, word, np.array([1 - bad, 0.0, bad, 0.0]), np.array([0.0, 1 - bad, 0.0, bad]),
        worth - cost * time, alone, breach - word, fought, math.exp(-side["discount"] / 12.0),
        zero.copy(), zero.copy(),
    )  # fmt: skip


def lapse_at(offer: Offer, t: int) -> float:
    return 1.0 - offer.renewal if t == offer.expires else 0.0


def mended(offer: Offer, rows: Array) -> Array:
    """The mean over next month's state, from each: a violated deal is mended at its rate."""
    if offer.states == 1:
        return rows
    rate = offer.short["recovers"]
    return np.stack([rows[0], (1 - rate) * rows[1] + rate * rows[0]])


def month(
    offer: Offer, i: int, who: Party, t: int, calm: Array, choice: Array, value: Array
) -> tuple[Array, Array, Array]:
    """A month of one party: hazards (states, types), choice value and value, from next month's."""
    side, d, lapse = offer.parties[i], who.delta, lapse_at(offer, t)
    v, r = offer.short.get("violation", 0.0), offer.short.get("repelled", 0.0)
    violated = np.arange(offer.states)[:, None]
    episode = (1 - d) * offer.episode

    def staying(following: Array) -> Array:
        kept = (1 - d) * (side["deal"] - violated * offer.loss)
        return kept + d * ((1 - lapse) * mended(offer, following) + lapse * who.alone[t])

    stay, worth = staying(choice), staying(value)
    opening = side["opening"] * np.where(violated > 0, offer.short.get("violated_openings", 1), 1)

    def comes_to(war_worth: Array, if_kept: Array) -> Array:
        return (1 - v - r) * war_worth + v * if_kept[-1] + r * (if_kept - episode)

    x = (comes_to(who.breach[t], stay) - stay) / side["noise"]
    h = np.minimum(opening, 1.0) / (1.0 + np.exp(-x))
    option = np.minimum(opening, 1.0) * side["noise"] * np.logaddexp(0.0, x)
    attacked = (1.0 - calm)[:, None]
    new = stay + option + (1 - h) * attacked * (comes_to(who.fought[t], stay) - stay)
    lasts = attacked * comes_to(who.fought[t], worth) + (1 - attacked) * worth
    return h, new, h * comes_to(who.breach[t], worth) + (1 - h) * lasts


def for_ever(offer: Offer, i: int, who: Party, calm: Array) -> tuple[Array, Array]:
    """Values of a deal that stays as in its last month: months added until nothing moves.

    Every twenty months the rest is guessed from how fast the steps shrink; only the last counts.
    """
    values, step = np.stack([who.choice, who.value]), np.zeros((2, offer.states, 4))
    for turn in range(6_000):
        _, choice, value = month(offer, i, who, MONTHS - 1, calm, *values)
        last, step = step, np.stack([choice, value]) - values
        values = values + step
        if np.abs(step).max() < 1e-11:
            break
        if turn % 20 == 19:
            shrinks = np.where(np.abs(last) > 1e-13, step / np.where(last == 0, 1, last), 0.0)
            shrinks = np.clip(shrinks, 0.0, 0.999)
            values = values + step * shrinks / (1.0 - shrinks)
    return values[0], values[1]


def replies(offer: Offer, parties: list[Party], believed: Array) -> tuple[list[Array], list[Array]]:
    """Hazards (months, states, types) and deal values (types), given hazards believed of each."""
    hazards, values = [], []
    for i, who in enumerate(parties):
        calm = np.ones((MONTHS, offer.states))
        for j, other in enumerate(offer.parties):
            if j != i:
                calm *= 1.0 - other["ignites"] * believed[j]
        who.choice, who.value = for_ever(offer, i, who, calm[-1])
        choice, value = who.choice, who.value
        path = np.zeros((MONTHS, offer.states, 4))
        for t in range(MONTHS - 1, -1, -1):
            path[t], choice, value = month(offer, i, who, t, calm[t], choice, value)
        hazards.append(path)
        values.append(value[0])
    return hazards, values


def beliefs(offer: Offer, parties: list[Party], hazards: list[Array], values: list[Array]) -> Array:
    """What others expect of each party, by month and state: Bayes' rule written out."""
    n, v, r = len(parties), offer.short.get("violation", 0.0), offer.short.get("repelled", 0.0)
    weights = []
    for i, who in enumerate(parties):
        told = np.ones(4)
        if offer.parties[i]["inside"]:
            margin = (values[i] - who.refuse) / offer.parties[i]["blur"]
            told = np.array([0.5 * math.erfc(-m / math.sqrt(2.0)) for m in margin])
        mass = np.zeros((offer.states, 4))
        mass[0] = who.prior * told if (who.prior * told).sum() > 1e-9 else who.prior
        weights.append(mass)
    out = np.zeros((n, MONTHS, offer.states))
    for t in range(MONTHS):
        for i, who in enumerate(parties):
            for s in range(offer.states):
                total = weights[i][s].sum()
                share = weights[i][s] / total if total > 1e-200 else who.prior
                out[i, t, s] = share @ hazards[i][t, s]
        ignited = [side["ignites"] * out[i, t] for i, side in enumerate(offer.parties)]
        for i, who in enumerate(parties):
            calm = np.ones(offer.states)
            for j in range(n):
                if j != i:
                    calm *= 1.0 - ignited[j]
            stands = (1.0 - hazards[i][t]) * calm[:, None]
            moved = weights[i] * (stands + r * (1.0 - stands))
            moved[-1] += (weights[i] * v * (1.0 - stands)).sum(axis=0)
            if offer.states == 2:
                back = offer.short["recovers"] * moved[1]
                moved = np.stack([moved[0] + back, moved[1] - back])
            fresh = 1.0 - math.exp(-offer.parties[i]["leaders"] / 12.0)
            total = moved.sum(axis=1, keepdims=True)
            weights[i] = (1 - fresh) * moved + fresh * total * who.prior
    return out


def equilibrium(offer: Offer) -> tuple[list[Party], list[Array], list[Array]]:
    parties = [party_of(offer, i) for i in range(len(offer.parties))]
    believed = np.zeros((len(parties), MONTHS, offer.states))
    for _ in range(40):
        hazards, values = replies(offer, parties, believed)
        again = beliefs(offer, parties, hazards, values)
        moved, believed = np.abs(again - believed).max(), again
        if moved < 1e-9:
            break
    return parties, hazards, values


def drawn(
    offer: Offer, parties: list[Party], hazards: list[Array], values: list[Array], seed: int
) -> tuple[Array, Array]:
    """Shares of deals that stand after each year (years), and ended by each party or lapse."""
    rng, n = np.random.default_rng(seed), len(parties)
    types = np.zeros((n, RUNS), dtype=int)
    for i, who in enumerate(parties):
        mass = who.true
        if offer.parties[i]["inside"]:
            signing = mass * (values[i] >= who.refuse)
            mass = signing if signing.sum() > 0 else mass
        types[i] = rng.choice(4, RUNS, p=mass / mass.sum())
    v, r = offer.short.get("violation", 0.0), offer.short.get("repelled", 0.0)
    ignites = np.array([side["ignites"] for side in offer.parties])[:, None]
    state, alive = np.zeros(RUNS, dtype=int), np.ones(RUNS, dtype=bool)
    ended, stands, by = np.zeros(n + 1), [], []
    for t in range(MONTHS):
        chance = np.stack([hazards[i][t][state, types[i]] for i in range(n)])
        tries = (rng.random((n, RUNS)) < ignites * chance) & alive
        first = np.where(tries, rng.random((n, RUNS)), -1.0).argmax(axis=0)
        fate = rng.random(RUNS)
        war_comes = tries.any(axis=0) & (fate >= v + r)
        state = np.where(tries.any(axis=0) & (fate < v), 1, state)
        for i in range(n):
            ended[i] += np.sum(war_comes & (first == i)) / RUNS
        alive = alive & ~war_comes
        lapses = alive & (rng.random(RUNS) < lapse_at(offer, t))
        ended[n] += lapses.sum() / RUNS
        alive = alive & ~lapses
        if offer.short:
            state = np.where(rng.random(RUNS) < offer.short["recovers"], 0, state)
        for i, who in enumerate(parties):
            new = rng.random(RUNS) < 1.0 - math.exp(-offer.parties[i]["leaders"] / 12.0)
            types[i] = np.where(new, rng.choice(4, RUNS, p=who.prior), types[i])
        if t + 1 in (12, 24, 36):
            stands.append(alive.mean())
            by.append(ended.copy())
    return np.array(stands), np.array(by).T


def asked_of_engine(offer: Offer) -> Any:
    n = len(offer.parties)
    response = {"shift": offer.shift, "cost": offer.punishment, "against": offer.against,
                "beside": offer.beside, "from": offer.begins, "until": offer.until}  # fmt: skip
    return play(
        offer.parties, {"exits": 0.0}, types=1, blocks=np.ones(MONTHS), front=False,
        responses=[response], violations=bool(offer.short), terms=offer.short,
        asked={"violated_loss": np.full(n, offer.loss), "episode_cost": np.full(n, offer.episode)},
        lapse=lambda start, _: np.where(start == offer.expires, 1 - offer.renewal, 0.0),
    )  # fmt: skip


CASES = [
    (2, "plain", 1), (2, "guarantee", 2), (2, "expiry", 3), (2, "violations", 4),
    (2, "everything", 5), (3, "spoilers", 6), (3, "plain", 7), (3, "everything", 8),
    (4, "spoilers", 9), (4, "guarantee", 10), (2, "everything", 11), (4, "spoilers", 12),
]  # fmt: skip


@pytest.mark.parametrize(("parties", "what", "seed"), CASES)
def test_the_engine_agrees_with_a_deal_played_out(parties: int, what: str, seed: int) -> None:
    offer = random_offer(np.random.default_rng(seed), parties, what)
    made, hazards, values = equilibrium(offer)
    told = asked_of_engine(offer)
    for i in range(parties):
        for faith, k in (("good", 1), ("bad", 3)):
            found = float(told.of_party(f"deal_{faith}")[0, i])
            assert found == pytest.approx(values[i][k], abs=1e-6), (i, faith)
    stands, by = drawn(offer, made, hazards, values, seed)
    for year, there, ended in zip(YEARS, stands, by.T, strict=True):
        shares = np.array([there, *ended])
        found_shares = np.array(
            [told.of_world(f"stands_{year}")[0], *told.incidence[0, :, year - 1]]
        )
        allowed = 4.5 * np.sqrt(shares * (1.0 - shares) / RUNS) + 1e-4
        assert (np.abs(found_shares - shares) < allowed).all(), (year, found_shares, shares)


@pytest.mark.parametrize("seed", [21, 22, 23])
def test_what_an_attack_that_ends_nothing_leaves_is_hardly_told_apart(seed: int) -> None:
    """Here an attacker is what it was; in the engine it is as those who held still, on average.

    Who attacked without ending the deal is dropped from what the others, and the engine's own
    shares, take a party to be: by what that moves, of which four errors of the draws see nothing.
    """
    offer = random_offer(np.random.default_rng(seed), 3, "spoilers")
    offer.parties[2] |= {"ignites": 0.5, "opening": 0.3, "bad_seen": 0.5, "bad_true": 0.5}
    made, hazards, values = equilibrium(offer)
    stands, _ = drawn(offer, made, hazards, values, seed)
    told = asked_of_engine(offer)
    for year, there in zip(YEARS, stands, strict=True):
        assert abs(float(told.of_world(f"stands_{year}")[0]) - there) < 0.01
