"""The report as a Word document: headings, tables, pictures, and quotations as real footnotes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from servanda.errors import MissingExtraError
from servanda.escaping.hidden import visible
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
from servanda.report.formats.column_widths import column_widths
from servanda.report.formats.figures import on_white
from servanda.report.material import Material
from servanda.report.parts import parts
from servanda.report.tables import figure_table
from servanda.sentences import plural

__all__ = ["docx_files"]

_TEXT_WIDTH, _SMALL_WIDTH = 17.2, 8.2
_LETTER, _ROOM = 0.19, 0.4
"""Centimetres that a letter of a table takes, bold ones too, and the room beside a cell's words."""
_INK, _FAINT = (0x1B, 0x1F, 0x24), (0x5B, 0x64, 0x70)


def docx_files(material: Material, stem: Path) -> Mapping[Path, bytes]:
    """Return the report as one .docx file.

    Raises: MissingExtraError where python-docx, or what turns drawings into pixels, is missing.
    """
    try:
        import docx  # noqa: F401
    except ImportError:
        raise MissingExtraError("Word", "word") from None
    return {stem.with_name(f"{stem.name}.docx"): _Writer(material).bytes()}


class _Writer:
    """A document in the making."""

    def __init__(self, material: Material) -> None:
        import docx

        from servanda.report.formats.word_footnotes import Footnotes

        self.material = material
        self.document: Any = docx.Document()
        self.footnotes = Footnotes(self.document)
        self._set_up()

    def bytes(self) -> bytes:
        """Write everything and return the file."""
        made, case = self.material.assessment, self.material.case
        self.document.add_heading(visible(made.case), level=0)
        if case.summary:
            self._paragraph(Paragraph((Run(case.summary),), "lead"))
        facts = (
            f"As of {case.as_of.isoformat()} · {plural(made.worlds, 'world')} · seed {made.seed} · "
        )
        self._paragraph(Paragraph((Run(f"{facts}servanda {made.version}"),), "small"))
        made_of = parts(self.material)
        for section in made_of.brief:
            self._section(section)
        if made_of.brief and made_of.annex:
            self.document.add_page_break()
        for section in made_of.annex:
            self._section(section)
        self.footnotes.finish()
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _set_up(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm, Pt, RGBColor

        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21.0), Cm(29.7)
        page.left_margin = page.right_margin = Cm(1.9)
        page.top_margin = page.bottom_margin = Cm(1.7)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10)
        normal.paragraph_format.space_after = Pt(4)
        normal.paragraph_format.line_spacing = 1.05
        self.document.styles["List Bullet"].paragraph_format.space_after = Pt(2)
        for level in range(5):
            style = self.document.styles[f"Heading {level}" if level else "Title"]
            style.font.color.rgb = RGBColor(*_INK)
            style.paragraph_format.space_before = Pt(9 if level else 0)
            style.paragraph_format.space_after = Pt(2 if level else 6)
        self.document.styles["Title"].font.size = Pt(20)
        # Word takes no more than 255 characters of title.
        self.document.core_properties.title = visible(self.material.assessment.case)[:255]
        self.document.core_properties.author = ""
        footer = page.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _page_number(footer)

    def _section(self, section: Section) -> None:
        self.document.add_heading(section.title, level=1)
        for block in section.blocks:
            self._block(block, 2)

    def _block(self, block: Block, level: int) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Bullets):
            for item in block.items:
                self._runs(self.document.add_paragraph(style="List Bullet"), item)
        elif isinstance(block, Quote):
            quoted = self.document.add_paragraph(style="Quote")
            quoted.add_run(visible(f"“{block.text}”"))
            self._runs(quoted, tuple(run for run in (Run(" "), *block.credit) if not _cites(run)))
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Figure):
            self._figure(block)
        elif isinstance(block, Grid):
            self._grid(block)
        elif isinstance(block, Passage):
            self._passage(block)
        elif isinstance(block, Listing):
            if not block.name:
                self._mono(block.text)
        elif isinstance(block, Details):
            if block.printed:
                if not block.quiet:
                    self._heading((Run(block.summary),), level)
                for each in block.blocks:
                    self._block(each, level + 1)
        elif isinstance(block, Group):
            self._heading(block.heading, level)
            for each in block.blocks:
                self._block(each, level + 1)

    def _heading(self, runs: Prose, level: int) -> None:
        words = "".join(
            f"({run.text})" if run.style.startswith("verdict") else run.text
            for run in runs
            if isinstance(run, Run)
        )
        self.document.add_heading(visible(words), level=min(level, 4))

    def _paragraph(self, block: Paragraph) -> None:
        from docx.shared import Pt

        paragraph = self.document.add_paragraph()
        self._runs(paragraph, block.runs)
        sizes = {"lead": 12.0, "small": 9.0}
        if block.style in sizes:
            for run in paragraph.runs:
                run.font.size = Pt(sizes[block.style])

    def _runs(self, paragraph: Any, runs: Prose) -> None:
        from docx.shared import Pt, RGBColor

        for run in runs:
            if isinstance(run, Mark):
                continue
            if run.style == "cite" and self._cite(paragraph, run):
                continue
            if run.style == "below":
                paragraph.add_run().add_break()
            if run.style == "path":
                continue
            text = run.text
            if run.style.startswith(("verdict", "basis")):
                text = f"[{text}]"
            made = paragraph.add_run(visible(text))
            made.italic = run.style == "question"
            if run.style == "question":
                made.add_break()
            made.bold = run.style == "strong" or run.style.startswith("verdict")
            if run.style in ("below", "faint"):
                made.font.color.rgb = RGBColor(*_FAINT)
            if run.style == "below":
                made.font.size = Pt(7.5)

    def _cite(self, paragraph: Any, run: Run) -> bool:
        """Make a citation a footnote with the quoted words; not where they are withheld."""
        number = run.href.removeprefix("#q")
        if self.material.public or not number.isdigit():
            return False
        quotation = next(q for q in self.material.quotations.all if q.number == int(number))
        source = self.material.case.sources[quotation.source]
        said = f"“{quotation.quote}” {source.title}, {source.publisher}, "
        self.footnotes.add(paragraph, visible(said + source.published.isoformat()))
        return True

    def _table(self, block: Table) -> None:
        from docx.shared import Pt

        keep = [i for i in range(len(block.head)) if not _only_marks(block, i)]
        table = self.document.add_table(rows=1, cols=len(keep))
        _rule(table)
        for cell, index in zip(table.rows[0].cells, keep, strict=True):
            cell.paragraphs[0].add_run(visible(block.head[index])).bold = True
        _repeat_head(table.rows[0])
        for row in block.rows:
            cells = table.add_row().cells
            for cell, index in zip(cells, keep, strict=True):
                self._runs(cell.paragraphs[0], row[index])
        _set_widths(table)
        for row in table.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.space_after = Pt(1)
                    for run in paragraph.runs:
                        run.font.size = run.font.size or Pt(8.5)
        if block.caption:
            self._paragraph(Paragraph((Run(block.caption, "faint"),), "small"))
        else:
            self.document.add_paragraph()

    def _figure(self, figure: Figure) -> None:
        from docx.shared import Cm

        svg = draw(figure, WIDE)
        if not svg:
            if figure.rows:
                self._table(figure_table(figure))
            return
        if figure.captioned:
            caption = self.document.add_paragraph()
            caption.paragraph_format.keep_with_next = True
            caption.add_run(visible(figure.title)).bold = True
        picture = self.document.add_picture(io.BytesIO(on_white(svg)), width=Cm(0.9 * _TEXT_WIDTH))
        _describe(picture, figure)

    def _grid(self, grid: Grid) -> None:
        from docx.shared import Cm

        table = self.document.add_table(rows=0, cols=2)
        for start in range(0, len(grid.figures), 2):
            cells = table.add_row().cells
            for cell, figure in zip(cells, grid.figures[start : start + 2], strict=False):
                paragraph = cell.paragraphs[0]
                paragraph.add_run(visible(figure.title)).bold = True
                svg = draw(figure, NARROW)
                if svg:
                    paragraph.add_run().add_break()
                    image = io.BytesIO(on_white(svg))
                    picture = paragraph.add_run().add_picture(image, width=Cm(_SMALL_WIDTH))
                    _describe(picture, figure)

    def _passage(self, passage: Passage) -> None:
        from docx.enum.text import WD_COLOR_INDEX

        for pieces in passage.paragraphs:
            quoted = [piece for piece in pieces or () if piece.quoted or piece.ends]
            if not quoted:
                continue
            paragraph = self.document.add_paragraph()
            for piece in quoted:
                run = paragraph.add_run(visible(piece.text))
                if piece.quoted:
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
                for number in piece.ends:
                    paragraph.add_run(f" [{number}] ").bold = True

    def _mono(self, text: str) -> None:
        from docx.shared import Pt

        run = self.document.add_paragraph().add_run(visible(text))
        run.font.name, run.font.size = "Consolas", Pt(9)


def _cites(run: Run | Mark) -> bool:
    return isinstance(run, Run) and run.style == "cite"


def _only_marks(block: Table, index: int) -> bool:
    """Return whether a column holds nothing but drawings, which a Word table has no room for."""
    return bool(block.rows) and all(
        all(isinstance(run, Mark) for run in row[index]) for row in block.rows
    )


def _rule(table: Any) -> None:
    """Draw thin lines between the rows of a table, and none between its columns."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B8C0C8")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _set_widths(table: Any) -> None:
    """Give each column room by how much stands in it, within limits."""
    from docx.shared import Cm

    columns = [[row.cells[index].text for row in table.rows] for index in range(len(table.columns))]
    widths = column_widths(columns, _TEXT_WIDTH, _LETTER, _ROOM)
    table.autofit = False
    for index, column in enumerate(table.columns):
        width = Cm(widths[index])
        column.width = width
        for cell in column.cells:
            cell.width = width


def _repeat_head(row: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _describe(picture: Any, figure: Figure) -> None:
    """Say what a picture shows to those who cannot see it."""
    properties = picture._inline.docPr
    properties.set("descr", visible(figure.note or figure.title))
    properties.set("title", visible(figure.title))


def _page_number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    for kind in ("begin", "PAGE", "end"):
        if kind == "PAGE":
            piece = OxmlElement("w:instrText")
            piece.text = kind
        else:
            piece = OxmlElement("w:fldChar")
            piece.set(qn("w:fldCharType"), kind)
        run._r.append(piece)
