"""servanda verify: a report made again."""

from __future__ import annotations

from pathlib import Path


def test_an_untouched_report_is_the_same_and_a_moved_digit_is_shown(
    verb, own_strait: Path, tmp_path: Path
) -> None:
    page = tmp_path / "memo.html"
    verb("report", own_strait, "-o", page, "--worlds", 40, "--explore", "none")
    code, out, _ = verb("verify", page)
    assert code == 0 and "every digit comes out the same, and every word" in out
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("&#34;seed&#34;:0", "&#34;seed&#34;:1"), encoding="utf-8")
    code, out, _ = verb("verify", page)
    assert code == 1 and "places come out differently" in out
    assert out.count("the report says") <= 10
    assert verb("verify", tmp_path / "gone.html")[0] == 2
