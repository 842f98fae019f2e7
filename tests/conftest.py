"""Fixtures for every test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from servanda.case.keys.case import Case
from servanda.case.load import load

# Time is no test: a machine on which others work makes any example slow.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of oracles, corpora and sources beside the checkout; skips where there is none."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("SERVANDA_SHARED", beside))
    if not folder.is_dir():
        pytest.skip("no folder of oracles and corpora beside this checkout")
    return folder


@pytest.fixture(scope="session")
def strait() -> Case:
    """A small invented case that meets every model."""
    return load(Path(__file__).parent / "cases" / "strait")
