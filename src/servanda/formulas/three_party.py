"""Three parties: a challenger, a protege that may give way, and a guarantor that may not come."""

from __future__ import annotations

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, Rule, model
from servanda.formulas.status import Status

__all__ = ["UDG_CLASSES", "deterrence_class", "extended_deterrence", "unilateral_deterrence"]

UDG_CLASSES = ("certain deterrence", "separating", "attack", "bluff")
"""The classes of `unilateral_deterrence`, in the order of the numbers in `kind`."""


def _payoffs(
    who: str, cap: tuple[float, float], alone: tuple[float, float], joined: tuple[float, float]
) -> tuple[Input, ...]:
    """Return the three payoffs of one side in the extended deterrence game."""
    side = "challenger" if who == "a" else "protege"
    return (
        Input(f"{who}_taken", "value", -10, 10, f"{side}'s value if the protege gives way", cap),
        Input(f"{who}_alone", "value", -10, 10, f"{side}'s value of war without the guarantor",
              alone),
        Input(f"{who}_joined", "value", -10, 10, f"{side}'s value of war with the guarantor",
              joined),
    )  # fmt: skip


@model(
    inputs=(
        Input("u_a", "value", -10, 10, "challenger's value of the status quo", (0.0, 0.1), 0.0),
        *_payoffs("a", (0.3, 0.5), (0.1, 0.3), (-0.5, 0.0)),
        *_payoffs("b", (-0.5, -0.3), (-0.8, -0.6), (-0.3, 0.0)),
        Input("q_a", "chance", 0, 1, "challenger's belief that the guarantor joins", (0, 1)),
        Input("q_b", "chance", 0, 1, "protege's belief that the guarantor joins", (0, 1)),
    ),
    outputs=(
        Output("q_b_star", "chance", -np.inf, np.inf, "belief at which the protege resists"),
        Output("q_a_star", "chance", -np.inf, np.inf, "belief at which a challenge stops paying, "
               "if the protege resists"),
        Output("resists", "yes or no", 0, 1, "1 where the protege resists a challenge"),
        Output("challenged", "yes or no", 0, 1, "1 where the challenger challenges"),
        Output("taken", "yes or no", 0, 1, "1 where the challenger takes the prize without a war"),
    ),
    monotone={
        "resists": {"q_b": "increasing"},
        "challenged": {"q_a": "decreasing", "q_b": "decreasing"},
        "taken": {"q_b": "decreasing"},
    },
    sources=("KilgourZagare1994",),
    rules=(
        Rule("the challenger must prefer the prize given up to war over it: a_taken >= a_alone "
             "and a_alone >= a_joined",
             lambda c: (c["a_taken"] < c["a_alone"]) | (c["a_alone"] < c["a_joined"])),
    ),
)  # fmt: skip
def extended_deterrence(
    u_a: Column,
    a_taken: Column,
    a_alone: Column,
    a_joined: Column,
    b_taken: Column,
    b_alone: Column,
    b_joined: Column,
    q_a: Column,
    q_b: Column,
) -> Columns:
    """Tell whether the protege resists, and whether the challenger tries.

    The protege resists iff ``q_b >= (b_taken - b_alone)/(b_joined - b_alone)``: only if it trusts
    the guarantor. A protege that does not is taken without a war, whatever the challenger believes
    of the guarantor. Whose belief it is matters: q_a and q_b are two numbers.

    *Checked against* pygambit's logit limit (`tests/oracles/cardinal/deterrence_game.json`).

    After [@KilgourZagare1994], our specification.

    >>> found = extended_deterrence(
    ...     a_taken=0.3, a_alone=0.1, a_joined=-0.25, b_taken=-0.4, b_alone=-0.6, b_joined=-0.2,
    ...     q_a=0.45, q_b=[0.45, 0.55],
    ... )
    >>> print(found["q_b_star"].round(2), found["taken"], found["challenged"])
    [0.5 0.5] [1. 0.] [1. 0.]
    """
    swing = b_joined - b_alone
    tells = swing > 0.0
    b_star = np.divide(b_taken - b_alone, swing, out=np.full(len(q_b), np.nan), where=tells)
    spread = a_alone - a_joined
    matters = spread > 0.0
    a_star = np.divide(a_alone - u_a, spread, out=np.full(len(q_a), np.nan), where=matters)
    resists = q_b >= b_star
    war = (1.0 - q_a) * a_alone + q_a * a_joined
    challenged = np.where(resists, war > u_a, a_taken > u_a)
    return {
        "q_b_star": b_star,
        "q_a_star": a_star,
        "resists": resists,
        "challenged": challenged,
        "taken": challenged & ~resists,
        "status": np.where(tells & matters, Status.COMPUTED, Status.NOTHING_AT_STAKE),
    }


@compiled
def deterrence_class(
    p_c: float, p_d: float, x_hard: float, x_soft: float, r_star: float
) -> tuple[int, float, float, float]:
    """Return (kind, hard challenges, soft challenges, soft defender resists) of the D1 equilibrium.

    >>> deterrence_class(0.3, 0.72, 0.77, 0.67, 0.67)
    (1, 1.0, 0.0, 0.0)
    """
    if p_d >= x_hard:
        return 0, 0.0, 0.0, 0.0
    if p_d >= x_soft:
        return 1, 1.0, 0.0, 0.0
    if p_c >= r_star:
        return 2, 1.0, 1.0, 0.0
    return 3, 1.0, p_c * (1.0 - r_star) / ((1.0 - p_c) * r_star), (x_soft - p_d) / (1.0 - p_d)


def _two_sided(who: str, side: str, ranges: tuple[tuple[float, float], ...]) -> tuple[Input, ...]:
    """Return one side's payoffs in the unilateral deterrence game."""
    told = (
        ("wins", "if the challenger defects and the defender gives way"),
        ("yields", "if the challenger backs down before a defender that resists"),
        ("hard_war", "of conflict, if the side is hard"),
        ("soft_war", "of conflict, if the side is soft"),
    )
    return tuple(
        Input(f"{who}_{name}", "value", -10, 10, f"{side}'s value {meaning}", usual)
        for (name, meaning), usual in zip(told, ranges, strict=True)
    )


@model(
    inputs=(
        Input("p_c", "chance", 0, 1, "defender's belief that the challenger is hard", (0.05, 0.95)),
        Input("p_d", "chance", 0, 1, "challenger's belief that the defender is hard", (0.05, 0.95)),
        Input("c_quo", "value", -10, 10, "challenger's value of the status quo", (0.0, 0.0), 0.0),
        *_two_sided("c", "challenger", ((0.8, 1.0), (-0.5, -0.45), (-0.4, -0.2), (-1.0, -0.8))),
        *_two_sided("d", "defender", ((-1.0, -0.9), (0.1, 0.3), (-0.7, -0.5), (-1.8, -1.5))),
    ),
    outputs=(
        Output("kind", "number of the class in UDG_CLASSES", 0, 3, "class of equilibrium"),
        Output("hard_challenges", "chance", 0, 1, "chance that a hard challenger challenges"),
        Output("soft_challenges", "chance", 0, 1, "chance that a soft challenger challenges"),
        Output("soft_resists", "chance", 0, 1, "chance that a soft defender resists"),
        Output("challenge", "chance", 0, 1, "chance of a challenge"),
        Output("conflict", "chance", 0, 1, "chance that a challenge ends in conflict"),
        Output("steadfast", "yes or no", 0, 1, "1 where steadfast deterrence exists (fails D1)"),
    ),
    monotone={"challenge": {"p_d": "decreasing"}},
    sources=("ZagareKilgour2000", "ChoKreps1987"),
    rules=(
        Rule("payoffs are out of order: the challenger needs c_wins > c_quo > c_hard_war > "
             "c_yields > c_soft_war, the defender d_yields > d_hard_war > d_wins > d_soft_war",
             lambda c: ~(
                 (c["c_wins"] > c["c_quo"]) & (c["c_quo"] > c["c_hard_war"])
                 & (c["c_hard_war"] > c["c_yields"]) & (c["c_yields"] > c["c_soft_war"])
                 & (c["d_yields"] > c["d_hard_war"]) & (c["d_hard_war"] > c["d_wins"])
                 & (c["d_wins"] > c["d_soft_war"])
             )),
    ),
)  # fmt: skip
def unilateral_deterrence(
    p_c: Column,
    p_d: Column,
    c_quo: Column,
    c_wins: Column,
    c_yields: Column,
    c_hard_war: Column,
    c_soft_war: Column,
    d_wins: Column,
    d_yields: Column,
    d_hard_war: Column,
    d_soft_war: Column,
) -> Columns:
    """Tell how a challenge comes out when each side doubts whether the other would really fight.

    A challenger defects or not; a defender resists or gives way; the challenger then fights or
    backs down. Hard sides prefer conflict to giving way, soft sides do not. With
    ``xH = (wins - quo)/(wins - hard_war)``, ``xS = (wins - quo)/(wins - yields)`` for the
    challenger and ``r* = (yields - wins)/(yields - soft_war)`` for the defender: ``p_d >= xH``
    certain deterrence; ``xS <= p_d < xH`` only the hard challenge; below, attack if ``p_c >= r*``,
    else bluff with ``p_c(1-r*)/((1-p_c) r*)`` against resistance ``(xS-p_d)/(1-p_d)``. Steadfast
    deterrence exists too and fails D1: a soft defender would have to take an unexpected challenge
    for a bluff.

    *Checked against* pygambit's list of equilibria
    (`tests/oracles/cardinal/deterrence_game.json`, `equilibrium_selection.json`).

    After the unilateral deterrence game of [@ZagareKilgour2000] with D1 of [@ChoKreps1987], our
    specification.

    >>> payoffs = dict(c_wins=1, c_yields=-0.5, c_hard_war=-0.3, c_soft_war=-0.9,
    ...                d_wins=-1, d_yields=0.2, d_hard_war=-0.6, d_soft_war=-1.6)
    >>> found = unilateral_deterrence(
    ...     p_c=[0.3, 0.3, 0.8, 0.3], p_d=[0.9, 0.72, 0.3, 0.3], **payoffs
    ... )
    >>> print([UDG_CLASSES[int(kind)] for kind in found["kind"]])
    ['certain deterrence', 'separating', 'attack', 'bluff']
    """
    x_hard = (c_wins - c_quo) / (c_wins - c_hard_war)
    x_soft = (c_wins - c_quo) / (c_wins - c_yields)
    r_star = (d_yields - d_wins) / (d_yields - d_soft_war)
    outcome = np.empty((6, len(p_c)))
    _classes(p_c, p_d, x_hard, x_soft, r_star, outcome)
    names = (
        "kind", "hard_challenges", "soft_challenges", "soft_resists", "challenge", "conflict",
    )  # fmt: skip
    steadfast = (c_hard_war < c_quo) & (c_yields < c_quo) & (d_yields > d_wins)
    return {**dict(zip(names, outcome, strict=True)), "steadfast": steadfast}


@compiled
def _classes(
    p_c: Column, p_d: Column, x_hard: Column, x_soft: Column, r_star: Column, outcome: Column
) -> None:
    for i in range(len(p_c)):
        kind, hard, soft, resists = deterrence_class(
            p_c[i], p_d[i], x_hard[i], x_soft[i], r_star[i]
        )
        resisted = p_d[i] + (1.0 - p_d[i]) * resists
        outcome[0, i] = kind
        outcome[1, i] = hard
        outcome[2, i] = soft
        outcome[3, i] = resists
        outcome[4, i] = p_c[i] * hard + (1.0 - p_c[i]) * soft
        outcome[5, i] = p_c[i] * hard * resisted
