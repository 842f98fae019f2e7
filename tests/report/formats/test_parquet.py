"""The results, and the worlds behind them, as Parquet."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import polars
import pytest
from tests.report.conftest import Assessed

from servanda.report.formats.parquet import parquet_files
from servanda.report.material import material


@pytest.fixture(scope="module")
def files(strait_assessed: Assessed) -> dict[str, polars.DataFrame]:
    made = material(strait_assessed.case, strait_assessed.assessment, None)
    return {path.name: polars.read_parquet(io.BytesIO(body))
            for path, body in parquet_files(made, Path("r")).items()}  # fmt: skip


def test_every_world_of_every_proposal_is_a_row(files, strait_assessed: Assessed) -> None:
    worlds, kept = files["r-worlds.parquet"], strait_assessed.assessment.kept
    assert len(worlds) == sum(len(columns["signed"]) for columns in kept.values())
    truce = worlds.filter(polars.col("proposal") == "truce")
    assert np.array_equal(truce["signed"].to_numpy(), kept["truce"]["signed"], equal_nan=True)


def test_numbers_are_numbers_and_words_are_words(files) -> None:
    proposals = files["r-proposals.parquet"]
    assert proposals["proposal"].dtype == polars.String
    assert proposals["signed"].dtype == polars.Float64
