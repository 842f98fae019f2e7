"""What reneging on a proposal's guarantees would cost the guarantor through its other promises."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.engine.chunk import Chunk
from servanda.engine.columns import DISCOUNT, NOISE, OPENING
from servanda.engine.settling import Offer
from servanda.formulas.reputation import reputation_stake

__all__ = ["SIDE_WORLDS", "spill_over"]

Columns = dict[str, Floats]

SIDE_WORLDS = 200
"""Worlds in which it is computed: the middle is then known to a tenth of the spread."""


def spill_over(chunk: Chunk, few: int, proposal: str, columns: Mapping[str, Floats]) -> Columns:
    """Return what reneging on `proposal`'s guarantees would cost the guarantor elsewhere.

    In the first `few` worlds of a chunk; NaN where it could not be computed. Each other commitment
    of the same guarantor is lost more often once this one is seen to fail; its challenger is taken
    to stand where here the party stands that gains most by a breach, of those whose breach a
    guarantee answers. Nothing where the case names no such commitment.
    """
    case = chunk.plan.case
    guarantors = {
        actor for name in case.proposals[proposal].guarantees
        for actor in case.guarantees[name].guarantors
    }  # fmt: skip
    others = [name for name, body in case.commitments.items() if body.guarantor in guarantors]
    settled = chunk.vote(Offer(proposal)).settled
    against = {party for promise in settled.prepared.promises for party in promise.against}
    facing = [party for party in chunk.parties if party in against]
    if not others or not facing:
        return {}
    told = {name: np.stack([columns[f"{name}.{p}"][:few] for p in facing]) for name in _READ}
    tempted = np.argmax(np.nan_to_num(told["breach"] - told["keep"], nan=-np.inf), axis=0)
    rows = np.arange(few)
    of_tempted = {name: values[tempted, rows] for name, values in told.items()}
    places = np.array([chunk.parties.index(party) for party in facing])[tempted]
    known = np.isfinite(of_tempted["keep"])
    found = np.full(few, np.nan)
    if known.any():
        party = settled.worlds.party[rows, places][known]
        of_known = {name: values[known] for name, values in of_tempted.items()}
        found[known] = _stakes(chunk, others, party, known, of_known)
    return {"spill_over": found}


_READ = ("breach", "keep", "alone", "joined")


def _stakes(
    chunk: Chunk, others: list[str], party: Floats, known: Flags, of_tempted: Columns
) -> Floats:
    """Return what the other commitments stand to lose, in the worlds that are `known`."""

    def each(ending: str) -> Floats:
        values = [
            chunk.drawn.values(f"commitments.{name}.{ending}")[: len(known)][known]
            for name in others
        ]
        return np.stack(values, axis=1)

    def alike(values: Floats) -> Floats:
        return np.repeat(values[:, None], len(others), axis=1)

    delta = np.exp(-np.maximum(party[:, DISCOUNT], 1e-6) / 12.0)
    found = reputation_stake(
        delta=delta,
        loss=each("at_stake"),
        q=each("believed"),
        drop=each("loses"),
        u=alike(of_tempted["keep"]),
        alone=alike(of_tempted["alone"]),
        joined=alike(of_tempted["joined"]),
        patience=alike(delta),
        omega=party[:, OPENING],
        scale=party[:, NOISE],
    )
    return np.asarray(found["r"])
