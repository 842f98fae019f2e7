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

from servanda.case.text.document import compose
from servanda.drafting.contents import Contents
from servanda.drafting.sides import describes_a_war
from servanda.drafting.update import (
    Change,
    apply_changes,
    changes_between,
    drafted_before,
    move_on,
    remember_draft,
    write_offers,
)
from servanda.errors import InputError
from servanda.reading.decisions import Decisions
from servanda.reading.read import Said
from servanda.saving import Transaction

__all__ = ["Draft", "Written", "draft", "write_draft"]

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


_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The compiled writer where there is one: the same text in a fifth of the time."""


class _Plain(_DUMPER):  # type: ignore[misc]
    """Writes every part out; none is a reference to another."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@dataclass(frozen=True)
class Written:
    """What a draft wrote: the files, and, where a case stood there, what it offers to add to it."""

    files: tuple[Path, ...]
    offers: tuple[Change, ...] = ()
    updated: bool = False


def write_draft(
    documents: Iterable[Said], folder: Path, *, sides: Sequence[str] = (), kind: str = ""
) -> Written:
    """Write the draft of a case to `folder`, or offer what is new to the case that stands there.

    A case that stands is not overwritten: new sources are put beside the old, and everything else
    that the articles would add is offered in `offers.jsonl` (`servanda.drafting.update`). What a
    person decided on in `evidence` counts in both.

    Raises: InputError where a file of another text lies in `sources`, where nothing in the
    articles can begin a case, or where nothing can be written.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; name a new folder with -o")
    stands = (folder / "case.yaml").exists()
    standing = _standing(folder / "case.yaml") if stands else {}
    decisions = Decisions(folder) if folder.exists() else None
    sides = sides or _sides_of(standing)
    made = draft(_each_once(documents), sides=sides, kind=kind, decisions=decisions)
    files = {folder / "sources" / name: text for name, text in made.texts.items()}
    for file, text in files.items():
        if file.exists() and file.read_bytes() != _bytes(text):
            raise InputError(f"{file} holds another text already; name a new folder with -o")
    fresh = [file for file in files if not file.exists()]
    with Transaction() as saving:
        for file in fresh:
            saving.write(file, files[file])
        if not stands:
            saving.write(folder / "case.yaml", made.case, fresh=True)
    drafted = yaml.safe_load(made.case)
    if stands:
        return Written(tuple(fresh), tuple(_offered(folder, standing, drafted, decisions)), True)
    remember_draft(folder, drafted)
    return Written((folder / "case.yaml", *files))


def _each_once(documents: Iterable[Said]) -> list[Said]:
    """Return documents, each text once: an article read again is the source that it is already."""
    found: dict[str, Said] = {}
    for said in documents:
        found.setdefault(said.source.text_sha256 or said.source.id, said)
    return list(found.values())


def _standing(file: Path) -> dict[str, Any]:
    document = compose(file.read_text(encoding="utf-8-sig"), str(file))
    if document.root is None or document.root.entries is None:
        raise InputError(f"{file} cannot be read as YAML; mend it first (`servanda check {file}`)")
    found: dict[str, Any] = document.root.plain()
    return found


def _sides_of(case: dict[str, Any]) -> list[str]:
    """Return the sides that a case names, as `--sides` takes them."""
    actors = case.get("actors") or {}

    def called(party: str) -> str:
        body = actors.get(party)
        return str(body.get("name", party)) if isinstance(body, dict) else str(body or party)

    sides = case.get("sides")
    if isinstance(sides, dict):
        return ["+".join(map(called, m if isinstance(m, list) else [m])) for m in sides.values()]
    two = [case[key] for key in ("challenger", "protege") if isinstance(case.get(key), str)]
    return [called(party) for party in two] if len(two) == 2 else []


def _offered(
    folder: Path, case: dict[str, Any], drafted: dict[str, Any], decisions: Decisions | None
) -> list[Change]:
    """Put new sources into a case, and write what else is new as offers."""
    changes = changes_between(case, drafted, drafted_before(folder))
    sources = [
        change for change in changes if change.path[0] == "sources" and len(change.path) == 2
    ]
    if sources:
        apply_changes(folder, sources)
        move_on(folder, max(str(change.value["published"]) for change in sources))
    refused = {c.id for c in changes if decisions and decisions.verdict(c.id) == "reject"}
    offers = [c for c in changes if c.path[0] != "sources" and c.id not in refused]
    write_offers(folder, offers)
    return offers


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def draft(
    documents: Sequence[Said],
    *,
    sides: Sequence[str] = (),
    kind: str = "",
    today: date | None = None,
    decisions: Decisions | None = None,
) -> Draft:
    """Return a first case from what articles say.

    `sides` names the sides of the war where the articles leave it open or are misread, the one
    that challenges first; by default they are read (`servanda.drafting.sides`). `kind` is the kind
    of war (`interstate`, `civil_settlement` or `civil_truce`). `today` stands in where no article
    tells its day. `decisions`: what a person accepted, corrected or rejected of what was read.

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
    contents = Contents(documents, sides, today or date.today(), kind, decisions)
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
