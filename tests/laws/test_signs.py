"""Where theory gives a sign, the assessment has it: and where it gives none, nothing is claimed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.laws.whole_cases import Columns, case_of, put, shipped, stated, symmetric, told, tree

from servanda.worlds.sample import sample

UP, DOWN = 1.0, -1.0
RECOVERY = (0.0, 0.003, 0.01)
"""Pace a month that a side without any ground would regain, as a share of the ground."""


def expiry(renewal: float) -> dict[str, float]:
    return {"month": 24, "renewal": renewal}


def two(path: str, low: Any, high: Any, **others: Any) -> tuple[Columns, Columns]:
    one, other = (told(stated(symmetric(), **{path: v}, **others), 1)["pact"] for v in (low, high))
    return one, other


@pytest.mark.parametrize(
    ("path", "low", "high", "sign"),
    [
        ("parties__a__word", 0.01, 0.1, UP),
        ("parties__a__keeps_its_word", 0.3, 0.9, UP),
        ("war__opportunities", 0.5, 3.0, DOWN),
        ("war__temptation_noise", 0.005, 0.05, DOWN),
        ("war__early", 1, 10, DOWN),
        ("guarantees__pact__intervenes", 0.1, 0.8, UP),
        ("guarantees__pact__breakdown_ratio", 0.5, 1.5, DOWN),
        ("guarantees__pact__until", 12, 60, UP),
        ("guarantees__pact__from", 0, 24, DOWN),
        ("proposals__pact__expires", expiry(0.2), expiry(0.9), UP),
    ],
)  # fmt: skip
def test_what_it_does_to_holding(path: str, low: Any, high: Any, sign: float) -> None:
    one, other = two(path, low, high)
    assert sign * (other["stands_5"][0] - one["stands_5"][0]) > 0.0


@pytest.mark.parametrize(
    ("path", "low", "high", "column", "sign"),
    [
        ("proposals__pact__political_costs", {"a": 0}, {"a": 0.05}, "margin.a", DOWN),
        ("war__flow_costs__b", 0.05, 0.3, "war.b", DOWN),
        ("war__flow_costs__a", 0.05, 0.3, "war.a", DOWN),
        ("parties__a__victory", 0.5, 1.0, "war.a", UP),
        ("war__trend__a", -0.003, 0.006, "war.a", UP),
        ("war__trend__b", -0.003, 0.006, "war.b", DOWN),
        ("war__trend__analyst", -0.01, 0.01, "challenged_ends_with", UP),
    ],
)
def test_what_it_does_to_a_party(path: str, low: Any, high: Any, column: str, sign: float) -> None:
    one, other = two(path, low, high)
    assert sign * (other[column][0] - one[column][0]) > 0.0


def test_a_host_that_may_send_the_force_away_makes_it_break_sooner() -> None:
    one, other = two("guarantees__pact__host_withdraws", 0, 0.3, guarantees__pact__host="b")
    assert other["stands_5"][0] < one["stands_5"][0]


def test_pressure_on_who_refuses_makes_refusing_worse() -> None:
    found = []
    for believed in (0.0, 0.3, 0.9):
        press = [{"by": "g", "on": "b", "costs": 0.03, "believed": believed, "until": 24}]
        found.append(two("proposals__pact__pressure", [], press)[1])
    refusing = [float(each["refuse.b"][0]) for each in found]
    assert refusing == sorted(refusing, reverse=True)
    assert refusing[-1] < refusing[0]
    assert {float(each["refuse.a"][0]) for each in found} == {float(found[0]["refuse.a"][0])}


def test_the_analysts_belief_decides_who_ends_up_with_what() -> None:
    one, other = two(
        "guarantees__pact__intervenes",
        {"a": 0.4, "b": 0.4, "analyst": 0.0},
        {"a": 0.4, "b": 0.4, "analyst": 1.0},
    )
    assert other["challenged_ends_with"][0] < one["challenged_ends_with"][0]
    assert other["stands_5"][0] == one["stands_5"][0]


def test_either_party_may_break_and_the_stronger_temptation_does_first() -> None:
    eager = told(stated(symmetric(), war__trend={"analyst": 0, "a": 0.008, "b": 0.001}), 1)["bare"]
    assert eager["breaks_5.a"][0] + eager["breaks_5.b"][0] >= 0.0
    one = told(stated(symmetric(), parties__a__opportunities=0), 1)["bare"]
    assert one["breaks_5.a"][0] == 0.0


def breaches(times: int) -> dict[str, Any]:
    return {
        f"accord_{n}": {
            "title": "Accord", "year": 2022 + n, "kind": "ceasefire",
            "conduct": {"a": {"ledger": "compliance", "kept": False}},
        }
        for n in range(times)
    }  # fmt: skip


def test_not_a_third_time_without_stricter_guarantees() -> None:
    """Two recent breaches lower what paper is worth to the victim; a firm guarantee restores it."""
    paper = {"guarantees__pact__intervenes": 0.0}
    clean = told(stated(symmetric(), **paper), 1)["pact"]
    burnt = told(stated(symmetric(), record=breaches(2), **paper), 1)["pact"]
    firm = told(
        stated(
            symmetric(), record=breaches(2), guarantees__pact__intervenes=0.95,
            guarantees__pact__force=60, guarantees__pact__punishment=0.3,
        ), 1,
    )["pact"]  # fmt: skip
    assert burnt["deal.b"][0] < clean["deal.b"][0] < firm["deal.b"][0]
    assert burnt["stands_5"][0] < clean["stands_5"][0] < firm["stands_5"][0]


@pytest.mark.parametrize("broken", [0, 2])
def test_keeping_ones_word_pulls_upwards_with_a_record_and_without(broken: int) -> None:
    found = [
        told(stated(symmetric(), record=breaches(broken), parties__a__keeps_its_word=k), 1)["pact"]
        for k in (0.2, 0.5, 0.8)
    ]
    stands = [float(each["stands_5"][0]) for each in found]
    assert stands == sorted(stands)
    assert stands[0] < stands[-1]


def test_an_ally_that_goes_home_tempts_the_other_side() -> None:
    def home(forces: float) -> Columns:
        provisions = [{"title": "Home", "by": "b", "month": 6, "forces": {"b": forces}}]
        return told(stated(symmetric(), proposals__bare__provisions=provisions), 1)["bare"]

    stays, goes = home(0.0), home(-0.8)
    assert (
        goes["breaks_10.a"][0] > stays["breaks_10.a"][0]
        or goes["stands_10"][0] < stays["stands_10"][0]
    )
    assert goes["deal.b"][0] < stays["deal.b"][0]


def test_the_loser_comes_back_where_the_winner_keeps_its_word() -> None:
    """Where the winner is not bound it may strike first, and no sign is claimed."""
    keys = symmetric()
    put(keys, "war.front.held", 0.75)
    put(keys, "war.flow_costs", {"a": 0.4, "b": 0.3})
    put(keys, "parties.a", keys["parties"]["a"] | {"word": 1, "keeps_its_word": 1})
    found = [told(stated(keys, war__regroup__recovery=much), 1)["bare"] for much in RECOVERY]
    assert all(columns["accepts.a"][0] == columns["accepts.b"][0] == 1.0 for columns in found)
    breaks = [columns["breaks_10.b"][0] for columns in found]
    margins = [columns["margin.a"][0] for columns in found]
    assert breaks == sorted(breaks)
    assert breaks[-1] > 1.5 * breaks[0]
    assert margins == sorted(margins, reverse=True)
    assert margins[-1] < margins[0]


def test_land_given_changes_the_next_war() -> None:
    """Whoever gives ground at a later date is most tempted to break before it."""
    phases = [{"from_month": 60, "terms": {"land": 0.2}}]
    found = told(stated(symmetric(), proposals__bare__phases=phases), 1)["bare"]
    assert 36 <= found["temptation_month.a"][0] <= 60


def test_a_spoiler_breaks_only_what_it_is_said_to_break() -> None:
    def militia(ignites: float) -> Columns:
        keys = symmetric()
        put(keys, "parties.c", {"side": "c", "ignites": ignites, "word": 0.0, "victory": 1,
                                "leader_change": 0.1, "keeps_its_word": 0.5})  # fmt: skip
        put(keys, "actors.c", "C")
        put(keys, "capabilities.c", {"forces": 1})
        for issue in ("land", "flag"):
            put(keys, f"issues.{issue}.weights.c", 0.5)
        for option in ("a_flies", "b_flies", "both_fly"):
            shares = {"a_flies": {"a": 1, "b": 0}, "b_flies": {"a": 0, "b": 1},
                      "both_fly": {"a": 0.6, "b": 0.6}}[option]  # fmt: skip
            put(keys, f"issues.flag.options.{option}", shares | {"c": 0})
        put(keys, "war.front.held_by", "a")
        put(keys, "war.front.against", "b")
        put(keys, "war.flow_costs.c", 0.01)
        put(keys, "war.patience.c", 0.1)
        return told(case_of(keys), 1, ["bare"])["bare"]

    silent, loud = militia(0.0), militia(0.5)
    assert silent["breaks_10.c"][0] == 0.0
    assert loud["stands_5"][0] < silent["stands_5"][0]


def test_values_are_numbers_everywhere() -> None:
    found = told(case_of(symmetric()), 8)
    for columns in found.values():
        for name, values in columns.items():
            if not name.startswith("threshold"):
                assert np.isfinite(values).all(), name


CHANCES = frozenset(
    [
        "signed",
        "stops_fighting",
        "stands_1",
        "stands_5",
        "stands_20",
        "consent",
        "signs",
        "believed",
        "trusts",
        "temptation",
        "bad_now",
        "bad_1",
        "bad_5",
        "breaks_1",
        "breaks_20",
        "lapses_5",
        "challenged_side_wins",
    ]
)


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_chances_are_chances_even_of_deals_that_surely_break(folder: Path) -> None:
    case = case_of(tree(folder))
    hasty = {name: 400.0 for name in sample(case, 1).names if name.endswith("temptation_noise")}
    for columns in told(case, 24, fixed=hasty).values():
        for name, values in columns.items():
            if name.split(".")[0] in CHANCES:
                assert ((values >= 0.0) & (values <= 1.0 + 1e-9)).all(), name
