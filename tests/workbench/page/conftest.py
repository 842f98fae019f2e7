"""A browser for the session, and the Ukraine case under git, served."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.page.workbench import TOP, Workbench, chromium, serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium here")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield launched
        launched.close()


def copied(folder: Path) -> Path:
    """Copy the Ukraine case to a folder, under git."""
    shutil.copytree(TOP / "examples" / "ukraine", folder)
    git(folder, "init", "-q")
    git(folder, "add", "case.yaml", "sources")
    git(folder, "commit", "-q", "-m", "The case as it was")
    return folder


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, and return what it says."""
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    quiet = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, capture_output=True, text=True, env=quiet, check=True
    )
    return done.stdout


@pytest.fixture(scope="session")
def ukraine(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Workbench]:
    """A workbench on a copy that tests may look at and move, and do not write."""
    with serving(copied(tmp_path_factory.mktemp("shared") / "ukraine")) as bench:
        yield bench
