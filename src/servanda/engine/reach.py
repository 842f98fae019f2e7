"""What a deal asks of the tables and of the settings, checked before it is computed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.engine.contract import DEAL_WORLD, WORLD, Deal, column_of
from servanda.errors import InputError

__all__ = ["check_deal", "shift_range"]


def shift_range(
    world: Floats, deals: Iterable[Deal], power_states: int = 1
) -> tuple[Floats, Floats]:
    """Return the lowest and highest change of power any of the `deals` can reach, by world.

    world: rows of `WORLD` (W, columns). Regrouping and recovery count in full, with and without
    each response, and jumps where there are power states. Put them into `shift_low`, `shift_high`.

    >>> from servanda.engine.contract import rows_of
    >>> shift_range(rows_of(WORLD, {"regroup": 0.002}, (1,)), [])
    (array([0.]), array([0.002]))
    """
    regroup, recovery, jump = (
        world[:, column_of(WORLD, name)] for name in ("regroup", "recovery", "jump")
    )
    jump = np.abs(jump) if power_states == 3 else np.zeros(len(world))
    lowest = np.minimum(regroup, 0.0)
    highest = np.maximum(regroup, 0.0)
    for deal in deals:
        lines = recovery[:, None] * (1.0 - 2.0 * deal.line)
        base_low = deal.power + np.minimum(lines, 0.0) + np.minimum(regroup, 0.0)[:, None]
        base_high = deal.power + np.maximum(lines, 0.0) + np.maximum(regroup, 0.0)[:, None]
        joined = np.concatenate([np.zeros((len(world), 1)), deal.response_shift], axis=1)
        lowest = np.minimum(lowest, base_low.min(axis=1) + joined.min(axis=1))
        highest = np.maximum(highest, base_high.max(axis=1) + joined.max(axis=1))
    return lowest - jump, highest + jump


@compiled
def _over_one(against: Floats, backs: Floats, beside: Floats, true: Floats) -> bool:
    """Return whether beliefs in responses to a party's breach add to more than 1 anywhere.

    Shapes (W, n, J, phases), of `true` (W, J, phases).
    """
    worlds, parties, responses, phases = against.shape
    sums = np.empty((3, phases))
    for w in range(worlds):
        for i in range(parties):
            sums[:] = 0.0
            for j in range(responses):
                for k in range(phases):
                    own = against[w, i, j, k] + backs[w, i, j, k]
                    sums[0, k] += own
                    sums[1, k] += beside[w, i, j, k]
                    sums[2, k] += true[w, j, k] if own > 0.0 else 0.0
            for which in range(3):
                for k in range(phases):
                    if sums[which, k] > 1.0 + 1e-9:
                        return True
    return False


def check_deal(deal: Deal, violations: bool) -> None:
    """Refuse a deal whose beliefs add to more than 1, or that asks for a state not computed.

    The analyst's are held against the breach of each party: responses to those of others are no
    alternatives to one another. `violations` says whether breaches short of war are computed.

    Raises `InputError`, with the first world at fault.
    """
    sums = {}
    told = (deal.against, deal.backs, deal.beside, deal.true)
    if deal.response_shift.shape[1] and _over_one(*map(np.ascontiguousarray, told)):
        sums = {
            "against + backs": (deal.against + deal.backs).sum(axis=2),
            "beside": deal.beside.sum(axis=2),
            "true": np.where(deal.against + deal.backs > 0.0, deal.true[:, None], 0.0).sum(axis=2),
        }
    limited = sum(deal.world[:, column_of(DEAL_WORLD, name)] for name in ("violation", "repelled"))
    sums["violation + repelled"] = np.asarray(limited)
    for name, total in sums.items():
        over = total > 1.0 + 1e-9
        if over.any():
            at = tuple(int(index) for index in np.argwhere(over)[0])
            raise InputError(
                f"{name}: adds to {total[at]:.3f} in world {at[0]}; chances of responses that "
                "exclude each other add to 1 at most: lower one of them"
            )
    if not violations and np.any(limited > 0.0):
        raise InputError(
            "violation, repelled: above 0 in a world, but settings.violations is off and would "
            "ignore them; turn it on for the case"
        )
