"""Drafting from the command line: files written, gaps listed, mistakes told."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.cli import main

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
    assert "war.swing: not known yet" in shown.out
    assert "gaps to fill" in shown.out
    assert "void: unread: empty" in shown.err
    assert run("check", case) == 0
    capsys.readouterr()
    assert run("assess", case, "--worlds", "20") == 2
    assert "numbers are still `?`" in capsys.readouterr().err
    assert run("draft", articles, "-o", case) == 2
    assert "holds a case already" in capsys.readouterr().err


def test_the_sides_are_named_where_they_are_misread(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ("--challenger", "Armenia", "--protege", "Azerbaijan")
    assert run("draft", articles, "-o", tmp_path / "case", *named) == 0
    assert "challenger: armenia" in (tmp_path / "case" / "case.yaml").read_text(encoding="utf-8")
    assert run("draft", articles, "-o", tmp_path / "other", "--challenger", "Atlantis") == 2
    assert "no state or armed group is called `Atlantis`" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_articles_that_cannot_begin_a_case(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draft", articles / "void.txt", "-o", tmp_path / "case") == 2
    assert "no article could be read (void: empty)" in capsys.readouterr().err
    assert run("draft", articles / "nowhere.txt", "-o", tmp_path / "case") == 2
    assert "no file or folder" in capsys.readouterr().err
