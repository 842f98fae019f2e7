"""servanda merge: shards put together."""

from __future__ import annotations

from pathlib import Path


def test_shards_print_what_all_their_worlds_say(verb, own_strait: Path, tmp_path: Path) -> None:
    for part in ("0:20", "20:40"):
        assert verb("shard", own_strait, "--range", part, "-o", tmp_path / "parts")[0] == 0
    code, merged, _ = verb("merge", tmp_path / "parts", "--worlds", 40, "--json")
    assert code == 0
    assert merged == verb("assess", own_strait, "--worlds", 40, "--json")[1]
    code, _, err = verb("merge", tmp_path / "parts", "--worlds", 60, "--json")
    assert code == 2 and err
