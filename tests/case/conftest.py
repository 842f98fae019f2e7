"""A case with something of everything, and ways to plant faults in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ISLE = Path(__file__).parent / "isle"


@pytest.fixture(scope="session")
def isle() -> Path:
    """The folder of a case without faults; never write into it."""
    return ISLE


@pytest.fixture(scope="session")
def isle_text() -> str:
    return (ISLE / "case.yaml").read_text(encoding="utf-8")


@pytest.fixture
def own_isle(tmp_path: Path) -> Path:
    """A copy of the case that a test may change."""
    return Path(shutil.copytree(ISLE, tmp_path / "isle"))
