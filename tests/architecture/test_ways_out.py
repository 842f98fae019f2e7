"""Files are saved in one way, and each format has one writer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "servanda"

ALLOWED = {
    "a file put in place": (
        r"write_text\(|write_bytes\(|os\.replace\(|\.rename\(|open\([^)]*[\"'][wax]b?\+?[\"']",
        # Shards are packed in memory; the last three fill a part of a saving.
        {
            "saving.py",
            "engine/shard_file.py",
            "reading/dna.py",
            "reading/export.py",
            "reading/refi.py",
        },
    ),
    "CSV": (r"csv\.(?:writer|DictWriter)", {"escaping/csv_cells.py"}),
    "JSON that is shown or saved": (
        r"json\.dumps?\(",
        {
            "escaping/json_text.py",
            "case/fingerprint.py",  # hashed, never shown
            "case/json_schema.py",  # our own words
            "reading/many/store.py",  # kept compressed, and read back
            "reading/proposer.py",  # sent as a request
        },
    ),
    "markup": (r"\bhtml\.escape\(|from html import escape", {"escaping/html_text.py"}),
    "a console": (r"Console\((?!markup=False|file=sys\.__stderr__)", set()),
}


@pytest.mark.parametrize("what", ALLOWED)
def test_each_way_out_has_one_place(what: str) -> None:
    pattern, allowed = ALLOWED[what]
    found = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if re.search(pattern, re.sub(r">>>.*", "", file.read_text(encoding="utf-8")))
    }
    assert found <= allowed
