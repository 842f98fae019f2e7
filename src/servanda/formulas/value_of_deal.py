"""What a deal is worth to a party that keeps it, while something else may end it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model
from servanda.formulas.hold import combined_hazard, value_under_hazard

__all__ = [
    "constant_hazard_value",
    "joint_hazard",
    "phased_yield",
    "value_at_constant_hazard",
    "value_of_kept_deal",
]


@compiled
def phased_yield(levels: Floats, starts: npt.NDArray[np.int64], path: Floats) -> None:
    """Fill `path` with the yield of the phase each month belongs to.

    `levels` are the yields of the phases, `starts` the month in which each begins, ascending; the
    first begins at 0 whatever is said.

    >>> path = np.empty(5)
    >>> phased_yield(np.array([0.3, 0.5]), np.array([0, 3]), path)
    >>> print(path)
    [0.3 0.3 0.3 0.5 0.5]
    """
    phase = 0
    for month in range(len(path)):
        while phase + 1 < len(levels) and month >= starts[phase + 1]:
            phase += 1
        path[month] = levels[phase]


@compiled
def constant_hazard_value(u: float, broken: float, h: float, delta: float) -> float:
    """Return the value of a deal that yields u a month and breaks at the end of one with chance h.

    >>> print(f"{constant_hazard_value(0.4, 0.1, 0.01, 0.99):.12f}")
    0.250753768844
    """
    return ((1.0 - delta) * u + delta * h * broken) / (1.0 - delta * (1.0 - h))


@model(
    inputs=(
        Input("u", "value", -10, 10, "what the deal yields the party each month", (0.4, 0.8)),
        Input("broken", "value", -10, 10, "value to it once the deal is broken", (0.0, 0.3)),
        Input("h", "chance/month", 0, 1, "chance that the deal breaks", (0.0, 0.1)),
        Input("delta", "per month", 0, 0.999999999, "weight of next month against this one",
              (0.98, 0.999)),
    ),
    outputs=(Output("value", "value", -10, 10, "value of the deal to the party"),),
    monotone={"value": {"u": "increasing", "broken": "increasing", "h": "decreasing"}},
    sources=("Powell2006",),
)  # fmt: skip
def value_at_constant_hazard(u: Column, broken: Column, h: Column, delta: Column) -> Columns:
    """Tell what a deal is worth that may break each month with one and the same chance.

    ``S = ((1-d) u + d h W') / (1 - d(1-h))``: a month's yield first, then the break.
    Discounting an agreement by its chance of breaking is after [@Powell2006], our specification.

    *Checked against* an explicit sum (`tests/oracles/cardinal/sign.json`).

    >>> value_at_constant_hazard(u=0.4, broken=0.1, h=0.01, delta=0.99)["value"].round(6)
    array([0.250754])
    """
    value = np.empty(len(u))
    _values_at_constant_hazard(u, broken, h, delta, value)
    return {"value": value}


@compiled
def _values_at_constant_hazard(
    u: Column, broken: Column, h: Column, delta: Column, value: Column
) -> None:
    for i in range(len(u)):
        value[i] = constant_hazard_value(u[i], broken[i], h[i], delta[i])


_MONTH = ("month",)


@model(
    inputs=(
        Input("u", "value", -10, 10, "what the deal yields the party in each month", (0.4, 0.8),
              axes=_MONTH),
        Input("broken", "value", -10, 10, "value to it of a break in that month", (0.2, 0.2),
              axes=_MONTH),
        Input("hazard", "chance/month", 0, 1, "chance of a break in each month", (0.0, 0.1),
              axes=_MONTH),
        Input("delta", "per month", 0, 0.999999999, "weight of next month against this one",
              (0.98, 0.999)),
    ),
    outputs=(Output("value", "value", -10, 10, "value of the deal to the party"),),
    monotone={"value": {"u": "increasing", "broken": "increasing", "hazard": "decreasing"}},
    sources=("Rust1987",),
)  # fmt: skip
def value_of_kept_deal(u: Column, broken: Column, hazard: Column, delta: Column) -> Columns:
    """Tell what a deal is worth to a party that keeps it while another may break it.

    ``V_j = h_j W'_j + (1-h_j)((1-d) u_j + d V_{j+1})``; after the last month all stays as it is
    then. A deal in phases has a `u` that changes from month to month.

    *Checked against* Monte Carlo (`tests/oracles/cardinal/integrated.json`). Discounting by the
    hazard of [@Rust1987]-type choices, our specification.

    >>> kept = value_of_kept_deal(
    ...     u=[0.7] * 60, broken=[0.3] * 60, hazard=[[0.0] * 60, [0.02] * 60], delta=0.995
    ... )
    >>> print(kept["value"].round(4))
    [0.7    0.3787]
    """
    value = np.empty(len(u))
    _values_of_kept_deal(u, broken, hazard, delta, value)
    return {"value": value}


@compiled
def _values_of_kept_deal(
    u: Column, broken: Column, hazard: Column, delta: Column, value: Column
) -> None:
    for i in range(len(u)):
        value[i] = value_under_hazard(u[i], broken[i], hazard[i], delta[i])


@model(
    inputs=(
        Input("first", "chance/month", 0, 1, "chance that the first party breaks the deal",
              (0.0, 0.1), axes=_MONTH),
        Input("second", "chance/month", 0, 1, "chance that the second party breaks it",
              (0.0, 0.1), axes=_MONTH),
        Input("constant", "chance/month", 0, 1, "chance that anything else ends it", (0.0, 0.05),
              0.0),
    ),
    outputs=(
        Output("hazard", "chance/month", 0, 1, "chance that something ends it", _MONTH),
        Output("stands", "chance", 0, 1, "chance that it stands at the end of each month", _MONTH),
    ),
    monotone={
        "hazard": {"first": "increasing", "second": "increasing", "constant": "increasing"},
        "stands": {"first": "decreasing", "second": "decreasing", "constant": "decreasing"},
    },
    sources=("Feller1968",),
)  # fmt: skip
def joint_hazard(first: Column, second: Column, constant: Column) -> Columns:
    """Tell how likely a deal is to end when either party, or something else, may end it.

    ``1 - (1-h_A)(1-h_B)(1-h_0)`` in each month: independent given the world [@Feller1968, ch. V].

    >>> joint_hazard(first=[0.1, 0.1], second=[0.2, 0.0], constant=0.0)["stands"].round(3)
    array([[0.72 , 0.648]])
    """
    hazard = np.empty_like(first)
    for i in range(len(first)):
        combined_hazard(first[i], second[i], constant[i], hazard[i])
    return {"hazard": hazard, "stands": np.cumprod(1.0 - hazard, axis=1)}
