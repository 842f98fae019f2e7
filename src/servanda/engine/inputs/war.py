"""The first stage of the kernel: what the war and its parties are, whatever is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.special import logit

from servanda.case.keys.case import ANALYST
from servanda.case.keys.number import PerPerceiver
from servanda.engine.contract import PARTY, WORLD, rows_of
from servanda.engine.inputs.conflict import Conflict, Stated, stated_at
from servanda.engine.inputs.each_world import running_costs
from servanda.engine.inputs.issues import Valuation, share_along_front
from servanda.engine.inputs.kind import Defaults
from servanda.engine.inputs.power import Power, power_of
from servanda.engine.inputs.power_changes import fighting_change
from servanda.engine.inputs.readings import Readings
from servanda.engine.inputs.record import faith_of

__all__ = ["Setting", "monthly", "setting_of"]

Floats = npt.NDArray[np.float64]

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
    defaults: Defaults

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

    def discount(self, party: str) -> Floats:
        """Return a party's discount rate, a year."""
        patience = self.conflict.case.war.patience
        found = self.readings.of_party(
            "war.patience", patience, party, self.conflict.side_of(party)
        )
        return self.defaults.number(self.readings, "discount") if found is None else found

    @cached_property
    def party_rows(self) -> Floats:
        """Return the rows of `PARTY`: shape (worlds, parties, columns)."""
        rows = [self._party_row(party) for party in self.conflict.parties]
        return np.stack(rows, axis=1)

    @cached_property
    def world_rows(self) -> Floats:
        """Return the rows of `WORLD`, but for the range of changes of power."""
        return rows_of(WORLD, self._world_values(), (self.readings.worlds,))

    def lull_terms(self) -> Stated:
        """Return how issues stand if the war peters out: as said, else as while fighting."""
        war = self.conflict.case.war
        return stated_at("war.while_fighting", war.while_fighting) | stated_at(
            "war.if_it_peters_out", war.if_it_peters_out
        )

    def running_cost(self, party: str) -> Floats:
        """Return what a month of war costs a party, as a flow in its unit."""
        war, side = self.conflict.case.war, self.conflict.side_of(party)
        flow = self.readings.of_party("war.flow_costs", war.flow_costs, party, side)
        if flow is not None:
            return flow
        year = self.readings.of_party("war.costs", war.costs, party, side)
        if year is None:
            year = self.defaults.number(self.readings, "war_cost")
        discount = np.ascontiguousarray(self.discount(party))
        return running_costs(np.ascontiguousarray(year), discount)

    def opening(self, party: str) -> Floats:
        """Return the chance a month that a party finds an opening to break a deal."""
        return np.minimum(self._own_or_common(party, "opportunities", "per year") / 12.0, 1.0)

    def _own_or_common(self, party: str, name: str, unit: str = "") -> Floats:
        own = getattr(self.conflict.case.parties[party], name)
        if own is not None:
            return self.readings.number(f"parties.{party}.{name}")
        if getattr(self.conflict.case.war, name, None) is not None:
            return self.readings.number(f"war.{name}")
        return self.defaults.number(self.readings, name, unit)

    def _party_row(self, party: str) -> Floats:
        conflict, readings, valuation = self.conflict, self.readings, self.valuation
        place = conflict.parties.index(party)
        body = conflict.case.parties[party]
        bad_seen, bad_true = faith_of(conflict, readings, self.defaults, party)
        stake, ground = valuation.stake(party), valuation.ground(party)
        calm = self._ground_at_rest(party)
        fighting = stated_at("war.while_fighting", conflict.case.war.while_fighting)
        leaders = self.defaults.leaders(self._kind_of(party))
        values = {
            "side": conflict.signs[place],
            "drift": self.drift(party),
            "log_odds": self.log_odds(party),
            "decisive": self.decisive,
            "discount": self.discount(party),
            "fighting": calm + valuation.worth(party, fighting, self.held, ground=False),
            "ground": ground,
            "victory": stake * self._victory_worth(party),
            "defeat": 0.0,
            "lull": calm + valuation.worth(party, self.lull_terms(), self.held, ground=False),
            "lull_ground": ground,
            "cost": self.running_cost(party),
            "opening": self.opening(party),
            "noise": np.maximum(self._own_or_common(party, "temptation_noise"), LEAST_NOISE),
            "word": self._own_or_common(party, "word"),
            "bad_seen": bad_seen,
            "bad_true": bad_true,
            "leaders": readings.number_or(
                f"parties.{party}.leader_change", body.leader_change, leaders
            ),
        }
        return rows_of(PARTY, values, (readings.worlds,))

    def _kind_of(self, party: str) -> str:
        actor = self.conflict.case.actors.get(party)
        return actor.kind if actor is not None else "state"

    def _victory_worth(self, party: str) -> Floats:
        return self._own_or_common(party, "victory")

    def _ground_at_rest(self, party: str) -> Floats:
        """Return what risk adds to the flow of the ground at today's line; 0 for the neutral.

        The war values ground in proportion, `ground` times the own share. Where a party is averse
        to risk it is shifted so that today's line is worth in war what it is worth in a deal.
        """
        territory = self.conflict.territory
        if territory is None:
            return self.readings.constant(0.0)
        sign = self.conflict.signs[self.conflict.parties.index(party)]
        own = self.held if sign >= 0.0 else 1.0 - self.held
        risk = self.readings.of_party(
            f"issues.{territory}.risk",
            self.conflict.case.issues[territory].risk,
            party,
            self.conflict.side_of(party),
        )
        if risk is None:
            return self.readings.constant(0.0)
        return self.valuation.ground(party) * (np.power(own, risk) - own)

    def drift(self, perceiver: str) -> Floats:
        """Return how `perceiver` expects the front to move, changes of power while fighting in."""
        trend = self.conflict.case.war.trend
        if not self.conflict.front or trend is None:
            return self.readings.constant(0.0)
        seen = self.readings.seen_by(perceiver, "war.trend", trend) / self.span
        return seen + fighting_change(self.power, self.exits, perceiver)

    def log_odds(self, perceiver: str) -> Floats:
        """Return ln(side + wins / it loses) as `perceiver` sees it, in a war without a front."""
        if self.conflict.front:
            return self.readings.constant(0.0)
        sign, side = 1.0, self.conflict.axis
        if perceiver in self.conflict.parties:
            sign = self.conflict.signs[self.conflict.parties.index(perceiver)] or 1.0
            side = self.conflict.side_of(perceiver)
        chance = np.clip(self.chance_of(side, perceiver), 1e-9, 1.0 - 1e-9)
        return sign * logit(chance) + fighting_change(self.power, self.exits, perceiver)

    @cached_property
    def decisive(self) -> Floats:
        """Return the chance a month that the war is decided on the field, without a front."""
        if self.conflict.front:
            return self.readings.constant(0.0)
        if self.conflict.case.war.decided is not None:
            return monthly(self.readings.number("war.decided"))
        return monthly(self.defaults.number(self.readings, "decided", "per year"))

    def chance_of(self, side: str, perceiver: str) -> Floats:
        """Return the chance that `side` wins if the war is decided, as `perceiver` sees it.

        Where the case is silent on a side, what the stated chances leave is shared evenly by all
        sides it is silent on.
        """
        stated = self.stated_chances(perceiver)
        if side in stated:
            return stated[side]
        sides = dict.fromkeys(self.conflict.sides)
        left = 1.0 - sum(stated.values(), self.readings.constant(0.0))
        silent = sum(each not in stated for each in sides)
        return np.clip(left, 0.0, 1.0) / silent

    def stated_chances(self, perceiver: str) -> dict[str, Floats]:
        """Return the chance of winning of each side that the case states one for."""
        victory = self.conflict.case.war.victory
        found: dict[str, list[Floats]] = {}
        for name, views in victory.items():
            for party in self.conflict.parties_of(name)[:1]:
                seen = self.readings.seen_by(perceiver, f"war.victory.{name}", _own(views, perceiver))
                found.setdefault(self.conflict.side_of(party), []).append(seen)
        return {side: np.mean(seen, axis=0) for side, seen in found.items()}

    def _world_values(self) -> dict[str, npt.ArrayLike]:
        war, readings, defaults = self.conflict.case.war, self.readings, self.defaults
        swing = readings.constant(0.0)
        if self.conflict.front and war.swing is not None:
            swing = readings.number("war.swing") / self.span
        jump = readings.number_or("war.jumps.size", war.jumps.size, 0.0)
        per_swing = self.power.swing() if self.conflict.front else readings.constant(1.0)
        return {
            "held": self.held,
            "swing": swing,
            "exits": self.exits,
            "regroup": self._regroup(),
            "regroup_months": np.maximum(readings.number("war.regroup.months"), 1e-3),
            "jump_rate": readings.number_or("war.jumps.rate", war.jumps.rate, 0.1),
            "jump": jump * per_swing,
            "early": (
                readings.number("war.early")
                if war.early is not None
                else defaults.number(readings, "early")
            ),
            "analyst_drift": self.drift(ANALYST),
            "analyst_log_odds": self.log_odds(ANALYST),
            "analyst_decisive": self.decisive,
        }

    def _regroup(self) -> Floats:
        """Return how power moves, for side +, once all have rested."""
        pace = self.conflict.case.war.regroup.pace
        total = self.readings.constant(0.0)
        for name in pace:
            parties = self.conflict.parties_of(name)
            if parties:
                sign = self.conflict.signs[self.conflict.parties.index(parties[0])]
                total = total + sign * self.readings.number(f"war.regroup.pace.{name}")
        return total / self.span


def _own(views: PerPerceiver, perceiver: str) -> PerPerceiver:  # type: ignore[type-arg]
    return views


def setting_of(conflict: Conflict, readings: Readings) -> Setting:
    """Return what all proposals of a conflict share in a chunk of worlds."""
    return Setting(conflict, readings, Defaults(conflict.case.kind))
