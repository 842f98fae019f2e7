"""First passage of a lazy random walk: the front line moves one fort up, one down, or stays.

`walk` in these kernels is the front line k in 0..n: +1 with probability p, -1 with probability q.
"""

from __future__ import annotations

import math

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, Rule, model
from servanda.formulas.status import Status

__all__ = [
    "ADVANCE",
    "EXIT",
    "FORT",
    "FORTS",
    "FORT_IN_RANGE",
    "ONE_MOVE_A_MONTH",
    "RETREAT",
    "expected_duration",
    "hitting_transforms",
    "integer_power",
    "step_transforms",
    "war_course",
    "win_probability",
]

NEARLY_ONE = 1e-2
"""Below this gap `1 - rho` the powers of rho are formed by expm1, which loses no digits."""

EXITS_TOO_RARE = 1e-6
"""Below this exit rate `(1 - E[(1-eta)^T]) / eta` cancels, and the linear system is solved."""


@compiled
def integer_power(base: float, exponent: int) -> float:
    """Return `base ** exponent` for an exponent of zero or more, by repeated squaring.

    >>> integer_power(0.5, 3)
    0.125
    """
    result = 1.0
    while exponent > 0:
        if exponent & 1:
            result *= base
        base *= base
        exponent >>= 1
    return result


@compiled
def _steps(p: float, q: float, beta: float) -> tuple[float, float, float]:
    """Return `up`, `down` and the gap ``1 - up*down``, without cancellation."""
    stops = 1.0 - beta
    b = stops + beta * (p + q)
    root_p = math.sqrt(p)
    root_q = math.sqrt(q)
    total = root_p + root_q
    drift = (p - q) / total if total > 0.0 else 0.0
    # b^2 - 4 p q beta^2 as a product of two sums of non-negative terms.
    root = math.sqrt((stops + beta * drift * drift) * (stops + beta * total * total))
    scale = b + root
    if scale <= 0.0:
        return 0.0, 0.0, 1.0
    return 2.0 * p * beta / scale, 2.0 * q * beta / scale, 2.0 * root / scale


@compiled
def step_transforms(p: float, q: float, beta: float) -> tuple[float, float]:
    """Return E[beta^T] for the first net step up, and down, on a line without ends.

    In the usual notation ``up = 1/lambda+`` and ``down = lambda-``, where lambda+- are the roots of
    the characteristic equation.

    >>> up, down = step_transforms(0.6, 0.4, 1.0)
    >>> print(f"{up:.6f} {down:.6f}")
    1.000000 0.666667
    """
    up, down, _ = _steps(p, q, beta)
    return up, down


@compiled
def hitting_transforms(p: float, q: float, n: int, k: int, beta: float) -> tuple[float, float]:
    """Return the discounted chances that the front line reaches n first, and 0 first.

    Assumes 0 <= k <= n, n >= 1, 0 < beta <= 1 and p + q <= 1.

    With T the month of arrival these are ``E[beta^T; n before 0]`` and ``E[beta^T; 0 before n]``.
    At beta = 1 they are the two chances of winning; where p = q = 0 and beta = 1 the line never
    moves and both are 0. With `up` and `down` of `step_transforms` and ``rho = up*down`` they are
    ``up^(n-k) (1-rho^k)/(1-rho^n)`` and ``down^k (1-rho^(n-k))/(1-rho^n)``, so that p = 0, q = 0,
    p = q and large n need no special case.

    *Checked against* a dense linear solve, to 1e-10 (`tests/oracles/cardinal/battlefield.json`).

    After the gambler's ruin of [@Feller1968, ch. XIV], with a chance of staying put.

    >>> up, down = hitting_transforms(0.3, 0.2, 12, 4, 0.99)
    >>> print(f"{up:.12f} {down:.12f}")
    0.461346424756 0.140147973771
    """
    if k >= n:
        return 1.0, 0.0
    if k <= 0:
        return 0.0, 1.0
    up, down, gap = _steps(p, q, beta)
    if gap > NEARLY_ONE:
        rho = up * down
        whole = 1.0 - integer_power(rho, n)
        part_k = (1.0 - integer_power(rho, k)) / whole
        part_rest = (1.0 - integer_power(rho, n - k)) / whole
    elif gap > 0.0:
        log_rho = math.log1p(-gap)
        whole = math.expm1(n * log_rho)
        part_k = math.expm1(k * log_rho) / whole
        part_rest = math.expm1((n - k) * log_rho) / whole
    else:
        part_k = k / n
        part_rest = (n - k) / n
    return integer_power(up, n - k) * part_k, integer_power(down, k) * part_rest


@compiled
def win_probability(p: float, q: float, n: int, k: int, eta: float) -> float:
    """Return the chance that the challenger takes every fort, when exits come at rate eta a month.

    >>> print(f"{win_probability(0.45, 0.55, 20, 10, 0.0):.12f}")
    0.118500531340
    """
    return hitting_transforms(p, q, n, k, 1.0 - eta)[0]


@compiled
def expected_duration(p: float, q: float, n: int, k: int, eta: float) -> float:
    """Return the expected months until a side wins or the war stops for outside reasons.

    Infinite where nothing moves and nothing stops the war. The month in which an outside reason
    stops the war counts as one.

    >>> print(f"{expected_duration(0.5, 0.5, 10, 5, 0.05):.10f}")
    12.3483907851
    """
    if k <= 0 or k >= n:
        return 0.0
    if eta > EXITS_TOO_RARE:
        up, down = hitting_transforms(p, q, n, k, 1.0 - eta)
        return (1.0 - up - down) / eta
    if p + q + eta <= 0.0:
        return math.inf
    return _duration_by_elimination(p, q, n, k, eta)


@compiled
def _duration_by_elimination(p: float, q: float, n: int, k: int, eta: float) -> float:
    """Solve t(i) = 1 + (1-eta)(p t(i+1) + q t(i-1) + (1-p-q) t(i)) by elimination from both ends.

    From below t(i) = a(i) + c(i) t(i+1) and from above t(i) = a'(i) + c'(i) t(i-1); they meet at k.
    All terms are of one sign, so that nothing cancels however small the drift.
    """
    stay = 1.0 - eta
    leave = eta + stay * (p + q)
    low_a = low_c = 0.0
    for _ in range(1, k):
        pivot = leave - stay * q * low_c
        low_a = (1.0 + stay * q * low_a) / pivot
        low_c = stay * p / pivot
    high_a = high_c = 0.0
    for _ in range(k + 1, n):
        pivot = leave - stay * p * high_c
        high_a = (1.0 + stay * p * high_a) / pivot
        high_c = stay * q / pivot
    pivot = leave - stay * (q * low_c + p * high_c)
    return (1.0 + stay * (q * low_a + p * high_a)) / pivot


ADVANCE = Input("p", "chance/month", 0, 1, "chance that the challenger takes a fort", (0.01, 0.3))
RETREAT = Input("q", "chance/month", 0, 1, "chance that the challenger loses a fort", (0.01, 0.3))
FORTS = Input("n", "forts", 1, 100_000, "forts in dispute", (10, 40), whole=True)
FORT = Input("k", "forts", 0, 100_000, "forts the challenger holds", (1, 9), whole=True)
EXIT = Input(
    "eta", "chance/month", 0, 1, "chance that the war stops for outside reasons", (0.001, 0.05), 0.0
)
ONE_MOVE_A_MONTH = Rule("p + q is above 1: lower one", lambda c: c["p"] + c["q"] > 1.0 + 1e-12)
FORT_IN_RANGE = Rule("k is above n: it counts forts held out of n", lambda c: c["k"] > c["n"])


@model(
    inputs=(ADVANCE, RETREAT, FORTS, FORT, EXIT),
    outputs=(
        Output("months", "months", 0, np.inf, "expected months until the war ends"),
        Output("a_wins", "chance", 0, 1, "chance that the challenger takes every fort"),
        Output("b_wins", "chance", 0, 1, "chance that the challenger loses every fort"),
        Output("stops", "chance", 0, 1, "chance that the war stops for outside reasons"),
    ),
    monotone={
        "a_wins": {"p": "increasing", "q": "decreasing", "k": "increasing", "eta": "decreasing"},
        "b_wins": {"p": "decreasing", "q": "increasing", "k": "decreasing", "eta": "decreasing"},
        "months": {"eta": "decreasing"},
    },
    sources=("Feller1968",),
    rules=(ONE_MOVE_A_MONTH, FORT_IN_RANGE),
)
def war_course(p: Column, q: Column, n: Column, k: Column, eta: Column) -> Columns:
    """Tell how long a war without settlement lasts, and how it ends.

    Each month an outside reason stops the war with chance eta, freezing the line; otherwise the
    front line moves a fort up with chance p, down with chance q, or stays. Taking all n forts, or
    losing all, ends the war. With h the chance of reaching n first, ``(n h - k)/(p - q)`` months
    without exits, ``(1 - E[(1-eta)^T]) / eta`` with them.

    *Departure*: the ruin problem has no chance of staying put and no outside exit.

    *Checked against* a dense linear solve (`tests/oracles/cardinal/battlefield.json`).

    After the gambler's ruin of [@Feller1968, ch. XIV].

    >>> course = war_course(p=0.1, q=0.09, n=20, k=9, eta=0.004)
    >>> print(course["months"].round(3), course["a_wins"].round(5), course["b_wins"].round(5))
    [184.73] [0.16957] [0.09151]
    """
    months, a_wins, b_wins = np.empty((3, len(p)))
    _war_course(p, q, n, k, eta, months, a_wins, b_wins)
    status = np.where(np.isinf(months), Status.NEVER_ENDS, Status.COMPUTED)
    stops = np.maximum(1.0 - a_wins - b_wins, 0.0)
    return {
        "months": months, "a_wins": a_wins, "b_wins": b_wins, "stops": stops, "status": status,
    }  # fmt: skip


@compiled
def _war_course(
    p: Column,
    q: Column,
    n: Column,
    k: Column,
    eta: Column,
    months: Column,
    a_wins: Column,
    b_wins: Column,
) -> None:
    for world in range(len(p)):
        months[world] = expected_duration(p[world], q[world], n[world], k[world], eta[world])
        a_wins[world], b_wins[world] = hitting_transforms(
            p[world], q[world], n[world], k[world], 1.0 - eta[world]
        )
