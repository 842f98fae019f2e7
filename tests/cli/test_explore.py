"""servanda explore: every question, or one by name."""

from __future__ import annotations

import json
from pathlib import Path


def test_one_question_is_asked_by_name_and_a_wrong_name_lists_them(verb, own_strait: Path) -> None:
    code, out, _ = verb("explore", own_strait, "truce", "--only", "past", "--worlds", 20, "--json")
    assert code == 0
    found = json.loads(out)
    findings = found["findings"] if isinstance(found, dict) else found
    assert {each["exploration"] for each in findings} == {"past"}
    code, _, err = verb("explore", own_strait, "--only", "tea")
    assert code == 2 and "no question is called 'tea'; there are linchpins" in err
