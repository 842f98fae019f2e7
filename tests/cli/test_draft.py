"""Drafting from the command line: files written, gaps listed, mistakes told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.cli import main
from servanda.door import read as door
from servanda.reading.read import Said, read_text

NEWS = (
    "Azerbaijan attacked Armenia on Monday. France volunteered to send troops to Armenia. Georgia "
    "will not send troops to Armenia. Azerbaijan rejected any troops in Armenia."
)


def run(*arguments: str | Path) -> int:
    """Run the command line in this process, and return its exit code."""
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with one article and an empty file."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    (folder / "void.txt").write_text("", encoding="utf-8")
    return folder


def test_a_draft_is_written_and_what_is_to_fill_in_is_listed(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case"
    assert run("draft", articles, "-o", case) == 0
    shown = capsys.readouterr()
    assert f"wrote {case / 'case.yaml'}" in shown.out
    assert "war.costs.azerbaijan: not known yet" in shown.out
    assert "gaps to fill" in shown.out
    first = shown.out.partition("those that move a verdict most, first:\n")[2].splitlines()
    assert first[0].strip() == "war.victory.azerbaijan"
    assert "void: unread: empty" in shown.err
    assert run("check", case) == 0
    capsys.readouterr()
    assert run("assess", case, "--worlds", "20") == 2
    assert "numbers are still `?`" in capsys.readouterr().err
    before = (case / "case.yaml").read_bytes()
    assert run("draft", articles, "-o", case) == 0
    assert "nothing a person wrote was changed" in capsys.readouterr().out
    assert (case / "case.yaml").read_bytes() == before


def test_the_sides_are_named_where_they_are_misread(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case"
    assert run("draft", articles, "-o", case, "--sides", "Armenia, Azerbaijan") == 0
    assert "parties:\n- armenia\n- azerbaijan" in (case / "case.yaml").read_text(encoding="utf-8")
    assert run("draft", articles, "-o", tmp_path / "other", "--sides", "Atlantis,Armenia") == 2
    assert "name no party `Atlantis`" in capsys.readouterr().err
    assert run("draft", articles, "-o", tmp_path / "other", "--kind", "feud") == 2
    assert "choose one of interstate" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_articles_that_cannot_begin_a_case(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draft", articles / "void.txt", "-o", tmp_path / "case") == 2
    assert "no article could be read (void: empty)" in capsys.readouterr().err
    assert run("draft", articles / "nowhere.txt", "-o", tmp_path / "case") == 2
    assert "no file or folder" in capsys.readouterr().err


def test_a_draft_may_be_read_carefully(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def said(paths: list[Path], stdin: object = (), *, careful: bool = False) -> Iterator[Said]:
        asked.append(careful)
        yield from (read_text(path.read_text("utf-8"), extract=lambda _: []) for path in paths)

    monkeypatch.setattr(door, "said_in_paths", said)
    news = articles / "news.txt"
    assert run("draft", news, "-o", tmp_path / "case", "--careful") == 0
    assert run("draft", news, "-o", tmp_path / "other") == 0
    assert asked == [True, True, False, False]  # articles, and the sources of a case that stands
