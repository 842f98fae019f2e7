"""servanda why: who stands in the way, and on what that rests."""

from __future__ import annotations

import json
from pathlib import Path


def test_the_one_who_refuses_is_told_with_its_assumptions(verb, own_strait: Path) -> None:
    code, out, _ = verb("why", own_strait, "entry", "--worlds", 200)
    assert code == 0 and out.startswith("Suria enters the League")
    assert "Norland" in out and "alone stands in the way in" in " ".join(out.split())
    flat = " ".join(out.split())
    assert "No single assumption of the case separates" in flat or "; consents with" in flat
    said = json.loads(verb("why", own_strait, "entry", "--worlds", 200, "--json")[1])
    assert said["proposal"] == "entry"
    code, _, err = verb("why", own_strait, "tea")
    assert code == 2 and "no proposal is called 'tea'; there are truce" in err
