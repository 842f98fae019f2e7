"""A search of packages: quickly on few worlds, closer on more, the best as they are written."""

from __future__ import annotations

import numpy as np
import pytest
from tests.explore.packages.planted import DEAR, planted

from servanda.explore.packages.combinations import space_of
from servanda.explore.packages.search import CLOSER, FIRST, WRITTEN, PackageSearch, shell
from servanda.worlds.sample import sample


@pytest.fixture(scope="module")
def search() -> PackageSearch:
    case = planted(DEAR)
    made = PackageSearch(space_of(case, "bare"), sample(case, worlds=20))
    exhaustive, missed = made.look(0)
    assert exhaustive and missed == 0.0
    return made


def test_a_shell_is_all_that_differ_in_one_lever(search: PackageSearch) -> None:
    start = search.space.start()
    near = shell(search.space, start)
    assert ((near != start).sum(axis=1) <= 1).all() and (near[0] == start).all()
    assert len(near) == 1 + len({tuple(row) for row in near[1:]})
    every = search.space.all()
    assert len(near) == int(((every != start).sum(axis=1) <= 1).sum())


def test_what_is_known_better_is_never_forgotten(search: PackageSearch) -> None:
    start = search.space.start()
    assert search.known[tuple(start)].level == FIRST
    search.ask(start[None])
    assert search.known[tuple(start)].level == CLOSER
    search.write(start[None])
    known = search.known[tuple(start)]
    search.look(0)  # a quick look again leaves it
    assert known.level == WRITTEN and search.known[tuple(start)] is known


def test_the_best_are_written_and_the_planted_one_is_among_them(search: PackageSearch) -> None:
    search.narrow(True)
    assert search.working == 1 and search.likely >= 1
    best = search.package(search.best())
    assert best.works and best.gives["holds_5"] == max(
        values.values[search.holds] for values in search.known.values() if values.level == WRITTEN
    )
    packages, kept = search.shown()
    assert len(packages) == len(kept) and any(kept)
    holds = [each.gives["holds_5"] for each in packages]
    assert holds == sorted(holds, reverse=True)
    assert "packages were computed quickly on 20 worlds" in search.sure(True, 0.0)
    assert np.isfinite(search.rows()[1]).all()
