"""How the house is kept: short functions, short files, no circles, each claim with its number."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from statistics import median, quantiles

import pytest

TOP = Path(__file__).parents[2]
SOURCE = TOP / "src" / "servanda"

LONG_FILES = {
    "base_rates.py": "one entry a base rate: a table, read by name",
    "quantity.py": "one grammar of what a number may be written as",
    "case/key_texts.py": "one text a key: a table, read by name",
    "case/keys/promises.py": "one declaration a key",
    "case/keys/war.py": "one declaration a key",
    "reading/positions.py": "one lexicon of positions",
    "reading/read.py": "the order in which an article is read",
    "reading/grammar/issues.py": "one lexicon of issues",
    "reading/grammar/verb_groups.py": "one grammar of verb groups",
    "reading/who/cast.py": "the order in which the cast is told",
}
"""Files above 400 lines, each with its reason."""

TEXTS = {".py", ".md", ".yaml", ".csv", ".json", ".js", ".css", ".toml", ".bib"}
"""How files end that people write."""

MOST_LINES = 400
LONG_FUNCTIONS = {
    "reading/packages/answer_verbs.py:verb_answer": "one reading of an answer, a line a case",
    "reading/tagger/chain.py:best_tags": "one compiled recursion, a line a case",
}
"""Functions above 60 lines, each with its reason."""


def functions() -> list[tuple[str, int]]:
    """Every function of the package with the lines of its body, docstring and comments left out."""
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        lines = text.splitlines()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                if not body:
                    continue
                code = lines[body[0].lineno - 1 : node.end_lineno]
                count = sum(1 for line in code if line.strip() and not line.strip().startswith("#"))
                name = f"{file.relative_to(SOURCE).as_posix()}:{node.name}"
                found.append((name, count))
    return found


def test_functions_are_short(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = [count for _, count in functions()]
    middle, tenth = median(lengths), quantiles(lengths, n=10)[-1]
    with capsys.disabled():
        told = f"median {middle:g} lines, 90% {tenth:g}, most {max(lengths)}"
        sys.stdout.write(f"\n{len(lengths)} functions: {told}\n")
    assert middle <= 10
    assert tenth <= 25
    long = {name for name, count in functions() if count > 60}
    assert long == set(LONG_FUNCTIONS), "split them, or give the reason"


def test_files_are_short_or_say_why(capsys: pytest.CaptureFixture[str]) -> None:
    lines = {
        file.relative_to(SOURCE).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for file in SOURCE.rglob("*.py")
    }
    long = {name for name, count in lines.items() if count > MOST_LINES}
    with capsys.disabled():
        told = f"{sum(lines.values()):,} lines, {len(long)} above {MOST_LINES}"
        sys.stdout.write(f"\n{len(lines)} files: {told}\n")
    assert long <= set(LONG_FILES), "split them, or give the reason"


def test_a_reason_that_is_no_longer_needed_is_taken_out() -> None:
    for name in LONG_FILES:
        file = SOURCE / name
        assert not file.exists() or len(file.read_text("utf-8").splitlines()) > MOST_LINES, name


def imports_of(folder: Path) -> dict[str, set[str]]:
    """Which scripts of a folder import which others of it."""
    names = {file.stem for file in folder.glob("*.py")}
    found = {}
    for file in folder.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        asked = re.findall(
            rf"^\s*(?:from|import) (?:{folder.name}\.)?(\w+)", text, flags=re.MULTILINE
        )
        asked += re.findall(rf"^\s*from {folder.name} import (\w+)", text, flags=re.MULTILINE)
        found[file.stem] = {name for name in asked if name in names and name != file.stem}
    return found


def test_scripts_beside_the_package_import_each_other_in_no_circle() -> None:
    for name in ("training", "validation", "benchmarks"):
        graph = imports_of(TOP / name)
        while free := {each for each, asked in graph.items() if not asked & set(graph)}:
            graph = {each: asked for each, asked in graph.items() if each not in free}
        assert not graph, f"{name}: {graph}"


def test_each_helper_is_written_once() -> None:
    text = {file: file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py")}
    once = {
        r"^Floats\b.*= .*NDArray\[np\.float64\]": "arrays.py",
        r"ThreadPoolExecutor\(": "threads.py",
        r"^def listed\(": "sentences.py",
        r"no proposal is called \{": "nowhere: `errors.named` says it",
    }
    for pattern, place in once.items():
        files = [f.name for f, body in text.items() if re.search(pattern, body, re.MULTILINE)]
        assert set(files) <= {place}, (pattern, files)


def test_no_file_holds_two_versions_of_itself() -> None:
    """What a merge left open is text in a table, and code that happens not to be run."""
    mark = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
    kept = ("src", "docs", "tests", "library", "examples", "validation", "benchmarks")
    files = [path for folder in kept for path in (TOP / folder).rglob("*")]
    texts = [*TOP.glob("*.md"), *(f for f in files if f.suffix in TEXTS and f.is_file())]
    assert len(texts) > 1_000
    assert [str(path) for path in texts if mark.search(path.read_text("utf-8"))] == []
