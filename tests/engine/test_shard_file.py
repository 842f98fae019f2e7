"""A shard in a file: what is written is read again; what is not whole is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.engine.histogram import ARRAYS
from servanda.engine.shard import shard
from servanda.engine.shard_file import read_shard, shard_bytes, shard_name
from servanda.errors import InputError

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture
def written(strait: Case, tmp_path: Path) -> Path:
    sketch = shard(strait, 0, 40, seed=2)
    content, says = shard_bytes(sketch, strait)
    path = tmp_path / shard_name(sketch, says)
    path.write_bytes(content)
    return path


def test_what_is_written_is_read_again(strait: Case, written: Path) -> None:
    found, made = read_shard(written), shard(strait, 0, 40, seed=2)
    assert (found.sketch.run, found.sketch.ranges) == (made.run, made.ranges)
    assert case_hash(found.parsed()) == case_hash(strait)
    for name, proposal in made.proposals.items():
        other = found.sketch.proposals[name]
        assert other.sums == proposal.sums and other.weighed == proposal.weighed
        for pair, histogram in proposal.spreads.items():
            histogram.settle()
            for each in ARRAYS:
                own, there = (getattr(h, each) for h in (histogram, other.spreads[pair]))
                assert np.array_equal(own, there), (pair, each)
            assert histogram.totals == other.spreads[pair].totals
    assert found.sketch.events == made.events


def test_the_same_shard_is_the_same_file(strait: Case, written: Path) -> None:
    sketch = shard(strait, 0, 40, seed=2, threads=1)
    content, says = shard_bytes(sketch, strait)
    assert shard_name(sketch, says) == written.name
    assert content == written.read_bytes()


def test_every_byte_is_under_the_seal(written: Path) -> None:
    content = written.read_bytes()
    for place in np.linspace(0, len(content) - 1, 60, dtype=int):
        damaged = bytearray(content)
        damaged[place] ^= 0x11
        written.write_bytes(bytes(damaged))
        with pytest.raises(InputError, match=r"remove it and run|which this version reads"):
            read_shard(written)
    for size in (0, 10, 90, len(content) // 2, len(content) - 1):
        written.write_bytes(content[:size])
        with pytest.raises(InputError, match=r"remove it and run .*--range 0:40 --seed 2"):
            read_shard(written)


@pytest.mark.parametrize("folder", ["examples/ukraine", "examples/sudan", "tests/cases/marsh",
                                    "tests/cases/bay", "tests/cases/gorge"])  # fmt: skip
def test_the_case_in_a_shard_is_the_case(folder: str, tmp_path: Path) -> None:
    case = load(TOP / folder)
    name = next(iter(case.proposals))
    sketch = shard(case, 0, 1, proposals=(name,))
    path = tmp_path / "one.shard"
    path.write_bytes(shard_bytes(sketch, case)[0])
    assert case_hash(read_shard(path).parsed()) == case_hash(case)


def test_what_is_read_of_a_spread_keeps_no_other_spread_in_memory(written: Path) -> None:
    """A few bins wait to be added up; were they a part of all that was read, all would wait."""
    spreads = [
        histogram
        for proposal in read_shard(written).sketch.proposals.values()
        for histogram in proposal.spreads.values()
    ]
    assert spreads
    assert all(getattr(each, name).base is None for each in spreads for name in ARRAYS)
