"""When power shifts faster than promises can follow: war because nobody can bind the later self."""

from __future__ import annotations

import numpy as np

from servanda.formulas.formula import Column, Columns, Input, Output, Rule, model

__all__ = ["commitment_gap", "first_strike", "preventive_war", "tolerable_shift"]

_PATIENCE = Input(
    "delta", "per period", 1e-9, 0.999999999, "weight of the next period", (0.8, 0.999)
)


@model(
    inputs=(
        Input("m_now", "value", 0, 1e6, "what the rising side can lock in by fighting now",
              (0.1, 0.6)),
        Input("m_next", "value", 0, 1e6, "what it can lock in by fighting next period", (0.1, 0.9)),
        Input("m_other", "value", 0, 1e6, "what the declining side can lock in now", (0.1, 0.6)),
        Input("surplus", "value", 0, 1e6, "all there is to divide this period", (0.8, 1.5)),
        _PATIENCE,
    ),
    outputs=(
        Output("shift", "value", -np.inf, np.inf, "what the rising side gains by waiting"),
        Output("room", "value", -np.inf, np.inf, "what can buy off the declining side"),
        Output("war", "yes or no", 0, 1, "1 where no peace is credible"),
    ),
    monotone={
        "war": {"m_next": "increasing", "surplus": "decreasing", "delta": "increasing"},
        "shift": {"m_next": "increasing", "m_now": "decreasing", "delta": "increasing"},
    },
    sources=("Powell2006",),
)  # fmt: skip
def commitment_gap(
    m_now: Column, m_next: Column, m_other: Column, surplus: Column, delta: Column
) -> Columns:
    """Tell whether power shifts too fast for any promise to be believed.

    War is unavoidable iff ``delta M_A(t+1) - M_A(t) > B - (M_A(t) + M_B(t))``: the shift exceeds
    the surplus of peace over fighting. Report beside the verdict: the value of a deal already
    counts the chance that it breaks, so this is no further penalty.

    *Checked against* a constructive comparison (`tests/oracles/cardinal/commitment.json`).

    After [@Powell2006, p. 182, eq. 1], our specification.

    >>> found = commitment_gap(m_now=0.27, m_next=0.54, m_other=0.63, surplus=1.0, delta=0.9)
    >>> print(found["shift"].round(3), found["room"].round(3), found["war"])
    [0.216] [0.1] [1.]
    """
    shift = delta * m_next - m_now
    room = surplus - (m_now + m_other)
    return {"shift": shift, "room": room, "war": shift > room}


@model(
    inputs=(
        Input("p", "chance", 0, 1, "rising side's chance of winning a war now", (0.1, 0.6)),
        Input("rise", "chance", 0, 1, "by how much that chance rises next period", (0.0, 0.4)),
        Input("d_f", "share", 0, 0.999999, "share of what is at stake that a war destroys",
              (0.02, 0.3)),
        _PATIENCE,
    ),
    outputs=(
        Output("shift", "value", -np.inf, np.inf, "what the rising side gains by waiting"),
        Output("surplus", "value", 0, 1, "what a war would destroy"),
        Output("war", "yes or no", 0, 1, "1 where no peace is credible"),
        Output("rise_star", "chance", 0, np.inf, "largest rise that promises can bridge"),
    ),
    monotone={
        "war": {"rise": "increasing", "d_f": "decreasing"},
        "rise_star": {"d_f": "increasing", "delta": "decreasing", "p": "increasing"},
    },
    sources=("Powell2006",),
    rules=(Rule("p + rise is above 1: lower rise", lambda c: c["p"] + c["rise"] > 1.0 + 1e-12),),
)  # fmt: skip
def tolerable_shift(p: Column, rise: Column, d_f: Column, delta: Column) -> Columns:
    """Tell how fast power may shift before a war cannot be bought off.

    ``(1-d_f)(delta (p+rise) - p) > d_f`` is war; the largest tolerable rise is
    ``d_f/(delta(1-d_f)) + p(1-delta)/delta``, tending to ``d_f/(1-d_f)`` as delta tends to 1.

    *Checked against* a root search (`tests/oracles/cardinal/commitment.json`).

    After [@Powell2006, pp. 182-183], our specification.

    >>> found = tolerable_shift(p=0.3, rise=[0.1, 0.3], d_f=0.1, delta=0.9)
    >>> print(found["rise_star"].round(4), found["war"])
    [0.1568 0.1568] [0. 1.]
    """
    shift = (1.0 - d_f) * (delta * (p + rise) - p)
    rise_star = d_f / (delta * (1.0 - d_f)) + p * (1.0 - delta) / delta
    return {"shift": shift, "surplus": d_f, "war": shift > d_f, "rise_star": rise_star}


@model(
    inputs=(
        Input("p_now", "chance", 0, 1, "rising side's chance of winning a war now", (0.1, 0.5)),
        Input("p_next", "chance", 0, 1, "its chance next period and after", (0.3, 0.9)),
        Input("c_b", "value", 0, 1e6, "declining side's cost of war, once", (0.1, 2)),
        _PATIENCE,
    ),
    outputs=(
        Output("shift", "value", -np.inf, np.inf, "discounted rise, delta p_next - p_now"),
        Output("tolerance", "value", 0, np.inf, "rise the cost of war makes tolerable"),
        Output("war", "yes or no", 0, 1, "1 where the declining side attacks now"),
        Output("war_value", "value", -np.inf, np.inf, "declining side's total value of war now"),
        Output("peace_value", "value", -np.inf, np.inf, "its best total value of acquiescing"),
    ),
    monotone={
        "war": {"p_next": "increasing", "p_now": "decreasing", "c_b": "decreasing"},
    },
    sources=("Fearon1995",),
)  # fmt: skip
def preventive_war(p_now: Column, p_next: Column, c_b: Column, delta: Column) -> Columns:
    """Tell whether a declining side attacks now though a deal exists that both prefer.

    It attacks iff ``delta p_next - p_now > c_b (1-delta)^2``. Acquiescing it keeps everything now,
    and the value of war from next period; attacking it has the value of war now.

    *Checked against* summed payoffs (`tests/oracles/cardinal/commitment.json`).

    After [@Fearon1995, pp. 405-406], our specification.

    >>> found = preventive_war(p_now=0.3, p_next=0.8, c_b=0.5, delta=0.9)
    >>> print(found["war"], found["war_value"].round(2), found["peace_value"].round(2))
    [1.] [6.5] [2.35]
    """
    later = (1.0 - p_next) / (1.0 - delta) - c_b
    shift = delta * p_next - p_now
    tolerance = c_b * (1.0 - delta) ** 2
    return {
        "shift": shift,
        "tolerance": tolerance,
        "war": shift > tolerance,
        "war_value": (1.0 - p_now) / (1.0 - delta) - c_b,
        "peace_value": 1.0 + delta * later,
    }


@model(
    inputs=(
        Input("p", "chance", 0, 1, "first side's chance of winning if neither strikes first",
              (0.3, 0.7)),
        Input("edge", "chance", 0, 1, "what striking first adds to one's chance", (0, 0.3)),
        Input("d_f", "share", 0, 1, "share of what is at stake that a war destroys", (0.02, 0.4)),
    ),
    outputs=(
        Output("low", "share of the prize", 0, 1, "least the first side accepts"),
        Output("high", "share of the prize", 0, 1, "most the second side concedes"),
        Output("empty", "yes or no", 0, 1, "1 where no division keeps the peace"),
    ),
    monotone={
        "empty": {"edge": "increasing", "d_f": "decreasing"},
        "low": {"edge": "increasing", "p": "increasing"},
    },
    sources=("Powell2006",),
    rules=(
        Rule("p + edge is above 1, or p - edge below 0: lower edge",
             lambda c: (c["p"] + c["edge"] > 1 + 1e-12) | (c["p"] - c["edge"] < -1e-12)),
    ),
)  # fmt: skip
def first_strike(p: Column, edge: Column, d_f: Column) -> Columns:
    """Tell whether an advantage of striking first leaves anything both sides prefer to striking.

    ``[(p+edge)(1-d_f), 1 - (1-p+edge)(1-d_f)]``; empty iff ``2 edge (1-d_f) > d_f``.

    *Checked against* the inequality in its two forms (`tests/oracles/cardinal/commitment.json`).

    After [@Powell2006, pp. 184-185], our specification.

    >>> zone = first_strike(p=0.5, edge=[0.15, 0.1], d_f=[0.2, 0.3])
    >>> print(zone["low"].round(2), zone["high"].round(2), zone["empty"])
    [0.52 0.42] [0.48 0.58] [1. 0.]
    """
    low = (p + edge) * (1.0 - d_f)
    high = 1.0 - (1.0 - p + edge) * (1.0 - d_f)
    return {"low": low, "high": high, "empty": 2.0 * edge * (1.0 - d_f) > d_f}
