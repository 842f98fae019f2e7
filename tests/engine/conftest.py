"""Cases of other rooms that tests of the engine borrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.laws.whole_cases import case_of, symmetric

from servanda.case.keys.case import Case
from servanda.engine.chunk import Chunk
from servanda.engine.plan import plan_of
from servanda.worlds.sample import sample

FEW = 40


@pytest.fixture(scope="session")
def isle() -> Path:
    """The folder of a case with something of everything."""
    return Path(__file__).parents[1] / "case" / "isle"


@pytest.fixture(scope="session")
def chunk(strait: Case) -> Chunk:
    """The small invented case in a few worlds."""
    return Chunk(plan_of(strait), sample(strait, worlds=FEW, seed=5))


@pytest.fixture(scope="session")
def even() -> Chunk:
    """A case in which every number is certain, in two worlds."""
    case = case_of(symmetric())
    return Chunk(plan_of(case), sample(case, worlds=2))
