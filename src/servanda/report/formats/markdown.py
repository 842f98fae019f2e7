"""The report as Markdown: the same sections, tables instead of pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from servanda.case.keys.case import Case
from servanda.engine.results import Assessment
from servanda.escaping.markdown_text import fenced, markdown_text
from servanda.explore.finding import Finding
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
    Section,
    Table,
)
from servanda.report.material import Material, material
from servanda.report.parts import parts
from servanda.report.tables import figure_table
from servanda.sentences import plural

__all__ = ["markdown", "render_markdown"]


def render_markdown(
    case: Case,
    assessment: Assessment,
    folder: Path | None,
    findings: Iterable[Finding] = (),
    public: bool = False,
) -> str:
    """Return the report of an assessment as Markdown; parameters as for `render_html`."""
    return markdown(material(case, assessment, folder, findings, public))


def markdown(made_from: Material) -> str:
    """Return the report drawn from its material as Markdown."""
    made = made_from.assessment
    head = [f"# {markdown_text(made.case)}"]
    if made_from.case.summary:
        head.append(markdown_text(made_from.case.summary))
    head.append(
        f"As of {made_from.case.as_of.isoformat()} · {plural(made.worlds, 'world')} · "
        f"seed {made.seed} · servanda {made.version}"
    )
    body = [line for section in parts(made_from).every for line in _section(section)]
    return "\n\n".join([*head, *body]) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {markdown_text(section.title)}"
    for block in section.blocks:
        yield from _block(block, 3)


def _block(block: Block, level: int) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _prose(block.runs)
    elif isinstance(block, Bullets):
        yield "\n".join(f"- {_prose(item)}" for item in block.items)
    elif isinstance(block, Quote):
        yield f"> {markdown_text(block.text)}\n>\n> {_prose(block.credit)}"
    elif isinstance(block, Table):
        yield _table(block)
    elif isinstance(block, Figure):
        yield from _figure(block)
    elif isinstance(block, Grid):
        for figure in block.figures:
            yield from _figure(figure)
    elif isinstance(block, Passage):
        yield from _passage(block)
    elif isinstance(block, Listing):
        yield fenced(block.text)
    elif isinstance(block, Details):
        if block.printed:
            if not block.quiet:
                yield f"{'#' * level} {markdown_text(block.summary)}"
            for each in block.blocks:
                yield from _block(each, level + 1)
    elif isinstance(block, Group):
        yield f"{'#' * level} {_prose(block.heading)}"
        for each in block.blocks:
            yield from _block(each, level + 1)


def _figure(figure: Figure) -> Iterator[str]:
    if figure.rows:
        if figure.captioned:
            yield f"*{markdown_text(figure.title)}*"
        yield _table(figure_table(figure))


def _passage(passage: Passage) -> Iterator[str]:
    for paragraph in passage.paragraphs:
        for piece in paragraph or ():
            for number in piece.ends:
                yield f"> \\[{number}\\] {markdown_text(piece.text.strip())}"


def _table(table: Table) -> str:
    rows = ["| " + " | ".join(markdown_text(cell) for cell in table.head) + " |"]
    rows.append("|" + " --- |" * len(table.head))
    rows += ["| " + " | ".join(_prose(cell) for cell in row) + " |" for row in table.rows]
    caption = f"\n\n{markdown_text(table.caption)}" if table.caption else ""
    return "\n".join(rows) + caption


def _prose(runs: Prose) -> str:
    pieces = []
    for run in runs:
        if isinstance(run, Mark):
            pieces.append(run.text)
        elif run.style == "strong":
            pieces.append(_strong(run.text))
        elif run.style == "question":
            pieces.append(f"*{markdown_text(run.text)}* ")
        elif run.style in ("below", "path"):
            pieces.append(f" ({markdown_text(run.text)})")
        else:
            pieces.append(markdown_text(run.text))
    return "".join(pieces).strip() or " "


def _strong(text: str) -> str:
    inner = text.strip()
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}**{markdown_text(inner)}**{tail}" if inner else text
