"""A first case from articles: what they carry filled in and cited, the rest a marked gap.

Nothing is invented. A number the articles do not give is `"?"`, which `servanda check` lists and
`servanda assess` refuses; options at the two ends of an issue are 0 and 1 by definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from servanda.case.text.save import write_whole
from servanda.drafting.contents import Contents
from servanda.errors import InputError
from servanda.reading.read import Said

__all__ = ["Draft", "draft", "write_draft"]

HEAD = """\
# Drafted from articles. Every quote stands word for word in its source.
# A number written "?" is a gap: `servanda check` lists them. Give each a range and its basis.
# Stances are as the articles report them; of whom nothing is reported is undeclared.
# Who is the challenger and who the protege is read from the articles too: --challenger and
# --protege of `servanda draft` overrule it.
"""


@dataclass(frozen=True)
class Draft:
    """A drafted case: its YAML, the text of its sources by file name, and what it could not fill.

    `gaps` are told in words; they stand in the case under `limits`.
    """

    case: str
    texts: dict[str, str]
    gaps: tuple[str, ...]


class _Plain(yaml.SafeDumper):
    """Writes every part out; none is a reference to another."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_draft(
    documents: Iterable[Said], folder: Path, *, challenger: str = "", protege: str = ""
) -> list[Path]:
    """Write the draft of a case to `folder`, and return the files written.

    Raises: InputError where there is a case already or a file of another text in its `sources`,
    where nothing in the articles can begin one, or where nothing can be written.
    """
    if (folder / "case.yaml").exists():
        raise InputError(f"{folder} holds a case already; name a new folder with -o")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; name a new folder with -o")
    made = draft(list(documents), challenger=challenger, protege=protege)
    files = {folder / "sources" / name: text for name, text in made.texts.items()}
    for file, text in files.items():
        if file.exists() and file.read_bytes() != _bytes(text):
            raise InputError(f"{file} holds another text already; name a new folder with -o")
    for file, text in files.items():
        write_whole(file, _bytes(text).decode("utf-8"))
    write_whole(folder / "case.yaml", made.case)
    return [folder / "case.yaml", *files]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def draft(
    documents: Sequence[Said],
    *,
    challenger: str = "",
    protege: str = "",
    today: date | None = None,
) -> Draft:
    """Return a first case from what articles say.

    `challenger` and `protege` name the two sides where the articles leave it open or are misread;
    by default they are read from the articles (`servanda.drafting.sides.sides_in`). `today` stands
    in where no article tells its day.

    Raises: InputError where nothing was read, or the articles name no two sides in dispute.

    >>> from servanda.reading.read import read_text
    >>> said = read_text("Azerbaijan attacked Armenia on Monday. France volunteered to send troops "
    ...     "to Armenia. Georgia will not send troops to Armenia.", "wire", extract=lambda text: [])
    >>> made = draft([said])
    >>> import yaml
    >>> case = yaml.safe_load(made.case)
    >>> case["challenger"], case["protege"]
    ('azerbaijan', 'armenia')
    >>> {k: v["position"] for k, v in case["actors"]["volunteers"]["members"].items()}
    {'france': 'volunteer', 'georgia': 'refuse'}
    """
    read = [said for said in documents if not said.unread]
    if not read:
        unread = "; ".join(f"{said.source.id}: {said.unread}" for said in documents)
        raise InputError(f"no article could be read ({unread or 'there is none'}); name others")
    contents = Contents(documents, challenger, protege, today or date.today())
    body = yaml.dump(
        contents.case(),
        Dumper=_Plain,
        sort_keys=False,
        allow_unicode=True,
        width=96,
        default_flow_style=False,
    )
    return Draft(HEAD + body, contents.texts(), tuple(contents.limits()))
