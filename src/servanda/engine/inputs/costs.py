"""What the others know of a party's running cost: not the number, but the case's range of it."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.engine.inputs.each_world import running_costs
from servanda.engine.inputs.war import Setting
from servanda.formulas.private_types import quantile_nodes
from servanda.worlds.belief import pooled_quantile

__all__ = ["cost_nodes"]


def cost_nodes(setting: Setting, types: int) -> tuple[Floats, Floats]:
    """Return the running costs that others tell apart (worlds, parties, types) and their weights.

    They are the quantiles, at the nodes of `quantile_nodes`, of the range that the case states.
    """
    places, weights = quantile_nodes(types)
    rows = [_of_party(setting, party, places) for party in setting.conflict.parties]
    return np.stack(rows, axis=1), weights


def _of_party(setting: Setting, party: str, places: Floats) -> Floats:
    war, side = setting.conflict.case.war, setting.conflict.side_of(party)
    numbers, worlds = setting.readings.draws.numbers, setting.readings.worlds
    named = next((name for name in (party, side) if name in war.flow_costs), "")
    path = f"war.flow_costs.{named}"
    if not named:
        named = next((name for name in (party, side) if name in war.costs), party)
        path = f"war.costs.{named}"
    number = numbers[path]
    stated = pooled_quantile(number.form, places, number.low, number.high, unit=number.unit)
    if path.startswith("war.flow"):
        return np.repeat(stated[None, :], worlds, axis=0)
    discount = setting.discount(party)
    columns = [running_costs(np.full(worlds, year), discount) for year in stated]
    return np.stack(columns, axis=1) if columns else np.zeros((worlds, 0))
