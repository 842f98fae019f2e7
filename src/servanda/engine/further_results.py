"""Two further answers on a proposal: what learning does to an offer, what reneging costs elsewhere.

Both are dear to compute, so they are taken from the first `SIDE_WORLDS` worlds.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.engine.inputs import WarSetting
from servanda.engine.results import LearningResult, Spread
from servanda.formulas.learning import war_of_beliefs
from servanda.formulas.reputation import reputation_stake

__all__ = ["SIDE_WORLDS", "learning_result", "spill_over"]


SIDE_WORLDS = 200
"""Worlds in which these are computed: the middle is then known to a tenth of the spread."""

BATTLES = 120
"""Battles over which learning is followed."""


def learning_result(
    case: Case, setting: WarSetting, columns: Mapping[str, Floats]
) -> LearningResult | None:
    """Return how long the sides fight who disagree about the war and learn from it.

    Needs `war.evidence_months` for both belligerents: how many months of fighting each one's view
    of the front is worth. A battle is a month in which the front moves; each side starts from
    knowing nothing (Beta 1, 1) and has seen that many battles go as it sees the front go.
    *Departure*: while the fighting goes on each side gets what it gets at today's front, wherever
    the front has moved, and the war does not stop for outside reasons.

    After [@SmithStam2004], our specification.
    """
    sides = (case.challenger, case.protege)
    if any(side not in case.war.evidence_months for side in sides):
        return None
    count = min(SIDE_WORLDS, setting.worlds)
    # Where a side sees a front that never moves there are no battles to learn from.
    ok = ~setting.too_fast[:count] & (setting.up + setting.down > 0)[:count]
    for side in sides:
        ok &= (np.add(*setting.pace[side]) > 0)[:count]
    if not ok.any():
        return None

    def of(name: str) -> Floats:
        return np.asarray(setting.draws.values(name), dtype=np.float64)[:count][ok]

    moves = (setting.up + setting.down)[:count][ok]
    beliefs: dict[str, Floats] = {}
    for ending, side in zip("ab", sides, strict=True):
        up, down = (values[:count][ok] for values in setting.pace[side])
        seen = of(f"war.evidence_months.{side}") * (up + down)
        beliefs[f"alpha_{ending}"] = 1.0 + seen * up / (up + down)
        beliefs[f"beta_{ending}"] = 1.0 + seen * down / (up + down)
    months: dict[int, Floats] = {}
    for stands in (1, 0):
        war = war_of_beliefs(
            n=setting.steps,
            k=setting.column("front")[:count][ok].astype(np.int64),
            delta=np.minimum(setting.column("delta_a")[:count][ok] ** (1.0 / moves), 0.9999),
            c_a=-_flow(setting, "a")[:count][ok],
            c_b=-_flow(setting, "b")[:count][ok],
            u_a=columns["deal_a"][:count][ok],
            u_b=columns["deal_b"][:count][ok],
            **beliefs,
            p=setting.up[:count][ok] / moves,
            battles=BATTLES,
            stands=stands,
        )
        months[stands] = np.asarray(war["months"]) / moves
    standing, lapsing = Spread.of(months[1]), Spread.of(months[0])
    return LearningResult(standing, lapsing) if standing and lapsing else None


def _flow(setting: WarSetting, side: str) -> Floats:
    """Return what a month of fighting at today's front is worth to a side, its costs taken off."""
    slope = setting.column(f"flow_{side}1")
    flow: Floats = setting.column(f"flow_{side}0") + slope * setting.column("front")
    return flow


def spill_over(
    case: Case, setting: WarSetting, proposal: str, columns: Mapping[str, Floats]
) -> Spread | None:
    """Return what reneging on `proposal`'s guarantees would cost the guarantor elsewhere.

    Each other commitment of the same guarantor is lost more often once this one is seen to fail;
    its challenger is taken to stand where this one does. None where the case names none.
    """
    guarantors = {
        actor for name in case.proposals[proposal].guarantees
        for actor in case.guarantees[name].guarantors
    }  # fmt: skip
    others = [name for name, c in case.commitments.items() if c.guarantor in guarantors]
    count = min(SIDE_WORLDS, setting.worlds)
    ok = ~setting.too_fast[:count] & np.isfinite(columns["fight_a"][:count])
    if not others or not ok.any():
        return None

    def each(ending: str) -> Floats:
        values = [setting.draws.values(f"commitments.{name}.{ending}") for name in others]
        return np.stack([np.asarray(v, dtype=np.float64)[:count][ok] for v in values], axis=1)

    def alike(values: Floats) -> Floats:
        return np.repeat(values[:count][ok][:, None], len(others), axis=1)

    found = reputation_stake(
        delta=setting.column("delta_a")[:count][ok],
        loss=each("at_stake"),
        q=each("believed"),
        drop=each("loses"),
        u=alike(columns["keep_a"]),
        alone=alike(columns["alone_a"]),
        joined=alike(columns["joined_a"]),
        patience=alike(setting.column("delta_a")),
        omega=setting.column("chances")[:count][ok],
        scale=setting.column("noise")[:count][ok],
    )
    return Spread.of(np.asarray(found["r"]))
