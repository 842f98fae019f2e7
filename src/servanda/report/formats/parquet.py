"""The results, and the worlds behind them, as Parquet."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from servanda.errors import MissingExtraError
from servanda.explore.finding import Cell
from servanda.report.material import Material
from servanda.report.rows import columns_of, tables_of

__all__ = ["parquet_files"]

_KINDS = {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE", str: "VARCHAR"}


def parquet_files(material: Material, stem: Path) -> Mapping[Path, bytes]:
    """Return `STEM-proposals.parquet` and its like, and `STEM-worlds.parquet`.

    The last has a row for each kept world and proposal, with all that was computed for it.

    Raises: MissingExtraError where duckdb is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError("Parquet", "tables") from None
    files = {}
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        target = Path(folder) / "table.parquet"
        for name, rows in tables_of(material).items():
            _fill(connection, columns_of(rows))
            files[stem.with_name(f"{stem.name}-{name}.parquet")] = _written(connection, target)
        connection.execute("DROP TABLE IF EXISTS made")
        connection.register("worlds", _worlds(material))
        connection.execute("CREATE TABLE made AS SELECT * FROM worlds")
        files[stem.with_name(f"{stem.name}-worlds.parquet")] = _written(connection, target)
    return files


def _fill(connection: Any, columns: Mapping[str, list[Cell]]) -> None:
    connection.execute("DROP TABLE IF EXISTS made")
    kinds = ", ".join(f'"{name}" {_kind(cells)}' for name, cells in columns.items())
    connection.execute(f"CREATE TABLE made ({kinds})")
    places = ", ".join("?" for _ in columns)
    rows = list(zip(*columns.values(), strict=True))
    connection.executemany(f"INSERT INTO made VALUES ({places})", rows)


def _kind(cells: list[Cell]) -> str:
    kinds = {type(cell) for cell in cells if cell is not None}
    return _KINDS[float] if kinds == {int, float} else _KINDS[kinds.pop() if kinds else str]


def _written(connection: Any, target: Path) -> bytes:
    connection.execute(f"COPY made TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    return target.read_bytes()


def _worlds(material: Material) -> dict[str, npt.NDArray[Any]]:
    """Return every kept column of every proposal, one below the other; absent ones not a number."""
    kept = material.assessment.kept
    names = dict.fromkeys(name for columns in kept.values() for name in columns)
    counts = {proposal: len(next(iter(columns.values()))) for proposal, columns in kept.items()}
    table: dict[str, npt.NDArray[Any]] = {
        "proposal": np.concatenate([np.full(n, p, dtype=object) for p, n in counts.items()]),
        "world": np.concatenate([np.arange(n) for n in counts.values()]),
    }
    for name in names:
        parts = [kept[p].get(name, np.full(n, np.nan)) for p, n in counts.items()]
        table[name] = np.concatenate([np.asarray(part, dtype=np.float64) for part in parts])
    return table
