"""Every verb: what it prints, how it exits, and that a user's mistake is told plainly."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import servanda
from servanda.cli import main
from servanda.cli.verbs import GROUPS, OWN, Verb, verbs

STRAIT = Path(__file__).parents[1] / "cases" / "strait"
FORD = STRAIT.parent / "ford"
RUN = [sys.executable, "-c", "from servanda.cli import main; main()"]
SOURCE = str(Path(__file__).parents[2] / "src")


def run(*arguments: str | Path) -> int:
    """Run the command line in this process, and return its exit code."""
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Run the command line in a process of its own."""
    environment = os.environ | {"PYTHONPATH": SOURCE}
    return subprocess.Popen(
        [*RUN, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A case with two faults."""
    text = (STRAIT / "case.yaml").read_text(encoding="utf-8")
    text = text.replace("held: 39% to 41%", "held: 140%").replace(
        "protects: [suria]", "protects: [soria]"
    )
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_verb_has_a_sentence_of_help_in_its_group(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("--help") == 0
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 90
    parts = re.split(r"^([a-z ]+):$", shown, flags=re.MULTILINE)
    by_group = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert tuple(by_group) == GROUPS
    for verb in verbs():
        assert f"  {verb.name} " in by_group[verb.group]
        assert verb.says in by_group[verb.group]


@pytest.mark.parametrize("verb", verbs(), ids=lambda verb: verb.name)
def test_every_verb_says_how_it_is_used(verb: Verb, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(verb.name, "--help") == 0
    assert f"Usage: servanda {verb.name} " in capsys.readouterr().out


def test_every_verb_but_one_is_a_function_of_the_door() -> None:
    called = {verb.name: verb.name for verb in verbs()} | {"import": "import_data"}
    assert set(called.values()) <= set(servanda.__all__)
    assert {verb.place.partition(":")[2] for verb in OWN} == {called[verb.name] for verb in OWN}


def test_help_comes_at_once() -> None:
    spent = []
    for _ in range(3):
        before = os.times()
        with start("--help") as process:
            process.communicate()
        assert process.returncode == 0
        after = os.times()
        spent.append(after.children_user - before.children_user)
    assert min(spent) < 0.2


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("assess", "nowhere"), 1, "there is no such file"),
        (("assess", STRAIT, "--worlds", "ten"), 2, "write 10000 or 1e5"),
        (("assess", STRAIT, "--seed", "-1"), 2, "--seed"),
        (("assess",), 2, "Missing argument"),
        (("asess", STRAIT), 2, "No such command"),
        (("why", STRAIT, "tea", "--worlds", "50"), 2, "there are truce, entry"),
        (("report", STRAIT, "--to", "tea"), 2, "there are html, md"),
        (("report", STRAIT, "--explore", "tea"), 2, "there are truce, entry"),
        (("verify", STRAIT / "case.yaml"), 2, "no whole servanda report"),
        (("verify", "nowhere.html"), 2, "No such file"),
    ],
)
def test_a_mistake_is_told_plainly(
    arguments: tuple[str | Path, ...], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == code
    told = capsys.readouterr().err
    assert says in told
    assert "Traceback" not in told


def test_faults_of_a_case_are_listed_with_their_lines(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", faulty) == 1
    listed = capsys.readouterr().out
    assert run("assess", faulty) == 1
    told = capsys.readouterr().err
    for key in ("war.front.held", "protects"):
        assert key in listed
        assert key in told
    assert run("check", faulty, "--json") == 1
    assert len(json.loads(capsys.readouterr().out)["faults"]) >= 2


def test_assess_prints_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("assess", STRAIT, "--worlds", "200", "--seed", "0", "--json") == 0
    first = capsys.readouterr().out
    printed = json.loads(first)
    assert printed["seed"] == 0
    assert printed["worlds"] == 200
    keys = ("id", "signed", "parties", "holds", "signed_and_holds_5y", "war_months", "verdict")
    for proposal in printed["proposals"]:
        assert set(keys) <= set(proposal)
    assert run("assess", STRAIT, "--worlds", "200", "--json", "--threads", "1") == 0
    assert capsys.readouterr().out == first


def test_tables_fit_eighty_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run("assess", STRAIT, "--worlds", "100") == 0
    assert run("why", STRAIT, "entry", "--worlds", "100") == 0
    shown = capsys.readouterr().out
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= 80
    assert "Norland" in shown


def test_a_case_begun_by_new_can_be_checked_assessed_and_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "talks"
    assert run("new", folder) == 0
    assert run("new", folder) == 2
    assert run("check", folder) == 0
    assert run("assess", folder, "--worlds", "50") == 0
    out = tmp_path / "out" / "memo"
    assert run("report", folder, "-o", out, "--to", "html,md", "--worlds", "300",
               "--explore", "none") == 0  # fmt: skip
    assert (tmp_path / "out" / "memo.html").is_file()
    assert (tmp_path / "out" / "memo.md").read_text(encoding="utf-8").startswith("# ")
    assert run("cite", folder) == 0
    assert "@misc{brief" in capsys.readouterr().out


def test_a_report_is_verified_and_a_changed_one_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "memo.html"
    assert (
        run("report", STRAIT, "-o", file, "--worlds", "150", "--explore", "none", "--public") == 0
    )
    assert run("verify", file) == 0
    assert "every digit comes out the same" in capsys.readouterr().out
    html = file.read_text(encoding="utf-8")
    file.write_text(html.replace("&#34;seed&#34;:0", "&#34;seed&#34;:1"), encoding="utf-8")
    assert run("verify", file, "--json") == 1
    changed = json.loads(capsys.readouterr().out)
    assert not changed["same"]
    assert changed["differences"][0]["where"].startswith("proposals.truce.")


def test_the_ending_chooses_the_format(tmp_path: Path) -> None:
    file = tmp_path / "memo.md"
    assert run("report", STRAIT, "-o", file, "--worlds", "60", "--explore", "none") == 0
    assert [each.name for each in tmp_path.iterdir()] == ["memo.md"]


@pytest.mark.slow
def test_explorations_reach_the_report(tmp_path: Path) -> None:
    file = tmp_path / "memo.html"
    assert run("report", FORD, "-o", file, "--worlds", "200", "--explore", "line",
               "--explore-worlds", "100") == 0  # fmt: skip
    html = file.read_text(encoding="utf-8")
    assert "What would change our mind" in html
    assert "Do the two lenses agree" in html


def test_a_reader_who_leaves_early_causes_no_noise() -> None:
    with start("cite", STRAIT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()
    assert process.returncode == 0


def test_stopping_exits_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("servanda.engine.assess.assess", stop)
    assert run("assess", STRAIT) == 130


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_at_a_terminal_the_steps_of_a_report_have_a_bar_each(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": SOURCE, "TERM": "xterm"}
    command = [*RUN, "report", str(FORD), "-o", str(tmp_path / "r.md"), "--worlds", "200",
               "--explore", "line", "--explore-worlds", "100"]  # fmt: skip
    with subprocess.Popen(command, env=environment, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
    os.close(ours)
    assert process.returncode == 0, shown.decode(errors="replace")[-2000:]
    assert b"Traceback" not in shown and (tmp_path / "r.md").exists()
