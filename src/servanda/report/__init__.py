"""Reports: an assessment as a file to hand over, in every format of `FORMATS`."""

from servanda.report.embedding import Embedded, embedded
from servanda.report.formats import FORMATS, Format
from servanda.report.formats.html import render_html
from servanda.report.formats.markdown import render_markdown
from servanda.report.formats.write import write

__all__ = [
    "FORMATS",
    "Embedded",
    "Format",
    "embedded",
    "render_html",
    "render_markdown",
    "write",
]
