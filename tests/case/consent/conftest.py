"""A case with a body of three, and every way in which three can answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from servanda.case.consent import Ballot, ConsentRule, Tree, tree_of
from servanda.case.keys.case import Case
from servanda.case.load import load

THREE = ("eastmark", "westmark", "farholm")


@pytest.fixture(scope="session")
def vard() -> Case:
    """The case with something of everything, read."""
    return load(Path(__file__).parents[1] / "isle")


@pytest.fixture(scope="session")
def ballot() -> Ballot:
    """The eight ways in which three parties can answer, none of whom waits for another."""
    yes = np.array([[(world >> party) & 1 for world in range(8)] for party in range(3)], dtype=bool)
    return Ballot(dict(zip(THREE, yes, strict=True)), {}, {}, {})


@pytest.fixture
def written(vard: Case):
    """Return a function that makes a tree of a rule as it is written."""

    def made(raw: object) -> Tree:
        return tree_of(vard, ConsentRule.model_validate(raw), "proposals.truce.consent", "truce")

    return made
