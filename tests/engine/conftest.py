"""Cases of other rooms that tests of the engine borrow."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def isle() -> Path:
    """The folder of a case with something of everything."""
    return Path(__file__).parents[1] / "case" / "isle"
