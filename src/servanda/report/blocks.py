"""What a report consists of, whatever the format: sections of prose, tables, figures and listings.

Sections make blocks; a format draws them. Text in blocks is plain text: a format escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from servanda.explore.finding import Row, Shape

__all__ = [
    "Block",
    "Bullets",
    "Details",
    "Figure",
    "Grid",
    "Group",
    "Listing",
    "Mark",
    "Paragraph",
    "Passage",
    "Prose",
    "Quote",
    "Run",
    "Section",
    "Segment",
    "Table",
    "prose",
    "words_in",
]


@dataclass(frozen=True)
class Run:
    """A piece of text: plain, strong, faint, a verdict, or a link.

    `href` is `#anchor` inside the report, or an http(s) address.
    """

    text: str
    style: str = ""
    href: str = ""


@dataclass(frozen=True)
class Mark:
    """A small drawing inside a cell: where a range lies on the axis of its column.

    `low`, `middle` and `high` lie between `start` and `stop`; `text` says the same in words.
    """

    low: float
    middle: float
    high: float
    start: float
    stop: float
    text: str
    colour: int = 0
    log: bool = False


Prose: TypeAlias = tuple[Run | Mark, ...]


def prose(*pieces: str | Run | Mark) -> Prose:
    """Return pieces as prose, plain strings among them.

    >>> prose("a ", Run("b", "strong"))
    (Run(text='a ', style='', href=''), Run(text='b', style='strong', href=''))
    """
    return tuple(Run(piece) if isinstance(piece, str) else piece for piece in pieces)


@dataclass(frozen=True)
class Paragraph:
    """Prose of its own; `style` is empty, `lead` or `small`."""

    runs: Prose
    style: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of short prose items."""

    items: tuple[Prose, ...]
    style: str = ""


@dataclass(frozen=True)
class Quote:
    """Words of a source, verbatim, with a link to where they stand in it."""

    text: str
    credit: Prose


@dataclass(frozen=True)
class Table:
    """Rows of cells under headings; `anchors` names rows that links lead to."""

    head: tuple[str, ...]
    rows: tuple[tuple[Prose, ...], ...]
    caption: str = ""
    anchors: tuple[tuple[str, ...], ...] = ()
    style: str = ""


@dataclass(frozen=True)
class Figure:
    """Rows drawn by the shape they have (`servanda.explore.finding.COLUMNS`).

    `captioned`: the title stands above it; not where the text before has just said it.
    `percent`: values are shares. `domain`: the ends of the value axis, found from the rows where
    None. `labels` names columns in words; `axis` among them is the caption of the value axis.
    `image`: an SVG to show instead of a drawing of the rows.
    """

    id: str
    title: str
    shape: Shape
    rows: tuple[Row, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    percent: bool = False
    domain: tuple[float, float] | None = None
    small: bool = False
    captioned: bool = True
    image: str = ""


@dataclass(frozen=True)
class Segment:
    """A piece of a source's text: which quotations begin in it, and whether it is quoted."""

    text: str
    begins: tuple[int, ...] = ()
    quoted: bool = False
    ends: tuple[int, ...] = ()


@dataclass(frozen=True)
class Passage:
    """Paragraphs of a source with its quoted words marked; None stands where some are left out."""

    paragraphs: tuple[tuple[Segment, ...] | None, ...]
    users: Mapping[int, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Listing:
    """Text to be copied exactly, under the name by which a program finds it again."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class Details:
    """Blocks that open when asked.

    `printed` says whether paper shows them, `quiet` that the summary is an aside, no heading.
    """

    summary: str
    blocks: tuple[Block, ...]
    open: bool = False
    printed: bool = True
    quiet: bool = False


@dataclass(frozen=True)
class Group:
    """Blocks under a heading of their own."""

    heading: Prose
    blocks: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Grid:
    """Figures side by side where there is room."""

    figures: tuple[Figure, ...]


Block: TypeAlias = (
    Paragraph | Bullets | Quote | Table | Figure | Passage | Listing | Details | Group | Grid
)


@dataclass(frozen=True)
class Section:
    """A section of the report."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]


def words_in(sections: Iterable[Section]) -> int:
    """Return how many words a reader meets in sections: titles, prose, tables, titles of pictures.

    >>> words_in([Section("a", "Two words", (Paragraph(prose("and three more")),))])
    5
    """
    return sum(
        len(section.title.split()) + sum(map(_words, section.blocks)) for section in sections
    )


def _words(block: Block) -> int:
    if isinstance(block, Paragraph):
        return _read(block.runs)
    if isinstance(block, Bullets):
        return sum(map(_read, block.items))
    if isinstance(block, Table):
        cells = sum(_read(cell) for row in block.rows for cell in row)
        return cells + len(" ".join((*block.head, block.caption)).split())
    if isinstance(block, Figure):
        return len(block.title.split()) if block.captioned else 0
    if isinstance(block, Quote):
        return len(block.text.split()) + _read(block.credit)
    if isinstance(block, Grid):
        return sum(map(_words, block.figures))
    if isinstance(block, Group):
        return _read(block.heading) + sum(map(_words, block.blocks))
    return len(block.summary.split()) if isinstance(block, Details) else 0


def _read(runs: Prose) -> int:
    return len("".join(run.text for run in runs).split())
