"""Verbs run in this process: their exit code, what they print, and what they complain of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.forks import Forks, forks

from servanda.cli import main

Said = tuple[int, str, str]


@pytest.fixture
def verb(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return a function that runs a verb, and returns its code, output and complaints."""

    def run(*arguments: object) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main([str(each) for each in arguments])
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return run


@pytest.fixture
def own_strait(tmp_path: Path) -> Path:
    """A copy of a small case that a test may change."""
    return Path(shutil.copytree(Path(__file__).parents[1] / "cases" / "strait", tmp_path / "s"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    """A process that has everything loaded, for others to be forked from."""
    if os.name == "nt":
        pytest.skip("Windows forks no process")
    with forks(tmp_path_factory.mktemp("said")) as made:
        yield made
