"""The register of questions: listed without loading them."""

from __future__ import annotations

import subprocess
import sys

from servanda.explore import register


def test_names_are_unique_and_every_entry_can_be_fetched() -> None:
    names = [each.name for each in register.QUESTIONS]
    assert len(names) == len(set(names))


def test_listing_loads_no_question() -> None:
    code = (
        "import sys; from servanda.explore import register; assert register.QUESTIONS;"
        "assert not {'numpy', 'servanda.explore.questions.deals'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
