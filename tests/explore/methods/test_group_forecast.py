"""Group forecasts: a published example, bounds for any group, a second writing of one model."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import InputError
from servanda.explore.methods.group_forecast import (
    METHODS,
    Member,
    challenge,
    forecast,
    measured_errors,
    nash_product,
    weighted_mean,
    weighted_median,
)

ORACLE = json.loads(
    (Path(__file__).parents[2] / "oracles" / "explore" / "emission_standards.json").read_text()
)
EMISSIONS = [Member(name, x, c, s) for name, c, x, s in ORACLE["members"]]
GROUPS = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0.1, 10), st.floats(1, 100)), min_size=1, max_size=8
).map(lambda rows: [Member(f"m{i}", *row) for i, row in enumerate(rows)])


def test_emission_standards() -> None:
    """Median seven years, as the literature reports; the mean by hand."""
    assert weighted_median(EMISSIONS, (4, 10)) == 7
    weight = [member.capability * member.salience for member in EMISSIONS]
    by_hand = sum(w * m.position for w, m in zip(weight, EMISSIONS, strict=True)) / sum(weight)
    assert weighted_mean(EMISSIONS, (4, 10)) == pytest.approx(by_hand)


@settings(max_examples=60, deadline=None)
@given(GROUPS)
def test_every_forecast_lies_among_the_positions(members: list[Member]) -> None:
    positions = [member.position for member in members]
    found = forecast(members, (0, 100))
    for value in found.alternatives.values():
        assert min(positions) - 1e-3 <= value <= max(positions) + 1e-3
    assert found.expected == found.alternatives[next(iter(METHODS))]
    assert 0 <= found.disagreement <= 1


@settings(max_examples=40, deadline=None)
@given(GROUPS, st.floats(0.1, 10), st.floats(-50, 50))
def test_units_of_the_scale_do_not_matter(members: list[Member], by: float, shift: float) -> None:
    moved = [Member(m.name, shift + by * m.position, m.capability, m.salience) for m in members]
    scale = (shift, shift + by * 100)
    for name in ("capability x salience mean", "plain mean", "weighted median"):
        expected = shift + by * METHODS[name](members, (0, 100))
        assert METHODS[name](moved, scale) == pytest.approx(expected, abs=1e-6 * by * 100)


def test_members_alike_agree_and_the_strong_pull() -> None:
    alike = [Member(name, 30, 1, 50) for name in "abc"]
    assert forecast(alike, (0, 100)).disagreement == pytest.approx(0, abs=1e-4)
    weak, strong = ([Member("a", 0, 1, 50), Member("b", 100, power, 50)] for power in (1.0, 3.0))
    assert nash_product(weak, (0, 100)) < nash_product(strong, (0, 100))


def plain_challenge_round(rows: list[list[float]], width: float) -> list[float]:
    """One round of challenges, pair by pair, in plain loops: rows of position, weight, salience."""
    people = range(len(rows))

    def odds(i: int, j: int) -> float:
        for_i = against = 0.0
        for x, w, _ in rows:
            vote = w * (abs(x - rows[j][0]) - abs(x - rows[i][0]))
            for_i, against = for_i + max(vote, 0), against + max(-vote, 0)
        return for_i / (for_i + against) if for_i + against else 0.5

    def gain(i: int, j: int, r: float) -> float:
        apart = abs(rows[i][0] - rows[j][0]) / width / 2
        win, lose = 2 - 4 * (0.5 - apart) ** r, 2 - 4 * (0.5 + apart) ** r
        s, p = rows[j][2], odds(i, j)
        return s * (p * win + (1 - p) * lose) + (1 - s) * win - (2 - 4 * 0.5**r)

    danger = [sum(gain(j, i, 1.0) for j in people if j != i) for i in people]
    span = max(danger) - min(danger)
    risk = []
    for level in danger:
        taken = (2 * level - max(danger) - min(danger)) / span if span else 0.0
        risk.append((1 - taken / 3) / (1 + taken / 3))
    moved = []
    for i in people:
        offers = []
        for j in people:
            mine, theirs = gain(i, j, risk[i]), gain(j, i, risk[i])
            if rows[i][0] == rows[j][0]:
                continue
            if theirs > mine > 0:
                offers.append(rows[j][0])
            elif theirs > 0 > mine:
                share = min(1.0, abs(mine / theirs))
                offers.append(rows[i][0] + share * (rows[j][0] - rows[i][0]))
        moved.append(min(offers, key=lambda x: abs(x - rows[i][0])) if offers else rows[i][0])
    return moved


@pytest.mark.parametrize("seed", range(8))
def test_challenge_rounds_against_a_plain_writing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    members = [
        Member(f"m{i}", float(x), float(c), float(s))
        for i, (x, c, s) in enumerate(
            zip(
                rng.uniform(0, 100, 6), rng.uniform(0.5, 3, 6), rng.uniform(10, 100, 6), strict=True
            )
        )
    ]
    for rounds in (1, 3):
        rows = [[m.position, m.capability * m.salience, m.salience / 100] for m in members]
        for _ in range(rounds):
            for row, x in zip(rows, plain_challenge_round(rows, 100), strict=True):
                row[0] = x
        last = [
            Member(m.name, row[0], m.capability, m.salience)
            for m, row in zip(members, rows, strict=True)
        ]
        expected = weighted_median(last, (0, 100))
        assert challenge(members, (0, 100), rounds=rounds, settled=0) == pytest.approx(
            expected, abs=1e-9
        )


def test_errors_that_ship_name_every_method_and_favour_the_default() -> None:
    errors = measured_errors()
    assert errors.keys() == METHODS.keys()
    assert min(errors, key=lambda name: errors[name]) == next(iter(METHODS))


def test_refusals() -> None:
    with pytest.raises(InputError, match="no member"):
        forecast([], (0, 1))
    with pytest.raises(InputError, match="off the scale"):
        forecast([Member("a", 2, 1, 1)], (0, 1))
    with pytest.raises(InputError, match="above 0"):
        forecast([Member("a", 0.5, 0, 1)], (0, 1))
