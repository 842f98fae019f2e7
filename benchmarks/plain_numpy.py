"""One proposal in every world in plain NumPy: the version to beat, and a second route.

Written from the formulas with whole arrays and no interpolation: the value of renewed war is the
closed form at every month. It shares no kernel with the package.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.engine.kernel_one_challenger import HORIZON, INPUTS

Floats = npt.NDArray[np.float64]


def fighting(
    p: Floats, q: Floats, n: int, k: Floats, delta: Floats, eta: Floats,
    f0: Floats, f1: Floats, x0: Floats, x1: Floats, top: float, bottom: float,
) -> Floats:  # fmt: skip
    """Value of fighting on from fort k by the roots of the characteristic equation."""
    p, q = np.maximum(p, 1e-300), np.maximum(q, 0.0)
    beta = delta * (1 - eta)
    b = 1 - beta * (1 - p - q)
    root = np.sqrt(np.maximum(b * b - 4 * p * q * beta * beta, 0.0))
    up = (b + root) / (2 * p * beta)
    down = 2 * q * beta / (b + root)
    rho = down / up
    reach_top = up ** (k - n) * (1 - rho**k) / (1 - rho**n)
    reach_bottom = down**k * (1 - rho ** (n - k)) / (1 - rho**n)
    slope = ((1 - delta) * f1 + delta * eta * x1) / (1 - beta)
    level = ((1 - delta) * f0 + delta * eta * x0 + beta * slope * (p - q)) / (1 - beta)
    inside = level + slope * k
    value = inside + (top - level - slope * n) * reach_top + (bottom - level) * reach_bottom
    return np.where(k >= n, top, np.where(k <= 0, bottom, value))


def settle(n: int, rows: Floats, terms_a: Floats, terms_b: Floats) -> dict[str, Floats]:
    """Value, hazard and survival of a deal with constant terms, in every world."""
    r = {name: rows[:, i] for i, name in enumerate(INPUTS)}
    zero = np.zeros(len(rows))

    def war(side: str, up: Floats, down: Floats, k: Floats, punished: Floats) -> Floats:
        top, bottom = (1.0, 0.0) if side == "a" else (0.0, 1.0)
        return fighting(
            up, down, n, k, r[f"delta_{side}"], r["exits"], r[f"flow_{side}0"] - punished,
            r[f"flow_{side}1"], r[f"exit_{side}0"], r[f"exit_{side}1"], top, bottom,
        )  # fmt: skip

    fight_a = war("a", r["up_a"], r["down_a"], r["front"], zero)
    fight_b = war("b", r["up_b"], r["down_b"], r["front"], zero)
    challenge = np.empty((HORIZON, len(rows)))
    broken = np.empty((HORIZON, len(rows)))
    for month in range(HORIZON):
        g = -np.expm1(-month / r["rest_months"])
        values = {}
        for side in "ab":
            up, down = r[f"up_{side}"], r[f"down_{side}"]
            up, down = (
                up + np.maximum(r["rest_up"], -up) * g,
                down + np.maximum(r["rest_down"], -down) * g,
            )
            total = np.maximum(up + down, 1.0)
            up, down = up / total, down / total
            joined = np.minimum(up, (up + down) * r["joined_odds"])
            punished = r["punishment"] if side == "a" else zero
            values[side] = (
                war(side, up, down, r["line"], zero),
                war(side, joined, up + down - joined, r["line"], punished),
            )
        here = np.where(month >= r["from_month"], (1 - r["host_leaves"]) ** month, 0.0)
        q_a, q_b = r["believed_a"] * here, r["believed_b"] * here
        fights = (1 - q_b) * values["b"][0] + q_b * values["b"][1]
        resists = fights >= r["giving_in"]
        faced = (1 - q_a) * values["a"][0] + q_a * values["a"][1]
        challenge[month] = np.where(resists, faced, 1.0)
        broken[month] = np.where(resists, fights, r["giving_in"])
    return {"fight_a": fight_a, "fight_b": fight_b} | _deal(r, challenge, broken, terms_a, terms_b)


def _deal(
    r: dict[str, Floats], challenge: Floats, broken: Floats, terms_a: Floats, terms_b: Floats
) -> dict[str, Floats]:
    delta, omega, s = r["delta_a"], r["chances"], r["noise"]
    value = np.maximum(terms_a, challenge[-1])
    for _ in range(200):
        stay = (1 - delta) * terms_a + delta * value
        x = (challenge[-1] - stay) / s
        hazard = omega / (1 + np.exp(-x))
        value = value + (stay + omega * s * np.logaddexp(0, x) - value) / (1 - delta * (1 - hazard))
    hazards = np.empty_like(challenge)
    for month in range(HORIZON - 1, -1, -1):
        stay = (1 - delta) * terms_a + delta * value
        x = (challenge[month] - stay) / s
        hazards[month] = omega / (1 + np.exp(-x))
        value = stay + omega * s * np.logaddexp(0, x)
    stands = np.cumprod(1 - hazards, axis=0)
    feared = np.minimum(hazards * r["chances_b"] / omega, 1.0)
    kept = _kept(feared, broken, terms_b, r["delta_b"])
    worth = _kept(hazards, challenge, terms_a, r["delta_a"])
    return {
        "deal_a": worth, "deal_b": kept,
        "stands_1": stands[11], "stands_5": stands[59], "stands_10": stands[119],
    }  # fmt: skip


def _kept(hazards: Floats, broken: Floats, terms: Floats, delta: Floats) -> Floats:
    h = hazards[-1]
    value = (h * broken[-1] + (1 - h) * (1 - delta) * terms) / (1 - (1 - h) * delta)
    for month in range(HORIZON - 1, -1, -1):
        h = hazards[month]
        value = h * broken[month] + (1 - h) * ((1 - delta) * terms + delta * value)
    return value
