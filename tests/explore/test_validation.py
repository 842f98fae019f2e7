"""The validation scripts run on the data, and what ships is what they fit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import servanda

TOP = Path(__file__).parents[2]
FITTED = Path(servanda.__file__).parent / "explore" / "methods" / "fitted"
DATA = {
    "ceasefires": "data/ceasefires/fortna_civil_1989_1999.csv",
    "agreements": "data/agreements/ucdp_pad_v22_1.csv",
    "group_decision": "data/group_decision",
}


def run(name: str, *arguments: str) -> str:
    path = os.pathsep.join(
        [str(Path(servanda.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    )
    done = subprocess.run(
        [sys.executable, str(TOP / "validation" / f"{name}.py"), *arguments],
        capture_output=True,
        text=True,
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", DATA)
def test_scores_on_the_data_given(shared: Path, name: str) -> None:
    data = shared / DATA[name]
    if not data.exists():
        pytest.skip(f"{DATA[name]} is not here")
    printed = run(name, "--data", str(data))
    kept = json.loads((FITTED / f"{name}.json").read_text())
    if name == "group_decision":
        error = kept["mean_absolute_error"]["capability x salience mean"]
        assert f"{100 * error:.1f}" in printed
    else:
        assert f"ships: {kept['set']} on {kept['cases']} cases" in printed
        assert f"{kept['scores']['brier_5y']:.3f}" in printed


@pytest.mark.parametrize("name", ["ceasefires", "agreements"])
def test_shipped_coefficients_can_be_scored_on_other_cases(shared: Path, name: str) -> None:
    data = shared / DATA[name]
    if not data.exists():
        pytest.skip(f"{DATA[name]} is not here")
    assert "shipped" in run(name, "--data", str(data), "--shipped")
