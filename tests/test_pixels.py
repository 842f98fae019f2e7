"""Drawings turned into pixels, and what is told where the converter is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import servanda as sv
from servanda.errors import MissingExtraError
from servanda.pixels import pdf_of, png_of

STRAIT = Path(__file__).parent / "cases" / "strait"
SIZE = "width='4' height='3'"
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' {SIZE}><rect {SIZE}/></svg>"


def test_a_drawing_becomes_a_png_and_a_pdf() -> None:
    png = png_of(SVG, scale=2.0)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (8, 6)
    assert pdf_of(SVG)[:5] == b"%PDF-"


@pytest.mark.parametrize("ending", ["docx", "png", "figures_pdf"])
def test_without_the_converter_the_extra_is_named_and_nothing_is_lost(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    output = tmp_path / f"r.{ending}"
    output.write_text("what stood there", encoding="utf-8")
    with pytest.raises(MissingExtraError, match=r"pip install 'servanda\[(figures|word)\]'"):
        sv.report(STRAIT, output, to=ending, explore="none", worlds=200)
    assert output.read_text(encoding="utf-8") == "what stood there"
    assert sv.report(STRAIT, tmp_path / "r.html", explore="none", worlds=200)
