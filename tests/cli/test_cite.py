"""servanda cite: what the results of a case rest on."""

from __future__ import annotations

import json
import re
from pathlib import Path


def test_bibtex_and_json_name_the_same(verb, own_strait: Path) -> None:
    code, bibtex, _ = verb("cite", own_strait)
    assert code == 0
    keys = re.findall(r"^@\w+\{(\w+),", bibtex, re.MULTILINE)
    assert keys and len(keys) == len(set(keys))
    _, said, _ = verb("cite", own_strait, "--json")
    text = json.dumps(json.loads(said))
    assert all(key in text for key in keys)
