"""Quotations are found in their sources, in context, and nothing outside the folder is read."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.report.conftest import Assessed

from servanda.report.embedding import listing, read_back
from servanda.report.quotations import quotations


def test_paragraphs_put_together_again_are_the_source(hostile: Assessed) -> None:
    found = quotations(hostile.case, hostile.folder)
    text = (hostile.folder / "sources" / "evil.md").read_text(encoding="utf-8")
    shown = ["".join(piece.text for piece in p or ()) for p in found.paragraphs("evil")]
    assert shown == text.split("\n\n")
    assert [q.number for q in found.all] == list(range(1, 12))
    for quotation in found.all:
        assert quotation.span is not None
        assert quotation.span.of(text) == quotation.quote
        assert quotation.used_by == ("war.swing",)


def test_of_a_long_source_only_what_surrounds_a_quotation_is_shown(
    hostile: Assessed, tmp_path: Path
) -> None:
    (tmp_path / "sources").mkdir()
    text = (hostile.folder / "sources" / "evil.md").read_text(encoding="utf-8")
    filler = "\n\n".join(f"Nothing to see in paragraph {n}." for n in range(1000))
    (tmp_path / "sources" / "evil.md").write_text(f"{filler}\n\n{text}\n\n{filler}")
    shown = quotations(hostile.case, tmp_path).paragraphs("evil")
    assert shown[0] is None
    assert shown[-1] is None
    assert len(shown) == 1 + 1 + 11 + 1 + 1


def test_a_source_outside_the_folder_is_not_read(hostile: Assessed, tmp_path: Path) -> None:
    inner = tmp_path / "case"
    (inner / "sources").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("Before secret quoted words", encoding="utf-8")
    (inner / "sources" / "evil.md").symlink_to(tmp_path / "secret.md")
    assert quotations(hostile.case, inner).texts == {}


@given(st.text())
def test_what_is_embedded_comes_back_to_the_letter(text: str) -> None:
    assert read_back(listing(text)) == text
