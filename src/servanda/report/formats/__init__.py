"""The formats a report can be written in: a new one is a file that makes it and an entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from servanda.errors import named
from servanda.report.material import Material

__all__ = ["FORMATS", "Format", "Formats"]

Make: TypeAlias = Callable[[Material, Path], Mapping[Path, bytes]]


@dataclass(frozen=True)
class Format:
    """A format: its name, what it is for, what writes it, and its ending where that is another.

    `make` is given the material and the path without ending, and returns each file to write with
    its content.
    """

    name: str
    meaning: str
    make: Make
    other_ending: str = ""

    @property
    def ending(self) -> str:
        """What its files end with."""
        return self.other_ending or self.name


def _html(material: Material, stem: Path) -> Mapping[Path, bytes]:
    from servanda.report.formats.html import page

    return {stem.with_name(f"{stem.name}.html"): page(material).encode()}


def _md(material: Material, stem: Path) -> Mapping[Path, bytes]:
    from servanda.report.formats.markdown import markdown

    return {stem.with_name(f"{stem.name}.md"): markdown(material).encode()}


def _from(module: str, function: str) -> Make:
    """Return what writes a format, fetched when it is first wanted: some need much to be loaded."""

    def make(material: Material, stem: Path) -> Mapping[Path, bytes]:
        found: Make = getattr(import_module(f"servanda.report.formats.{module}"), function)
        return found(material, stem)

    return make


class Formats(tuple[Format, ...]):
    """Formats in order, found by name."""

    def resolve(self, names: Iterable[str]) -> list[Format]:
        """Return the formats called `names`.

        Raises: InputError naming the formats there are.
        """
        known = {each.name: each for each in self}
        asked = dict.fromkeys(name.strip().lower().lstrip(".") for name in names)
        return [named(name, known, "report format") for name in asked]


FORMATS = Formats(
    (
        Format("html", "one page that opens without a network", _html),
        Format("md", "the same in Markdown", _md),
        Format("docx", "the same for Word, quotations as footnotes", _from("word", "docx_files")),
        Format("pdf", "the same for paper, quotations as footnotes", _from("pdf", "pdf_report")),
        Format("csv", "results as tables for a spreadsheet", _from("csv", "csv_files")),
        Format("xlsx", "the same tables as one workbook", _from("xlsx", "xlsx_files")),
        Format("parquet", "results and every kept world", _from("parquet", "parquet_files")),
        Format("svg", "each figure as a drawing", _from("figures", "svg_files")),
        Format("png", "each figure as a picture", _from("figures", "png_files")),
        Format("figures_pdf", "each figure for print", _from("figures", "pdf_files"), "pdf"),
    )
)
"""Every format, in order."""
