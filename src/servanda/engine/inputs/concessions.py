"""What signing costs a party at home where the case does not say: by how much it gives up."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.dispute import Outcome
from servanda.engine.inputs.conflict import stated_at
from servanda.engine.inputs.timeline import Timeline
from servanda.engine.inputs.war import Setting

__all__ = ["conceded", "cost_of_conceding", "political_cost"]

AS_HELD = Outcome(as_held=True)


def political_cost(
    setting: Setting, proposal: str, party: str, terms: Floats, time: Timeline, held: Floats
) -> Floats:
    """Return what signing costs a party: as the case says, else by what it gives up: (worlds).

    terms (worlds, parties, phases): what they yield a month; held (worlds): share of the contested
    ground that side + holds as the fighting stops.
    """
    conflict = setting.conflict
    stated = conflict.case.proposals[proposal].political_costs
    path, side = f"proposals.{proposal}.political_costs", conflict.side_of(party)
    price = setting.readings.of_party(path, stated, party, side)
    if price is not None:
        return price
    own = terms[:, conflict.parties.index(party)]
    return cost_of_conceding(setting, party, own, time, held)


def cost_of_conceding(
    setting: Setting, party: str, terms: Floats, time: Timeline, held: Floats
) -> Floats:
    """Return what terms of which the case says nothing cost a party to sign: (worlds).

    terms (worlds, phases): what they yield it a month. It gives up what it has while fighting, less
    what the deal leaves it on average: nothing where it gains.
    """
    war = setting.conflict.case.war
    has = stated_at("war.while_fighting", war.while_fighting)
    if setting.conflict.territory is not None:
        has |= {setting.conflict.territory: (AS_HELD, "war.front.held")}
    worth = setting.valuation.worth(party, has, held)
    lost = conceded(worth, terms, time.starts, setting.discount(party))
    return setting.readings.number(f"parties.{party}.concession_cost") * lost


def conceded(has: Floats, leaves: Floats, starts: Floats, discount: Floats) -> Floats:
    """Return by how much a deal leaves a party less than it has, on average over time.

    has (worlds): what it has a month; leaves (worlds, phases): what the deal leaves it, each phase
    from its month in `starts` on, the last for ever; discount (worlds): a year's.

    Formula: ``max(has - sum_k (d^a_k - d^a_(k+1)) leaves_k, 0)``, d the discount factor of a month
    and phase k begun in month a_k.

    >>> conceded(np.array([0.7]), np.array([[0.7, 0.1]]), np.array([0.0, 120.0]), np.array([0.1]))
    array([0.22072766])
    """
    waits = np.exp(-np.maximum(discount, 0.0)[:, None] / 12.0 * starts)
    later = np.append(waits[:, 1:], np.zeros((len(waits), 1)), axis=1)
    return np.asarray(np.maximum(has - ((waits - later) * leaves).sum(axis=1), 0.0))
