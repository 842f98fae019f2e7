"""The next step: fewest changes, surely better, and nothing where nothing surely helps."""

from __future__ import annotations

import numpy as np

from servanda.explore.packages.next_step import next_step
from servanda.explore.packages.repairs import Repairs
from servanda.explore.packages.search import Package

WORLDS = 1_000


def package(holds: float, proposal: str = "") -> Package:
    return Package(np.zeros(1, dtype=np.int64), "a package", {"holds_5": holds}, WORLDS, proposal)


def repairs(start: float, *ladder: tuple[int, float]) -> Repairs:
    steps = tuple(
        ({f"term {n}": ("old", "new") for n in range(count)}, package(holds))
        for count, holds in ladder
    )
    return Repairs("truce", package(start, "truce"), steps)


def test_fewest_changes_that_surely_help_come_first() -> None:
    step = next_step([repairs(0.1, (1, 0.101), (2, 0.3), (3, 0.7))])
    assert step is not None
    assert len(step.changes) == 2


def test_of_as_many_changes_the_best_is_taken_whatever_the_proposal() -> None:
    step = next_step([repairs(0.1, (1, 0.2)), repairs(0.05, (1, 0.4))])
    assert step is not None
    assert step.package.gives["holds_5"] == 0.4


def test_what_works_needs_no_change() -> None:
    step = next_step([repairs(0.6, (1, 0.9))])
    assert step is not None
    assert not step.changes


def test_a_change_within_its_error_is_none() -> None:
    assert next_step([repairs(0.1, (1, 0.11), (2, 0.09))]) is None
    assert next_step([]) is None
