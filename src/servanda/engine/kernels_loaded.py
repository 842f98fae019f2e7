"""The machine code that a first verdict needs, loaded before anything is asked."""

from __future__ import annotations

import numpy as np

from servanda.engine.contract import DEAL_PARTY, DEAL_WORLD, PARTY, WORLD, Deal, Settings, Worlds
from servanda.engine.inputs.each_world import (
    bad_faith_of,
    drift_changes,
    odds_changes,
    promise_weights,
    running_costs,
)
from servanda.engine.proposal import settle
from servanda.engine.war_tables import war_tables

__all__ = ["load_kernels"]


def load_kernels(front: bool, states: bool) -> None:
    """Load the kernels that settle a proposal: they are asked to settle it in no world.

    Parameters: `front`, whether the war has one; `states`, whether deals may be violated or power
    may jump. It is the loading of machine code that takes time, and most of it without the
    interpreter's lock, so that a thread beside does it while other things are loaded.
    """
    none = np.zeros(0)
    bad_faith_of(none, none, none, 0.0, 0.0)
    running_costs(none, none)
    promise_weights(0.0, none, none)
    if front:
        drift_changes(none, none, none, none)
    else:
        odds_changes(none, none)
    worlds = Worlds(np.zeros((0, 2, len(PARTY))), np.zeros((0, len(WORLD))), np.zeros((0, 2, 1)),
                    np.ones(1))  # fmt: skip
    by_response = np.zeros((0, 2, 1, 1))
    deal = Deal(
        phase=np.zeros(1, dtype=np.int64),
        terms=np.zeros((0, 2, 1)),
        line=np.zeros((0, 1)),
        power=np.zeros((0, 1)),
        keeps=np.zeros((0, 2, 1)),
        lapse=np.zeros((0, 1)),
        payments=np.zeros((0, 2, 0)),
        payment_block=np.zeros(0, dtype=np.int64),
        response_shift=np.zeros((0, 1)),
        response_cost=np.zeros((0, 1)),
        against=by_response,
        beside=by_response,
        backs=by_response,
        true=np.zeros((0, 1, 1)),
        host_leaves=np.zeros((0, 1)),
        response_from=np.zeros(1),
        party=np.zeros((0, 2, len(DEAL_PARTY))),
        world=np.zeros((0, len(DEAL_WORLD))),
    )
    settings = Settings(np.array([12.0]), front=front, violations=states)
    settle(worlds, war_tables(worlds, front), deal, settings)
