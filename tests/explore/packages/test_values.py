"""What packages give is what an assessment of them says."""

from __future__ import annotations

import numpy as np
import pytest
from tests.explore.packages.planted import QUICK, STRAIT, TOP

from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.engine.exact import exact_mean
from servanda.engine.fidelity import PRINTED
from servanda.explore.packages.combinations import space_of
from servanda.explore.packages.values import PackageWorlds, as_written
from servanda.worlds.sample import sample

CASES = ["tests/cases/strait", "examples/tutorial", "examples/ukraine"]


@pytest.mark.parametrize("folder", CASES)
def test_packages_are_what_an_assessment_of_them_says_to_the_digit(folder: str) -> None:
    case = load(TOP / folder)
    space = space_of(case)
    every = np.stack([np.zeros(len(space.sizes), dtype=np.int64), np.array(space.sizes) - 1])
    picked = [row for row in every if space.fits(row[None])[0]] or [space.all()[0]]
    for package in picked:
        written, name = space.in_case(package)
        result = assess(written, worlds=150, seed=2, proposals=(name,), threads=1, **QUICK)[name]
        told = as_written(space, package, 150, 2)
        assert exact_mean(told.columns["stops"]) == result.stops_fighting.share
        assert exact_mean(told.columns["holds_5"]) == result.signed_and_holds_5y.share
        assert exact_mean(told.columns["signed"]) == result.signed.share
        for party in result.parties:
            if party.margin is not None:
                middle = np.median(told.columns[f"gain.{party.id}"])
                assert party.margin.p50 == pytest.approx(middle, abs=1e-12)


@pytest.mark.parametrize("folder", CASES[:2])
def test_a_quick_search_is_near_what_is_written(folder: str) -> None:
    case = load(TOP / folder)
    space = space_of(case)
    drawn = sample(case, worlds=400, seed=2)
    every = space.all()
    picked = every[np.random.default_rng(0).choice(len(every), 6, replace=False)]
    quick = PackageWorlds(space, drawn)
    for package, row in zip(picked, quick.measures(picked), strict=True):
        gives = dict(zip(quick.names, row, strict=True))
        told = as_written(space, package, 400, 2)
        for name in ("stops", "holds_5"):
            assert gives[name] == pytest.approx(told.columns[name].mean(), abs=0.06)


def test_a_proposal_is_a_package_to_the_digit() -> None:
    """As written in its own place, and searched as printed verdicts are made."""
    case = load(STRAIT)
    drawn = sample(case, worlds=300, seed=1)
    result = assess(case, worlds=300, seed=1, **QUICK)
    for name, body in case.proposals.items():
        if body.after_any_settlement is not False:
            continue
        space = space_of(case, name)
        told = as_written(space, space.start(), 300, 1)
        assert exact_mean(told.columns["holds_5"]) == result[name].signed_and_holds_5y.share
        searched = PackageWorlds(space, drawn, PRINTED).told(space.start())
        for column in ("stops", "holds_5", "would_hold_5"):
            assert searched.columns[column] == pytest.approx(told.columns[column], abs=1e-9)
