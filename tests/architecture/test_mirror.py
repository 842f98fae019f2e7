"""Tests mirror the sources by name: `src/servanda/ROOM/NAME.py` has `tests/ROOM/test_NAME.py`.

The rule: every module that says something has the test of its name. Two kinds need none of their
own. A *piece* is a module of at most `MOST_OF_A_PIECE` lines that a single other module imports,
from the same folder: it is tested through that one, whose test must be there. A *declaration* has
no branch, no loop, no comparison and no arithmetic: there is nothing in it that a test could find
wrong. There are no others.
"""

from __future__ import annotations

import ast
import functools
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SOURCE, TESTS = TOP / "src" / "servanda", TOP / "tests"
MOST_OF_A_PIECE = 150


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


@functools.cache
def importers() -> dict[Path, set[Path]]:
    """Return, for every module, the modules that import it or something from it."""
    found: dict[Path, set[Path]] = {file: set() for file in SOURCE.rglob("*.py")}
    for file in found:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("servanda"):
                place = SOURCE.parent.joinpath(*str(node.module).split("."))
                for name in node.names:
                    for each in (place / f"{name.name}.py", place / name.name / "__init__.py",
                                 place.with_suffix(".py"), place / "__init__.py"):  # fmt: skip
                        if each in found:
                            found[each].add(file)
                            break
    return found


def piece_of(file: Path) -> Path | None:
    """Return the one module that a piece belongs to, or nothing where it is no piece."""
    lines = len(file.read_text(encoding="utf-8").splitlines())
    by = importers()[file]
    if lines > MOST_OF_A_PIECE or len(by) != 1 or file.name == "__init__.py":
        return None
    (one,) = by
    return one if one.parent == file.parent else None


DECIDES = (
    ast.If, ast.For, ast.While, ast.Compare, ast.IfExp, ast.comprehension, ast.Try, ast.BoolOp,
    ast.Match,
)  # fmt: skip


def declares_only(file: Path) -> bool:
    """Whether nothing in a file branches, loops, compares or computes; types may be joined by |."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, DECIDES):
            return False
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.BitOr):
            return False
    return True


def has_test(file: Path) -> bool:
    return mirrored(file).exists()


def bare() -> list[str]:
    """Return the modules that the rule asks a test of, and that have none."""
    found = []
    for file in sources():
        whole = piece_of(file)
        if has_test(file) or declares_only(file) or (whole is not None and has_test(whole)):
            continue
        found.append(file.relative_to(SOURCE).as_posix())
    return found


def test_every_module_has_the_test_of_its_name() -> None:
    missing = bare()
    assert not missing, f"write tests/ROOM/test_NAME.py for {missing}"


def test_a_mirrored_test_tests_something() -> None:
    for file in sources():
        test = mirrored(file)
        if test.exists():
            text = test.read_text(encoding="utf-8")
            assert "def test_" in text, test
            assert "assert" in text or "raises" in text, test
