"""What reneging on a proposal's guarantees would cost the guarantor through its other promises."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from servanda.arrays import Floats
from servanda.engine.chunk import Chunk
from servanda.engine.columns import DISCOUNT, NOISE, OPENING
from servanda.engine.settling import Offer
from servanda.engine.shares import Spread
from servanda.formulas.reputation import reputation_stake

__all__ = ["SIDE_WORLDS", "spill_over"]

SIDE_WORLDS = 200
"""Worlds in which it is computed: the middle is then known to a tenth of the spread."""


def spill_over(chunk: Chunk, proposal: str, columns: Mapping[str, Floats]) -> Spread | None:
    """Return what reneging on `proposal`'s guarantees would cost the guarantor elsewhere.

    Each other commitment of the same guarantor is lost more often once this one is seen to fail;
    its challenger is taken to stand where here the party stands that gains most by a breach. None
    where the case names no such commitment.
    """
    case = chunk.plan.case
    guarantors = {
        actor for name in case.proposals[proposal].guarantees
        for actor in case.guarantees[name].guarantors
    }  # fmt: skip
    others = [name for name, body in case.commitments.items() if body.guarantor in guarantors]
    facing = [p for p in chunk.parties if np.nanmax(columns[f"believed.{p}"], initial=0.0) > 0.0]
    if not others or not facing:
        return None
    count = chunk.worlds
    gains = np.stack([columns[f"breach.{p}"] - columns[f"keep.{p}"] for p in facing])
    tempted = np.argmax(np.nan_to_num(gains, nan=-np.inf), axis=0)
    rows = np.arange(count)

    def of_tempted(name: str) -> Floats:
        return np.stack([columns[f"{name}.{party}"] for party in facing])[tempted, rows]

    places = np.array([chunk.parties.index(party) for party in facing])[tempted]
    party = chunk.vote(Offer(proposal)).settled.worlds.party[rows, places]
    known = np.isfinite(of_tempted("keep"))
    if not known.any():
        return None

    def each(ending: str) -> Floats:
        values = [chunk.drawn.values(f"commitments.{name}.{ending}")[known] for name in others]
        return np.stack(values, axis=1)

    def alike(values: Floats) -> Floats:
        return np.repeat(values[known][:, None], len(others), axis=1)

    delta = np.exp(-np.maximum(party[:, DISCOUNT], 1e-6) / 12.0)
    found = reputation_stake(
        delta=delta[known],
        loss=each("at_stake"),
        q=each("believed"),
        drop=each("loses"),
        u=alike(of_tempted("keep")),
        alone=alike(of_tempted("alone")),
        joined=alike(of_tempted("joined")),
        patience=alike(delta),
        omega=party[known, OPENING],
        scale=party[known, NOISE],
    )
    return Spread.of(np.asarray(found["r"]))
