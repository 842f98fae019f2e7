"""What closed forms say would have to be so, put back into the equations they solve."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.case.keys.case import Case
from servanda.engine.plan import plan_of
from servanda.explore.questions.offered import Offered
from servanda.explore.questions.requirements import requirements
from servanda.explore.study import Required
from servanda.worlds.sample import Worlds, sample

PARTIES = ("norland", "suria")


@pytest.fixture(scope="module")
def drawn(strait: Case) -> Worlds:
    return sample(strait, worlds=60, seed=2)


@pytest.fixture(scope="module")
def entry(strait: Case, drawn: Worlds) -> tuple[Offered, dict[str, Required]]:
    offer = Offered(strait, drawn, "entry", plan_of(strait))
    return offer, {each.symbol: each for each in requirements(strait, drawn, "entry")}


def values(offer: Offered, party: str) -> tuple[np.ndarray, ...]:
    """Return what keeping is worth, what breaking alone and against guarantors, and belief."""
    broken = (offer.broken(name, party) for name in ("alone", "joined"))
    return (offer.of("keep", party), *broken, np.clip(offer.of("believed", party), 1e-12, 1.0))


def test_of_each_whose_breach_is_answered_all_that_deters_is_told(
    entry: tuple[Offered, dict[str, Required]],
) -> None:
    offer, told = entry
    assert offer.facing == ("norland",)
    assert {"q* (norland)", "u* (norland)", "W1* (norland)"} <= set(told)
    assert not any("suria" in symbol for symbol in told if symbol.startswith(("q*", "u*", "W1*")))
    assert {f"{s}* ({p})" for s in "hΔ" for p in PARTIES} <= set(told)
    for each in told.values():
        assert each.label and each.then and each.unit
        assert each.needed.shape == each.held.shape == each.beyond.shape


def test_at_the_belief_that_deters_keeping_is_worth_what_breaking_is(
    entry: tuple[Offered, dict[str, Required]],
) -> None:
    offer, told = entry
    q = told["q* (norland)"].needed
    keep, alone, joined, _ = values(offer, "norland")
    inner = np.isfinite(q) & (q > 0.0) & (q < 1.0)
    assert inner.any()
    assert ((1.0 - q) * alone + q * joined)[inner] == pytest.approx(keep[inner], abs=1e-9)


def test_at_the_terms_that_deter_so_it_is_too(
    entry: tuple[Offered, dict[str, Required]],
) -> None:
    offer, told = entry
    _, alone, joined, q = values(offer, "norland")
    assert told["u* (norland)"].needed == pytest.approx((1.0 - q) * alone + q * joined)


def test_and_at_the_renewed_war_that_deters(
    entry: tuple[Offered, dict[str, Required]],
) -> None:
    offer, told = entry
    keep, alone, _, q = values(offer, "norland")
    joined = told["W1* (norland)"].needed - offer.word("norland")
    assert ((1.0 - q) * alone + q * joined) == pytest.approx(keep, abs=1e-9)


def test_the_shift_of_power_is_held_against_what_there_is_to_share(
    entry: tuple[Offered, dict[str, Required]],
) -> None:
    offer, told = entry
    share = 1.0 - sum(offer.of("war", party) for party in PARTIES)
    for party in PARTIES:
        assert told[f"Δ* ({party})"].needed == pytest.approx(share)
        assert not told[f"Δ* ({party})"].at_least


def test_without_a_guarantee_nothing_is_asked_of_one(strait: Case, drawn: Worlds) -> None:
    symbols = {each.symbol for each in requirements(strait, drawn, "truce")}
    assert not any(symbol.startswith(("q*", "u*", "W1*", "M*", "a*", "n*")) for symbol in symbols)
    assert {f"h* ({party})" for party in PARTIES} <= symbols
