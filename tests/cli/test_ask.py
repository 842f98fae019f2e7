"""servanda ask: a form for experts."""

from __future__ import annotations

from pathlib import Path


def test_what_was_written_is_named(verb, own_strait: Path, tmp_path: Path) -> None:
    code, out, _ = verb("ask", own_strait, "-o", tmp_path / "form", "--numbers", 2, "--no-seeds")
    assert code == 0
    assert out.splitlines() == [f"wrote {tmp_path / 'form' / n}" for n in ("form.html", "form.csv")]
    code, _, err = verb("ask", own_strait, "-o", tmp_path / "form.csv")
    assert code == 2 and "a form is two; name a folder" in err
