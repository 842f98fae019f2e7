"""Files and pages that no newsroom made: each is read or told of, and none ends the run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.reading.many.parallel import jobs_of, read_many
from servanda.reading.text.article import files_in, name_of, read_document
from servanda.reading.text.passed_over import empty_folders, passed_over

SAID = "“We will not sign this year,” Ivo Hill said."


def made(folder: Path, name: str | bytes, words: str = SAID) -> Path:
    path = Path(os.fsdecode(os.path.join(os.fsencode(folder), os.fsencode(name))))
    try:
        path.write_text(words, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"day\n1.txt", b"\x1b[31mred.txt"])
def test_a_name_that_cannot_be_shown_is_shown_without_what_cannot(
    tmp_path: Path, name: bytes
) -> None:
    path = made(tmp_path, name)
    document = read_document(path)
    assert document.source.id == name_of(path)
    assert document.source.id.isprintable()
    document.source.id.encode("utf-8")
    assert SAID in document.text


def test_two_names_that_look_alike_stay_two_documents(tmp_path: Path) -> None:
    made(tmp_path, "a\n.txt"), made(tmp_path, "a\t.txt", "Snow fell on the front all day.")
    found = [said for _, said in read_many(jobs_of(files_in([tmp_path])), processes=1) if said]
    assert len({said.source.id for said in found}) == 2


def test_loops_and_links_to_nowhere_are_told_of_and_not_followed(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    files = list(files_in([tmp_path]))
    assert [path.name for path in files] == ["a.txt", "lost.txt"]
    told = {job.path.name: said for job, said in read_many(jobs_of(files), processes=1)}
    assert told["a.txt"] is not None
    assert told["a.txt"].statements
    assert told["lost.txt"] is not None
    assert "lost.txt" in told["lost.txt"].unread


def test_a_folder_that_cannot_be_listed_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, "a.txt")
    (tmp_path / "shut").mkdir()
    listed = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder.name == "shut":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    files = list(files_in([tmp_path]))
    assert [path.name for path in files] == ["a.txt", "shut"]
    told = {job.path.name: said for job, said in read_many(jobs_of(files), processes=1)}
    assert told["shut"] is not None
    assert "shut" in told["shut"].unread
    assert told["a.txt"] is not None
    assert told["a.txt"].statements


@pytest.mark.parametrize(
    "around",
    [
        "<p>{}</p>" + "<!-- " * 20_000,
        "<div " + " ".join(f"a{i}=1" for i in range(100_000)) + "><p>{}</p></div>",
        "<p>{}</p>" + "<br>" * 200_000,
        "<div>" * 50_000 + "<p>{}</p>",
    ],
    ids=["open comments", "attributes", "tags", "depth"],
)
def test_a_monstrous_page_is_read_in_time(tmp_path: Path, around: str) -> None:
    page = "<html><body>" + around.format(SAID) + "</body></html>"
    document = read_document(made(tmp_path, "page.html", page))
    assert document.unread or SAID in document.text


def test_a_link_out_of_the_folder_is_told_of_and_not_followed(tmp_path: Path) -> None:
    away, given = tmp_path / "away", tmp_path / "given"
    away.mkdir(), given.mkdir()
    made(away, "secret.txt")
    made(given, "a.txt")
    (given / "out.txt").symlink_to(away / "secret.txt")
    (given / "folder").symlink_to(away)
    (given / "within.txt").symlink_to(given / "a.txt")
    assert [path.name for path in files_in([given])] == ["a.txt", "within.txt"]
    told = {path.name: why for path, why in passed_over([given])}
    assert set(told) == {"out.txt", "folder"}
    assert all("out of the folder" in why for why in told.values())
    assert [path.name for path in files_in([given / "out.txt"])] == ["out.txt"]


def test_a_folder_given_by_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    made(tmp_path / "real", "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert [path.name for path in files_in([tmp_path / "link"])] == ["a.txt"]
    assert empty_folders([tmp_path / "link"]) == []
