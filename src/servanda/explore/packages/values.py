"""What packages give, on the same worlds for all of them: searched quickly, then as written.

A package is always a proposal of a case (`Space.in_case`), settled and voted on like any other. In
a search what they share is made once: what the war is worth, what is drawn, who else consents.
What is told of a package in the end comes from the case that holds it, sampled and settled as an
assessment does, so that it agrees with one to the digit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from servanda.arrays import Floats
from servanda.case.consent import Tree, compile_rule
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import Quantity
from servanda.engine.chunk import Chunk, Voted
from servanda.engine.exact import exact_mean
from servanda.engine.fidelity import EXPLORING, PRINTED, Fidelity
from servanda.engine.plan import Plan, plan_of
from servanda.engine.settling import Offer
from servanda.engine.shard import WORLDS_AT_ONCE
from servanda.engine.told import signing_of
from servanda.explore.packages.combinations import Choice, Space
from servanda.threads import in_order
from servanda.worlds.sample import Worlds, sample

__all__ = ["PackageWorlds", "aims_of", "as_proposed", "as_written", "margins_of", "measures_of"]

SHARES = ("stops", "holds_5", "would_hold_5", "signed", "others")
"""Shares of worlds told of a package: signed and the fighting stops; and holds five years; it
would hold if signed; it gets the consent it needs; everyone but the armed parties agrees."""


def measures_of(case: Case) -> tuple[str, ...]:
    """Return what is told of a package: `SHARES`, and of each armed party two more.

    `accepts.P` is the share of worlds in which P prefers it to fighting on, `gain.P` the median of
    what it is worth to P above that, political cost counted.
    """
    each = [f"{name}.{party}" for party in case.parties for name in ("accepts", "gain")]
    return (*SHARES, *each)


def aims_of(case: Case) -> tuple[str, ...]:
    """Return what is wanted of a package: signed, holding, and a gain for each armed party."""
    return ("stops", "holds_5", *(f"gain.{party}" for party in case.parties))


@dataclass(frozen=True)
class Told:
    """What a package gives in each world: columns of measures, 0 where it is not computed."""

    columns: Mapping[str, Floats]

    def measures(self, names: Sequence[str]) -> Floats:
        """Return shares and medians over the worlds, in the order of `names`."""
        return np.array([self._over_worlds(name) for name in names])

    def _over_worlds(self, name: str) -> float:
        values = self.columns[name]
        return float(np.median(values)) if name.startswith("gain.") else exact_mean(values)


def told_of(voted: Voted) -> Told:
    """Return what one package gives, world by world."""
    signing = signing_of(voted.chunk, voted)
    columns = {
        "stops": signing["stops_fighting"],
        "holds_5": signing["holds_5"],
        "would_hold_5": signing["would_hold_5"],
        "signed": signing["signed"],
        "others": voted.others_agree.astype(np.float64),
    }
    for party, margin in voted.margins.items():
        columns[f"accepts.{party}"] = voted.armed[party].astype(np.float64)
        columns[f"gain.{party}"] = margin
    known = voted.known
    return Told({n: np.nan_to_num(np.where(known, v, 0.0)) for n, v in columns.items()})


class PackageWorlds:
    """The packages of a space on some worlds of its case, for a search of them."""

    def __init__(self, space: Space, drawn: Worlds, mode: Fidelity = EXPLORING) -> None:
        self.space, self.drawn = space, drawn
        self.names = measures_of(space.case)
        self._chunk = Chunk(self._widest(), drawn, mode)
        self._rules: dict[int, Tree] = {}
        self._numbers: dict[int, dict[str, Quantity]] = {}

    def measures(self, packages: Choice) -> Floats:
        """Give the columns of `measures_of`, one row a package; a world not computed is a no."""
        rows = in_order(lambda row: self.told(row).measures(self.names), list(packages))
        return np.array(rows).reshape(len(packages), len(self.names))

    def told(self, package: Choice) -> Told:
        """Give what one package gives in each world, as `mode` computes it."""
        case, name = self.space.in_case(package)
        rule = self._rule(int(package[-1]), case, name)
        shared = self._chunk.plan
        plan = Plan(case, replace(shared.conflict, case=case), {name: rule})
        drawn = self.drawn.restated(self._stated(package, case, name))
        return told_of(self._chunk.beside(plan, drawn).vote(Offer(name)))

    def _widest(self) -> Plan:
        """Return the plan of the case; what some package settles otherwise is contested in all."""
        plan = plan_of(self.space.case)
        varied = {issue for issue, options in self.space.settings.items() if len(options) > 1}
        contested = tuple(
            issue
            for issue in self.space.case.issues
            if issue in plan.conflict.contested or issue in varied
        )
        return replace(plan, conflict=replace(plan.conflict, contested=contested))

    def _rule(self, number: int, case: Case, name: str) -> Tree:
        if number not in self._rules:
            self._rules[number] = compile_rule(case, name)
        return self._rules[number]

    def _stated(self, package: Choice, case: Case, name: str) -> dict[str, Quantity]:
        """Return the numbers that a package states otherwise than its case, by path."""
        number = int(package[-1])
        if number not in self._numbers:
            known = self.drawn.numbers
            self._numbers[number] = {
                path: each for path, each in numbers_in(case) if known.get(path) is not each
            }
        body, path = case.proposals[name], f"proposals.{name}"
        own = {p: q for p, q in self._numbers[number].items() if not _of_package(p, path)}
        terms = {
            f"{path}.terms.{issue}.value": outcome.value
            for issue, outcome in body.terms.items()
            if outcome.value is not None
        }
        costs = {f"{path}.political_costs.{p}": q for p, q in body.political_costs.items()}
        return own | terms | costs


def _of_package(path: str, proposal: str) -> bool:
    return path.startswith((f"{proposal}.terms.", f"{proposal}.political_costs."))


def as_written(space: Space, package: Choice, worlds: int, seed: int) -> Told:
    """Give what a package gives as the proposal that it is: to the digit as `assess` does."""
    case, name = space.in_case(package)
    return _assessed(case, name, worlds, seed, on_the_table=False)


def as_proposed(case: Case, proposal: str, worlds: int, seed: int) -> Told:
    """Give what a proposal of the case gives, with what would follow any settlement beside it."""
    return _assessed(case, proposal, worlds, seed, on_the_table=True)


def _assessed(case: Case, name: str, worlds: int, seed: int, on_the_table: bool) -> Told:
    plan, drawn = plan_of(case), sample(case, worlds=worlds, seed=seed)
    offer = plan.after_any_settlement(name) if on_the_table else Offer(name)

    def work(start: int) -> Told:
        part = drawn.chunk(start, min(start + WORLDS_AT_ONCE, worlds))
        return told_of(Chunk(plan, part, PRINTED).vote(offer))

    parts = in_order(work, range(0, worlds, WORLDS_AT_ONCE))
    names = parts[0].columns
    return Told({each: np.concatenate([p.columns[each] for p in parts]) for each in names})


def margins_of(told: Told, case: Case) -> Mapping[str, Floats]:
    """Return what a package is worth to each armed party above fighting on, in each world."""
    return {party: told.columns[f"gain.{party}"] for party in case.parties}
