"""The reference in the documentation is the one the schema gives."""

from __future__ import annotations

from pathlib import Path

from servanda.case.key_reference import key_reference, sections
from servanda.case.keys.key import declared

PAGE = Path(__file__).resolve().parents[2] / "docs" / "case" / "keys.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == key_reference()


def test_every_key_is_in_it() -> None:
    lines = key_reference().splitlines()
    for part, _ in sections():
        for field in part.model_fields.values():
            said = declared(field)
            assert said is not None
            assert any(said.means.replace("|", "\\|") in line for line in lines), said.means
