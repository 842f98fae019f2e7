"""The formats a report can be written in: a new one is a file that makes it and an entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from servanda.errors import InputError
from servanda.report.material import Material

__all__ = ["FORMATS", "Format", "Formats"]


@dataclass(frozen=True)
class Format:
    """A format: its name, which is also its ending, what it is for, and what writes it.

    `make` is given the material and the path without ending, and returns each file to write with
    its content.
    """

    name: str
    meaning: str
    make: Callable[[Material, Path], Mapping[Path, bytes]]


def _html(material: Material, stem: Path) -> Mapping[Path, bytes]:
    from servanda.report.page import page

    return {_with(stem, ".html"): page(material).encode()}


def _md(material: Material, stem: Path) -> Mapping[Path, bytes]:
    from servanda.report.plain_text import markdown

    return {_with(stem, ".md"): markdown(material).encode()}


def _with(stem: Path, ending: str) -> Path:
    return stem.with_name(stem.name + ending)


class Formats(tuple[Format, ...]):
    """Formats in order, found by name."""

    def resolve(self, names: Iterable[str]) -> list[Format]:
        """Return the formats called `names`.

        Raises: InputError naming the formats there are.
        """
        known = {each.name: each for each in self}
        found = []
        for name in dict.fromkeys(name.strip().lower().lstrip(".") for name in names):
            if name not in known:
                raise InputError(
                    f"no report format is called {name!r}; there are {', '.join(known)}"
                )
            found.append(known[name])
        return found


FORMATS = Formats(
    (
        Format("html", "one page that opens without a network", _html),
        Format("md", "the same in Markdown", _md),
    )
)
"""Every format, in order."""
