"""How often deals of a kind held, and what is taken from base rates of a kind."""

from __future__ import annotations

import pytest

from servanda.case.keys.case import Case, stated_in
from servanda.engine.kind_rates import YEARS, defaults_of, kind_holds
from servanda.kinds_of_war import kind_of_war


@pytest.mark.parametrize("kind", ["interstate", "civil_truce"])
def test_fewer_deals_stand_as_years_pass(kind: str) -> None:
    found = kind_holds(kind)
    assert tuple(found) == YEARS
    assert found[1].p50 >= found[5].p50 >= found[10].p50
    for year, spread in found.items():
        assert spread.p5 <= spread.p50 <= spread.p95
        assert spread.p50 == kind_of_war(kind).held(year).share
        assert spread.worlds == kind_of_war(kind).papers


def test_only_what_the_case_leaves_open_is_taken_from_the_kind(strait: Case) -> None:
    stated = {path for path, _ in stated_in(strait)}
    for kind in ("interstate", "civil_truce"):
        taken = defaults_of(strait, kind)
        assert not set(taken) & stated
        assert all(name.endswith(f"_{kind}") for name in taken.values())
