"""What a small report is drawn from, with sources and with findings, and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.explore.finding import Finding, Provenance
from servanda.report.material import Material, material

ISLE = Path(__file__).parents[2] / "case" / "isle"


@pytest.fixture(scope="session")
def isle_material() -> Material:
    """The case with something of everything, its sources beside it."""
    case = load(ISLE)
    return material(case, assess(case, worlds=120, seed=1), ISLE)


@pytest.fixture(scope="session")
def strait_material(strait_assessed: Any) -> Material:
    """The small invented case, whose sources are none."""
    return material(strait_assessed.case, strait_assessed.assessment, strait_assessed.folder)


def texts(made: Any) -> Iterator[str]:
    if isinstance(made, str):
        yield made
    elif isinstance(made, tuple):
        for each in made:
            yield from texts(each)
    elif isinstance(made, dict):
        for each in made.items():
            yield from texts(each)
    elif is_dataclass(made):
        for field in fields(made):
            yield from texts(getattr(made, field.name))


@pytest.fixture(scope="session")
def words() -> Callable[[Any], str]:
    """Return a function that gives all text of a section, a block or a run."""
    return lambda made: " ".join(" ".join(texts(made)).split())


@pytest.fixture
def finding() -> Callable[..., Finding]:
    """Return a function that makes a finding."""

    def made(claim: str = "It is so.", **keys: Any) -> Finding:
        given = {"shape": "table", "rows": ({"a": 1.0},), "found": True, **keys}
        shape, rows = given.pop("shape"), given.pop("rows")
        how = Provenance("by hand")
        return Finding(
            given.pop("exploration", "x"), "What is so?", claim, shape, rows, how, **given
        )

    return made
