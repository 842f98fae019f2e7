"""Data as YAML text, comments and the author's indentation kept."""

from __future__ import annotations

import io
import re
from typing import Any

from ruamel.yaml import YAML

__all__ = ["text_of", "writer"]


def writer(text: str = "") -> YAML:
    """Return a YAML writer that indents lists as `text` does."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.allow_unicode = True
    match = re.search(r"^( *)[\w\"'-]+:[ ]*(?:#.*)?\r?\n( *)- ", text, re.MULTILINE)
    offset = len(match.group(2)) - len(match.group(1)) if match else 2
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    return yaml


def text_of(data: Any, like: str = "") -> str:
    """Return data, with its comments where it has any, as YAML indented as `like` is."""
    stream = io.StringIO()
    writer(like).dump(data, stream)
    return stream.getvalue()
