"""Documents built to break the reader: pieces in any order, damaged bytes, four kinds of files."""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from fuzz_count import SLOW, counted

__all__ = ["fuzz_documents"]

PIECES = (
    "Russia said on Thursday that it will not accept the plan.",
    "“We agree,” she said, “if they leave.”",
    "Critics of Kyiv deny that it accepted.",
    "Q: Will you sign? A: No.",
    "According to the envoy, talks",
    "The Parties agree to a cease-fire for 90 days.",
    "Mr. Smith Jr., a former adviser",
    "By A. Writer",
    "OSLO (Reuters) -",
    *("“", "”", "‘no", "»ja«", "(", "—", "\u202e", "\u200f", "e\u0301", "1994", "U.S.", "- "),
    *("* * *", "a" * 400, "<p>", "</div>", "&amp;", "\x00", "\ufffd", "\t", "=SUM(1)", "..."),
    *("’s", "\n", "\n\n"),
)


def document(draw: random.Random) -> tuple[str, bytes]:
    """A document of some kind, and its name."""
    text = " ".join(draw.choices(PIECES, k=draw.randint(0, 60)))
    if draw.random() < 0.03:
        text = draw.choice(PIECES) * draw.choice((10, 1000, 4000))
    kind = draw.choice(("txt", "md", "html", "docx", "pdf", "txt"))
    if kind == "html":
        body = "".join(f"<p>{text[i : i + 200]}</p>" for i in range(0, len(text), 200))
        data = (
            f"<!doctype html><html><body>{'<div>' * draw.choice((0, 1, 300))}{body}</body></html>"
        )
        return "a.html", _as_bytes(data, draw)
    if kind == "docx":
        return "a.docx", _damaged(_word(text, draw), draw)
    if kind == "pdf":
        return "a.pdf", _damaged(_pdf(text), draw)
    return f"a.{kind}", _as_bytes(text, draw)


def _as_bytes(text: str, draw: random.Random) -> bytes:
    encoding = draw.choice(("utf-8", "utf-8", "utf-16", "cp1252", "latin-1", "utf-8-sig"))
    return _damaged(text.encode(encoding, "replace"), draw)


def _damaged(data: bytes, draw: random.Random) -> bytes:
    """Some bytes taken out, changed or doubled, often none."""
    made = bytearray(data)
    for _ in range(draw.choice((0, 0, 1, 2, 8))):
        if made:
            at = draw.randrange(len(made))
            made[at : at + draw.choice((0, 1, 30))] = draw.randbytes(draw.choice((0, 1, 8)))
    return bytes(made)


def _word(text: str, draw: random.Random) -> bytes:
    ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    safe = "".join(c for c in text if c.isprintable()).replace("&", "&amp;").replace("<", "&lt;")
    runs = "".join(
        f"<w:p><w:r><w:t>{safe[i : i + 300]}</w:t></w:r></w:p>" for i in range(0, len(safe), 300)
    )
    out = io.BytesIO()
    method = draw.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{ns}"><w:body>{runs}</w:body></w:document>'
        )
    return out.getvalue()


def _pdf(text: str) -> bytes:
    line = "".join(c for c in text if c.isascii() and c.isprintable() and c not in "()\\")
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    for number, part in enumerate(parts, 1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return out + b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF"


def try_document(path: Path) -> tuple[str, list[str]]:
    """What became of a document, and what is wrong with that."""
    from servanda.evidence.span import joined
    from servanda.reading.positions import account_of
    from servanda.reading.read import said_in, shipped_extractor
    from servanda.reading.text.article import read_document

    said = said_in(read_document(path), shipped_extractor())
    wrong = [f"block {b.span} outside" for b in said.blocks if not b.span.end <= len(said.text)]
    wrong += [
        f"quote {s.quote!r}" for s in said.statements if joined(s.content, said.text) != s.quote
    ]
    wrong += [f"stance {s.quote!r}" for s in said.stances if s.evidence.of(said.text) != s.quote]
    wrong += [
        f"cited {c.quote!r}" for c in account_of([said]).citations if c.quote not in said.text
    ]
    return ("unread" if said.unread else "read"), wrong


def fuzz_documents(
    given: argparse.Namespace, keep: Callable[[int, str, str], None]
) -> Counter[str]:
    """Mutate documents until the time is over."""
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.txt"
        first.write_text(" ".join(PIECES), encoding="utf-8")
        try_document(first)
        given.until = time.monotonic() + given.seconds
        for number in counted(given):
            draw = random.Random(f"{given.seed}:{number}")
            name, data = document(draw)
            path = Path(folder) / name
            path.write_bytes(data)
            began = time.process_time()
            try:
                what, wrong = try_document(path)
            except Exception:  # noqa: BLE001 - a traceback is what is looked for
                what, wrong = "traceback", [traceback.format_exc(limit=-4)]
            if time.process_time() - began > SLOW:
                wrong.append(f"took {time.process_time() - began:.0f} s of processor time")
            ended[what] += 1
            if wrong:
                ended["WRONG"] += 1
                keep(number, f"{name}\n" + "\n".join(wrong), data.decode("latin-1"))
    return ended
