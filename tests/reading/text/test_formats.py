"""HTML, Markdown, PDF and Word give their text; what cannot be read says why."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date

import pytest

from servanda.reading.text.formats import extract

PROSE = (
    "The foreign ministers met in Geneva on Tuesday and agreed to send observers to the border. "
    "“We will not leave before the last soldier does,” the envoy said after the session ended. "
)


def test_html_without_its_furniture() -> None:
    body = "".join(f"<p>{PROSE}</p>" for _ in range(4))
    page = (
        "<!DOCTYPE html><html><head><title>Observers agreed</title>"
        '<meta property="article:published_time" content="2024-05-02T10:00:00Z"></head><body>'
        "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<article><h1>Observers agreed</h1>{body}</article>"
        "<footer>© 2024 The Paper. All rights reserved.</footer></body></html>"
    )
    found = extract(page.encode(), "a.html")
    assert "“We will not leave" in found.text
    assert "All rights reserved" not in found.text
    assert found.published == date(2024, 5, 2)


def test_deep_html_is_stripped_not_parsed() -> None:
    began = time.perf_counter()
    page = "<html>" + "<div>" * 100_000 + PROSE + "</div>" * 100_000
    assert PROSE.strip() in extract(page.encode(), "bomb.html").text
    assert time.perf_counter() - began < 20


def test_markdown_keeps_the_words_and_loses_the_marks() -> None:
    text = (
        "---\ntitle: 'The deal'\ndate: 2025-03-01\n---\n# The deal\n\n"
        "> They **met** [in Doha](https://example.org/x) and _talked_.\n\n* one\n* two\n"
    )
    found = extract(text.encode(), "deal.md")
    assert found.text.strip() == "The deal\n\nThey met in Doha and talked.\n\none\ntwo"
    assert (found.title, found.published) == ("The deal", date(2025, 3, 1))


def word_file(*paragraphs: str) -> bytes:
    ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        document = f'<w:document xmlns:w="{ns}"><w:body>{runs}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def test_word() -> None:
    assert extract(word_file("One.", "", "Two.")).text == "One.\n\nTwo."


def pdf_file(line: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 6\n0000000000 65535 f \n" + rows
    return out + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start


def test_pdf_with_a_text_layer() -> None:
    assert extract(pdf_file("The talks in Doha went on.")).text == "The talks in Doha went on."


def test_pdf_without_one() -> None:
    assert extract(pdf_file("")).unread == "a PDF without a text layer"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n garbage " * 50, "a damaged PDF"),
        (b"%PDF-1.4\nPK\x03\x04" + b"\x00" * 400, "a damaged PDF"),
        (b"PK\x03\x04" + b"\x00" * 400, "a damaged zip archive"),
        (b"\x89PNG\r\n\x1a\n", "not a text document (an image)"),
        (
            b"\xd0\xcf\x11\xe0old word",
            "not a text document (an old Office file; save it as .docx or .txt to read it)",
        ),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    assert extract(data, "x.pdf").unread == why


def test_a_zip_that_is_no_word_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    assert extract(out.getvalue()).unread == "a zip archive, not a Word document"


def test_an_entity_bomb_in_a_word_file() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", bomb + "]><d>&m;</d>")
    assert extract(out.getvalue()).unread in {"a damaged Word document", ""}
