"""Whatever a text holds and wherever it is printed, it is shown, and nothing obeys it."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from servanda.cli import main
from servanda.cli.verbs import verbs
from servanda.escaping.hidden import HIDDEN
from servanda.escaping.terminal import json_for_stdout, shown

STRAIT = Path(__file__).parents[1] / "cases" / "strait"
SOURCE = str(Path(__file__).parents[2] / "src")
RUN = [sys.executable, "-c", "from servanda.cli import main; main()"]
ACTS = "[red]x[/red] :bomb: \u202egnp\u2066 \u2028fake \ufeff=1+1"
"""What would colour, turn round or break what is shown; the worse signs no case may hold."""


def run(*arguments: str | Path, encoding: str = "utf-8") -> tuple[int, str, str]:
    """Run the command line on streams of an encoding; returns its code and what it printed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    with pytest.MonkeyPatch.context() as streams, pytest.raises(SystemExit) as stopped:  # noqa: PT012
        streams.setattr("sys.stdout", out)
        streams.setattr("sys.stderr", err)
        streams.setenv("COLUMNS", "100")
        main([str(argument) for argument in arguments])
    texts = []
    for stream in (out, err):
        stream.flush()
        held = stream.buffer
        assert isinstance(held, io.BytesIO)
        texts.append(held.getvalue().decode(encoding))
    return int(stopped.value.code or 0), texts[0], texts[1]


@pytest.fixture(scope="module")
def acting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case whose every free text would act on what shows it."""
    folder = tmp_path_factory.mktemp("acting")
    text = (STRAIT / "case.yaml").read_text(encoding="utf-8")
    named = json.dumps("Strait " + ACTS)
    for old in ("title: The Strait of Ister", "title: A truce where the lines are"):
        assert old in text
        text = text.replace(old, f"title: {named}")
    text = text.replace("norland: Norland", f"norland: {named}", 1)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return folder


VERBS = [
    ("check",),
    ("assess", "--worlds", "60"),
    ("why", "truce", "--worlds", "60"),
    ("graph", "truce", "--worlds", "60"),
    ("cite",),
    ("past", "--worlds", "60"),
    ("explore", "--worlds", "60", "--only", "scenarios"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252", "cp437", "latin-1"])
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_no_verb_obeys_a_text_or_dies_of_an_encoding(
    acting: Path, verb: tuple[str, ...], encoding: str
) -> None:
    code, out, said = run(verb[0], acting, *verb[1:], encoding=encoding)
    assert code == 0, said
    assert "Traceback" not in said
    assert not HIDDEN.search(out)
    assert "\nfake" not in out


STORY = (
    "Haiti =1+1\n\n3 May 2024\n\nFrance will not send troops to Haiti. Kenya said that it would "
    f"send police to Haiti. “We {ACTS} will not sign,” the president of Kenya said. Benin supports "
    "sending troops to Haiti. Azerbaijan attacked Armenia on Monday. Azerbaijan rejected any "
    "troops in Armenia."
)
FEW = ("--worlds", "60")


@pytest.fixture(scope="module")
def desk(acting: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what verbs work on: texts that act, and what is made of them."""
    desk = tmp_path_factory.mktemp("desk")
    shutil.copytree(acting, desk / "case")
    shutil.copytree(acting, desk / "later")
    named = json.dumps("Ford " + ACTS)
    ford = (STRAIT.parent / "ford" / "case.yaml").read_text(encoding="utf-8")
    (desk / "ford").mkdir()
    (desk / "ford" / "case.yaml").write_text(
        re.sub(r"(?m)^( *)title: .*$", lambda m: f"{m[1]}title: {named}", ford), encoding="utf-8"
    )
    old = desk / "old"
    shutil.copytree(STRAIT.parents[1] / "case" / "isle_1", old)
    text = (old / "case.yaml").read_text(encoding="utf-8")
    (old / "case.yaml").write_text(
        re.sub(r"(?m)^title: .*$", lambda _: f"title: {named}", text), encoding="utf-8"
    )
    (desk / "news.txt").write_text(STORY, encoding="utf-8")
    asked = json.loads(run("questions", desk / "case", *FEW, "--json")[1])
    (desk / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    for made in (
        ("read", desk / "news.txt", "--case", desk / "case"),
        ("ledger", "add", desk / "book.jsonl", desk / "asked.json"),
        ("shard", desk / "case", "--range", "0:60", "-o", desk / "shards"),
        ("export", desk / "case", "-o", desk / "numbers.csv"),
        ("ask", desk / "ford", "-o", desk / "form", "--numbers", "2", "--no-seeds"),
        ("report", desk / "ford", "-o", desk / "page.html", "--explore", "none", *FEW),
    ):
        assert run(*made)[0] == 0, made
    form = desk / "form" / "form.csv"
    head, *rows = form.read_text(encoding="utf-8-sig").splitlines()
    at = head.split(",").index("5%")
    answered = [",".join([*row.split(",")[:-4], "0.4", "0.5", "0.6", "=1+1"]) for row in rows]
    assert at == len(head.split(",")) - 4
    form.write_text("\n".join([head, *answered]), encoding="utf-8")
    return desk


MORE: dict[str, tuple[str, ...]] = {
    "read": ("news.txt",),
    "evidence": ("case",),
    "draft": ("news.txt", "-o", "drafted{n}", "--sides", "Armenia,Azerbaijan"),
    "import": ("numbers.csv", "--case", "case"),
    "upgrade": ("old",),
    "ask": ("case", "-o", "form{n}", "--numbers", "2", "--no-seeds"),
    "shard": ("case", "--range", "0:20", "-o", "shards{n}"),
    "merge": ("shards",),
    "pool": ("ford", "form/form.csv", *FEW),
    "linchpins": ("ford", "--worlds", "30"),
    "deals": ("ford", "--worlds", "30"),
    "behaviour": ("case", *FEW),
    "forecast": ("case", *FEW),
    "compare": ("case", "later", *FEW),
    "library": ("like", "case"),
    "questions": ("case", *FEW),
    "ledger": ("list", "book.jsonl"),
    "report": ("ford", "-o", "memo.md", "--explore", "none", *FEW),
    "export": ("case", "-o", "n{n}.csv"),
    "verify": ("page.html",),
}
"""Verbs that are tried in two encodings; paths are of the desk, `{n}` makes a name fresh."""

PRINTS_TITLES = {"merge", "linchpins", "deals", "library", "questions", "ledger"}
"""Verbs that print a title of the case: shown as it is written."""

NOT_RUN = {
    "serve": "it prints its address alone, and runs until it is stopped",
    "demo": "its case ships",
    "new": "what it writes ships",
}


def test_every_verb_is_tried_on_texts_that_act() -> None:
    tried = {verb[0] for verb in VERBS} | set(MORE) | set(NOT_RUN)
    assert {verb.name for verb in verbs()} == tried


DEAR = {"read", "draft", "deals", "linchpins", "library"}
"""Verbs that take a second and more: in UTF-8 alone, in which signs that act could be printed."""


@pytest.mark.parametrize(
    ("verb", "encoding"),
    [(v, e) for v in MORE for e in ("utf-8", "cp437") if e == "utf-8" or v not in DEAR],
)
def test_no_other_verb_obeys_a_text_or_dies_of_an_encoding(
    desk: Path, monkeypatch: pytest.MonkeyPatch, verb: str, encoding: str
) -> None:
    monkeypatch.chdir(desk)
    code, out, said = run(
        verb, *(each.format(n=encoding) for each in MORE[verb]), encoding=encoding
    )
    assert code == 0 or (verb == "forecast" and "no answer to that" in said), said
    for told in (out, said):
        assert "Traceback" not in told
        assert not HIDDEN.search(told)
        assert "\nfake" not in told
        assert "\x1b[31m" not in told
    assert "[red]x[/red]" in out or verb not in PRINTS_TITLES


def test_json_is_json_in_every_encoding(acting: Path) -> None:
    found = [
        json.loads(run("assess", acting, "--worlds", "60", "--json", encoding=name)[1])
        for name in ("utf-8", "ascii", "cp1252")
    ]
    assert found[0] == found[1] == found[2]
    assert "\u202e" in found[0]["case"]


def test_markup_is_text(acting: Path) -> None:
    _, out, _ = run("graph", acting, "truce", "--worlds", "60")
    _, told, _ = run("explore", acting, "--worlds", "60", "--only", "scenarios")
    assert "[red]x[/red]" in out + told


def test_signs_that_an_encoding_lacks_get_letters_like_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(kept, encoding="ascii"))
    with shown():
        sys.stdout.write("71% ±0.9 – “so” … Київ\x1b[2J")
        assert json.loads(json_for_stdout('"Київ 🕊"')) == "Київ 🕊"
    assert kept.getvalue().decode() == '71% +-0.9 - "so" ... ????[U+001B][2J'


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("verb", [("cite",), ("assess", "--worlds", "60", "--json")])
def test_a_full_disk_is_called_one(verb: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*RUN, verb[0], str(STRAIT), *verb[1:]], stdout=full, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONPATH": SOURCE}, check=False, timeout=300,
        )  # fmt: skip
    said = done.stderr
    assert done.returncode == 2
    assert "the disk is full" in said
    assert "Traceback" not in said
    assert "Exception ignored" not in said


def test_no_thread_is_no_number_of_threads(capsys: pytest.CaptureFixture[str]) -> None:
    for count in ("0", "-1"):
        with pytest.raises(SystemExit) as stopped:
            main(["assess", str(STRAIT), "--worlds", "60", "--threads", count])
        assert stopped.value.code == 2
        assert "--threads" in capsys.readouterr().err


def test_tables_and_empty_folders_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, folder = tmp_path / "acled.csv", tmp_path / "e"
    table.write_text("event_id_cnty,event_date,year\nUKR1,2024-05-03,2024\n")
    folder.mkdir()
    (tmp_path / "a.txt").write_text("France will not send troops to Haiti.")
    for given, code in (((table,), 2), ((folder,), 2), ((table, tmp_path / "a.txt"), 0)):
        with pytest.raises(SystemExit) as stopped:
            main(["read", *map(str, given)])
        assert stopped.value.code == code
        said = capsys.readouterr().err
        assert "a table (event_id_cnty, event_date" in said or "no article in" in said
