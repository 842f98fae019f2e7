"""Files made to stop the reader, read by it: each is told of, and what lies beside it is read.

The budget is that of the reader with smaller numbers, so that stopping takes seconds.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.cli import main
from servanda.reading.many.parallel import jobs_of, tell_many
from servanda.reading.many.workers import Budget
from servanda.reading.read import Said
from servanda.reading.text.article import files_in
from servanda.reading.text.extracted import LARGEST
from servanda.reading.text.passed_over import passed_over

SAID = "France will not send troops to Haiti. Kenya said that it would send police to Haiti."
NARROW = Budget(seconds=1.0, seconds_a_megabyte=0.0, megabytes=400, patience=100.0)


def word(xml: str, method: int = zipfile.ZIP_BZIP2) -> bytes:
    ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{ns}"><w:body>{xml}</w:body></w:document>'
        )
    return out.getvalue()


def pdf(stream: bytes) -> bytes:
    packed = zlib.compress(stream, 9)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\n" % table
    return out + head + b"startxref\n%d\n%%%%EOF" % len(out)


BOMBS: dict[str, Callable[[], bytes]] = {
    "a.docx": lambda: word("<w:p><w:r><w:t>" + "no " * 4_000_000 + "</w:t></w:r></w:p>"),
    "b.docx": lambda: word("<w:p><w:r><w:t>" + " " * (LARGEST + 1) + "</w:t></w:r></w:p>"),
    "c.pdf": lambda: pdf(b"BT /F1 12 Tf 9 9 Td " + b"(No.) Tj 0 -1 Td " * 400_000 + b"ET"),
    "d.txt": lambda: b".,;:!?-" * 290_000,
}
MOST = {"a.docx": 900, "b.docx": 700, "c.pdf": 23_500, "d.txt": 2_100_000}
"""Bytes that each has at most: nothing about the file says what it costs."""


def told_of(said: Said) -> tuple[str, int]:
    return said.unread, len(said.statements) + len(said.stances)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, int]]:
    """What is told of each of some bombs and of an article before, between and behind them."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, made in BOMBS.items():
        data = made()
        assert len(data) <= MOST[name], (name, len(data))
        (folder / name).write_bytes(data)
    for name in ("a0.txt", "b1.txt", "e.txt"):
        (folder / name).write_text(SAID, encoding="utf-8")
    found = tell_many(jobs_of(files_in([folder])), told_of, budget=NARROW, processes=1)
    return {job.path.name: said for job, said in found if said is not None}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_told_of(told: dict[str, tuple[str, int]], name: str) -> None:
    unread, found = told[name]
    assert found == 0
    assert unread.startswith(("too much", "larger than", "a damaged PDF")), unread


def test_what_lies_beside_bombs_is_read(told: dict[str, tuple[str, int]]) -> None:
    assert len(told) == len(BOMBS) + 3
    for name in ("a0.txt", "b1.txt", "e.txt"):
        unread, found = told[name]
        assert not unread and found >= 2


def test_what_tells_too_much_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(SAID * 400, encoding="utf-8")
    (tmp_path / "short.txt").write_text(SAID, encoding="utf-8")
    budget = Budget(megabytes_told=0.03)
    found = dict(tell_many(jobs_of(files_in([tmp_path])), whole, budget=budget, processes=1))
    by_name = {job.path.name: said for job, said in found.items()}
    assert by_name["long.txt"] is not None and by_name["short.txt"] is not None
    assert by_name["long.txt"].unread.startswith("too much is found in it")
    assert not by_name["short.txt"].unread and by_name["short.txt"].statements


def whole(said: Said) -> Said:
    return said


@pytest.mark.skipif(os.name == "nt", reason="no named pipes, no devices")
def test_a_pipe_a_device_and_a_way_out_hang_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, away = tmp_path / "given", tmp_path / "away"
    given.mkdir(), away.mkdir()
    for folder in (given, away):
        (folder / "a.txt").write_text(SAID, encoding="utf-8")
    os.mkfifo(given / "pipe.txt")
    (given / "zero.txt").symlink_to("/dev/zero")
    (given / "out.txt").symlink_to(away / "a.txt")
    (given / "up").symlink_to(tmp_path)
    listed = {path.name for path in files_in([given])}
    assert "a.txt" in listed and not listed & {"out.txt", "up", "zero.txt"}
    assert {path.name for path, _ in passed_over([given])} >= {"out.txt", "up", "zero.txt"}
    with pytest.raises(SystemExit) as stopped:
        main(["read", str(given)])
    said = capsys.readouterr()
    assert stopped.value.code == 0
    assert "read 1 paragraph of 1 article" in said.out + said.err
    for name in ("pipe.txt", "zero.txt", "out.txt"):
        assert name in said.err, said.err
    assert "no regular file" in said.err
