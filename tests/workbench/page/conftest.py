"""A browser for the session, and the Ukraine case under git, served."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.page.workbench import TOP, Workbench, chromium, serving, unmoved


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


DEBATE = "sources/debate.md"
STRAIT_SOURCE = f"""sources:
  debate:
    title: The debate over the islands
    publisher: Harbour Review
    published: 2024-05-30
    file: {DEBATE}
"""


def debate(sentences: int) -> str:
    """Return an article in which so many sentences say who said what, three a paragraph."""
    who = ("Norland", "Suria", "The League")
    said = ("said it would never accept", "rejected", "welcomed", "said it would consider",
            "demanded", "said it could not accept")  # fmt: skip
    what = ("a truce where the lines are", "patrols in the strait", "entry into the League",
            "the return of the islands", "a withdrawal in two steps")  # fmt: skip
    lines = [
        f"{who[n % 3]} {said[n % 6]} {what[n % 5]} on {n % 27 + 1} May 2024."
        for n in range(sentences)
    ]
    parts = [" ".join(lines[at : at + 3]) for at in range(0, sentences, 3)]
    return "# The debate over the islands\n\n" + "\n\n".join(parts) + "\n"


def strait_in(folder: Path) -> Path:
    """Copy the strait to a folder, with an article to cite, under git."""
    shutil.copytree(TOP / "tests" / "cases" / "strait", folder)
    case = folder / "case.yaml"
    text = case.read_text("utf-8")
    case.write_text(text.replace("issues:\n", STRAIT_SOURCE + "issues:\n", 1), encoding="utf-8")
    (folder / "sources").mkdir()
    (folder / DEBATE).write_text(debate(33), encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "case.yaml", "sources")
    git(folder, "commit", "-q", "-m", "The case as it was")
    return folder


@pytest.fixture(scope="session")
def strait(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Workbench]:
    """A workbench on a small case with an article: quick to draw, and to be written into."""
    with serving(strait_in(tmp_path_factory.mktemp("small") / "strait")) as bench:
        yield bench


@pytest.fixture
def as_committed(strait: Workbench) -> Iterator[Workbench]:
    """The small case as git has it, before a test and after it."""
    git(strait.folder, "checkout", "-q", "case.yaml")
    unmoved(strait)
    yield strait
    git(strait.folder, "checkout", "-q", "case.yaml")


@pytest.fixture
def ukraine(ukraine_served: Workbench) -> Workbench:
    """A workbench on the Ukraine case, with no edit of another test."""
    unmoved(ukraine_served)
    return ukraine_served


@pytest.fixture(scope="session")
def ukraine_served(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Workbench]:
    """A workbench on a copy that tests may look at and move, and do not write."""
    with serving(copied(tmp_path_factory.mktemp("shared") / "ukraine")) as bench:
        yield bench
