"""The first stage of the kernel: what the war and its parties are, whatever is proposed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.case.keys.case import ANALYST
from servanda.engine.contract import PARTY, WORLD, rows_of
from servanda.engine.inputs.conflict import Conflict, Stated, stated_at
from servanda.engine.inputs.each_world import running_costs
from servanda.engine.inputs.issues import Valuation, share_along_front
from servanda.engine.inputs.kept import KeptUnder
from servanda.engine.inputs.power import Power, power_of
from servanda.engine.inputs.power_changes import fighting_change
from servanda.engine.inputs.readiness import readiness_of
from servanda.engine.inputs.readings import Readings
from servanda.engine.inputs.record import faith_of
from servanda.special import special

__all__ = ["NEAR_AN_END", "Setting", "monthly"]

Part = TypeVar("Part")

LEAST_NOISE = 1e-6
NEAR_AN_END = 1e-3
"""The line is kept so far from both ends, where the war would be decided."""


def monthly(rate: Floats) -> Floats:
    """Return the chance a month of what happens at a `rate` a year.

    >>> monthly(np.array([0.0, 12.0])).round(3)
    array([0.   , 0.632])
    """
    return np.asarray(-np.expm1(-rate / 12.0))


@dataclass(frozen=True)
class Setting:
    """A conflict in a chunk of worlds: what all its proposals share."""

    conflict: Conflict
    readings: Readings
    kept: KeptUnder | None = None
    """Parts made before in the same worlds, to be taken as they are where they may be."""

    def made(
        self, name: Hashable, make: Callable[[Setting], Part], reads_as: Hashable = None
    ) -> Part:
        """Return what `make` makes of this setting, taken from what is kept where it is there.

        It is told by its name, and must read nothing but the case and its numbers; `reads_as` is
        common to the names of what reads the same ones. Whoever is given it does not write over it.
        """
        return make(self) if self.kept is None else self.kept.of(name, make, self, reads_as)

    def beside(
        self, conflict: Conflict, readings: Readings, kept: KeptUnder | None = None
    ) -> Setting:
        """Return the setting of the same war with other proposals; what the war is stays as it is.

        `conflict` must contest the same issues, and `readings` say the same of the war.
        """
        other = Setting(conflict, readings, kept)
        shared = ("power", "held", "exits", "party_rows", "world_rows", "decisive")
        for name in shared:
            other.__dict__[name] = getattr(self, name)
        other.__dict__["valuation"] = Valuation(conflict, readings, self.valuation._units)
        return other

    @cached_property
    def valuation(self) -> Valuation:
        """Return what outcomes are worth to the parties."""
        return Valuation(self.conflict, self.readings)

    @cached_property
    def power(self) -> Power:
        """Return the forces of the parties and the pace they are worth."""
        return power_of(self.conflict, self.readings)

    @cached_property
    def held(self) -> Floats:
        """Return the share of the contested ground that side + holds today."""
        if not self.conflict.front:
            return self.readings.constant(0.5)
        share = share_along_front(self.readings, self.readings.number("war.front.held"))
        return np.clip(share, NEAR_AN_END, 1.0 - NEAR_AN_END)

    @cached_property
    def span(self) -> float:
        """Return how much of the territory lies between the two ends of the war."""
        front = self.conflict.case.war.front
        return 1.0 if front is None else front.wins_at - front.beaten_at

    @cached_property
    def exits(self) -> Floats:
        """Return the chance a month that the fighting peters out."""
        return monthly(self.readings.number("war.ends_by_itself"))

    @cached_property
    def party_rows(self) -> Floats:
        """Return the rows of `PARTY`: shape (worlds, parties, columns)."""
        return np.stack([self._row_of(party) for party in self.conflict.parties], axis=1)

    @cached_property
    def world_rows(self) -> Floats:
        """Return the rows of `WORLD`, but for the range of changes of power."""
        return self.made(
            "world",
            lambda own: rows_of(WORLD, own._world_values(), (own.readings.worlds,)),
        )

    def discount(self, party: str) -> Floats:
        """Return a party's discount rate, a year."""
        return self._of_party("patience", party)

    def running_cost(self, party: str) -> Floats:
        """Return what a month of war costs a party, as a flow in its unit."""
        war, side = self.conflict.case.war, self.conflict.side_of(party)
        flow = self.readings.of_party("war.flow_costs", war.flow_costs, party, side)
        if flow is not None:
            return flow
        return running_costs(self._of_party("costs", party), self.discount(party))

    def _of_party(self, key: str, party: str) -> Floats:
        """Return a number of `war` that is stated by party or side, or has a default by party."""
        stated = getattr(self.conflict.case.war, key)
        side = self.conflict.side_of(party)
        found = self.readings.of_party(f"war.{key}", stated, party, side)
        return self.readings.number(f"war.{key}.{party}") if found is None else found

    def own(self, key: str, party: str, proposal: str = "") -> Floats:
        """Return a number of a party that has a default by the kind of war or of a proposal."""
        return self.readings.number(self.conflict.case.path_of(key, party, proposal))

    def common(self, key: str, proposal: str = "") -> Floats:
        """Return a number of the war that has a default by the kind of war or of a proposal."""
        return self.readings.number(self.conflict.case.path_of(key, "", proposal))

    def lull_terms(self) -> Stated:
        """Return how issues stand if the war peters out: as said, else as while fighting."""
        war = self.conflict.case.war
        return stated_at("war.while_fighting", war.while_fighting) | stated_at(
            "war.if_it_peters_out", war.if_it_peters_out
        )

    def conduct(self, party: str, proposal: str = "") -> dict[str, Floats]:
        """Return the columns of `PARTY` that say how a party keeps a deal of a proposal's kind."""
        return self.made(("conduct", party, proposal), lambda own: own._conduct(party, proposal))

    def _conduct(self, party: str, proposal: str) -> dict[str, Floats]:
        bad_seen, bad_true = faith_of(self.conflict, self.readings, party, proposal)
        opening = self.own("opportunities", party, proposal) / 12.0
        return {
            "opening": np.minimum(opening, 1.0),
            "noise": np.maximum(self.own("temptation_noise", party, proposal), LEAST_NOISE),
            "bad_seen": bad_seen,
            "bad_true": bad_true,
        }

    def lull(self, party: str, also: Stated) -> Floats:
        """Return what all but the ground yields a party in a lull, `also` holding there."""
        terms = self.lull_terms() | also
        worth = self.valuation.worth(party, terms, self.held, ground=False)
        return self._ground_at_rest(party) + worth

    def _row_of(self, party: str) -> Floats:
        """Return a party's row of `PARTY`."""
        return self.made(("party", party), lambda own: own._party_row(party))

    def _party_row(self, party: str) -> Floats:
        values = {
            "side": self.conflict.signs[self.conflict.parties.index(party)],
            "drift": self.drift(party),
            "log_odds": self.log_odds(party),
            "decisive": self.decisive,
            "discount": self.discount(party),
            **self.made(("worth", party), lambda own: own._worth_of(party)),
            "cost": self.running_cost(party),
            "word": self.readings.number(f"parties.{party}.word"),
            "leaders": self.readings.number(f"parties.{party}.leader_change"),
            **self.made(("readiness", party), lambda own: readiness_of(own.readings, party)),
            **self.conduct(party),
        }
        return rows_of(PARTY, values, (self.readings.worlds,))

    def _worth_of(self, party: str) -> dict[str, npt.ArrayLike]:
        """Return the columns of `PARTY` that say what war, its ends and a lull yield a party."""
        valuation, ground = self.valuation, self.valuation.ground(party)
        war = self.conflict.case.war
        fighting = stated_at("war.while_fighting", war.while_fighting)
        worth = valuation.worth(party, fighting, self.held, ground=False)
        return {
            "fighting": self._ground_at_rest(party) + worth,
            "ground": ground,
            "victory": valuation.stake(party) * self.readings.number(f"parties.{party}.victory"),
            "defeat": 0.0,
            "lull": self.lull(party, {}),
            "lull_ground": ground,
        }

    def _ground_at_rest(self, party: str) -> Floats:
        """Return what risk adds to the flow of the ground at today's line; 0 for the neutral.

        The war values ground in proportion, `ground` times the own share. Where a party is averse
        to risk it is shifted so that today's line is worth in war what it is worth in a deal.
        """
        territory = self.conflict.territory
        if territory is None:
            return self.readings.constant(0.0)
        stated = self.conflict.case.issues[territory].risk
        side = self.conflict.side_of(party)
        risk = self.readings.of_party(f"issues.{territory}.risk", stated, party, side)
        if risk is None:
            return self.readings.constant(0.0)
        sign = self.conflict.signs[self.conflict.parties.index(party)]
        own = self.held if sign >= 0.0 else 1.0 - self.held
        return self.valuation.ground(party) * (np.power(own, risk) - own)

    def drift(self, perceiver: str) -> Floats:
        """Return how `perceiver` expects the front to move, changes of power while fighting in."""
        return self.made(("drift", perceiver), lambda own: own._drift(perceiver))

    def _drift(self, perceiver: str) -> Floats:
        trend = self.conflict.case.war.trend
        if not self.conflict.front or trend is None:
            return self.readings.constant(0.0)
        seen = self.readings.seen_by(perceiver, "war.trend", trend) / self.span
        return seen + fighting_change(self.power, self.exits, perceiver)

    def log_odds(self, perceiver: str) -> Floats:
        """Return ln(side + wins / it loses) as `perceiver` sees it, in a war without a front."""
        return self.made(("odds", perceiver), lambda own: own._log_odds(perceiver))

    def _log_odds(self, perceiver: str) -> Floats:
        if self.conflict.front:
            return self.readings.constant(0.0)
        sign, side = 1.0, self.conflict.axis
        if perceiver in self.conflict.parties:
            sign = self.conflict.signs[self.conflict.parties.index(perceiver)]
            side = self.conflict.side_of(perceiver)
        chance = np.clip(self.chance_of(side, perceiver), 1e-9, 1.0 - 1e-9)
        odds: Floats = sign * special.logit(chance)
        return odds + fighting_change(self.power, self.exits, perceiver)

    @cached_property
    def decisive(self) -> Floats:
        """Return the chance a month that the war is decided on the field, without a front."""
        if self.conflict.front:
            return self.readings.constant(0.0)
        return monthly(self.readings.number("war.decided"))

    def chance_of(self, side: str, perceiver: str) -> Floats:
        """Return the chance that `side` wins if the war is decided, as `perceiver` sees it.

        Where the case is silent on a side, what the stated chances leave is shared evenly by all
        sides it is silent on.
        """
        stated = self._stated_chances(perceiver)
        if side in stated:
            return stated[side]
        left = 1.0 - sum(stated.values(), self.readings.constant(0.0))
        silent = sum(each not in stated for each in dict.fromkeys(self.conflict.sides))
        return np.clip(left, 0.0, 1.0) / silent

    def _stated_chances(self, perceiver: str) -> dict[str, Floats]:
        """Return the chance of winning of each side that the case states one for."""
        found: dict[str, list[Floats]] = {}
        for name, views in self.conflict.case.war.victory.items():
            seen = self.readings.seen_by(perceiver, f"war.victory.{name}", views)
            for side in dict.fromkeys(map(self.conflict.side_of, self.conflict.parties_of(name))):
                found.setdefault(side, []).append(seen)
        return {side: np.asarray(np.mean(seen, axis=0)) for side, seen in found.items()}

    def _world_values(self) -> dict[str, npt.ArrayLike]:
        readings = self.readings
        swing = readings.constant(0.0)
        if self.conflict.front and self.conflict.case.war.swing is not None:
            swing = readings.number("war.swing") / self.span
        return {
            "held": self.held,
            "swing": swing,
            "exits": self.exits,
            "regroup": self._regroup(),
            "regroup_months": np.maximum(readings.number("war.regroup.months"), 1e-3),
            **self._recovery(),
            "analyst_drift": self.drift(ANALYST),
            "analyst_log_odds": self.log_odds(ANALYST),
            "analyst_decisive": self.decisive,
            **self.unrest(""),
        }

    def unrest(self, proposal: str) -> dict[str, npt.ArrayLike]:
        """Return the columns of `WORLD` that depend on the kind of a proposal."""
        per_swing = self.power.swing() if self.conflict.front else self.readings.constant(1.0)
        return {
            "early": self.common("early", proposal),
            "jump_rate": self.common("jumps.rate", proposal),
            "jump": self.common("jumps.size", proposal) * per_swing,
        }

    def _regroup(self) -> Floats:
        """Return how power moves, for side +, once all have rested."""
        total = self.readings.constant(0.0)
        for name in self.conflict.case.war.regroup.pace:
            for party in self.conflict.parties_of(name)[:1]:
                sign = self.conflict.signs[self.conflict.parties.index(party)]
                total = total + sign * self.readings.number(f"war.regroup.pace.{name}")
        return total / self.span

    def _recovery(self) -> dict[str, npt.ArrayLike]:
        """Return what whoever holds less regains over the years, where the case says so."""
        if not self.conflict.front or self.conflict.case.war.regroup.recovery is None:
            return {}
        months = np.maximum(self.readings.number("war.regroup.recovery_months"), 1e-3)
        pace = self.readings.number("war.regroup.recovery") / self.span
        return {"recovery": pace, "recovery_months": months}
