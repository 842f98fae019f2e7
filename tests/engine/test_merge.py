"""Merging files: duplicates count once; what is foreign, damaged, doubled or missing is named."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.case.keys.case import Case
from servanda.engine import merge as merging
from servanda.engine.assess import assess
from servanda.engine.merge import merge_shards, shards_in
from servanda.engine.shard import shard
from servanda.engine.shard_file import shard_bytes, shard_name
from servanda.engine.sketch import Sketch
from servanda.errors import InputError

Make = Callable[..., Path]


@pytest.fixture
def make(strait: Case, tmp_path: Path) -> Make:
    """Write a shard of the truce, and return its file."""

    def made(start: int, stop: int, *, case: Case = strait, seed: int = 0, name: str = "") -> Path:
        sketch = shard(case, start, stop, seed=seed, proposals=("truce",))
        content, says = shard_bytes(sketch, case)
        path = tmp_path / (name or shard_name(sketch, says))
        path.write_bytes(content)
        return path

    return made


def test_thirty_shards_in_any_order_with_duplicates(strait: Case, make: Make) -> None:
    paths = [make(start, start + 3) for start in range(0, 90, 3)]
    paths += [make(start, start + 3, name=f"copy-{start}.shard") for start in (0, 45, 87)]
    random.Random(4).shuffle(paths)
    found = merge_shards(paths)
    assert (found.shards, len(found.duplicates)) == (30, 3)
    plain = assess(strait, worlds=90, proposals=("truce",))
    assert json.dumps(found.assessment.to_dict()) == json.dumps(plain.to_dict())


def test_overlaps_are_refused_by_name(make: Make) -> None:
    paths = [make(0, 10), make(9, 20)]
    with pytest.raises(InputError, match=r"0-9-20-.* \(worlds 9:20\) and .*; remove one of them"):
        merge_shards(paths)


def test_gaps_are_told_with_what_makes_them(make: Make) -> None:
    paths = [make(5, 10), make(20, 30)]
    with pytest.raises(InputError, match=r"0:5, 10:20 are missing(.|\n)*--range 10:20"):
        merge_shards(paths)
    with pytest.raises(InputError, match=r"30:50 are missing"):
        merge_shards([*paths, make(0, 5), make(10, 20)], worlds=50)
    with pytest.raises(InputError, match="go on to world 30, and 25 were asked for"):
        merge_shards(paths, worlds=25)


def test_foreign_shards_are_named(
    strait: Case, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = strait.model_dump(mode="python", by_alias=True)
    raw["title"] = "Another strait"
    other = Case.model_validate(raw)
    good = [make(0, 5), make(5, 10)]
    with pytest.raises(InputError, match="of another case: "):
        merge_shards([*good, make(10, 20, case=other)])
    with pytest.raises(InputError, match="of seed 3, the others of seed 0"):
        merge_shards([*good, make(10, 20, seed=3)])
    monkeypatch.setattr(merging, "__version__", "0.0.9")
    with pytest.raises(InputError, match=r"made by version .*, and this is 0\.0\.9"):
        merge_shards(good)


def test_shards_of_a_machine_that_computes_otherwise_are_told(
    strait: Case, make: Make, tmp_path: Path
) -> None:
    good = make(0, 20)
    sketch = shard(strait, 0, 20, proposals=("truce",))
    sketch.proposals["truce"].sums.of_column("signed").known += 1
    other = tmp_path / "other.shard"
    other.write_bytes(shard_bytes(sketch, strait)[0])
    with pytest.raises(InputError, match="not the same: one of the machines computes otherwise"):
        merge_shards([good, other])


def test_all_damaged_files_are_named_at_once(make: Make) -> None:
    paths = [make(0, 5), make(5, 10), make(10, 15)]
    for path in paths[:2]:
        path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(InputError) as told:
        merge_shards(paths)
    assert all(path.name in str(told.value) for path in paths[:2])
    assert paths[2].name not in str(told.value)


def test_where_there_is_nothing_to_merge_it_says_what_makes_some(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(InputError, match="servanda shard CASE --range"):
            shards_in(folder)


def test_nothing_is_added_of_what_is_refused(strait: Case) -> None:
    sketch = shard(strait, 0, 5, proposals=("truce",))
    with pytest.raises(InputError):
        sketch.add(Sketch(sketch.run, ((4, 6),)))
    assert sketch.ranges == ((0, 5),)
