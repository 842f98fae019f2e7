"""A case in a line, and in a few for a notebook: its own repr would be as long as the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from servanda.escaping.html_text import html_text

if TYPE_CHECKING:
    from servanda.case.keys.case import Case

__all__ = ["Summarised"]


class Summarised:
    """What a case says of itself, short."""

    def __repr__(self) -> str:
        case = cast("Case", self)
        return (
            f"<Case {case.title!r}: {len(case.actors)} actors, {len(case.issues)} issues, "
            f"{len(case.proposals)} proposals ({', '.join(case.proposals)})>"
        )

    def __str__(self) -> str:
        return repr(self)

    def _repr_html_(self) -> str:
        """Return title, summary and proposals for a notebook, escaped."""
        case = cast("Case", self)
        items = "".join(
            f"<li><code>{html_text(name)}</code>: {html_text(body.title)}</li>"
            for name, body in case.proposals.items()
        )
        summary = f"<p>{html_text(case.summary)}</p>" if case.summary else ""
        return f"<p><b>{html_text(case.title)}</b></p>{summary}<ul>{items}</ul>"
