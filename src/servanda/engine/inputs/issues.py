"""What terms are worth to a party a month, in its own unit of value.

The unit is total victory less total defeat on what is contested: a party's weights on contested
issues, summed. Weights are never divided by a sum that holds issues which stay as they are, so
that such an issue, or one split in two, changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.dispute import Issue, Outcome
from servanda.engine.inputs.conflict import Conflict, Stated, stated_at
from servanda.engine.inputs.readings import Readings
from servanda.errors import InputError

__all__ = ["Valuation", "share_along_front"]


def share_along_front(readings: Readings, raw: Floats) -> Floats:
    """Return a share of the territory as a share of what is contested, from 0 to 1."""
    front = readings.case.war.front
    assert front is not None
    return np.clip((raw - front.beaten_at) / (front.wins_at - front.beaten_at), 0.0, 1.0)


@dataclass(frozen=True)
class Valuation:
    """What outcomes are worth to the parties of a conflict in a chunk of worlds."""

    conflict: Conflict
    readings: Readings
    _units: dict[str, Floats] = field(default_factory=dict, repr=False)

    def weight(self, party: str, issue: str) -> Floats:
        """Return the weight of an issue to a party, as the case states it; 0 where it is silent."""
        stated = self.conflict.case.issues[issue].weights
        found = self.readings.of_party(
            f"issues.{issue}.weights", stated, party, self.conflict.side_of(party)
        )
        return self.readings.constant(0.0) if found is None else found

    def unit(self, party: str) -> Floats:
        """Return a party's unit of value: its weights on what is contested.

        1 where nothing contested matters to it: then every outcome is worth the same to it, 0.
        """
        if party not in self._units:
            total = self.readings.constant(0.0)
            for issue in self.conflict.contested:
                total = total + self.weight(party, issue)
            self._units[party] = np.where(total > 0.0, total, 1.0)
        return self._units[party]

    def stake(self, party: str) -> Floats:
        """Return total victory less total defeat in the party's unit: 1, 0 without a stake."""
        total = self.readings.constant(0.0)
        for issue in self.conflict.contested:
            total = total + self.weight(party, issue)
        return (total > 0.0).astype(np.float64)

    def ground(self, party: str) -> Floats:
        """Return the flow of the whole contested ground along a front, 0 without a front."""
        territory = self.conflict.territory
        if territory is None:
            return self.readings.constant(0.0)
        return self.weight(party, territory) / self.unit(party)

    def worth(self, party: str, terms: Stated, line: Floats, ground: bool = True) -> Floats:
        """Return what `party` gets a month under `terms`; `line` is where fighting stops.

        With `ground` False, what it gets from all but the ground along the front.
        """
        total = self.readings.constant(0.0)
        for name in self.conflict.contested:
            if name == self.conflict.territory and not ground:
                continue
            share = self.share(party, name, terms, line)
            total = total + self.weight(party, name) * share
        return total / self.unit(party)

    def share(self, party: str, name: str, terms: Stated, line: Floats) -> Floats:
        """Return how much of what it wants on an issue `party` gets, from 0 to 1.

        A number is turned into the share of what lies between the party's best and its worst, the
        best of others that is farthest from its own. The share x is valued at ``x^r``, r its risk.
        """
        issue = self.conflict.case.issues[name]
        outcome, path = self._settled(name, terms)
        if issue.kind == "finite":
            return self._option(party, name, issue, outcome, path)
        if name == self.conflict.territory:
            share = self._along(party, outcome, path, line)
        else:
            share = self._graded(party, name, outcome, path)
        risk = self.readings.of_party(
            f"issues.{name}.risk", issue.risk, party, self.conflict.side_of(party)
        )
        return share if risk is None else np.power(share, risk)

    def line_of(self, terms: Stated, line: Floats) -> Floats:
        """Return the share of the ground that side + holds under `terms`."""
        territory = self.conflict.territory
        if territory is None or territory not in terms:
            return line
        outcome, path = terms[territory]
        if outcome.as_held:
            return line
        return share_along_front(self.readings, self._stated(outcome, path))

    def _settled(self, name: str, terms: Stated) -> tuple[Outcome, str]:
        """Return how `terms` settle an issue; off the front, as held means as while fighting."""
        if name not in terms:
            raise InputError(f"{_where(terms)}: says nothing on the issue {name}; add it")
        outcome, path = terms[name]
        if outcome.as_held and name != self.conflict.territory:
            fighting = stated_at("war.while_fighting", self.conflict.case.war.while_fighting)
            if name not in fighting or fighting[name][0].as_held:
                raise InputError(
                    f"war.while_fighting: says nothing on the issue {name}, which `{path}` leaves "
                    "as it is held; add it"
                )
            return fighting[name]
        return outcome, path

    def _along(self, party: str, outcome: Outcome, path: str, line: Floats) -> Floats:
        held = line
        if not outcome.as_held:
            held = share_along_front(self.readings, self._stated(outcome, path))
        own = self.conflict.signs[self.conflict.parties.index(party)] > 0.0
        return held if own else 1.0 - held

    def _option(self, party: str, name: str, issue: Issue, outcome: Outcome, path: str) -> Floats:
        if outcome.option is None or outcome.option not in issue.options:
            raise InputError(f"{path}: {outcome.option!r} is no option; use {list(issue.options)}")
        shares = issue.options[outcome.option].shares
        if party not in shares and self.conflict.side_of(party) not in shares:
            return self.readings.constant(0.0)
        return self.readings.number(self.conflict.case.option_share(name, outcome.option, party))

    def _graded(self, party: str, name: str, outcome: Outcome, path: str) -> Floats:
        case = self.conflict.case
        best, worst = case.best_of(name, party), case.worst_of(name, party)
        if worst == best:
            return self.readings.constant(1.0)
        return np.clip((self._stated(outcome, path) - worst) / (best - worst), 0.0, 1.0)

    def _stated(self, outcome: Outcome, path: str) -> Floats:
        if outcome.value is None:
            raise InputError(f"{path}: a number is wanted here, such as 0.2")
        return self.readings.number(f"{path}.value")


def _where(terms: Stated) -> str:
    """Return the place of the terms, for a message."""
    if not terms:
        return "terms"
    return next(iter(terms.values()))[1].rpartition(".")[0]
