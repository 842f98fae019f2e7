"""The form as one HTML page that works offline and sends nothing anywhere."""

from __future__ import annotations

import base64
import hashlib
import math
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from servanda.elicitation.form import Asked, Form

__all__ = ["form_page"]

POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
    "base-uri 'none'; form-action 'none'"
)
"""What the page may do: its own style sheet and script, told by their hashes, and nothing else."""


def form_page(form: Form) -> str:
    """Return the form as a page that saves the answers as a file of the expert's own.

    What the case itself has for a number is not on the page, so that it cannot anchor anybody.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    style, script = _read("form.css"), _read("form.js")
    policy = POLICY.format(style=_digest(style), script=_digest(script))
    template = environment.from_string(_with_macro_first(_read("form.html.j2")))
    marked = {"style": Markup(style), "script": Markup(script)}
    return template.render(form=form, policy=policy, limits=_limits, unit=_unit, **marked)


def _with_macro_first(template: str) -> str:
    """Return a template with its macro before its use, as the language wants it."""
    page, _, macro = template.partition("{%- macro")
    return "{%- macro" + macro.rstrip() + "\n" + page


def _limits(asked: Asked) -> str:
    """Return between which numbers an answer must lie, or nothing where it may be any."""
    low, high = asked.least, asked.most
    if math.isfinite(low) and math.isfinite(high):
        return f"between {low:g} and {high:g}"
    return f"{low:g} or more" if math.isfinite(low) else ""


def _unit(unit: str) -> str:
    """Return in what an answer is to be given, as a sentence begins.

    >>> _unit("per year"), _unit("share")
    ('Times per year', 'As a share, such as 0.3')
    """
    said = {
        "": "A plain number",
        "share": "As a share, such as 0.3",
        "per year": "Times per year",
        "share per month": "As a share per month, such as 0.001",
    }
    return said.get(unit, f"In {unit}")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _read(name: str) -> str:
    place = files("servanda.elicitation") / "templates" / name
    return place.read_text(encoding="utf-8").strip()
