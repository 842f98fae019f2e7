"""Power: forces of the sides, what changes their ratio, and what that does to the war.

Everything that changes power goes through one function of the logarithm of the ratio of forces:
guarantors who join, aid that ends, an ally that leaves, limits on forces, sanctions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.engine.inputs.conflict import Conflict
from servanda.engine.inputs.each_world import drift_changes, odds_changes
from servanda.engine.inputs.readings import Readings

__all__ = ["LEAST_SWING", "Power", "power_of"]


LEAST_SWING = 0.005
"""Swing of a new war along a line that does not move, in shares of what is contested a month.

A line at rest says nothing of what force would do; `war.swing_of_a_new_war` states it.
"""

LEAST_FACTOR = 1e-9


@dataclass(frozen=True)
class Power:
    """The forces of a conflict's parties in a chunk of worlds, and the pace they are worth."""

    conflict: Conflict
    readings: Readings
    forces: Mapping[str, Floats]

    def share(self, party: str) -> Floats:
        """Return a party's share of the forces of its side; even where they are not all known."""
        side = self.conflict.parties_of(self.conflict.side_of(party))
        if any(each not in self.forces for each in side):
            return self.readings.constant(1.0 / len(side))
        total = self._sum(side)
        return np.where(
            total > 0.0, self.forces[party] / np.maximum(total, 1e-300), 1.0 / len(side)
        )

    def of_side(self, side: str) -> Floats | None:
        """Return the forces of a side, None where those of no party of it are known."""
        known = [party for party in self.conflict.parties_of(side) if party in self.forces]
        return self._sum(tuple(known)) if known else None

    def _sum(self, parties: tuple[str, ...]) -> Floats:
        total = self.readings.constant(0.0)
        for party in parties:
            total = total + self.forces[party]
        return total

    def changed(self, factors: Mapping[str, Floats]) -> Floats:
        """Return the change of power, for side +, as parties' forces are multiplied by `factors`.

        Factors have shape (worlds,) or (worlds, times). Every side that is against side + counts as
        one in the ratio.
        """
        gains, loses = self._change_of(factors, 1.0), self._change_of(factors, -1.0)
        return self.in_pace(gains - loses)

    def _change_of(self, factors: Mapping[str, Floats], sign: float) -> Floats:
        """Return the logarithm of what the forces of all on one side of the axis change by."""
        signs = self.conflict.signs
        side = [p for p, own in zip(self.conflict.parties, signs, strict=True) if own == sign]
        if not any(party in factors for party in side):
            return np.zeros_like(next(iter(factors.values()), np.zeros(1)))
        weights = self._weights(side)
        change = sum(
            _like(weights[party], factors[party]) * (factors[party] - 1.0)
            for party in side
            if party in factors
        )
        return np.asarray(np.log(np.maximum(1.0 + change, LEAST_FACTOR)))

    def _weights(self, side: list[str]) -> dict[str, Floats]:
        if any(party not in self.forces for party in side):
            return {party: self.readings.constant(1.0 / len(side)) for party in side}
        total = np.maximum(self._sum(tuple(side)), 1e-300)
        return {party: self.forces[party] / total for party in side}

    def joined(self, side: str, troops: Floats) -> Floats:
        """Return the change of power, for side +, as `troops` join `side`.

        None join where the forces of that side are not known: `servanda check` says so.
        """
        forces = self.of_side(side)
        if forces is None:
            return self.readings.constant(0.0)
        ratio = np.log1p(np.maximum(troops, 0.0) / np.maximum(forces, 1e-9))
        return self.sign_of(side) * self.in_pace(ratio)

    def sign_of(self, side: str) -> float:
        """Return +1 for the side that gains as power rises, -1 for those that lose, else 0."""
        parties = self.conflict.parties_of(side)
        return float(self.conflict.signs[self.conflict.parties.index(parties[0])])

    def in_pace(self, log_ratio: Floats) -> Floats:
        """Return what a change of ln(force of side + / force of side -) does to power.

        With a front, to its drift, in shares of what is contested a month; without, to the
        log-odds that side + wins.
        """
        times = log_ratio.shape[1:] if log_ratio.ndim > 1 else ()
        flat = np.broadcast_to(
            log_ratio.reshape(len(log_ratio), -1), (self.readings.worlds, int(np.prod(times or 1)))
        )
        columns = [self._pace(np.ascontiguousarray(flat[:, t])) for t in range(flat.shape[1])]
        return np.stack(columns, axis=1).reshape(self.readings.worlds, *times)

    def _pace(self, log_ratio: Floats) -> Floats:
        gamma = self.readings.number("war.decisiveness")
        if not self.conflict.front:
            return odds_changes(gamma, log_ratio)
        operations = self.readings.number("war.operations")
        return drift_changes(self.swing(), gamma, operations, log_ratio)

    def swing(self) -> Floats:
        """Return the swing of a new war along the front."""
        front, war = self.conflict.case.war.front, self.conflict.case.war
        assert front is not None
        span = front.wins_at - front.beaten_at
        if war.swing_of_a_new_war is not None:
            return self.readings.number("war.swing_of_a_new_war") / span
        return np.maximum(self.readings.number("war.swing") / span, LEAST_SWING)


def _like(weight: Floats, factor: Floats) -> Floats:
    """Return a weight by world in the shape of a factor by world and time."""
    return weight if factor.ndim == 1 else weight[:, None]


def power_of(conflict: Conflict, readings: Readings) -> Power:
    """Return the forces of the parties of a conflict."""
    forces = {
        party: readings.number(f"capabilities.{party}.forces")
        for party in conflict.parties
        if party in conflict.case.capabilities
    }
    return Power(conflict, readings, forces)
