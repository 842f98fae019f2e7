"""servanda questions: verdicts as dated questions."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path


def test_each_way_of_printing_has_the_same_questions(verb, own_strait: Path) -> None:
    arguments = ("questions", own_strait, "--worlds", 20, "--months", 6)
    told = json.loads(verb(*arguments, "--json")[1])["questions"]
    table = list(csv.DictReader(io.StringIO(verb(*arguments, "--csv")[1])))
    text = verb(*arguments)[1]
    assert [row["id"] for row in table] == [each["id"] for each in told]
    assert all(row["type"] == "binary" and "Void: " in row["fine_print"] for row in table)
    assert text.count("Decided by: ") == text.count("Void: ") == len(told)
    assert verb("questions", own_strait, "--months", 500)[0] == 2
