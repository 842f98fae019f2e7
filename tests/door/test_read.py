"""Reading from Python: what was read is kept with the case, and shown short."""

from __future__ import annotations

from pathlib import Path

import pytest

import servanda as sv
from servanda.errors import InputError


def test_what_was_read_is_kept_and_decided_on(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "“We will never accept it,” Norland's foreign minister Ada Berg said on Monday.\n",
        encoding="utf-8",
    )
    sv.new(tmp_path / "talks")
    said = sv.read(article, case=tmp_path / "talks")
    assert len(said) == 1 and "1 documents" in repr(said)
    assert "<table>" in said._repr_html_()
    items = sv.evidence(tmp_path / "talks")
    assert repr(items) == f"<{len(items)} items read, 0 decided>"
    if items:
        (made,) = sv.decide(tmp_path / "talks", accept=[items[0].id], by="a tester").decisions
        assert made.verdict == "accept"
        assert sv.evidence(tmp_path / "talks")[0].decision == "accept"
    with pytest.raises(InputError, match="has the id `tea`"):
        sv.decide(tmp_path / "talks", reject=["tea"])
