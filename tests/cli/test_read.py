"""Reading from the command line: lines for the scorer, a store that resumes, tables, reports."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest

from servanda.cli import main
from servanda.reading.read import read_articles

SOURCE = str(Path(__file__).parents[2] / "src")
STORY = (
    "France will not send troops to Haiti. “We will not send troops to Haiti,” the French "
    "president said on Monday in Paris. Kenya said that it would send police to Haiti, and Benin "
    "supports sending troops to Haiti. Brazil refused to send troops to Haiti, officials said."
)


def run(*arguments: str | Path) -> int:
    """Run the command line in this process, and return its exit code."""
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Run the command line in a process of its own."""
    code = "from servanda.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": SOURCE},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles of two outlets that print one story, one of another, and one that is empty."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "herald.txt").write_text(STORY, encoding="utf-8")
    (articles / "gazette.txt").write_text(STORY + "\n", encoding="utf-8")
    other = "Hungary opposes Georgia’s accession to the EU, its minister told reporters on Friday."
    (articles / "other.txt").write_text(other, encoding="utf-8")
    (articles / "void.txt").write_text("", encoding="utf-8")
    return articles


def test_json_lines_point_into_the_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", folder, "--json") == 0
    shown = capsys.readouterr()
    lines = [json.loads(line) for line in shown.out.splitlines()]
    assert {line["doc"] for line in lines} == {"gazette", "other"}
    for line in lines:
        text = (folder / f"{line['doc']}.txt").read_text(encoding="utf-8")
        assert " […] ".join(text[a:b] for a, b in line["content"]) == line["quote"]
        for part in ("source", "cue"):
            assert line[part] is None or all(0 <= a < b <= len(text) for a, b in line[part])
        assert line["kind"] in ("direct", "mixed", "indirect")
        assert 0 <= line["confidence"] <= 1
    assert any(line["kind"] == "direct" for line in lines)
    assert "void: unread: empty" in shown.err
    assert "herald: unread: a copy of gazette" in shown.err


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(STORY.encode())))
    assert run("read", "-", "--json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["doc"] for line in lines} == {"stdin"}


def test_people_read_names_and_stances(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", folder / "herald.txt") == 0
    assert "FRA: oppose, will not: troops_in_haiti" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_tables(folder: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"stances.{ending}"
    assert run("read", folder, "--export", out) == 0
    if ending == "parquet":
        import duckdb

        rows = duckdb.sql(f"select outlets, organisation from read_parquet('{out}')").fetchall()
        assert ("gazette; herald", "France") in rows
    else:
        text = out.read_text(encoding="utf-8")
        assert "gazette; herald" in text
        assert "France" in text


def test_a_project_of_coded_texts(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "talks.qdpx"
    assert run("read", folder, "--export", out) == 0
    assert "coded selections" in capsys.readouterr().out
    with ZipFile(out) as archive:
        project = archive.read("project.qde").decode()
    assert "gazette; herald" in project
    assert 'name="France"' in project


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--export", "table.xls"), "the ending must be .csv, .jsonl, .parquet, .qdpx or .dna"),
        (("--export", "table.csv", "--table", "tea"), "is no table"),
    ],
)
def test_a_mistake_is_told(
    folder: Path, more: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("read", folder / "void.txt", *more) == 2
    assert says in capsys.readouterr().err
    assert run("read", folder / "nowhere.txt") == 2
    assert "no file or folder" in capsys.readouterr().err


def test_a_store_reads_only_what_is_new(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = folder.parent / "case"
    case.mkdir()
    assert run("read", folder, "--case", case) == 0
    told = capsys.readouterr().err
    assert "1 copy, 2 read, 1 unread" in told
    assert "void.txt: unread: empty" in told
    (folder / "new.txt").write_text("Peru will not send troops to Haiti.", encoding="utf-8")
    assert run("read", folder, "--case", case, "--json") == 0
    shown = capsys.readouterr()
    assert "1 read, 4 skipped" in shown.err
    assert {json.loads(line)["doc"] for line in shown.out.splitlines()} >= {"gazette", "other"}
    assert (case / ".servanda" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_case_that_is_not_there_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("read", folder, "--case", folder.parent / "nowhere") == 2
    assert "no folder" in capsys.readouterr().err


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    articles, case = tmp_path / "articles", tmp_path / "case"
    articles.mkdir()
    case.mkdir()
    for number in range(300):
        states = ("Kenya", "Benin", "Brazil", "Peru", "Chile", "Ghana", "Japan")
        said = " ".join(
            f"{states[(number + i) % 7]} opposes sanctions on Iran, envoy {number * 97 + i} said."
            for i in range(12)
        )
        (articles / f"{number:03}.txt").write_text(said, encoding="utf-8")
    store = case / ".servanda" / "read.sqlite"
    with start("read", articles, "--case", case) as process:
        for _ in range(1200):
            if store.exists() and _kept(store) >= 5:
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    kept = _kept(store)
    assert kept >= 5
    with start("read", articles, "--case", case) as process:
        _, told = process.communicate()
    assert process.returncode == 0, told
    assert f"{kept} skipped" in told if kept < 300 else True
    assert _kept(store) == 300


def _kept(store: Path) -> int:
    import sqlite3

    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as found:
            (count,) = found.execute("select count(*) from documents").fetchone()
            found.rollback()
    except sqlite3.Error:
        return 0
    finally:
        if "found" in locals():
            found.close()
    return int(count)


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "score_attribution", shared / "tools" / "score_attribution.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_scorer_takes_the_lines(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dev = shared / "data" / "polnear" / "dev"
    files = sorted((dev / "text").glob("*.txt"))[:6]
    assert run("read", *files, "--json") == 0
    lines = tmp_path / "lines.jsonl"
    lines.write_text(capsys.readouterr().out, encoding="utf-8")
    scorer = _scorer(shared)
    names = {file.stem for file in files}
    gold = {name: entry for name, entry in scorer.load_gold(str(dev)).items() if name in names}
    printed = scorer.score(gold, scorer.load_pred(str(lines)))
    direct: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for said in read_articles(files):
        for s in said.statements:
            direct[said.source.id].append(
                {part: [(span.start, span.end) for span in getattr(s, part)]
                 for part in ("source", "cue", "content")}
            )  # fmt: skip
    assert printed["attributions"] == scorer.score(gold, direct)["attributions"]
    assert printed["unknown_docs"] == []
    assert printed["attributions"]["full"]["f1"] > 0.4


THREADS = """
import os, sys
from importlib.abc import MetaPathFinder
class Watch(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            sys.stderr.write("threads: " + os.environ.get("OPENBLAS_NUM_THREADS", "all") + "\\n")
sys.meta_path.insert(0, Watch())
from servanda.cli import main
main()
"""


def test_matrix_products_are_kept_to_one_thread_before_numpy_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We will not sign,” Ivo Hill said.", encoding="utf-8")
    free = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    ran = subprocess.run(
        [sys.executable, "-c", THREADS, "read", str(tmp_path), "--json"],
        capture_output=True, text=True, env=free, check=True,
    )  # fmt: skip
    assert "threads: 1" in ran.stderr
    assert "threads: all" not in ran.stderr


def test_one_line_tells_what_was_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "herald.txt").write_text(STORY + "\n\nImage: Reuters / A. B.\n", encoding="utf-8")
    assert run("read", folder / "herald.txt") == 0
    told = capsys.readouterr().err
    assert "read 1 paragraph of 1 article; left out 1 (1 image credit)" in told
    assert "none of them reports speech" in told


def test_a_folder_without_articles_and_a_table_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("read", tmp_path) == 2
    assert f"no article in {tmp_path}" in capsys.readouterr().err
    table = "event_id_cnty,event_date,event_type\nUKR1,2024-05-03,Battles\n"
    (tmp_path / "acled.csv").write_text(table, encoding="utf-8")
    assert run("read", tmp_path / "acled.csv") == 2
    assert "a table of events (ACLED)" in capsys.readouterr().err
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    assert run("read", tmp_path) == 0
    assert "acled.csv: not read: a table of events (ACLED)" in capsys.readouterr().err


def test_a_project_of_discourse_network_analyzer(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("read", folder, "--export", tmp_path / "talks.dna") == 0
    shown = capsys.readouterr().out
    assert "coded statements" in shown and "password" in shown


def test_careful_reading_gives_lines_of_the_same_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    assert run("read", path, "--json", "--careful") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert run("read", path, "--json") == 0
    quick = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {tuple(line) for line in lines} == {tuple(line) for line in quick}
    assert any("We will not send troops" in json.dumps(line) for line in lines)
