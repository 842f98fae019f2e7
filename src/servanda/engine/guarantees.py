"""How far each side believes a proposal's guarantees, and what guarantors would bring.

Belief is a probability per perceiver, given outright, formed from base rate, record and signals
(`Credibility`), or derived from the guarantor's stakes (`Resolve`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from servanda.arrays import Floats
from servanda.case.keys.case import ANALYST
from servanda.case.keys.promises import Credibility, Guarantee, Resolve, Signal
from servanda.engine.inputs import WarSetting, ledger
from servanda.engine.kernel_one_challenger import INPUTS

__all__ = ["add_guarantees", "belief"]


_COLUMN = {name: i for i, name in enumerate(INPUTS)}


@dataclass(frozen=True)
class _Reader:
    """The numbers of one guarantee in a chunk of worlds."""

    setting: WarSetting
    path: str

    def __call__(self, name: str) -> Floats:
        values = self.setting.draws.values(f"{self.path}.{name}")
        return np.broadcast_to(np.asarray(values, dtype=np.float64), (self.setting.worlds,))


def belief(setting: WarSetting, name: str, perceiver: str) -> Floats:
    """Return `perceiver`'s belief that the guarantee called `name` is honoured, in every world."""
    guarantee = setting.case.guarantees[name]
    read = _Reader(setting, f"guarantees.{name}")
    if guarantee.intervenes is not None:
        return read(f"intervenes{guarantee.intervenes.name_of(perceiver)}")
    if guarantee.credibility is not None:
        return _credibility(read, guarantee, guarantee.credibility, perceiver)
    if guarantee.resolve is not None:
        return _resolve(read, guarantee.resolve, perceiver)
    return np.zeros(setting.worlds)


def _credibility(read: _Reader, guarantee: Guarantee, how: Credibility, perceiver: str) -> Floats:
    """Return the mean of a Beta belief after the record, moved up by a tripwire if there is one.

    Mean ``(m n0 + kept) / (n0 + kept + broken)`` with base rate m worth n0 cases, every past case
    weighted; troops in harm's way move the rest of the way to 1 by the share kappa
    [@CrescenziEtAl2012] [@ReiterPoast2021].
    """
    prior = read(f"credibility.prior{how.prior.name_of(perceiver)}")
    strength = read("credibility.strength")
    heeds = read(f"credibility.record_weight{how.record_weight.name_of(perceiver)}")
    actors = _and_members(read.setting, guarantee.guarantors)
    kept, broken = ledger(read.setting, "honour", actors, read("credibility.memory"))
    total = np.maximum(strength + heeds * (kept + broken), 1e-12)
    believed = (prior * strength + heeds * kept) / total
    if how.tripwire is not None:
        troops = read("deployed") > 0
        believed = believed + (1.0 - believed) * np.where(troops, read("credibility.tripwire"), 0.0)
    return believed


def _and_members(setting: WarSetting, actors: tuple[str, ...]) -> tuple[str, ...]:
    named = list(actors)
    for actor in actors:
        named += setting.case.actors[actor].members if actor in setting.case.actors else ()
    return tuple(dict.fromkeys(named))


def _resolve(read: _Reader, how: Resolve, perceiver: str) -> Floats:
    """Return the guarantor's own choice, ``Phi((v + a - c) / (sigma sqrt 2))``.

    After [@SignorinoTarar2006], our specification.
    v is its stake, a the audience cost of reneging, c the cost of intervening, sigma the noise in
    what the others know of it, all as `perceiver` sees them.
    """
    stake = read(f"resolve.stake{how.stake.name_of(perceiver)}")
    audience = read(f"resolve.audience_cost{how.audience_cost.name_of(perceiver)}")
    cost = read(f"resolve.cost{how.cost.name_of(perceiver)}")
    noise = np.maximum(read("resolve.noise"), 1e-9)
    return np.asarray(ndtr((stake + audience - cost) / (noise * math.sqrt(2.0))))


class _Brings:
    """What several guarantees bring, each weighed by how far the challenger believes it."""

    def __init__(self, worlds: int) -> None:
        self.count, self.weight = 0, np.zeros(worlds)
        self.weighed = {name: np.zeros(worlds) for name in ("force", "punishment", "leaves")}
        self.plain = {name: np.zeros(worlds) for name in self.weighed}

    def add(self, believed: Floats, read: _Reader) -> None:
        """Add a guarantee that `believed` tells how far the challenger believes."""
        self.count += 1
        self.weight = self.weight + believed
        leaves = -np.expm1(-read("host_withdraws") / 12.0)
        for name, brought in (
            ("force", read("force")),
            ("punishment", read("punishment")),
            ("leaves", leaves),
        ):
            self.weighed[name] = self.weighed[name] + believed * brought
            self.plain[name] = self.plain[name] + brought

    def given_some(self, name: str, believed: Floats) -> Floats:
        """Return what is to be expected given that at least one is honoured."""
        return self._over(name, believed)

    def leaving(self) -> Floats:
        """Return the chance a month that what is believed in leaves with its host."""
        return self._over("leaves", self.weight)

    def _over(self, name: str, share: Floats) -> Floats:
        some = share > 0
        expected = self.weighed[name] / np.where(some, share, 1.0)
        return np.where(some, expected, self.plain[name] / max(self.count, 1))


def add_guarantees(setting: WarSetting, names: tuple[str, ...], rows: Floats) -> Floats:
    """Fill the columns of `rows` that the guarantees `names` decide; return the analyst's belief.

    Several guarantees count as honoured where at least one is, taken as independent given the
    world; what they bring is what is to be expected given that at least one is honoured, and the
    host's leaving weighs as much as the promises that need the host. A challenger that believes in
    none still knows what each would bring, and weighs them alike. The earliest is in force from its
    own month. *Departure*: one belief, one force and one month stand for several guarantees, rather
    than a state for every subset of them.
    """
    case, n = setting.case, setting.worlds
    doubts = {who: np.ones(n) for who in (case.challenger, case.protege, ANALYST)}
    brings = _Brings(n)
    from_month = np.full(n, np.inf)
    for name in names:
        guarantee = case.guarantees[name]
        read = _Reader(setting, f"guarantees.{name}")
        beliefs = {who: belief(setting, name, who) for who in doubts}
        for who, believed in beliefs.items():
            doubts[who] = doubts[who] * (1.0 - believed)
        if guarantee.kind != "monitors":
            from_month = np.minimum(from_month, read("from"))
            brings.add(beliefs[case.challenger], read)
        for chances in ("chances", "chances_b"):
            rows[:, _COLUMN[chances]] *= read("breakdown_ratio")
        if guarantee.credibility is not None and guarantee.credibility.signal is not None:
            told = _signalled(read, guarantee.credibility.signal)
            rows[:, _COLUMN["signalled"]] = np.maximum(rows[:, _COLUMN["signalled"]], told)
    believed_a = 1.0 - doubts[case.challenger]
    rows[:, _COLUMN["believed_a"]] = believed_a
    rows[:, _COLUMN["believed_b"]] = 1.0 - doubts[case.protege]
    rows[:, _COLUMN["punishment"]] = brings.given_some("punishment", believed_a)
    rows[:, _COLUMN["from_month"]] = np.where(np.isfinite(from_month), from_month, 0.0)
    rows[:, _COLUMN["host_leaves"]] = brings.leaving()
    force = brings.given_some("force", believed_a)
    rows[:, _COLUMN["joined_odds"]] = _joined_odds(setting, force)
    for chances in ("chances", "chances_b"):
        rows[:, _COLUMN[chances]] = np.minimum(rows[:, _COLUMN[chances]], 1.0)
    return 1.0 - doubts[ANALYST]


def _joined_odds(setting: WarSetting, force: Floats) -> Floats:
    """Return the chance that a step goes the challenger's way once `force` joins the protégé.

    The contest function ``F_A^g / (F_A^g + (F_B + M)^g)`` [@Hirshleifer1989]; 1, so no change to
    the war as it goes, where nobody comes or a side's forces are not known.
    """
    case, n = setting.case, setting.worlds
    if case.challenger not in case.capabilities or case.protege not in case.capabilities:
        return np.ones(n)
    read = _Reader(setting, "capabilities")
    ours, theirs = read(f"{case.challenger}.forces"), read(f"{case.protege}.forces")
    exponent = np.broadcast_to(setting.draws.values("war.decisiveness"), (n,))
    ratio = (theirs + force) / np.maximum(ours, 1e-9)
    return np.where(force > 0, 1.0 / (1.0 + ratio**exponent), 1.0)


def _signalled(read: _Reader, signal: Signal) -> Floats:
    """Return what a costly signal tells: 2 where only a resolute guarantor sends it, else 1.

    Equilibria after [@Fearon1997] selected by D1 [@ChoKreps1987]: a sunk cost separates once it
    reaches what the irresolute type has at stake; tied hands separate once reneging costs as much
    as the irresolute type would lose by fighting.
    """
    told = np.zeros(read.setting.worlds)
    weak, cost = read("credibility.signal.stake_irresolute"), read("credibility.signal.cost")
    if signal.sunk is not None:
        sunk = read("credibility.signal.sunk")
        told = np.maximum(told, np.where(sunk >= weak, 2.0, np.where(sunk > 0, 1.0, 0.0)))
    if signal.tied is not None:
        tied = read("credibility.signal.tied")
        told = np.maximum(told, np.where(tied >= cost - weak, 2.0, np.where(tied > 0, 1.0, 0.0)))
    return told
