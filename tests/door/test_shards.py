"""Some of the worlds in a file, and files put together, from Python."""

from __future__ import annotations

from pathlib import Path

import servanda as sv


def test_two_halves_are_the_whole_and_a_shard_is_made_once(strait: sv.Case, tmp_path: Path) -> None:
    told: list[str] = []
    for part in ((0, 20), (20, 40)):
        sv.shard(strait, part, tmp_path, seed=3, proposals=("truce",))
    again = sv.shard(strait, (0, 20), tmp_path, seed=3, proposals=("truce",), tell=told.append)
    assert len(list(tmp_path.iterdir())) == 2 and again.exists()
    assert "this shard is there already" in told[0]
    merged = sv.merge(tmp_path)
    whole = sv.assess(strait, worlds=40, seed=3, proposals=("truce",))
    assert merged["truce"].to_dict() == whole["truce"].to_dict()
