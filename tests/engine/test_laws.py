"""Laws of the design at the level of the kernel: nothing jumps, no role decides."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from tests.engine.invented import (
    BLOCKS,
    deal_of,
    party,
    play,
    stands,
    world,
    worlds_of,
)

from servanda.engine.contract import Outcomes
from servanda.engine.reach import shift_range
from servanda.errors import InputError
from servanda.formulas.pace import drift_change, log_ratio_change

Sides = list[dict[str, float]]


def two(**stated: float) -> Sides:
    both = {"opening": 0.1, "noise": 0.012, "word": 0.08, "bad_seen": 0.3, **stated}
    return [
        party(1.0, **{"drift": 0.001, "cost": 0.25, **both}),
        party(-1.0, **{"drift": 0.0005, "cost": 0.3, "ground": 0.55, **both}),
    ]


def tempted() -> Sides:
    sides = two(word=0.02, opening=0.15, noise=0.02)
    sides[0] |= {"cost": 0.12, "drift": 0.004}
    return sides


def run(sides: Sides, row: dict[str, float] | None = None, **more: Any) -> Outcomes:
    return play(sides, row, **{"types": 1, "blocks": BLOCKS, **more})


def told(outcomes: Outcomes) -> np.ndarray:
    """Everything that a verdict rests on."""
    margins = [outcomes.of_party(name).ravel() for name in ("margin_good", "refuse", "deal_good")]
    return np.concatenate([*margins, outcomes.of_world("stands_5"), outcomes.of_world("stands_10")])


def guarantee(force: float, belief: float = 0.6, **more: Any) -> dict[str, Any]:
    shift = -drift_change(0.02, 1.0, 1.0, log_ratio_change(40.0, force))
    return {"shift": shift, "against": [belief, 0.0], "beside": [0.0, belief], **more}


def test_naming_and_mirroring_change_no_digit() -> None:
    sides = tempted()
    row = {"held": 0.4, "regroup": 0.002, "recovery": 0.001}
    response = guarantee(20.0, cost=0.1)
    here = run(sides, row, responses=[response], line=0.45)
    turned = [dict(side, side=-side["side"], drift=-side["drift"]) for side in sides][::-1]
    mirrored = {
        "shift": -response["shift"], "cost": 0.1, "against": [0.0, 0.6], "beside": [0.6, 0.0]
    }  # fmt: skip
    there = run(
        turned, {"held": 0.6, "regroup": -0.002, "recovery": 0.001}, responses=[mirrored], line=0.55
    )
    assert np.abs(here.party - there.party[:, ::-1]).max() < 1e-12
    assert np.abs(here.world - there.world).max() < 1e-12
    assert np.abs(here.incidence[:, [1, 0, 2]] - there.incidence).max() < 1e-12


ZEROS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("force", {}, {"responses": [guarantee(1e-7)]}),
    ("belief", {"responses": [guarantee(40.0, 0.0)]}, {"responses": [guarantee(40.0, 1e-8)]}),
    ("punishment", {"responses": [guarantee(0.0)]}, {"responses": [guarantee(0.0, cost=1e-8)]}),
    ("pressure", {}, {"asked": {"pressed": 0.5, "pressed_at_breach": 0.5, "pressure_cost": 1e-8,
                                "pressure_months": 24}}),
    ("belief in pressure", {}, {"asked": {"pressed": 1e-8, "pressed_at_breach": 1e-8,
                                          "pressure_cost": 0.3, "pressure_months": 24}}),
    ("violations as a state", {}, {"violations": True, "asked": {"violated_loss": 0.1}}),
    ("violation", {}, {"violations": True, "terms": {"violation": 1e-8, "violated_openings": 3},
                       "asked": {"violated_loss": 0.1}}),
    ("repelled", {}, {"violations": True, "terms": {"repelled": 1e-8},
                      "asked": {"episode_cost": 0.5}}),
    ("jumps of no size", {}, {"power_states": 3, "row": {"jump_rate": 0.5, "jump": 0.0}}),
    ("jumps", {}, {"power_states": 3, "row": {"jump_rate": 1e-7, "jump": 0.003}}),
    ("host that hardly ever leaves", {"responses": [guarantee(40.0)]},
     {"responses": [guarantee(40.0, host_leaves=1e-9)]}),
    ("a second guarantor nobody believes in", {"responses": [guarantee(40.0)]},
     {"responses": [guarantee(40.0), guarantee(80.0, 0.0)]}),
    ("a spoiler that ignites nothing", {}, {"spoiler": 0.0}),
    ("a spoiler that hardly ignites", {}, {"spoiler": 1e-9}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "without", "almost"), ZEROS, ids=[row[0] for row in ZEROS])
def test_an_amount_near_nothing_is_near_nothing(
    name: str, without: dict[str, Any], almost: dict[str, Any]
) -> None:
    almost, sides = dict(almost), tempted()
    spoiler = almost.pop("spoiler", None)
    tables = {"shift_low": -0.01, "shift_high": 0.01}
    row = tables | almost.pop("row", {})
    plain = told(run(sides, tables, **without))
    if spoiler is not None:
        sides = [*sides, party(1.0, inside=0.0, ignites=spoiler, cost=0.05, opening=0.5)]
    near = told(run(sides, row, **almost))
    if spoiler is not None:
        near = np.concatenate([near[:2], near[3:5], near[6:8], near[9:]])
    assert np.abs(plain - near).max() < 2e-6


def rising(values: list[float], slack: float = 1e-9) -> bool:
    return all(b >= a - slack for a, b in pairwise(values))


def test_more_force_holds_longer() -> None:
    held = [stands(run(tempted(), responses=[guarantee(f)]), 5) for f in (0, 1, 10, 40, 80, 200)]
    assert rising(held) and held[-1] > held[0] + 0.05


def test_a_more_credible_and_a_costlier_response_hold_longer() -> None:
    for values in (
        [run(tempted(), responses=[guarantee(20, q, cost=0.1)]) for q in (0.0, 0.3, 0.7, 1.0)],
        [run(tempted(), responses=[guarantee(10, cost=c)]) for c in (0.0, 0.1, 0.3)],
    ):
        held = [stands(each, 5) for each in values]
        assert rising(held) and held[-1] > held[0]


def test_the_signs_theory_gives() -> None:
    def five(**stated: float) -> float:
        sides = tempted()
        sides[0] |= stated
        return stands(run(sides), 5)

    assert five(opening=0.05) > five(opening=0.15) > five(opening=0.4)
    margins = [
        run(tempted(), asked={"price": p}).of_party("margin_good")[0, 0] for p in (0.0, 0.02)
    ]
    assert margins[0] - margins[1] == pytest.approx(0.02, abs=5e-3)


def test_pressure_raises_the_margin_and_holds_the_deal_while_it_lasts() -> None:
    asked = {"pressed": 0.5, "pressure_cost": 0.3, "pressure_months": 24}
    plain, pressed = run(tempted()), run(tempted(), asked=asked)
    both = run(tempted(), asked=asked | {"pressed_at_breach": 0.5})
    assert (pressed.of_party("margin_good") > plain.of_party("margin_good")).all()
    assert stands(both, 1) > stands(pressed, 1)
    assert both.hazard[0, 0, -1] == pytest.approx(pressed.hazard[0, 0, -1], rel=0.05)


def test_pressure_without_a_front() -> None:
    sides = [
        party(s, log_odds=-0.5 * s, decisive=0.02, cost=0.2, fighting=0.25) for s in (1.0, -1.0)
    ]
    asked = {"pressed": 0.5, "pressure_cost": 0.2, "pressure_months": 24}
    plain = run(sides, front=False).of_party("margin_good")
    assert (run(sides, front=False, asked=asked).of_party("margin_good") > plain).all()
    asked["pressure_months"] = 0
    none = run(sides, front=False, asked=asked).of_party("margin_good")
    assert np.abs(none - plain).max() < 1e-12


def test_a_guarantee_that_ends_and_a_host_that_sends_the_force_away() -> None:
    sides = tempted()
    ends = run(sides, responses=[guarantee(100.0, 0.9, cost=0.3, until=36)])
    assert ends.hazard[0, 0, 24] > 2 * ends.hazard[0, 0, 14]
    stays = stands(run(sides, responses=[guarantee(100.0, 0.9, cost=0.3)]), 10)
    leaves = stands(run(sides, responses=[guarantee(100.0, 0.9, cost=0.3, host_leaves=0.05)]), 10)
    assert stays > leaves > stands(run(sides), 10)


def test_a_truce_that_expires() -> None:
    def expires(renewal: float) -> float:
        return stands(run(two(), lapse=lambda start, _: np.where(start == 9, 1 - renewal, 0.0)), 5)

    assert expires(0.0) == pytest.approx(0.0, abs=1e-12)
    assert expires(1.0) == pytest.approx(stands(run(two()), 5), abs=1e-12)
    assert 0.35 * expires(1.0) < expires(0.5) <= 0.5 * expires(1.0) + 1e-9


def test_land_for_peace_is_broken_just_before_the_land_is_handed_over() -> None:
    sides = two(word=0.0)
    sides[0] |= {"cost": 0.2}
    hazard = play(sides, types=1, line=0.5, phases=[(60, {"line": 0.3})]).hazard[0, 0]
    assert hazard[58] > 3 * hazard[10] and hazard[58] > 3 * hazard[61]


def test_a_phase_beyond_the_horizon_and_an_issue_constant_in_war_and_peace() -> None:
    row = {"held": 0.4, "regroup": 0.002}
    plain = run(tempted(), row, line=0.5)
    late = run(tempted(), row, line=0.5, phases=[(120, {"line": 0.2})])
    assert np.array_equal(plain.party, late.party)
    sides = tempted()
    for name in ("fighting", "lull", "deal"):
        sides[1][name] += 0.2
    sides[1] |= {"victory": 1.2, "defeat": 0.2}
    more = run(sides, row, line=0.5)
    margins = more.of_party("margin_good") - plain.of_party("margin_good")
    assert np.abs(margins).max() < 1e-9
    assert np.abs(more.world - plain.world).max() < 1e-9


def test_moral_hazard_makes_the_protected_side_reckless() -> None:
    sides = tempted()[::-1]
    sides = [dict(side, side=-side["side"], drift=-side["drift"]) for side in sides]
    backed = [run(sides, responses=[guarantee(80.0, backs=[0.0, k])]) for k in (0.0, 0.3, 0.8)]
    by_protected = [float(each.incidence[0, 1, 9]) for each in backed]
    assert rising(by_protected) and by_protected[-1] > by_protected[0]


def test_violations_mend_or_fester_and_repelled_breaches_save_the_deal() -> None:
    plain = run(tempted(), violations=True)
    mild = run(tempted(), violations=True, terms={"violation": 0.5, "recovers": 0.5})
    assert stands(mild, 5) > stands(plain, 5)
    assert mild.of_world("violated_5")[0] > 0.0
    sore = run(
        tempted(), violations=True,
        terms={"violation": 0.5, "recovers": 0.02, "violated_openings": 3.0},
        asked={"violated_loss": 0.05},
    )  # fmt: skip
    assert stands(sore, 5) < stands(mild, 5)
    repelled = run(tempted(), violations=True, terms={"repelled": 0.6}, asked={"episode_cost": 0.5})
    assert stands(repelled, 5) > stands(plain, 5)


def test_recovery_lets_the_loser_come_back() -> None:
    sides = two(word=0.0)
    base = run(sides, {"held": 0.7, "recovery": 0.0})
    back = run(sides, {"held": 0.7, "recovery": 0.01})
    late = slice(-6, None)
    assert back.hazard[0, 1, late].mean() > base.hazard[0, 1, late].mean()
    assert back.hazard[0, 0, late].mean() <= base.hazard[0, 0, late].mean() + 1e-12


def test_hazard_falls_as_a_deal_of_unknown_faith_stands() -> None:
    sides = two(word=0.15, bad_seen=0.5, noise=0.01, leaders=0.0)
    sides[0] |= {"cost": 0.15, "drift": 0.003}
    hazard = play(sides, types=1).hazard[0, 0]
    assert hazard[1] > 1.5 * hazard[36] > 1.5 * hazard[110]


def test_blocks_agree_with_months() -> None:
    for sides in (two(), tempted()):
        blocks, months = run(sides, {"regroup": 0.001}), play(sides, {"regroup": 0.001}, types=1)
        assert abs(stands(blocks, 5) - stands(months, 5)) < 3e-3


def test_a_world_is_the_same_in_any_company_and_in_any_part_of_a_run() -> None:
    one = run(tempted(), responses=[guarantee(20.0)])
    many = run(tempted(), responses=[guarantee(20.0)], copies=37)
    assert np.array_equal(np.repeat(one.party, 37, 0), many.party)
    assert np.array_equal(np.repeat(one.world, 37, 0), many.world)


def test_the_general_way_agrees_with_the_plain_one() -> None:
    plain = run(tempted(), responses=[guarantee(20.0, cost=0.1)])
    general = run(tempted(), responses=[guarantee(20.0, cost=0.1)], violations=True)
    assert np.abs(plain.party - general.party).max() < 1e-9
    assert np.abs(plain.incidence - general.incidence).max() < 1e-9


def test_what_would_be_ignored_or_is_no_chance_is_refused() -> None:
    with pytest.raises(InputError, match=r"settings\.violations"):
        run(two(), terms={"repelled": 0.1})
    with pytest.raises(InputError, match="adds to 1.200 in world 0"):
        run(two(), responses=[guarantee(1.0), guarantee(2.0)])


def test_the_range_of_power_covers_what_a_deal_reaches() -> None:
    row = {"held": 0.3, "regroup": 0.002, "recovery": -0.003}
    stated = world(**row)
    deal = deal_of(two(), stated, BLOCKS, responses=[guarantee(20.0)])
    low, high = shift_range(worlds_of(two(), stated).world, [deal])
    told_ = run(two(), row | {"shift_low": low[0], "shift_high": high[0]},
                responses=[guarantee(20.0)])  # fmt: skip
    assert (told_.of_party("beyond") <= 0.0).all()
    narrow = run(two(), row | {"shift_low": 0.0, "shift_high": 0.0}, responses=[guarantee(20.0)])
    assert (narrow.of_party("beyond") > 0.0).all()


@pytest.mark.parametrize("case", range(6))
def test_extreme_worlds_give_numbers_and_every_deal_is_accounted_for(case: int) -> None:
    rng = np.random.default_rng(case)

    def wide(low: float, high: float) -> float:
        return float(math.exp(rng.uniform(math.log(low), math.log(high))))

    front, states, violated = case % 3 != 0, (1, 3)[case % 2], case >= 3
    for _ in range(60):
        sides = [
            party(
                float(rng.choice([1.0, -1.0, 0.0])), drift=rng.normal(0, 0.02),
                log_odds=rng.normal(0, 3), decisive=float(rng.choice([0.0, wide(1e-5, 0.5)])),
                discount=wide(1e-6, 5), ground=rng.random(), fighting=rng.random(),
                lull=rng.random(), deal=rng.random(), cost=wide(1e-3, 3), noise=wide(1e-6, 1),
                opening=float(rng.choice([0.0, 1e-6, 0.1, 1.0])), word=wide(1e-3, 5),
                bad_seen=float(rng.choice([0.0, 0.3, 1.0])), leaders=wide(0.01, 5),
                can_break=float(rng.random() < 0.9), inside=float(rng.random() < 0.8),
                ignites=float(rng.choice([0.0, 0.5, 1.0])), victory=rng.random(),
            )
            for _ in range(int(rng.integers(1, 3)) if case < 4 else 3)
        ]  # fmt: skip
        row = {
            "held": rng.random(), "swing": float(rng.choice([0.0, wide(1e-4, 0.3)])),
            "exits": float(rng.choice([0.0, wide(1e-5, 0.9), 1.0])), "regroup": rng.normal(0, 0.02),
            "regroup_months": wide(0.01, 200), "recovery": rng.normal(0, 0.02),
            "jump_rate": wide(0.01, 3), "jump": wide(1e-4, 0.05),
            "lull_breaks": float(rng.random() < 0.7), "early": float(rng.choice([1.0, 15.0])),
        }  # fmt: skip
        n = len(sides)
        response = {
            "shift": rng.normal(0, 0.1), "cost": rng.random(),
            "against": rng.random(n), "beside": rng.random(n), "true": rng.random(),
        }  # fmt: skip
        made = run(
            sides, row, front=front, power_states=states, violations=violated,
            responses=[response], line=float(rng.random()),
            lapse=lambda start, _: np.where(start == 24, 0.5, 0.0),
            terms={"violation": 0.3, "repelled": 0.3} if violated else {},
            asked={"pressed": 0.5, "pressed_at_breach": 0.5, "pressure_cost": 0.3,
                   "pressure_months": wide(1.0, 100.0)},
        )  # fmt: skip
        numbers = made.party[..., :12]
        assert np.isfinite(numbers).all() and np.isfinite(made.world).all()
        years = np.array([made.of_world(f"stands_{y}")[0] for y in (*range(1, 11), 20)])
        assert np.abs(years + made.incidence[0].sum(axis=0) - 1.0).max() < 1e-9
        assert (np.diff(years) <= 1e-12).all()
