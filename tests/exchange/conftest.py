"""A small case of Norland and Sutherland, whose war the sample files tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.case.keys.case import Case
from servanda.case.load import parse
from servanda.case.template import begin, first_case

FILES = Path(__file__).parent / "files"


@pytest.fixture(scope="session")
def vard() -> Case:
    return parse(first_case())


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    begin(tmp_path / "talks")
    return tmp_path / "talks"
