"""servanda new: a case begun."""

from __future__ import annotations

from pathlib import Path


def test_what_was_written_and_what_to_do_next(verb, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    code, out, _ = verb("new", folder, "--kind", "civil")
    assert code == 0 and f"wrote {folder / 'case.yaml'}" in out
    assert out.splitlines()[-1].startswith(f"next: edit {folder}/case.yaml, then run")
    assert verb("check", folder)[0] == 0
    assert verb("new", folder)[0] == 2  # it holds a case by now
    code, _, err = verb("new", tmp_path / "b", "--kind", "civil", "--like", "tashkent-1966")
    assert code == 2 and "leave one out" in err
    assert "interstate" in verb("new", tmp_path / "b", "--kind", "feud")[2]
