"""What past papers did: counts as shipped, and counts made anew where the data are at hand."""

from __future__ import annotations

import importlib.util
import itertools
import json
from pathlib import Path

import pytest

import servanda.kinds_of_war
from servanda.errors import InputError
from servanda.kinds_of_war import KINDS, endings, kind_of_war

TOP = Path(__file__).parents[2]
SHIPPED = Path(servanda.kinds_of_war.__file__).with_name("counted.json")


@pytest.mark.parametrize("name", KINDS)
def test_shares_held_fall_with_the_years_and_lie_inside_their_interval(name: str) -> None:
    held = [kind_of_war(name).held(years) for years in range(1, 11)]
    assert all(later.share <= sooner.share for sooner, later in itertools.pairwise(held))
    assert all(0 <= each.low <= each.share <= each.high <= 1 for each in held)


@pytest.mark.parametrize("name", KINDS)
def test_hazards_and_shares_say_the_same(name: str) -> None:
    kind, stands = kind_of_war(name), 1.0
    for year, hazard in enumerate(kind.hazards, 1):
        stands *= 1 - hazard
        assert stands == pytest.approx(kind.held(year).share, abs=1e-3)


def test_an_unknown_kind_and_an_uncounted_year_are_refused_with_what_there_is() -> None:
    with pytest.raises(InputError, match="interstate, civil_settlement, civil_truce"):
        kind_of_war("family_feud")
    with pytest.raises(InputError, match="1 to 10"):
        kind_of_war("interstate").held(20)
    with pytest.raises(InputError, match="civil_at_war"):
        endings("naval")


def test_the_shipped_counts_are_what_the_data_give(shared: Path) -> None:
    path = TOP / "validation" / "kinds_of_war.py"
    spec = importlib.util.spec_from_file_location("counting", path)
    assert spec and spec.loader
    counting = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["counting"] = counting
    spec.loader.exec_module(counting)
    assert counting.counted(shared / "data") == json.loads(SHIPPED.read_text(encoding="utf-8"))
