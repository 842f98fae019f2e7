"""What the first core said of the files that broke it, and what is said now: the docs' table."""

from __future__ import annotations

import functools
import re

import numpy as np
import pytest
from tests.laws.whole_cases import HERE, told

from servanda.case.load import load
from servanda.engine.assess import assess

PAGE = HERE.parent / "docs" / "validation.md"
SECTION = "## The files that broke the first core"
ROUNDED = 0.0051
"""Half a digit of the table, and what another version of a library may move."""

WORLDS = 1_000


def table() -> list[tuple[str, list[str], list[float], list[float]]]:
    """What is asked of which files, and the numbers before and now."""
    section = PAGE.read_text(encoding="utf-8").split(SECTION)[1]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| ") and "`" in line
    ]
    numbers = [[[float(n) for n in cell.split()] for cell in row[2:]] for row in rows]
    return [
        (row[0], re.findall(r"`([^`]+)`", row[1]), before, now)
        for row, (before, now) in zip(rows, numbers, strict=True)
    ]


@functools.cache
def share(name: str, asked: str) -> float:
    """The share that a row tells of a file."""
    case = load(HERE / "cases" / "laws" / name)
    if asked.startswith("*signed but breaks*"):
        holds = assess(case, worlds=WORLDS, proposals=("bare",), robustness=False)["bare"].holds[5]
        assert holds is not None
        return holds.share
    proposal = "quad_truce" if name.startswith("sudan") else "pact"
    if asked.startswith(("ground handed", "signed,")):
        proposal = "bare"
    column = "signed" if asked.startswith("signed,") else "stands_5"
    return float(np.nanmean(told(case, WORLDS, [proposal])[proposal][column]))


@pytest.mark.parametrize("row", table(), ids=lambda row: row[1][0])
def test_the_table_says_what_is_said_now(
    row: tuple[str, list[str], list[float], list[float]],
) -> None:
    asked, files, before, now = row
    assert len(files) == len(before) == len(now)
    for name, printed in zip(files, now, strict=True):
        assert share(name, asked) == pytest.approx(printed, abs=ROUNDED), (asked, name)


def test_every_row_but_one_tells_a_fault_that_is_mended() -> None:
    rows = {asked: (before, now) for asked, _, before, now in table()}
    assert len(rows) == 12
    unmoved = [
        asked for asked, (before, now) in rows.items() if np.allclose(before, now, atol=0.02)
    ]
    assert unmoved == ["ground left as held, and the same line as a number"]
