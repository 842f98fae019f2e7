"""The report's figures as files of their own: SVG, PNG or PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from servanda.pixels import pdf_of, png_of
from servanda.report.blocks import Block, Details, Figure, Grid, Group
from servanda.report.drawings.draw import NARROW, WIDE, draw
from servanda.report.material import Material
from servanda.report.parts import parts

__all__ = ["figures_in", "on_white", "pdf_files", "png_files", "svg_files"]

_PAPER = '<rect width="100%" height="100%" fill="#ffffff"/>'


def svg_files(material: Material, stem: Path) -> Mapping[Path, bytes]:
    """Return one SVG file a figure."""
    return {path: svg.encode() for path, svg in _drawn(material, stem, "svg")}


def png_files(material: Material, stem: Path) -> Mapping[Path, bytes]:
    """Return one PNG file a figure, twice as large as on the page."""
    return {path: on_white(svg) for path, svg in _drawn(material, stem, "png")}


def pdf_files(material: Material, stem: Path) -> Mapping[Path, bytes]:
    """Return one PDF file a figure."""
    return {path: pdf_of(svg) for path, svg in _drawn(material, stem, "pdf")}


def on_white(svg: str) -> bytes:
    """Return a figure as a PNG on white.

    Raises: MissingExtraError where the converter is not installed.
    """
    return png_of(svg.replace("</desc>", f"</desc>{_PAPER}", 1))


def figures_in(blocks: Iterable[Block]) -> Iterator[Figure]:
    """Yield the figures among blocks and in what they hold."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Grid):
            yield from block.figures
        elif isinstance(block, Details | Group):
            yield from figures_in(block.blocks)


def _drawn(material: Material, stem: Path, ending: str) -> Iterator[tuple[Path, str]]:
    for section in parts(material).every:
        for figure in figures_in(section.blocks):
            svg = draw(figure, NARROW if figure.small else WIDE)
            if svg:
                name = re.sub(r"[^a-z0-9]+", "-", figure.id.removeprefix("fig-").lower())
                yield stem.with_name(f"{stem.name}-{name}.{ending}"), svg
