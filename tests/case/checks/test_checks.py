"""The list of checks: every file beside it has its checks in it."""

from __future__ import annotations

from pathlib import Path

from servanda.case import checks
from servanda.case.checks import CHECKS
from servanda.case.load import load


def test_every_file_has_a_check_in_the_list() -> None:
    files = {file.stem for file in Path(checks.__file__).parent.glob("*.py")} - {"__init__"}
    listed = {check.__module__.rpartition(".")[2] for check in CHECKS}
    assert files - listed == {"sources"}  # it takes the folder too, and is called by `load`


def test_no_check_is_listed_twice_and_a_sound_case_passes_all(isle: Path) -> None:
    assert len(set(CHECKS)) == len(CHECKS)
    case = load(isle)
    assert [problem for check in CHECKS for problem in check(case)] == []
