"""The oracle rows: loaded once, and handed to the test of the formula that each is about."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from servanda.formulas.formula import Columns

ORACLES = Path(__file__).resolve().parents[1] / "oracles" / "cardinal"

Row = dict[str, Any]

Case = Callable[..., Any]

ROWS: dict[str, Row] = {
    row["id"]: row
    for file in sorted(ORACLES.glob("*.json"))
    if file.name != "base.json"
    for row in json.loads(file.read_text(encoding="utf-8"))
}

FILE_OF = {
    "ruin_": "random_walk",
    "dur_exit": "random_walk",
    "disc_transform": "random_walk",
    "stability": "random_walk",
    "war_value": "war",
    "slantchev_": "fighting_offers",
    "belief_war": "learning",
    "beta_mixture": "learning",
    "duration_deal": "duration",
    "fearon95_range": "bargaining",
    "fearon95_firststrike": "bargaining",
    "fearon95_tioli": "bargaining",
    "rubinstein": "bargaining",
    "fearon95_prevent": "commitment",
    "powell06": "commitment",
    "fearon94": "audience_costs",
    "powell06_first": "commitment",
    "nbs": "bargaining",
    "qstar": "deterrence",
    "hazard_path": "hold",
    "hazard_vs": "hold",
    "hazard_limit": "hold",
    "deal_value": "value_of_deal",
    "cred_signal": "signalling",
    "cred_": "credibility",
    "egame12": "intervention",
    "ED1_QRE": "deterrence",
    "ED1": "deterrence",
    "ED2": "signalling",
    "ED3": "three_party",
    "UDG": "three_party",
    "selection_UDG": "three_party",
    "selection_ED2": "signalling",
    "KW": "chain_store",
    "unanimity": "consent_chance",
    "k_of_n": "consent_chance",
    "weighted_quota": "consent_chance",
    "disputed_veto": "consent_tree",
    "conditional_volunteers": "volunteers",
    "power": "voting_power",
    "winset": "consent_chance",
    "integ_war": "war",
    "integ_hold": "hold",
    "integ_sweep": "hold",
    "hstar": "levers",
    "required_audience_cost": "intervention",
    "contest": "contest",
    "reverse_p": "levers",
    "reverse_cost": "levers",
    "reverse_two": "least_change_of_inputs",
    "reverse_max": "consent_chance",
    "reverse_q": "levers",
    "reverse_B": "hold",
    "alliance_honour": "cardinal",
    "leader": "cardinal",
    "ucdp_interstate_episode": "cardinal",
    "ucdp_interstate_recurrence": "cardinal",
    "cow_dyad": "cardinal",
}
"""The test file (or `facts`) that answers for rows whose names begin so."""
NOT_OURS = {
    ("KW_expect_N10_p0.05_b0.6_weakFalse", "payoff"): (
        "the row pays a tough guarantor 0, as if being left alone were worth nothing to it"
    ),
}


def prefix_of(name: str) -> str:
    """Return the longest listed beginning of a row's name."""
    return max((p for p in FILE_OF if name.startswith(p)), key=len)


def rows_for(file: str) -> list[str]:
    """Return the rows that the test of this formula file answers for."""
    return [name for name in sorted(ROWS) if FILE_OF[prefix_of(name)] == file]


def one(told: Columns, name: str) -> float:
    return float(told[name][0])


def agree(name: str, got: Any, expected: Any, tol: float) -> None:
    if isinstance(expected, dict):
        for key, value in expected.items():
            if (name, key) not in NOT_OURS:
                agree(f"{name}", got[key], value, tol)
    elif isinstance(expected, list):
        assert len(got) == len(expected)
        for mine, value in zip(got, expected, strict=True):
            agree(name, mine, value, tol)
    elif expected is None or isinstance(expected, bool | str):
        assert got == expected, name
    else:
        assert abs(got - expected) <= tol * max(1.0, abs(expected)) + 1e-12, (got, expected)
