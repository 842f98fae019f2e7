"""How often deals of a kind held, and what is taken from base rates of a kind."""

from __future__ import annotations

import pytest

from servanda.case.keys.case import Case
from servanda.case.keys.numbers_below import stated_in
from servanda.engine.assess import assess
from servanda.engine.kind_rates import YEARS, defaults_of, kind_holds, shrunk_holds
from servanda.engine.shares import FEW, Share
from servanda.kinds_of_war import KINDS, kind_of_war


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


def test_holding_is_shrunk_towards_the_kind_and_not_told_of_few_worlds() -> None:
    share = Share(0.9, 0.01, 900)
    for kind in KINDS:
        found, past = shrunk_holds(share, kind), kind_holds(kind)[5]
        assert found is not None and found.worlds == 900
        assert past.p50 < found.p50 < share.share
        assert found.p5 < found.p50 < found.p95
    assert shrunk_holds(None, "interstate") is None
    assert shrunk_holds(Share(0.9, 0.05, 29), "interstate") is None


def test_a_result_tells_it_where_worlds_sign(strait: Case) -> None:
    for result in assess(strait, worlds=150, seed=0, war_worlds=1, robustness=False):
        holds, told = result.holds[5], result.to_dict()["holds_5y_shrunk"]
        if holds is None or holds.worlds < FEW:
            assert result.holds_shrunk is None and told is None
        else:
            assert result.holds_shrunk == shrunk_holds(holds, result.kind)
            assert told["50"] == result.holds_shrunk.p50
