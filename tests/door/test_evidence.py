"""What was read for a case, and decisions on it, from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import servanda as sv
from servanda.errors import InputError

ARTICLE = "“We will never accept it,” Norland's foreign minister Ada Berg said on Monday.\n"


def test_a_decision_is_kept_and_a_wrong_one_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    folder = tmp_path / "talks"
    sv.new(folder)
    sv.read(tmp_path / "a.txt", case=folder)
    items = sv.evidence(folder)
    assert items and not any(each.decision for each in items)
    first = items[0].id
    with pytest.raises(InputError, match="lacks the change; write ID:field=value"):
        sv.decide(folder, correct=[first])
    assert not (folder / "decisions.jsonl").exists()
    sv.decide(folder, reject=[first], by="ana")
    assert first not in {each.id for each in sv.evidence(folder)}
    assert not sv.evidence(folder, doc="another")
