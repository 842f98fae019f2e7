"""The report on paper: text that can be read back, links that land, quotations at the foot."""

from __future__ import annotations

import builtins
import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from tests.report.conftest import Assessed

from servanda.errors import MissingExtraError
from servanda.report.formats.pdf import pdf_report
from servanda.report.material import Part, material


def read(made: Assessed, part: Part = "both", public: bool = False) -> PdfReader:
    drawn = material(made.case, made.assessment, made.folder, public=public, part=part)
    ((_, content),) = pdf_report(drawn, Path("memo")).items()
    return PdfReader(io.BytesIO(content))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def links(reader: PdfReader) -> list[Any]:
    return [
        each.get_object() for page in reader.pages for each in page.get("/Annots", ())
    ]  # fmt: skip


def test_it_is_text_in_the_order_of_the_report(strait_assessed: Assessed) -> None:
    told = words(read(strait_assessed))
    titles = ["The answer", "The proposals side by side", "What would change it",
              "How such judgements have scored", "Annex", "Key judgements"]  # fmt: skip
    places = [told.index(each) for each in titles]
    assert places == sorted(places)
    for result in strait_assessed.assessment.proposals:
        assert result.title in told


def test_a_brief_alone_is_two_pages(strait_assessed: Assessed) -> None:
    reader = read(strait_assessed, "brief")
    assert len(reader.pages) <= 2
    assert "Key judgements" not in words(reader)


def test_links_inside_land_in_the_same_file(strait_assessed: Assessed) -> None:
    reader = read(strait_assessed)
    found = links(reader)
    assert found
    assert all("/Dest" in each or "/A" in each for each in found)
    addresses = [each["/A"].get("/URI", "") for each in found if "/A" in each]
    assert all(each.startswith(("http://", "https://")) for each in addresses if each)


def test_quotations_stand_at_the_foot_and_not_in_public(hostile: Assessed) -> None:
    assert "Before" in words(read(hostile))
    assert "quoted words" in words(read(hostile))
    assert "quoted words" not in words(read(hostile, public=True))


def test_what_a_case_says_is_never_read_as_markup(hostile: Assessed) -> None:
    reader = read(hostile)
    told = words(reader)
    assert "<script>" in told
    assert "{{ 7 * 7 }}" in told
    root: Any = reader.trailer["/Root"]
    assert "/OpenAction" not in root
    assert "/JavaScript" not in str(root.get("/Names", ""))
    for each in links(reader):
        assert "javascript" not in str(each.get("/A", "")).lower()


def test_the_same_report_gives_the_same_bytes(strait_assessed: Assessed) -> None:
    made = [
        pdf_report(
            material(strait_assessed.case, strait_assessed.assessment, None, part="brief"),
            Path("memo"),
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_without_typst_it_says_what_to_install(
    strait_assessed: Assessed, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    drawn = material(strait_assessed.case, strait_assessed.assessment, None)
    with pytest.raises(MissingExtraError, match=r"servanda\[pdf\]"):
        pdf_report(drawn, Path("memo"))
