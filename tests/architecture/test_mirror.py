"""Tests mirror the sources by name: `src/servanda/ROOM/NAME.py` has `tests/ROOM/test_NAME.py`."""

from __future__ import annotations

import ast
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SOURCE, TESTS = TOP / "src" / "servanda", TOP / "tests"
FLOOR = 0.497
"""The share reached; it may rise and never fall."""

WHOLE_ROOMS = {"formulas"}
"""Rooms in which no file may be without its test."""


def says_something(file: Path) -> bool:
    """Whether a file holds more than the docstring of its room."""
    if file.name != "__init__.py":
        return True
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in body)


def mirrored(file: Path) -> Path:
    """Return where the test of a source file stands; a room's own file is tested by its name."""
    inside = file.relative_to(SOURCE)
    if file.name == "__init__.py":
        return TESTS / inside.parent / f"test_{inside.parent.name or 'servanda'}.py"
    return TESTS / inside.parent / f"test_{file.stem.strip('_')}.py"


def sources() -> list[Path]:
    return [file for file in sorted(SOURCE.rglob("*.py")) if says_something(file)]


def without() -> list[str]:
    """Return the source files that have no test of their name."""
    return [str(file.relative_to(SOURCE)) for file in sources() if not mirrored(file).exists()]


def test_the_share_of_files_with_a_test_of_their_name_never_falls() -> None:
    share = 1.0 - len(without()) / len(sources())
    assert share >= FLOOR, f"{share:.3f} of the files have one; without: {without()}"


def test_some_rooms_are_mirrored_whole() -> None:
    bare = [file for file in without() if Path(file).parts[0] in WHOLE_ROOMS]
    assert not bare


def test_a_mirrored_test_tests_something() -> None:
    for file in sources():
        test = mirrored(file)
        if test.exists():
            text = test.read_text(encoding="utf-8")
            assert "def test_" in text, test
            assert "assert" in text or "raises" in text, test
