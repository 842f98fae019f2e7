"""From what can be asked, what a year of war costs, to what the model needs, a flow."""

from __future__ import annotations

import math

from servanda.compiled import compiled

__all__ = ["running_cost", "year_of_war"]


@compiled
def running_cost(year: float, discount: float) -> float:
    """Return the running cost as a flow, from the cost of one year of war.

    year: cost of a year of war over the value of all aims (total victory for ever less total
    defeat for ever); discount: a year.

    Formula: total victory for ever has value 1 as a monthly average; a flow c over one year is
    worth ``c (1 - e^-rho)`` of it. Hence ``c = k / (1 - e^-rho)``; without discounting a year is
    nothing beside ever and any cost would be infinite: discounts count from 1e-6 on.

    >>> print(f"{running_cost(0.03, 0.1):.6f}")
    0.315250
    """
    return -year / math.expm1(-max(discount, 1e-6))


@compiled
def year_of_war(cost: float, discount: float) -> float:
    """Return the cost of one year of war over the value of all aims, from the flow.

    >>> print(f"{year_of_war(running_cost(0.03, 0.1), 0.1):.6f}")
    0.030000
    """
    return -cost * math.expm1(-max(discount, 1e-6))
