"""The rows of the reference oracle: every function it names, at its own tolerance."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.engine.invented import BLOCKS, party, play, stands

from servanda.engine import slots
from servanda.engine.contract import Outcomes
from servanda.engine.game import LANES, Game, Play, room_for_game, room_for_play
from servanda.engine.keep_or_break import decide_backwards
from servanda.engine.standing import acceptance, believe, stand
from servanda.formulas import evidence_likelihoods as evidence
from servanda.formulas.bad_faith import bad_faith
from servanda.formulas.competing_ends import rates_war, shifted_ends
from servanda.formulas.guarantor_stakes import guarantor_consents
from servanda.formulas.logit_breach import breach_choice
from servanda.formulas.months_of_war import course_of_war
from servanda.formulas.moving_front import CELLS, along, front_war, leaving_a_cell
from servanda.formulas.pace import drift_change, log_ratio_change
from servanda.formulas.pressure import pressed_value
from servanda.formulas.private_types import quantile_nodes
from servanda.formulas.signal_proof import sunk_proof, tied_proof
from servanda.formulas.steady_deal import steady_deal

Row = dict[str, Any]

DISAGREE: dict[str, str] = {}
"""Rows the engine does not meet, and why it is right not to."""

GRID = np.linspace(0.0, 1.0, CELLS + 1)


def war_of(row: Row, extra_cost: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    worth, fighting, gain = np.empty((3, CELLS + 1))
    lull = row["x0"] + row["x1"] * GRID
    front_war(
        row["mu"], row["sigma"], row["rho"], row["eta"], row["f0"], row["f1"], row.get("v1", 1.0),
        row.get("v0", 0.0), lull, worth, fighting, gain,
    )  # fmt: skip
    return worth - row["cost"] * fighting, lull


def war_value_front(row: Row) -> float:
    return along(war_of(row)[0], row["x"])


def war_value_rates(row: Row) -> float:
    return rates_war(
        *(row[k] for k in ("win", "lose", "peter", "rho", "flow", "v1", "v0", "lull"))
    )[0]


def leaving(row: Row) -> tuple[float, float]:
    return leaving_a_cell(row["mu"], row["sigma"], row["kappa"], row["half_width"])


def pace_drift_shift(row: Row) -> float:
    change = log_ratio_change(row["force_side"], row["joins"])
    return drift_change(row["sigma"], row["gamma"], row["operations_per_month"], change)


def logit(row: Row) -> tuple[float, float]:
    return breach_choice(row["stay"], row["breach"], row["omega"], row["s"], 1.0 / row["s"])


def lull(row: Row) -> tuple[float, float]:
    """The value and hazard of a party in a breakable lull: simultaneous best replies, iterated."""
    n = len(row["flow"])
    hazards, values = np.zeros(n), np.zeros(n)
    for _ in range(400):
        calm = 1.0 - hazards
        found = [
            steady_deal(
                row["flow"][i], row["war"][i], row["war"][i],
                1.0 - float(np.prod(np.delete(calm, i))),
                row["delta"][i], row["omega"][i], row["s"][i], max(row["flow"][i], row["war"][i]),
            )
            for i in range(n)
        ]  # fmt: skip
        hazards = np.array([each[1] for each in found])
        values = np.array([each[2] for each in found])
    return float(values[row["party"]]), float(hazards[row["party"]])


def pressed(row: Row) -> float:
    usual, lull_worth = war_of(row)
    value = np.empty(CELLS + 1)
    pressed_value(
        row["mu"] + row["mu_change"], row["sigma"], row["rho"], row["eta"],
        row["f0"] - row["cost"] - row["cost_change"], row["f1"], lull_worth, usual, row["months"],
        value, np.empty((3, CELLS + 1)),
    )  # fmt: skip
    return along(value, row["x"])


def months_of_war(row: Row) -> float:
    settles = np.zeros(CELLS + 1, np.bool_)
    for x in row["settles_at"]:
        settles[round(x * CELLS)] = True
    course, gain = np.empty((5, CELLS + 1)), np.empty(CELLS + 1)
    course_of_war(row["mu"], row["sigma"], row["eta"], settles, course, gain)
    return along(course[0], row["x"])


def evidence_of(row: Row) -> list[np.ndarray]:
    trend = np.array(row["trend"])
    refusal = row["refusal"]
    no = evidence.refusal_likelihood(10 * trend, refusal["tau"], refusal["reliability"])
    return [np.log(no), evidence.front_loglik(row["front"], trend, row["swing"])]


# deals with given values of war ------------------------------------------------------------------
def given_game(row: Row) -> tuple[Game, Play, np.ndarray]:
    """The game of parties whose values of war are given as paths, in every lane the same."""
    months, types = row["months"], row["cost_nodes"]
    blocks = np.ones(months)
    sides = row["parties"]
    n, kinds = len(sides), 2 * (types + 1)
    game = room_for_game(n, months, 1, kinds)
    quantiles, weights = quantile_nodes(types)
    rise = 1.0 - np.exp(-np.arange(months) / 36.0)
    game.openings[:] = 1.0
    game.own[slots.BLUR, :] = row["tau_sign"]
    for i, side in enumerate(sides):
        delta = math.exp(-side["rho"] / 12.0)
        game.own[slots.DELTA, i] = delta
        game.yields[i] = (1.0 - delta) * side["u"]
        war = (side["b0"] + side["b1"] * rise)[:, None]
        game.wars[slots.BREACH, i, :, 0] = game.wars[slots.ALONE, i, :, 0] = war
        game.wars[slots.FOUGHT, i, :, 0] = war - side["r_less"]
        for array in (
            game.wars[slots.BREACH_COST],
            game.wars[slots.ALONE_COST],
            game.wars[slots.FOUGHT_COST],
        ):
            array[i] = side["bd"]
        game.own[slots.OPENING, i], game.own[slots.NOISE, i], game.own[slots.PER_NOISE, i] = (
            side["omega"],
            side["s"],
            1 / side["s"],
        )
        game.own[slots.IGNITES, i], game.own[slots.INSIDE, i] = side["ignites"], 1.0
        game.own[slots.LEADERS, i] = 1.0 - math.exp(-side["lead"] / 12.0)
        game.own[slots.PRICE, i] = game.own[slots.PRICE_SEEN, i] = side["price"]
        low, high = row["cost_range"]
        for k in range(kinds):
            node, bad = k % (types + 1), k > types
            cost = low + quantiles[node] * (high - low) if node < types else side["cost"]
            game.kinds[slots.COST, i, k] = cost
            game.kinds[slots.WORD, i, k] = 0.0 if bad else side["word"]
            faith = side["bad"] if bad else 1.0 - side["bad"]
            game.kinds[slots.PRIOR, i, k] = weights[node] * faith if node < types else 0.0
            game.kinds[slots.REFUSE, i, k] = side["wref"] - cost * side["bd"]
    room = room_for_play(n, np.ones(months), 1, kinds)
    asked = np.ones((n, kinds), dtype=np.int64)
    for turn in range(40):
        decide_backwards(game, room, blocks, 1, False, asked)
        if turn < 39:
            believe(game, room, blocks, 1, False, asked)
    return game, room, blocks


def given(row: Row) -> Row:
    game, room, blocks = given_game(row)
    kinds = game.kinds[slots.COST].shape[1]
    return {"game": game, "play": room, "blocks": blocks, "good": kinds // 2 - 1, "bad": kinds - 1}


def given_value(row: Row, faith: str) -> float:
    made = given(row)
    return float(made["play"].worths[slots.VALUE, row["party"], made[faith], 0, 0])


def given_hazard(row: Row) -> float:
    made = given(row)
    assert row["type"] == "bad, actual cost"
    return float(made["play"].hazard[row["party"], row["month"], 0, made["bad"], 0])


def given_acceptance(row: Row) -> float:
    made = given(row)
    assert row["type"] == "good, actual cost"
    game, party, kind = made["game"], row["party"], made["good"]
    return acceptance(
        made["play"].worths[slots.VALUE, party, kind, 0, 0], game.own[slots.PRICE_SEEN, party, 0],
        game.kinds[slots.REFUSE, party, kind, 0], game.own[slots.BLUR, party, 0],
    )  # fmt: skip


def given_standing(row: Row) -> tuple[np.ndarray, np.ndarray]:
    """Survival and incidence of the actual types by month, those that sign in them."""
    made = given(row)
    game, room, blocks = made["game"], made["play"], made["blocks"]
    n, months = len(row["parties"]), row["months"]
    room.masses[slots.MASS, :] = 0.0
    for i, side in enumerate(row["parties"]):
        mass = {"good": 1.0 - side["bad"], "bad": side["bad"]}
        signs = {
            faith: room.worths[slots.VALUE, i, made[faith], 0, 0] - side["price"]
            >= game.kinds[slots.REFUSE, i, made[faith], 0]
            for faith in mass
        }
        total = sum(mass[faith] for faith in mass if signs[faith])
        for faith, weight in mass.items():
            share = weight if total == 0.0 else weight * signs[faith] / total
            room.masses[slots.MASS, i, made[faith], 0] = share
    standing, violated = np.zeros((2, months, LANES))
    ended, hazards = np.zeros((n + 1, months, LANES)), np.zeros((n, months, LANES))
    bad, when = np.zeros((n, months + 1, LANES)), np.zeros((n, LANES))
    asked = np.ones(game.kinds.shape[1:3], dtype=np.int64)
    stand(game, room, blocks, 1, False, asked, standing, violated, ended, hazards, bad, when)
    return standing[:, 0], ended[:, :, 0]


# whole worlds ------------------------------------------------------------------------------------
def whole_world(row: Row) -> Outcomes:
    stated = row["world"]
    front = not stated.get("no_front")
    sides = []
    for each in row["parties"]:
        made = party(
            each["side"], discount=each["rho"], ground=each["land"], fighting=each["war_other"],
            lull=each["lull_other"], deal=each["deal_other"], cost=each["cost"],
            low_cost=each["cost_range"][0], high_cost=each["cost_range"][1],
            opening=each["omega"], noise=each["s"], word=each["word"], bad_seen=each["bad"],
            leaders=each["leader"], victory=each["v1"], defeat=each["v0"],
            blur=stated.get("tau_sign", 0.01),
        )  # fmt: skip
        made["drift" if front else "log_odds"] = each["mu"]
        made["decisive"] = 0.0 if front else stated["sigma"]
        sides.append(made)
    of_world = {
        "held": stated["x"], "swing": stated.get("sigma", 0.02), "exits": stated.get("eta", 0.02),
        "regroup": stated.get("rest", 0.0), "regroup_months": stated.get("rest_tau", 36.0),
        "lull_breaks": stated.get("lull_breaks", 1.0),
    }  # fmt: skip
    more: Row = {}
    if row.get("phase"):
        more["phases"] = [(row["phase"][0], {"line": row["phase"][1]})]
    if row.get("lapse"):
        at, chance = row["lapse"]["month"], row["lapse"]["chance"]
        more["lapse"] = lambda start, length: np.where(
            (start <= at) & (start + length > at), chance, 0.0
        )
    n = len(sides)
    more["responses"] = [
        {
            "shift": -stated.get("help_minus", 0.0), "cost": stated.get("pun", 0.0),
            "from": each["q_from"], "until": each["q_until"],
            "against": [each["q"] if j == i else 0.0 for j in range(n)],
            "beside": [each["qhost"] if j == i else 0.0 for j in range(n)],
        }
        for i, each in enumerate(row["parties"])
    ]  # fmt: skip
    months = row.get("months")
    blocks = np.ones(months) if months else BLOCKS
    return play(sides, of_world, types=row.get("cost_nodes", 3), blocks=blocks, front=front, **more)


ANSWERS: dict[str, Callable[[Row], float]] = {
    "war_value_front": war_value_front,
    "war_value_rates": war_value_rates,
    "exit_up": lambda row: leaving(row)[0],
    "exit_down": lambda row: leaving(row)[1],
    "rates_shift": lambda row: shifted_ends(row["win"], row["lose"], row["gamma"], row["dlog"])[0],
    "pace_drift_shift": pace_drift_shift,
    "logit_value": lambda row: logit(row)[0],
    "logit_hazard": lambda row: logit(row)[1],
    "lull_value": lambda row: lull(row)[0],
    "lull_hazard": lambda row: lull(row)[1],
    "deal_value_good_actual": lambda row: given_value(row, "good"),
    "deal_value_bad_actual": lambda row: given_value(row, "bad"),
    "hazard_month": given_hazard,
    "accepts_chance": given_acceptance,
    "stands": lambda row: float(given_standing(row)[0][row["month"] - 1]),
    "broken_first_by": lambda row: float(given_standing(row)[1][row["party"], row["month"] - 1]),
    "world_margin": lambda row: float(
        whole_world(row).of_party(f"margin_{row['type']}")[0, row["party"]]
    ),
    "world_hazard": lambda row: float(whole_world(row).of_party("hazard_bad")[0, row["party"]]),
    "blocks_stand_5y": lambda row: stands(whole_world(row), 5),
    "bad_faith": lambda row: bad_faith(
        row["prior"], row["broken"], row["kept"], row["b_good"], row["b_bad"]
    ),
    "read_sunk": lambda row: sunk_proof(row["sunk"], row["stake_irresolute"], row["spread"]),
    "read_tied": lambda row: tied_proof(
        row["tied"], row["stake_irresolute"], row["cost"], row["spread"]
    ),
    "guarantor_consents": lambda row: guarantor_consents(
        row["stake"], row["p_challenged"], row["p_must_fight"], row["cost"], row["tau"]
    ),
    "pressed_value": pressed,
    "months_of_war": months_of_war,
    "refusal_likelihood": lambda row: float(
        evidence.refusal_likelihood(row["margin"], row["tau"], row["reliability"])
    ),
    "violations_loglik": lambda row: float(
        evidence.violations_loglik(row["count"], row["months"], row["rate"])
    ),
    "effective_sample_size": lambda row: evidence.effective_sample_size(
        evidence.world_weights(evidence_of(row), len(row["trend"]))
    ),
    "posterior_mean": lambda row: evidence.moved_by(row["trend"], evidence_of(row))[0],
    "moved_by_front": lambda row: evidence.moved_by(row["trend"], evidence_of(row))[1][1],
}


def reference_rows(shared: Path) -> Iterator[Row]:
    file = shared / "oracles" / "core2.json"
    if not file.is_file():
        pytest.skip("no reference oracle beside this checkout")
    rows = json.loads(file.read_text(encoding="utf-8"))["rows"]
    previous: Row = next(r["inputs"] for r in rows if r["function"] == "effective_sample_size")
    for row in rows:
        if row["inputs"].get("same_as"):
            row = {**row, "inputs": previous}
        yield row


def test_every_row_of_the_reference_is_met(shared: Path) -> None:
    missed = []
    for row in reference_rows(shared):
        got = ANSWERS[row["function"]](row["inputs"])
        allowed = row["tol"] * max(1.0, abs(row["expected"]))
        if not abs(got - row["expected"]) <= allowed and row["id"] not in DISAGREE:
            missed.append((row["id"], row["expected"], row["second_route"], got, row["tol"]))
    assert not missed, "\n".join(map(str, missed))


def test_no_function_of_the_reference_is_left_out(shared: Path) -> None:
    assert {row["function"] for row in reference_rows(shared)} <= set(ANSWERS)
