"""Data as YAML text, comments and the author's indentation kept."""

from __future__ import annotations

import yaml

from servanda.case.text.yaml_text import text_of, writer


def test_lists_are_indented_as_the_author_does() -> None:
    data = {"limits": ["a", "b"]}
    assert text_of(data, "x:\n- 1\n") == "limits:\n- a\n- b\n"
    assert text_of(data, "x:\n    - 1\n") == "limits:\n    - a\n    - b\n"
    assert text_of(data) == "limits:\n  - a\n  - b\n"


def test_comments_quotes_and_long_lines_are_kept() -> None:
    text = f'# head\ntitle: "The isle"  # said so\nnote: {"long " * 60}end\n'
    assert text_of(writer(text).load(text), text) == text
    assert yaml.safe_load(text_of({"näme": "Ö"})) == {"näme": "Ö"}
    assert "Ö" in text_of({"a": "Ö"})
