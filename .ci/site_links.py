"""The site holds the documents alone: what leads out of them is named there, and no link."""

from __future__ import annotations

import posixpath
import re
from typing import Any

LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)#\s:]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Return the text of a page with links to files of the repository written as their names."""
    folder = posixpath.dirname(page.file.src_uri)

    def told(match: re.Match[str]) -> str:
        place = posixpath.normpath(posixpath.join(folder, match.group(2)))
        if not place.startswith("../"):
            return match.group()
        text, path = match.group(1), place.removeprefix("../")
        return text if path in text.replace("`", "") else f"{text} (`{path}` of the repository)"

    return LINK.sub(told, markdown)
