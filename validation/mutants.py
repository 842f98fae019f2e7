"""Would a test notice? Change one sign, bound or number of a formula, and run its tests.

    python validation/mutants.py [ROOM ...] [--sample 200] [--seed 0] [--file NAME]
                                 [--survivors FILE]

ROOM is `formulas` or `engine` (both by default). Every place in a function where arithmetic,
comparison or a number decides is a mutant; a sample of them, drawn with the seed, is tried. For
each, the tests that mirror the file (`tests/ROOM/test_NAME.py`), its docstring examples and the
oracle tables of the room are run against a copy of the sources with that one change. A mutant is
killed where a test fails or does not end in time, and survives where all pass. Kernels run as plain
Python, so that each mutant costs seconds and not a compilation.

Left out: docstrings, type annotations, declarations (`Input(...)`, `Output(...)`, `Column(...)`),
messages, indices, and module constants that only size a table.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parents[1]
ROOMS = ("formulas", "engine")
SECONDS = 180
DECLARED = {"Input", "Output", "Column", "Model", "Formula", "model", "BaseRateEntry"}
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


@dataclass(frozen=True)
class Mutant:
    """One change: where, and the text of the file with it."""

    file: Path
    line: int
    change: str
    text: str


class _Places(ast.NodeVisitor):
    """Find every node inside a function that may be changed."""

    def __init__(self) -> None:
        self.found: list[ast.AST] = []
        self.inside = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.inside += 1
        body = node.body[1:] if ast.get_docstring(node) else node.body
        for child in body:
            self.visit(child)
        self.inside -= 1

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in DECLARED and "Error" not in name:
            self.generic_visit(node)
            if name in ("min", "max") and self.inside:
                self.found.append(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Messages are no arithmetic."""

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)  # an index that is off by one fails at once or reads another column

    def generic_visit(self, node: ast.AST) -> None:
        if self.inside:
            number = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
            if number and not isinstance(getattr(node, "value", None), bool):
                self.found.append(node)
            if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
                self.found.append(node)
            if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
                self.found.append(node)
            if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
                self.found.append(node)
        super().generic_visit(node)


def _changed(node: ast.AST) -> ast.AST:
    """The node with one change."""
    if isinstance(node, ast.Constant):
        value = node.value
        assert isinstance(value, int | float)
        return ast.Constant(value + 1 if isinstance(value, int) or value == 0 else value * 1.5)
    if isinstance(node, ast.BinOp):
        return ast.BinOp(node.left, SWAPS[type(node.op)](), node.right)  # type: ignore[arg-type]
    if isinstance(node, ast.BoolOp):
        return ast.BoolOp(SWAPS[type(node.op)](), node.values)  # type: ignore[arg-type]
    if isinstance(node, ast.Compare):
        ops = [SWAPS[type(node.ops[0])](), *node.ops[1:]]
        return ast.Compare(node.left, ops, node.comparators)  # type: ignore[arg-type]
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        other = "max" if node.func.id == "min" else "min"
        return ast.Call(ast.Name(other, ast.Load()), node.args, node.keywords)
    assert isinstance(node, ast.UnaryOp)
    return node.operand


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every mutant of a file, made by cutting the new expression into the text as written."""
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw = text.encode()
    places = _Places()
    places.visit(ast.parse(text))
    for node in places.found:
        begin = starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        end = starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
        new = f"({ast.unparse(ast.fix_missing_locations(_changed(node)))})"
        old = raw[begin:end].decode()
        mutated = (raw[:begin] + new.encode() + raw[end:]).decode()
        change = f"{' '.join(old.split())} -> {new}"
        yield Mutant(file, node.lineno, change, mutated)  # type: ignore[attr-defined]


def tests_of(file: Path) -> list[str]:
    """What to run for a file: the tests that mirror it, and the oracle tables of its room."""
    room = file.parent.name
    mirrored = TOP / "tests" / room / f"test_{file.stem}.py"
    tables = sorted((TOP / "tests" / room).glob("test_*oracle*.py"))
    tables += sorted((TOP / "tests" / room).glob("test_cardinal.py"))
    return [str(each.relative_to(TOP)) for each in (mirrored, *tables) if each.exists()]


def survives(mutant: Mutant, copy: Path) -> bool:
    """Whether all tests pass with this change made in the copy of the sources."""
    there = copy / mutant.file.relative_to(TOP / "src")
    kept = there.read_text(encoding="utf-8")
    there.write_text(mutant.text, encoding="utf-8")
    pythonpath = os.pathsep.join([str(copy), str(TOP)])
    environment = os.environ | {
        "PYTHONPATH": pythonpath,
        "NUMBA_DISABLE_JIT": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SERVANDA_SHARED": os.environ.get("SERVANDA_SHARED", str(TOP.parent / "shared")),
    }
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    command += ["-o", f"pythonpath={pythonpath}", *tests_of(mutant.file)]
    examples = [sys.executable, "-c", _EXAMPLES.format(module=_module_of(mutant.file))]
    try:
        for run in (examples, command):
            done = subprocess.run(
                run, cwd=TOP, env=environment, timeout=SECONDS, capture_output=True, check=False
            )
            if done.returncode:
                return False
    except subprocess.TimeoutExpired:
        return False
    finally:
        there.write_text(kept, encoding="utf-8")
    return True


_EXAMPLES = """
import doctest, importlib, sys
module = importlib.import_module({module!r})
flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
sys.exit(bool(doctest.testmod(module, optionflags=flags).failed))
"""


def _module_of(file: Path) -> str:
    return ".".join(file.relative_to(TOP / "src").with_suffix("").parts)


def main() -> None:
    """Try a sample of mutants and print the score and the survivors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--file", help="only the file of this name, without .py")
    parser.add_argument("--survivors", type=Path, help="write the survivors here")
    given = parser.parse_args()
    files = [f for room in given.rooms for f in (TOP / "src/servanda" / room).glob("*.py")]
    pool = [
        mutant
        for file in sorted(files)
        if (given.file in (None, file.stem)) and tests_of(file)
        for mutant in mutants_of(file)
    ]
    chosen = random.Random(given.seed).sample(pool, min(given.sample, len(pool)))
    left: list[Mutant] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "src"
        shutil.copytree(TOP / "src", copy, ignore=shutil.ignore_patterns("__pycache__"))
        for number, mutant in enumerate(chosen, 1):
            if survives(mutant, copy):
                left.append(mutant)
                where = f"{mutant.file.relative_to(TOP)}:{mutant.line}"
                print(f"{number}/{len(chosen)} survives {where}: {mutant.change}", flush=True)
    killed = len(chosen) - len(left)
    share = killed / len(chosen) if chosen else float("nan")
    print(f"{killed} of {len(chosen)} mutants killed ({share:.0%}); {len(pool)} in all")
    if given.survivors:
        lines = [f"{m.file.relative_to(TOP)}:{m.line}\t{m.change}\n" for m in left]
        given.survivors.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
