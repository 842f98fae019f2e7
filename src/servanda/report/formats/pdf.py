"""The report as a PDF: text, tables, drawings, links and quotations as footnotes, set by Typst.

Blocks go to the template `report.typ` as data: no word of a case is ever read as Typst's markup.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from servanda.errors import MissingExtraError
from servanda.escaping.hidden import visible
from servanda.escaping.json_text import json_text
from servanda.escaping.links import web_address
from servanda.report.blocks import (
    Block,
    Bullets,
    Details,
    Figure,
    Grid,
    Group,
    Listing,
    Mark,
    Paragraph,
    Passage,
    Prose,
    Quote,
    Run,
    Section,
    Table,
)
from servanda.report.drawings.draw import NARROW, WIDE, draw
from servanda.report.drawings.mark import draw_mark
from servanda.report.formats.column_widths import column_widths
from servanda.report.material import Material
from servanda.report.parts import parts
from servanda.report.tables import figure_table
from servanda.sentences import plural

__all__ = ["pdf_report"]

Plain = dict[str, Any]

ACROSS, LETTER, BESIDE = 17.8, 0.158, 0.2
"""Centimetres that a table, a letter of it, bold ones too, and the room beside its words take."""
DRAWN = 17
"""Letters as wide as a drawing in a cell."""


def pdf_report(material: Material, stem: Path) -> Mapping[Path, bytes]:
    """Return the report as one PDF file.

    Raises: MissingExtraError where Typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise MissingExtraError("a report in PDF", "pdf") from None
    made = _Plain(material)
    template = (files("servanda.report") / "templates" / "report.typ").read_bytes()
    inputs = {
        "main": template,
        "report.json": json_text(made.report(), compact=True).encode(),
        **made.drawings,
    }
    compiler: Any = typst  # its types do not know that several files can be given
    noon = datetime.datetime.combine(material.case.as_of, datetime.time(12), datetime.UTC)
    pdf = compiler.compile(inputs, format="pdf", timestamp=int(noon.timestamp()))
    return {stem.with_name(f"{stem.name}.pdf"): bytes(pdf)}


class _Plain:
    """The blocks of a report as plain data, and the drawings that they name."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._parts = parts(material)
        self._anchors = set(_anchors(self._parts.every))
        self._quotations = {q.number: q for q in material.quotations.all}
        self.drawings: dict[str, bytes] = {}

    def report(self) -> Plain:
        """Return everything that the template is given."""
        made, case = self._material.assessment, self._material.case
        facts = (
            f"As of {case.as_of.isoformat()} · {plural(made.worlds, 'world')} · seed {made.seed}"
        )
        return {
            "title": visible(made.case),
            "summary": visible(case.summary or ""),
            "facts": f"{facts} · servanda {made.version}",
            "kicker": "Settlement assessment" + (" · public version" * self._material.public),
            "brief": [self._section(each) for each in self._parts.brief],
            "annex": [self._section(each) for each in self._parts.annex],
        }

    def _section(self, section: Section) -> Plain:
        return {
            "anchor": section.anchor,
            "title": visible(section.title),
            "blocks": list(self._blocks(section.blocks)),
        }

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Plain]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Plain]:
        if isinstance(block, Paragraph):
            yield {"kind": "paragraph", "style": block.style, "runs": self._runs(block.runs)}
        elif isinstance(block, Bullets):
            items = [self._runs(item) for item in block.items]
            yield {"kind": "bullets", "style": block.style, "items": items}
        elif isinstance(block, Quote):
            credit = self._runs(block.credit)
            yield {"kind": "quote", "text": visible(block.text), "credit": credit}
        elif isinstance(block, Table):
            yield self._table(block)
        elif isinstance(block, Figure):
            yield from self._figure(block, WIDE)
        elif isinstance(block, Grid):
            cells = [each for figure in block.figures for each in self._figure(figure, NARROW)]
            yield {"kind": "grid", "figures": cells}
        elif isinstance(block, Passage):
            yield from self._passage(block)
        elif isinstance(block, Listing):
            if not block.name:
                yield {"kind": "listing", "text": visible(block.text)}
        elif isinstance(block, Details):
            if block.printed:
                heading = [] if block.quiet else self._runs((Run(block.summary),))
                inner = list(self._blocks(block.blocks))
                yield {"kind": "group", "heading": heading, "anchor": "", "blocks": inner}
        else:
            yield self._group(block)

    def _group(self, block: Group) -> Plain:
        return {
            "kind": "group",
            "heading": self._runs(block.heading),
            "anchor": block.anchor,
            "blocks": list(self._blocks(block.blocks)),
        }

    def _table(self, block: Table) -> Plain:
        return {
            "kind": "table",
            "style": block.style,
            "head": [visible(cell) for cell in block.head],
            "rows": [[self._runs(cell) for cell in row] for row in block.rows],
            "anchors": [list(ids) for ids in block.anchors],
            "caption": visible(block.caption),
            "widths": _widths(block),
        }

    def _figure(self, figure: Figure, width: float) -> Iterator[Plain]:
        svg = draw(figure, NARROW if figure.small else width)
        if not svg:
            if figure.rows:
                yield self._table(figure_table(figure))
            return
        yield {
            "kind": "figure",
            "anchor": figure.id,
            "title": visible(figure.title) if figure.captioned else "",
            "file": self._drawing(svg),
            "says": visible(figure.note or figure.title),
            "small": figure.small or width == NARROW,
        }

    def _drawing(self, svg: str) -> str:
        name = f"drawing-{len(self.drawings)}.svg"
        self.drawings[name] = svg.encode()
        return name

    def _passage(self, passage: Passage) -> Iterator[Plain]:
        for pieces in passage.paragraphs:
            quoted = [piece for piece in pieces or () if piece.quoted or piece.ends]
            if quoted:
                runs = [
                    {"text": visible(piece.text) + "".join(f" [{n}]" for n in piece.ends),
                     "style": "quoted" if piece.quoted else ""}
                    for piece in quoted
                ]  # fmt: skip
                yield {"kind": "paragraph", "style": "small", "runs": runs}

    def _runs(self, runs: Prose) -> list[Plain]:
        return [found for run in runs for found in self._run(run)]

    def _run(self, run: Run | Mark) -> Iterator[Plain]:
        if isinstance(run, Mark):
            yield {"drawing": self._drawing(draw_mark(run)), "text": visible(run.text)}
            return
        style = run.style.partition(" ")[0]
        found: Plain = {"text": visible(run.text), "style": style}
        if style == "verdict":
            found["tone"] = run.style.partition(" ")[2]
        if style == "anchor":
            found["style"] = "cite"
        if style == "cite" and (note := self._footnote(run.href)):
            yield {"note": note, "number": run.href}
            return
        if run.href.startswith("#"):
            if run.href[1:] in self._anchors:
                found["to"] = run.href[1:]
        elif address := web_address(run.href):
            found["url"] = address
        yield found

    def _footnote(self, href: str) -> str:
        """Return the words of a quotation for the foot of the page; none where withheld."""
        number = href.removeprefix("#q")
        if self._material.public or not number.isdigit() or int(number) not in self._quotations:
            return ""
        quotation = self._quotations[int(number)]
        source = self._material.case.sources[quotation.source]
        said = f"“{quotation.quote}” {source.title}, {source.publisher}, "
        return visible(said + source.published.isoformat())


def _widths(block: Table) -> list[float]:
    """Return how wide each column is in centimetres; a drawing takes as much as it is wide."""
    columns = []
    for place, head in enumerate(block.head):
        cells = ["".join(run.text for run in row[place]) for row in block.rows]
        if cells and all(isinstance(run, Mark) for row in block.rows for run in row[place]):
            cells = ["x" * DRAWN]
        columns.append([head, *cells])
    return column_widths(columns, ACROSS, LETTER, BESIDE)


def _anchors(sections: Iterable[Section]) -> Iterator[str]:
    """Yield the places that a link inside the PDF can lead to."""
    for section in sections:
        yield section.anchor
        yield from _inside(section.blocks)


def _inside(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Group):
            yield from filter(None, (block.anchor,))
            yield from _inside(block.blocks)
        elif isinstance(block, Details) and block.printed:
            yield from _inside(block.blocks)
        elif isinstance(block, Table):
            yield from (each for ids in block.anchors for each in ids)
