"""The reference in the documentation is the one the schema gives."""

from __future__ import annotations

from pathlib import Path

from servanda.case.key_texts import EXPLAINED

from servanda.case.key_reference import key_reference

PAGE = Path(__file__).resolve().parents[2] / "docs" / "case" / "keys.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == key_reference()


def test_every_key_is_in_it() -> None:
    lines = key_reference().splitlines()
    for keys in EXPLAINED.values():
        for key, explained in keys.items():
            assert any(line.startswith(f"| `{key}`") and explained.means in line for line in lines)
