"""The oracle rows, and the stylised case that many of them share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from servanda.formulas.hold import challenge_recursion, hold_path, survival, value_under_hazard
from servanda.formulas.regrouping import NODES, along_months, regrouped, war_value_nodes
from servanda.formulas.war import war_value, war_values

ORACLES = Path(__file__).resolve().parents[1] / "oracles" / "cardinal"


class StylisedCase:
    """The case of `base.json`: war, regrouping, an opposed renewed war, one deal."""

    def __init__(self, **changes: float) -> None:
        self.__dict__.update(json.loads((ORACLES / "base.json").read_text(encoding="utf-8")))
        self.__dict__.update(changes)

    def side(self, who: str, cost: float) -> tuple[float, ...]:
        """Flow, frozen value and ends for one side, as `war_value` takes them."""
        at_0, slope = self.__dict__[f"hold_{who}"]
        ends = (1.0, 0.0) if who == "a" else (0.0, 1.0)
        return (at_0 - cost, slope, at_0, slope, *ends)

    def war(self, who: str, k: int | None = None, **changes: float) -> float:
        """What fighting on is worth from fort k."""
        at = {**self.__dict__, **changes}
        return war_value(
            at["p"], at["q"], at["n"], at["k"] if k is None else k, at["delta"], at["eta"],
            *self.side(who, at[f"c_{who}"]),
        )  # fmt: skip

    def wars(self, who: str) -> np.ndarray:
        """What fighting on is worth from every fort."""
        at = self.__dict__
        values = np.empty(at["n"] + 1)
        war_values(
            at["p"], at["q"], at["delta"], at["eta"], *self.side(who, at[f"c_{who}"]), values
        )
        return values

    def renewed(self, who: str) -> tuple[np.ndarray, np.ndarray]:
        """Values of renewed war, without and with the guarantor, at the nodes of regrouping."""
        at = self.__dict__
        alone, joined = np.empty(NODES), np.empty(NODES)
        rest = (at["tau"], at["months"], at["n"], at["k"], at["delta"], at["eta"])
        war_value_nodes(
            at["p"], at["q"], at["dp"], at["dq"], *rest, *self.side(who, at[f"c_{who}"]), alone
        )
        opposed = at["joined"]
        war_value_nodes(
            opposed["p"],
            opposed["q"],
            0.0,
            0.0,
            *rest,
            *self.side(who, opposed[f"c_{who}"]),
            joined,
        )
        return alone, joined

    def hold(self, interpolate: bool = False) -> dict[str, float]:
        """What the deal is worth to both, and how it survives."""
        at = self.__dict__
        months, tau = at["months"], at["tau"]
        hazard, stands = np.empty(months), np.empty(3)
        u_a, u_b = np.full(months, at["u_a"]), np.full(months, at["u_b"])
        rest = (at["delta"], at["omega"], at["scale"])
        if interpolate:
            s_a = hold_path(u_a, *self.renewed("a"), at["q_a"], *rest, tau, hazard)
            alone, joined = (np.empty(months), np.empty(months))
            for nodes, path in zip(self.renewed("b"), (alone, joined), strict=True):
                along_months(nodes, tau, path)
        else:
            alone, joined = self.paths("a")
            worth = (1.0 - at["q_a"]) * alone + at["q_a"] * joined
            s_a = challenge_recursion(u_a, worth, *rest, hazard)
            alone, joined = self.paths("b")
        broken = (1.0 - at["q_b"]) * alone + at["q_b"] * joined
        s_b = value_under_hazard(u_b, broken, hazard, at["delta"])
        survival(hazard, np.array([12, 60, 120]), stands)
        w_a, w_b = self.war("a"), self.war("b")
        return {
            "W_A": w_a, "S_A": s_a, "W_B": w_b, "S_B": s_b,
            "S12": stands[0], "S60": stands[1], "S120": stands[2],
            "sign": bool(s_a >= w_a and s_b >= w_b),
        }  # fmt: skip

    def paths(self, who: str) -> tuple[np.ndarray, np.ndarray]:
        """Values of renewed war month by month, without and with the guarantor, exactly."""
        at = self.__dict__
        alone = np.empty(at["months"])
        for month in range(at["months"]):
            g = regrouped(float(month), at["tau"])
            alone[month] = self.war(who, p=at["p"] + at["dp"] * g, q=at["q"] + at["dq"] * g)
        opposed = at["joined"]
        joined = self.war(who, p=opposed["p"], q=opposed["q"], **{f"c_{who}": opposed[f"c_{who}"]})
        return alone, np.full(at["months"], joined)


@pytest.fixture
def case() -> Callable[..., StylisedCase]:
    return StylisedCase
