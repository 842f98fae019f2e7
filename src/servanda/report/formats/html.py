"""The report as one HTML file that opens with no network, runs nothing and loads nothing."""

from __future__ import annotations

import base64
import hashlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from servanda.case.keys.case import Case
from servanda.engine.results import Assessment
from servanda.escaping.hidden import visible
from servanda.escaping.links import web_address
from servanda.explore.finding import Finding
from servanda.report.blocks import Figure, Mark, Section
from servanda.report.drawings.draw import NARROW, WIDE, draw
from servanda.report.drawings.mark import draw_mark
from servanda.report.embedding import listing
from servanda.report.material import Material, material
from servanda.report.parts import parts
from servanda.report.tables import figure_table

__all__ = ["POLICY", "fragment", "page", "render_html"]

POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
"""What the page may do: apply its own style sheet, told by its hash, and nothing else."""


def render_html(
    case: Case,
    assessment: Assessment,
    folder: Path | None,
    findings: Iterable[Finding] = (),
    public: bool = False,
) -> str:
    """Return the report of an assessment as a self-contained HTML page.

    Parameters: `folder`, where the case lies, whose source texts are shown around the quotations
    (None: quotations alone); `findings`, what explorations found, each drawn by its shape;
    `public`, to leave out quotations and names of sources.

    All text is escaped, hidden control characters are written out, and a content policy forbids
    scripts, frames and anything from a network.
    """
    return page(material(case, assessment, folder, findings, public))


def page(made_from: Material) -> str:
    """Return the page drawn from its material."""
    environment = _environment()
    style = _read("report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.from_string(_read("page.html.j2")).render(
        material=made_from,
        parts=parts(made_from),
        style=Markup(style),  # ours, and free of what would end it
        policy=POLICY.format(style=digest),
    )


def fragment(section: Section) -> str:
    """Return the blocks of one section as markup for a page that brings its own style.

    All text is escaped as in a report; it holds no script and no style.
    """
    drawn = _environment().from_string(_macros() + _BLOCKS)
    return drawn.render(section=section)


_BLOCKS = "{% for block in section.blocks %}{{ draw(block, 3) }}{% endfor %}"


def _macros() -> str:
    """Return the part of the page's template that says how blocks are drawn."""
    return _read("page.html.j2").partition("<!DOCTYPE html>")[0]


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals |= {
        "kind": lambda block: type(block).__name__,
        "picture": _picture,
        "mark": lambda mark: Markup(draw_mark(mark)),
        "is_mark": lambda run: isinstance(run, Mark),
        "safe": _safe,
        "listing": listing,
        "data_of": figure_table,
    }
    return environment


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _read(name: str) -> str:
    return (files("servanda.report") / "templates" / name).read_text(encoding="utf-8")


def _picture(figure: Figure) -> Markup:
    """Return a figure drawn for a wide page and for a phone; the style sheet shows one."""
    if figure.image:
        # As an image, a drawing made elsewhere can neither run nor clash with the page's names.
        inline = b64encode(figure.image.encode()).decode()
        return Markup('<img class="drawn" alt="{}" src="data:image/svg+xml;base64,{}">').format(
            figure.title, inline
        )
    if figure.small:
        return Markup(draw(figure, NARROW))
    wide, narrow = draw(figure, WIDE, f"{figure.id}-w"), draw(figure, NARROW, f"{figure.id}-n")
    if not wide:
        return Markup("")
    return Markup('<div class="on-wide">{}</div><div class="on-narrow">{}</div>').format(
        Markup(wide), Markup(narrow)
    )


def _safe(href: str) -> str:
    """Return an address a reader may follow: inside the page, or on the web; empty for others."""
    if href.startswith("#"):
        return href
    return web_address(href)
