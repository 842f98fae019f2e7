"""Draws have the distribution the analyst wrote, and stay in the range of their place."""

from __future__ import annotations

import math

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from servanda.base_rates import BASE_RATES
from servanda.errors import InputError
from servanda.quantity import (
    ICD_203,
    BaseRate,
    Family,
    Form,
    Gap,
    Interval,
    Mixture,
    Point,
    Word,
    parse_form,
)
from servanda.worlds.belief import ordered_views, pooled_quantile, quantile, raced_views
from servanda.worlds.streams import Floats, uniforms

INF = math.inf
FIVE_AND_NINETY_FIVE = np.array([0.05, 0.95])
U = uniforms(11, "any", 0, 100_000)
GRID = np.concatenate([10.0 ** -np.arange(15.0, 1.0, -1), np.linspace(0.02, 0.98, 97)])
RANGES = [(0.0, 1.0), (0.0, 12.0), (0.0, 1200.0), (-1.0, 1.0), (0.0, INF), (-INF, INF), (-INF, 3.0)]


def views(name: str) -> Floats:
    return uniforms(11, f"any#view/{name}", 0, U.size)


@given(st.sampled_from(RANGES), st.floats(0.001, 0.998), st.floats(0.001, 0.998))
def test_intervals_are_exact_at_both_ends(
    place: tuple[float, float], first: float, second: float
) -> None:
    low, high = place
    base, width = (low if low > -INF else -5.0), min(high, 50.0) - max(low, -5.0)
    a, b = sorted((base + width * first, base + width * second))
    if b - a < 1e-6 * width:
        return
    drawn = quantile(Interval(a, b), FIVE_AND_NINETY_FIVE, low, high)
    np.testing.assert_allclose(drawn, [a, b], rtol=1e-9, atol=1e-12 * width)


@given(st.sampled_from(RANGES), st.floats(0.01, 0.4), st.floats(0.45, 0.99))
def test_intervals_rise_and_stay_inside(
    place: tuple[float, float], first: float, second: float
) -> None:
    low, high = place
    base, width = (low if low > -INF else -5.0), min(high, 50.0) - max(low, -5.0)
    drawn = quantile(Interval(base + width * first, base + width * second), GRID, low, high)
    assert np.all((drawn >= low) & (drawn <= high))
    assert np.all(np.diff(drawn[np.argsort(GRID)]) >= 0)


def test_an_interval_near_a_limit_is_nearly_log_normal() -> None:
    bounded = quantile(Interval(3.0, 6.0), U, 0.0, 1200.0)
    free = quantile(Interval(3.0, 6.0), U, 0.0, INF)
    np.testing.assert_allclose(bounded, free, rtol=0.01)


def test_an_interval_far_from_its_limits_is_nearly_normal() -> None:
    bounded = quantile(Interval(-0.01, 0.02), U, -1.0, 1.0)
    free = quantile(Interval(-0.01, 0.02), U)
    np.testing.assert_allclose(bounded, free, atol=2e-5)


@pytest.mark.parametrize(
    ("interval", "place"),
    [
        (Interval(0.0, 0.5), (0.0, 1.0)),
        (Interval(0.5, 1.0), (0.0, 1.0)),
        (Interval(-1.0, 2.0), (0.0, INF)),
        (Interval(2.0, 3.0), (0.0, 1.0)),
        (Interval(0.5, 0.5), (0.0, 1.0)),
    ],
)
def test_an_interval_needs_room(interval: Interval, place: tuple[float, float]) -> None:
    with pytest.raises(InputError, match="leave room"):
        quantile(interval, U, *place)


FORMS: list[tuple[str, tuple[float, float], stats.rv_continuous]] = [
    ("{uniform: [0.2, 0.6]}", (0, 1), stats.uniform(0.2, 0.4)),
    ("{loguniform: [0.5, 4]}", (0, INF), stats.loguniform(0.5, 4)),
    ("{normal: [1, 2]}", (-INF, INF), stats.norm(1, 2)),
    ("{lognormal: [2, 0.5]}", (0, INF), stats.lognorm(0.5, scale=2)),
    ("{beta: [2, 8]}", (0, 1), stats.beta(2, 8)),
    ("{beta: [0.5, 0.5]}", (0, 1), stats.beta(0.5, 0.5)),
    ("{beta: [0.05, 3]}", (0, 1), stats.beta(0.05, 3)),
    ("{triangular: [4, 10, 30]}", (0, INF), stats.triang(6 / 26, 4, 26)),
    ("{triangular: [4, 4, 30]}", (0, INF), stats.triang(0, 4, 26)),
    ("{triangular: [4, 30, 30]}", (0, INF), stats.triang(1, 4, 26)),
    ("{normal: [0, 1]}", (0, INF), stats.truncnorm(0, INF)),
    ("{normal: [0.9, 0.3]}", (0, 1), stats.truncnorm(-3, 1 / 3, 0.9, 0.3)),
]


def written(text: str) -> Form:
    return parse_form(yaml.safe_load(text), "share")


@pytest.mark.parametrize(("text", "place", "wanted"), FORMS)
def test_distributions_match_scipy(
    text: str, place: tuple[float, float], wanted: stats.rv_continuous
) -> None:
    form = written(text)
    np.testing.assert_allclose(
        quantile(form, GRID, *place), wanted.ppf(GRID), rtol=1e-8, atol=1e-12
    )
    assert stats.kstest(quantile(form, U, *place), wanted.cdf).pvalue > 1e-3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{lognormal: [1, 1]}", (0.0, 2.0)),
        ("{uniform: [-1, 3]}", (0.0, 2.0)),
        ("{loguniform: [0.5, 40]}", (0.0, 2.0)),
        ("{triangular: [-1, 1, 3]}", (0.0, 2.0)),
        ("{triangular: [-1, 0, 3]}", (0.0, 2.0)),
        ("{triangular: [-1, 2.5, 3]}", (0.0, 2.0)),
        ("{beta: [2, 2]}", (0.25, 2.0)),
        ("{normal: [3, 1]}", (0.0, 2.0)),
    ],
)
def test_what_reaches_outside_is_cut_off_not_heaped_up(
    text: str, place: tuple[float, float]
) -> None:
    form = written(text)
    drawn, free = quantile(form, U, *place), quantile(form, U)
    kept = free[(free >= place[0]) & (free <= place[1])]
    assert drawn.min() >= place[0]
    assert drawn.max() <= place[1]
    assert np.sum(np.isin(drawn, place)) <= 1
    assert stats.ks_2samp(drawn, kept).pvalue > 1e-3


def test_next_to_nothing_inside_is_refused() -> None:
    with pytest.raises(InputError, match="next to no probability between 0 and 1"):
        quantile(Family("normal", (50.0, 1.0)), U, 0.0, 1.0)


@pytest.mark.parametrize("word", ICD_203)
def test_words_are_uniform_in_their_band(word: str) -> None:
    low, high = ICD_203[word]
    drawn = quantile(Word(word), U, 0.0, 1.0)
    assert stats.kstest(drawn, stats.uniform(low, high - low).cdf).pvalue > 1e-3


def test_a_point_is_itself() -> None:
    assert set(quantile(Point(0.3), U, 0.0, 1.0)) == {0.3}


def test_a_gap_cannot_be_drawn() -> None:
    with pytest.raises(InputError, match="fill the gap"):
        quantile(Gap(), U)


RIVALS = Mixture(
    ("high", "low", "wide"),
    (0.2, 0.5, 0.3),
    (Point(0.9), Interval(0.05, 0.2), Family("uniform", (0.0, 1.0))),
)


@pytest.mark.parametrize("by", [views, None])
def test_rival_views_have_their_shares_and_distributions(by: object) -> None:
    drawn = quantile(RIVALS, U, 0.0, 1.0, views=by)  # type: ignore[arg-type]
    held = raced_views(RIVALS, views) if by else ordered_views(RIVALS, U, 0.0, 1.0)[0]
    shares = np.bincount(held) / U.size
    np.testing.assert_allclose(shares, RIVALS.weights, atol=4 * 0.5 / math.sqrt(U.size))
    assert set(drawn[held == 0]) == {0.9}
    low, wide = drawn[held == 1], drawn[held == 2]
    np.testing.assert_allclose(np.quantile(low, [0.05, 0.95]), [0.05, 0.2], rtol=0.02)
    assert stats.kstest(wide, "uniform").pvalue > 1e-3


def test_a_further_view_moves_only_the_worlds_that_hold_it() -> None:
    fewer = Mixture(("high", "low"), (2 / 7, 5 / 7), RIVALS.parts[:2])
    before = quantile(fewer, U, 0.0, 1.0, views=views)
    after = quantile(RIVALS, U, 0.0, 1.0, views=views)
    new = raced_views(RIVALS, views) == 2
    assert np.array_equal(before[~new], after[~new])
    assert 0.28 < new.mean() < 0.32


def test_views_of_views() -> None:
    inner = Mixture(("a", "b"), (0.5, 0.5), (Point(0.1), Point(0.2)))
    outer = Mixture(("a", "b"), (0.5, 0.5), (inner, Point(0.3)))
    for by in (views, None):
        drawn = quantile(outer, U, 0.0, 1.0, views=by)
        shares = [float(np.mean(drawn == value)) for value in (0.1, 0.2, 0.3)]
        assert shares == pytest.approx([0.25, 0.25, 0.5], abs=0.01)


def test_views_read_from_one_draw_rise_with_it_where_they_do_not_overlap() -> None:
    apart = Mixture(("b", "a"), (0.5, 0.5), (Interval(0.6, 0.7), Interval(0.1, 0.2)))
    drawn = quantile(apart, np.linspace(0.001, 0.999, 999), 0.0, 1.0)
    assert np.all(np.diff(drawn) > 0)


@pytest.mark.parametrize(
    "form",
    [
        RIVALS,
        Mixture(("a", "b"), (1.0, 1.0), (Interval(0.35, 0.65), Interval(0.15, 0.35))),
        Mixture(("a", "b"), (0.5, 0.5), (RIVALS, Interval(0.3, 0.4))),
    ],
)
def test_views_pooled_have_the_quantiles_of_all_worlds(form: Mixture) -> None:
    p = np.array([0.01, 0.05, 0.2, 0.45, 0.5, 0.55, 0.8, 0.95])
    pooled = pooled_quantile(form, p, 0.0, 1.0)
    assert np.all(np.diff(pooled) >= 0.0)
    drawn = quantile(form, U, 0.0, 1.0, views=views)
    below = (drawn[:, None] < pooled).mean(axis=0)
    upto = (drawn[:, None] <= pooled).mean(axis=0)
    near = 4 * 0.5 / math.sqrt(U.size) + 1 / 4_000
    assert np.all(below <= p + near)
    assert np.all(upto >= p - near)


@pytest.mark.parametrize("name", BASE_RATES)
def test_every_base_rate_can_be_drawn(name: str) -> None:
    entry = BASE_RATES[name]
    drawn = quantile(BaseRate(name), U, entry.low, entry.high, unit=entry.unit, views=views)
    assert np.all((drawn >= entry.low) & (drawn <= entry.high))


def test_a_base_rate_takes_the_unit_of_its_place() -> None:
    months = quantile(BaseRate("regrouping"), U, 0.0, 1200.0, unit="months")
    years = quantile(BaseRate("regrouping"), U, 0.0, 100.0, unit="years")
    np.testing.assert_allclose(months, 12 * years)
    with pytest.raises(InputError, match="`months` where `per year` is wanted"):
        quantile(BaseRate("regrouping"), U, unit="per year")


@given(st.integers(0, 99_000), st.integers(1, 40))
def test_any_part_has_the_bits_of_the_whole(start: int, length: int) -> None:
    part = slice(start, start + length)
    for form in (
        RIVALS,
        Interval(0.1, 0.4),
        Family("beta", (2.0, 8.0)),
        Family("lognormal", (0.3, 0.2)),
    ):
        whole = WHOLE.setdefault(repr(form), quantile(form, U, 0.0, 1.0))
        assert quantile(form, U[part].copy(), 0.0, 1.0).tobytes() == whole[part].tobytes()


WHOLE: dict[str, Floats] = {}
