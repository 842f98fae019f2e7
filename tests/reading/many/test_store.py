"""A folder is read once, resumes after a kill, and copies are kept once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servanda.errors import InputError
from servanda.reading.many.store import Store

NOTHING: list[Any] = []


def none(_: str) -> list[Any]:
    return NOTHING


def text(i: int) -> str:
    return " ".join(
        f"On day {i * 100 + j} the envoy of state {i} met the council of town {j * i % 97} and "
        f"spoke of article {j} of draft {i}."
        for j in range(12)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for i in range(6):
        (folder / f"{i}.txt").write_text(text(i + 1))
    return folder


def outcomes(store: Store, folder: Path) -> list[str]:
    return [outcome for _, outcome in store.read([folder], extract=none)]


def test_what_was_read_is_skipped(tmp_path: Path, folder: Path) -> None:
    with Store(tmp_path / "read.db") as store:
        assert outcomes(store, folder) == ["read"] * 6
        assert outcomes(store, folder) == ["skipped"] * 6
        assert len(store) == 6


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path, folder: Path) -> None:
    store = Store(tmp_path / "read.db")
    run: Iterator[tuple[Path, str]] = store.read([folder], extract=none)
    assert [next(run)[1], next(run)[1]] == ["read", "read"]
    store.close()
    with Store(tmp_path / "read.db") as again:
        assert outcomes(again, folder) == ["skipped", "skipped", "read", "read", "read", "read"]


def test_a_changed_file_is_read_again_under_its_name(tmp_path: Path, folder: Path) -> None:
    with Store(tmp_path / "read.db") as store:
        outcomes(store, folder)
        (folder / "2.txt").write_text(text(99))
        assert outcomes(store, folder).count("read") == 1
        assert len(store) == 6
        assert "article" in store.document("2").text
        assert "state 99" in store.document("2").text


def test_a_touched_file_is_not(tmp_path: Path, folder: Path) -> None:
    with Store(tmp_path / "read.db") as store:
        outcomes(store, folder)
        (folder / "2.txt").touch()
        assert outcomes(store, folder) == ["skipped"] * 6


def test_copies_are_merged(tmp_path: Path, folder: Path) -> None:
    (folder / "wire.txt").write_text(text(1) + " It ended.")
    with Store(tmp_path / "read.db") as store:
        assert outcomes(store, folder)[-1] == "copy"
        assert len(store) == 6
        [story] = [said for said in store.documents() if said.source.id == "0"]
        assert story.source.outlets == ("0", "wire")


def test_what_comes_back_is_what_went_in(tmp_path: Path, folder: Path) -> None:
    from servanda.reading.read import read_articles

    with Store(tmp_path / "read.db") as store:
        outcomes(store, folder)
        assert list(store.documents()) == list(read_articles([folder], extract=none))


def test_files_of_one_name(tmp_path: Path, folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "1.txt").write_text(text(50))
    with Store(tmp_path / "read.db") as store:
        outcomes(store, folder)
        assert len(store) == 7


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("this is no database, but it is long enough to look at" * 9)
    with pytest.raises(InputError, match="no store"):
        Store(tmp_path / "x.db")


def test_an_unknown_document_is_named(tmp_path: Path) -> None:
    with Store(tmp_path / "read.db") as store, pytest.raises(InputError, match="nowhere"):
        store.document("nowhere")


def test_who_only_looks_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "read.sqlite"
    for _ in range(2):
        with Store(place) as store:
            assert len(store) == 0
        before = place.stat().st_mtime_ns, place.read_bytes()
        with Store(place) as store:
            assert list(store.documents()) == []
        assert (place.stat().st_mtime_ns, place.read_bytes()) == before


def test_careful_reading_reads_again_what_was_read_without_and_stays(
    tmp_path: Path, folder: Path
) -> None:
    with Store(tmp_path / "read.db") as store:
        assert outcomes(store, folder) == ["read"] * 6
        assert not store.careful
        again = store.read([folder], careful=True, extract=none)
        assert [outcome for _, outcome in again] == ["read"] * 6
    with Store(tmp_path / "read.db") as store:
        assert store.careful
        assert outcomes(store, folder) == ["skipped"] * 6
        assert len(store) == 6
