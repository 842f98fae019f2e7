"""Drawings as pixels and for print: SVG in, PNG or PDF out."""

from __future__ import annotations

from typing import Any

from servanda.errors import MissingExtraError

__all__ = ["pdf_of", "png_of"]


def png_of(svg: str, scale: float = 2.0) -> bytes:
    """Return a drawing as a PNG, so many times as large as drawn.

    Raises: MissingExtraError where the converter is not installed.
    """
    return bytes(_converter("pictures in PNG or Word").svg_to_png(svg, scale=scale))


def pdf_of(svg: str) -> bytes:
    """Return a drawing as a PDF of one page.

    Raises: MissingExtraError where the converter is not installed.
    """
    return bytes(_converter("figures in PDF").svg_to_pdf(svg))


def _converter(what: str) -> Any:
    try:
        import vl_convert
    except ImportError:
        raise MissingExtraError(what, "figures") from None
    return vl_convert
