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
from servanda.drafting.sides import describes_a_war
from servanda.errors import InputError
from servanda.reading.read import Said

__all__ = ["Draft", "draft", "write_draft"]

HEAD = """\
# Drafted from articles. Every quote stands word for word in its source.
# A number written "?" is a gap: `servanda check` lists them. Give each a range and its basis.
# Answers and stances are as the articles report them; of whom nothing is reported is undeclared.
# Who is at war with whom is read from the articles too: `servanda draft --sides A,B` overrules it.
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
    documents: Iterable[Said], folder: Path, *, sides: Sequence[str] = (), kind: str = ""
) -> list[Path]:
    """Write the draft of a case to `folder`, and return the files written.

    Raises: InputError where there is a case already or a file of another text in its `sources`,
    where nothing in the articles can begin one, or where nothing can be written.
    """
    if (folder / "case.yaml").exists():
        raise InputError(f"{folder} holds a case already; name a new folder with -o")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; name a new folder with -o")
    made = draft(list(documents), sides=sides, kind=kind)
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
    sides: Sequence[str] = (),
    kind: str = "",
    today: date | None = None,
) -> Draft:
    """Return a first case from what articles say.

    `sides` names the sides of the war where the articles leave it open or are misread, the one
    that challenges first; by default they are read (`servanda.drafting.sides`). `kind` is the kind
    of war (`interstate`, `civil_settlement` or `civil_truce`). `today` stands in where no article
    tells its day.

    Raises: InputError where nothing was read, the articles describe no war or no proposal, or they
    leave open who fights whom; the message says which, and what to do.

    >>> from servanda.reading.read import read_text
    >>> said = read_text("Azerbaijan attacked Armenia on Monday. France volunteered to send troops "
    ...     "to Armenia. Georgia will not send troops to Armenia.", "wire", extract=lambda text: [])
    >>> made = draft([said])
    >>> import yaml
    >>> case = yaml.safe_load(made.case)
    >>> case["parties"]
    ['azerbaijan', 'armenia']
    >>> {k: v["position"] for k, v in case["actors"]["volunteers"]["members"].items()}
    {'france': 'volunteer', 'georgia': 'refuse'}
    """
    read = [said for said in documents if not said.unread]
    if not read:
        unread = "; ".join(f"{said.source.id}: {said.unread}" for said in documents)
        raise InputError(f"no article could be read ({unread or 'there is none'}); name others")
    if not sides and not describes_a_war(read):
        raise InputError(
            "the articles describe no war between armed parties, so nothing was written; "
            "where there is one all the same, name its sides with `--sides A,B`"
        )
    contents = Contents(documents, sides, today or date.today(), kind)
    if not contents.has_plan:
        raise InputError(
            "the articles describe no proposal to settle this war, so nothing was written; "
            "add an article that says what is proposed, or begin with `servanda new`"
        )
    body = yaml.dump(
        contents.case(),
        Dumper=_Plain,
        sort_keys=False,
        allow_unicode=True,
        width=96,
        default_flow_style=False,
    )
    return Draft(HEAD + body, contents.texts(), tuple(contents.limits()))
