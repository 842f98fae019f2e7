"""Completion in a shell: verbs and options, from the same list as help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from servanda.cli.verbs import verbs

TOP = Path(__file__).parents[2]


def completed(words: str) -> str:
    """What a bash completes after these words."""
    environment = os.environ | {
        "PYTHONPATH": str(TOP / "src"),
        "_SERVANDA_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - (0 if words.endswith(" ") else 1)),
        "_TYPER_COMPLETE_ARGS": words,
    }
    done = subprocess.run(
        [sys.executable, "-m", "servanda"],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def test_verbs_and_options_are_completed() -> None:
    shown = completed("servanda ").split()
    assert {verb.name for verb in verbs()} <= set(shown)
    assert "linchpins" in completed("servanda lin").split()
    assert "--worlds" in completed("servanda assess --wor").split()
