"""Every citation in a docstring is in the bibliography, and every entry is cited somewhere."""

from __future__ import annotations

from pathlib import Path

import servanda
from servanda.references import CITED, all_references

SOURCE = Path(servanda.__file__).parent


def cited() -> dict[str, str]:
    found = {}
    for file in sorted(SOURCE.rglob("*.py")):
        if file.name == "references.py":
            continue
        for match in CITED.finditer(file.read_text(encoding="utf-8")):
            found[match.group(1)] = file.name
    return found


def test_every_citation_is_in_the_bibliography() -> None:
    missing = {key: file for key, file in cited().items() if key not in all_references()}
    assert not missing


def test_every_entry_says_who_when_and_what() -> None:
    for key, entry in all_references().items():
        assert all(entry[field] for field in ("author", "year", "title")), key
