"""How firmly to believe a promise, by a second route."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta as beta_belief
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.credibility import belief_from_classes, belief_from_record, record_weight


def test_old_and_unlike_events_count_for_less() -> None:
    rest = {"base": 0.5, "n0": 10, "honoured": [0], "fading": 20.0}
    fresh, old, unlike = (
        belief_from_record(**rest, age=[age], similarity=[likeness])["mean"][0]
        for age, likeness in ((0, 1.0), (40, 1.0), (0, 0.2))
    )
    assert fresh == pytest.approx(5 / 11)
    assert fresh < old < 0.5
    assert fresh < unlike < 0.5


def test_classes_are_weighed_by_how_well_they_foretold_the_record() -> None:
    base, n0, kept, broken = np.array([0.2, 0.8]), 10.0, 1.5, 3.0
    told = belief_from_classes(base=base, weight=[1, 3], n0=n0, kept=kept, broken=broken)
    masses, means = [], []
    for m in base:
        prior = beta_belief(m * n0, (1 - m) * n0)

        def fit(x: float, prior: Any = prior) -> float:
            return float(prior.pdf(x) * x**kept * (1 - x) ** broken)

        mass = quad(fit, 0, 1)[0]
        masses.append(mass)
        means.append(quad(lambda x, fit=fit: x * fit(x), 0, 1)[0] / mass)
    share = np.array(masses) * [1, 3] / (np.array(masses) @ [1, 3])
    np.testing.assert_allclose(told["share"][0], share, rtol=1e-7)
    assert told["mean"][0] == pytest.approx(share @ means, rel=1e-7)


def test_a_certain_class_is_certain() -> None:
    told = belief_from_record(base=[0.0, 1.0], honoured=[1], age=[0], similarity=[0.0])
    assert told["mean"].tolist() == [0.0, 1.0]
    assert told["low"].tolist() == told["high"].tolist() == [0.0, 1.0]


def test_a_belief_of_a_record_agrees_with_a_mixture_of_one_class() -> None:
    one = belief_from_record(base=0.4, honoured=[1, 0], age=[5, 9], similarity=[0.7, 0.3])
    kept, broken = 0.7 * np.exp(-5 / 20), 0.3 * np.exp(-9 / 20)
    many = belief_from_classes(base=[0.4], weight=[1.0], kept=kept, broken=broken)
    assert many["mean"][0] == pytest.approx(one["mean"][0], rel=1e-12)


def record(row: Row, case: Case) -> object:
    at = row["inputs"]
    events = at["events"] or [[1, 0.0]]
    told = belief_from_record(
        base=at["base"], n0=at["n0"], honoured=[kept for kept, _ in events],
        similarity=[weight for _, weight in events], age=[0.0] * len(events),
    )  # fmt: skip
    return {"mean": one(told, "mean"), "q05": one(told, "low"), "q95": one(told, "high")}


HANDLERS = {"cred_": record}


@pytest.mark.parametrize("name", rows_for("credibility"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_the_spread_is_that_of_the_mixture() -> None:
    base, weight, n0, kept, broken = np.array([0.2, 0.7]), [1.0, 3.0], 8.0, 2.0, 1.0
    told = belief_from_classes(base=base, weight=weight, n0=n0, kept=kept, broken=broken)
    x = (np.arange(200_000) + 0.5) / 200_000
    density = sum(
        w * beta_belief(m * n0, (1 - m) * n0).pdf(x) for m, w in zip(base, weight, strict=True)
    )
    density *= x**kept * (1 - x) ** broken
    density /= density.sum()
    mean = density @ x
    assert told["mean"][0] == pytest.approx(mean, rel=1e-6)
    assert told["spread"][0] == pytest.approx(np.sqrt(density @ (x - mean) ** 2), rel=1e-5)


def test_a_class_without_weight_stays_without() -> None:
    told = belief_from_classes(base=[0.2, 0.9], weight=[0, 1], kept=0.0, broken=50.0)
    assert told["share"][0].tolist() == [0.0, 1.0]
    assert told["mean"][0] == pytest.approx(9 / 60)


def test_a_record_can_refute_a_class_never_known_to_break() -> None:
    told = belief_from_classes(base=[1.0, 0.5], weight=[1, 1], kept=[0, 5], broken=[3, 0])
    assert told["share"][0, 0] < 1e-6
    assert told["share"][1, 0] > 0.9
    certain = belief_from_classes(base=[0.0, 1.0], weight=[1, 1])
    assert certain["mean"][0] == pytest.approx(0.5)
    assert certain["spread"][0] == pytest.approx(0.5)


def test_an_event_counts_by_its_age_and_likeness() -> None:
    assert record_weight(0.0, 20.0, 1.0) == 1.0
    assert record_weight(20.0, 20.0, 0.5) == pytest.approx(0.5 / np.e)
    told = belief_from_record(base=0.25, n0=8, honoured=[1, 0], age=[0, 0], similarity=[1, 0.5])
    assert (told["alpha"][0], told["beta"][0]) == (3.0, 6.5)
    belief = beta_belief(3.0, 6.5)
    assert told["low"][0] == pytest.approx(belief.ppf(0.05), rel=1e-9)
    assert told["high"][0] == pytest.approx(belief.ppf(0.95), rel=1e-9)
