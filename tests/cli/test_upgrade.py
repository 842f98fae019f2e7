"""servanda upgrade: version 1 written as version 2."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

OLD = Path(__file__).parents[1] / "case" / "isle_1"


def test_an_old_case_is_written_anew_and_a_new_one_left_alone(verb, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(OLD, tmp_path / "isle"))
    code, out, _ = verb("upgrade", folder)
    assert code == 0 and "written as version 2. Read differently:" in out
    assert "  war.giving_in: not read any more" in out
    assert "nothing to do" in verb("upgrade", folder)[1]
    assert json.loads(verb("upgrade", folder, "--json")[1])["read_differently"] == []
