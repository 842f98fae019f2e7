"""servanda check: every fault at once, with its place."""

from __future__ import annotations

import json
from pathlib import Path


def test_a_sound_case_ends_with_0_and_a_faulty_one_with_1(verb, own_strait: Path) -> None:
    code, out, _ = verb("check", own_strait)
    assert code == 0 and "Worth knowing:" in out
    file = own_strait / "case.yaml"
    file.write_text(file.read_text().replace("swing: 3 percent", "swing: 300 percent"))
    code, out, _ = verb("check", own_strait, "--json")
    assert code == 1
    (fault,) = json.loads(out)["faults"]
    assert fault["line"] == 1 + file.read_text().split("swing: 300")[0].count("\n")
