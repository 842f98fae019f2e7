"""HTML and SVG in which words of a source are words."""

from __future__ import annotations

from html import escape

from servanda.escaping.hidden import visible

__all__ = ["html_text"]


def html_text(text: str) -> str:
    """Return text as a page or a drawing shows it, in an element or an attribute.

    >>> html_text("<b>'a'</b> \\u202e")
    '&lt;b&gt;&#x27;a&#x27;&lt;/b&gt; [U+202E]'
    """
    return escape(visible(text))
