"""What every formula rests on: the shipped bibliography, by key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from servanda.errors import InputError

__all__ = ["CITED", "Reference", "all_references", "bibtex", "reference"]

CITED = re.compile(r"\[@([A-Za-z][A-Za-z0-9_-]+)(?:,\s*([^\]]+))?\]")
"""A citation in a docstring: ``[@Powell2006, p. 182, eq. 1]``."""

_ENTRY = re.compile(r"^@(\w+)\{([^,\s]+),(.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^\s*(\w+)\s*=\s*\{(.*?)\}\s*,?\s*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Reference:
    """One entry of the bibliography."""

    key: str
    kind: str
    fields: tuple[tuple[str, str], ...]
    entry: str

    def __getitem__(self, field: str) -> str:
        return dict(self.fields).get(field, "")

    def __str__(self) -> str:
        where = self["journal"] or self["publisher"] or self["booktitle"] or self["howpublished"]
        tail = f" {where}." if where else ""
        return f"{self['author']} ({self['year']}). {self['title']}.{tail}"


@cache
def all_references() -> dict[str, Reference]:
    """Return the whole bibliography, by key."""
    found: dict[str, Reference] = {}
    folder = files("servanda") / "bibliography"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".bib"):
            continue
        for match in _ENTRY.finditer(file.read_text(encoding="utf-8")):
            kind, key, body = match.groups()
            fields = tuple((k.lower(), " ".join(v.split())) for k, v in _FIELD.findall(body))
            found[key] = Reference(key, kind.lower(), fields, match.group(0))
    return found


def reference(key: str) -> Reference:
    """Return the entry called `key`.

    >>> print(reference("Powell2006")["year"])
    2006
    """
    try:
        return all_references()[key]
    except KeyError:
        raise InputError(f"no reference is called {key!r}; add it to bibliography/") from None


def bibtex(keys: Iterable[str]) -> str:
    """Return the entries called `keys`, in order of key, as BibTeX.

    >>> bibtex(["Powell2006"]).startswith("@article{Powell2006,")
    True
    """
    return "\n\n".join(reference(key).entry for key in sorted(set(keys))) + "\n"
