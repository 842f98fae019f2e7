"""Patrons and mediators have stakes of their own, written with keys that move a digit."""

from __future__ import annotations

from typing import Any

import pytest
from tests.laws.whole_cases import HERE, Columns, changed, put, told, tree

from servanda.case.effects import without_effect

SADDLE = tree(HERE / "cases" / "saddle")
PRESSED = "proposals.road.pressure"


def road(**paths: Any) -> Columns:
    def change(keys: dict[str, Any]) -> None:
        for path, value in paths.items():
            put(keys, path.replace("__", "."), value)

    return told(changed(SADDLE, change), 64, ["road"])["road"]


@pytest.fixture(scope="module")
def as_it_is() -> Columns:
    return road()


def pressure(place: int, **changes: Any) -> list[dict[str, Any]]:
    """Both pressures on Kell, of the patron (0) and the mediator (1), one of them changed."""
    both: list[dict[str, Any]] = SADDLE["proposals"]["road"]["pressure"]
    return [each | changes if n == place else each for n, each in enumerate(both)]


@pytest.mark.parametrize("place", [0, 1], ids=["the patron", "the mediator"])
def test_refusing_is_worse_the_likelier_it_presses(place: int, as_it_is: Columns) -> None:
    idle = road(proposals__road__pressure=pressure(place, believed=0))
    firm = road(proposals__road__pressure=pressure(place, believed=0.95))
    assert (firm["refuse.kell"] <= as_it_is["refuse.kell"]).all()
    assert (as_it_is["refuse.kell"] < idle["refuse.kell"]).all()
    assert (as_it_is["refuse.arn"] == idle["refuse.arn"]).all()


def test_a_patron_that_leaves_moves_power_as_far_as_its_client_believes_it(
    as_it_is: Columns,
) -> None:
    goes = road(war__power__vost_leaves__believed={"kell": 0.9, "analyst": 0.2})
    assert (goes["war.kell"] < as_it_is["war.kell"]).all()


def test_a_patron_that_arms_in_peace_tempts_its_client(as_it_is: Columns) -> None:
    more = road(war__power__vost_arms_in_peace__believed=1)
    assert more["temptation.kell"].mean() > as_it_is["temptation.kell"].mean()


def test_a_patron_that_stands_by_a_client_who_struck_first_makes_it_reckless(
    as_it_is: Columns,
) -> None:
    bound = road(guarantees__vosts_word__unconditional=0)
    assert (as_it_is["backed.kell"] > 0.0).all()
    assert bound["temptation.kell"].mean() < as_it_is["temptation.kell"].mean()


def test_what_a_mediator_pays_makes_signing_worth_more(as_it_is: Columns) -> None:
    unpaid = road(proposals__road__provisions=[])
    for party in ("kell", "arn"):
        assert unpaid[f"deal.{party}"].mean() < as_it_is[f"deal.{party}"].mean()


def test_a_mediator_with_little_at_stake_vouches_for_less(as_it_is: Columns) -> None:
    low = road(guarantees__humes_word__resolve__stake=0.05)
    assert low["consent.hume"].mean() < as_it_is["consent.hume"].mean()
    assert (low["believed.arn"] < as_it_is["believed.arn"]).all()


def test_what_has_no_effect_is_told() -> None:
    """A mediator's stance that nobody asks for; the interest told in a note is a note."""

    def unasked(keys: dict[str, Any]) -> None:
        put(keys, "proposals.road.consent", {"all": ["kell", "arn"]})
        put(keys, "proposals.road.stances", {"hume": "volunteer"})

    said = {each.name: each.says for each in without_effect(changed(SADDLE, unasked))}
    assert "has no effect" in said["proposals.road.stances.hume"]
