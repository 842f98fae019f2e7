"""A draft as a conversation: what new articles add to a case, offered and never forced on it.

A case that stands is compared with what would be drafted now. What the case lacks, and what it
marks as a gap while the articles tell it, are changes to accept; what a person wrote stays, and
what a person took out, or refused, is not offered again. Accepting a change writes that one entry
into the case, with the sources it cites, and leaves every other line as it is.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from servanda.case.text.document import compose
from servanda.case.text.patch import patched
from servanda.errors import InputError
from servanda.escaping.json_text import json_text
from servanda.saving import Transaction, update_file

__all__ = [
    "Change",
    "apply_changes",
    "changes_between",
    "offered",
    "remember_draft",
    "write_offers",
]

OFFERS = "offers.jsonl"
DRAFTED = ".servanda/drafted.json"
GAP, AS_NOW = "?", "as_now"
_WHOLE = frozenset(
    {"cite", "conduct", "consent", "phases", "provisions", "options", "weights", "expires"}
)
"""Keys that are offered as a whole: their parts mean nothing alone."""
_NOT_OFFERED = frozenset(
    {"servanda", "title", "as_of", "kind", "sides", "parties", "limits", "note", "summary"}
)


@dataclass(frozen=True)
class Change:
    """An entry that the articles would add to a case: where, what, and the words it rests on."""

    path: tuple[str, ...]
    value: Any
    quote: str = ""
    instead_of: str = ""

    @property
    def id(self) -> str:
        """Return what a decision refers to: the same place and value, the same id."""
        seed = json_text([self.path, self.value], sort_keys=True)
        return "d" + sha256(seed.encode()).hexdigest()[:10]

    def __str__(self) -> str:
        """Return the change in a line."""
        told = json_text(self.value)
        was = f" (instead of {self.instead_of})" if self.instead_of else ""
        return f"{'.'.join(self.path)}{was}: {told[:100]}{'…' if len(told) > 100 else ''}"


def changes_between(
    case: Mapping[str, Any], drafted: Mapping[str, Any], before: Sequence[Sequence[str]] = ()
) -> list[Change]:
    """Return what `drafted` would add to `case`, in the order of the draft.

    `before`: places that an earlier draft filled; where the case lacks one, a person took it out.

    >>> case = {"actors": {"norland": {"name": "Norland"}}, "war": {"swing": "?"}}
    >>> actors = {"norland": {"name": "N."}, "upland": {"name": "Upland"}}
    >>> new = {"actors": actors, "war": {"swing": 1}}
    >>> [".".join(change.path) for change in changes_between(case, new)]
    ['actors.upland', 'war.swing']
    """
    known = {tuple(path) for path in before}
    drafted = _under_known_names(case, drafted)
    return [
        c
        for c in _differences(case, drafted, ())
        if c.path not in known or _at(case, c.path) is not None
    ]


def _under_known_names(case: Mapping[str, Any], drafted: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a draft with its proposals named as in the case, where they settle the same issues."""
    ours, theirs = case.get("proposals"), drafted.get("proposals")
    if not isinstance(ours, Mapping) or not isinstance(theirs, Mapping):
        return drafted
    alike = [
        (key, name)
        for key in theirs
        for name in ours
        if key not in ours and name not in theirs and _alike(ours[name], theirs[key])
    ]
    # Of two plans each settles every issue, the other plan's as now: what it changes tells them
    # apart, and the proposal that stands is the one that it shares most of that with.
    alike.sort(key=lambda pair: -len(_changed_by(theirs[pair[0]]) & _changed_by(ours[pair[1]])))
    known: dict[str, str] = {}
    for key, name in alike:
        new, old = _changed_by(theirs[key]), _changed_by(ours[name])
        if key not in known and name not in known.values() and (new & old or not (new and old)):
            known[key] = name
    return {**drafted, "proposals": {known.get(key, key): body for key, body in theirs.items()}}


def _changed_by(proposal: Any) -> set[str]:
    """Return the issues that a proposal, at once or later, settles otherwise than as now."""
    body = proposal if isinstance(proposal, Mapping) else {}
    phases = [phase for phase in body.get("phases") or () if isinstance(phase, Mapping)]
    terms = [part.get("terms") or {} for part in (body, *phases)]
    return {issue for part in terms for issue, outcome in part.items() if outcome != AS_NOW}


def _alike(one: Any, other: Any) -> bool:
    a, b = (set((body or {}).get("terms") or {}) for body in (one, other))
    return bool(a & b) and 2 * len(a & b) >= len(a)


def _differences(case: Any, drafted: Any, path: tuple[str, ...]) -> Iterator[Change]:
    if not isinstance(drafted, Mapping) or not isinstance(case, Mapping):
        if case == GAP and drafted != GAP:
            yield Change(path, drafted, _quote_in(drafted))
        return
    for key, value in drafted.items():
        if (not path and key in _NOT_OFFERED) or (
            key in {"note", "title", "name", "aliases", "cite", "summary"} and path
        ):
            continue
        here = (*path, str(key))
        if key not in case:
            if value != GAP and value not in ({}, []):
                yield Change(here, value, _quote_in(value))
        elif _answers_otherwise(here, case[key], value):
            yield Change(here, value, _quote_in(value), str(case[key].get("answer")))
        elif key not in _WHOLE:
            yield from _differences(case[key], value, here)


def _answers_otherwise(path: tuple[str, ...], case: Any, drafted: Any) -> bool:
    """Say whether a party is now reported to answer otherwise than the case has it."""
    at_an_answer = len(path) == 4 and path[0] == "proposals" and path[2] == "acceptance"
    both = isinstance(case, Mapping) and isinstance(drafted, Mapping)
    return bool(at_an_answer and both and case.get("answer") != drafted.get("answer"))


def with_companions(chosen: Sequence[Change], offers: Sequence[Change]) -> list[Change]:
    """Return chosen changes with those of the offers that they cannot stand without.

    A new actor comes with what names it; a new issue with how every proposal and the war settle it.
    """
    taken = list(chosen)
    for change in chosen:
        words = json_text([change.path, change.value])
        for other in offers:
            actor = other.path[:1] == ("actors",) and f'"{other.path[-1]}"' in words
            issue = change.path[:1] == ("issues",) and len(change.path) == 2
            settles = issue and other.path[-2:] in (
                ("terms", change.path[1]),
                ("while_fighting", change.path[1]),
            )
            if (actor or settles) and other not in taken:
                taken.append(other)
    return sorted(taken, key=lambda change: change.path[0] != "actors")


def _quote_in(value: Any) -> str:
    """Return the first words that a value cites."""
    if isinstance(value, Mapping):
        if isinstance(value.get("quote"), str):
            return str(value["quote"])
        return next((q for v in value.values() if (q := _quote_in(v))), "")
    return next((q for v in value if (q := _quote_in(v))), "") if isinstance(value, list) else ""


def _at(case: Any, path: Sequence[str]) -> Any:
    for key in path:
        case = case.get(key) if isinstance(case, Mapping) else None
    return case


def paths_in(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the place of every entry of a draft."""
    if isinstance(value, Mapping):
        for key, entry in value.items():
            yield (*path, str(key))
            yield from paths_in(entry, (*path, str(key)))


def remember_draft(folder: Path, drafted: Mapping[str, Any]) -> None:
    """Keep which places a draft filled, so that what a person takes out is not offered again."""
    file = folder / DRAFTED
    kept = {tuple(path) for path in drafted_before(folder)} | set(paths_in(drafted))
    with Transaction() as saving:
        saving.write(file, json_text(sorted(kept)) + "\n")


def drafted_before(folder: Path) -> list[list[str]]:
    """Return the places that earlier drafts filled; none where that is not known."""
    file = folder / DRAFTED
    try:
        found = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    except (OSError, ValueError):
        return []
    return found if isinstance(found, list) else []


def write_offers(folder: Path, changes: Sequence[Change]) -> Path:
    """Write the changes that wait for a decision, one a line, and return the file."""
    lines = [json_text({**asdict(c), "id": c.id}) for c in changes]
    with Transaction() as saving:
        saving.write(folder / OFFERS, "".join(line + "\n" for line in lines))
    return folder / OFFERS


def offered(folder: Path) -> list[Change]:
    """Return the changes that wait for a decision.

    Raises: InputError for a line that is no change.
    """
    file = folder / OFFERS
    found = []
    for number, line in enumerate(
        file.read_text(encoding="utf-8").splitlines() if file.exists() else (), 1
    ):
        try:
            row = json.loads(line)
            found.append(
                Change(
                    tuple(row["path"]),
                    row["value"],
                    row.get("quote", ""),
                    row.get("instead_of", ""),
                )
            )
        except (ValueError, KeyError, TypeError) as fault:
            raise InputError(
                f"{file}:{number}: {fault}; run `servanda draft` again to make it anew"
            ) from None
    return found


def move_on(folder: Path, day: str) -> bool:
    """Move the day of a case on to `day` where it is earlier: a case knows its own sources."""
    file = folder / "case.yaml"
    moved = False

    def later(before: bytes | None) -> dict[Path, str | bytes]:
        nonlocal moved
        text = (before or b"").decode()
        match = re.search(r"(?m)^as_of: *['\"]?(?P<day>[\d-]+)['\"]?", text)
        if match is None or match["day"] >= day:
            return {}
        moved = True
        return {file: f"{text[: match.start('day')]}{day}{text[match.end('day') :]}"}

    update_file(file, later)
    return moved


def apply_changes(folder: Path, changes: Sequence[Change]) -> None:
    """Write changes into the case of a folder; every other line stays as it is.

    Raises: InputError where the case holds something at a place already, or cannot be changed.
    """
    file = folder / "case.yaml"
    update_file(file, lambda before: {file: _with_changes((before or b"").decode(), changes, file)})


def _with_changes(text: str, changes: Sequence[Change], file: Path) -> str:
    yaml = _writer()
    data = yaml.load(text)
    before = _dumped(yaml, data)
    for change in changes:
        _put(data, change, file)
    made = patched(text, before, _dumped(yaml, data))
    if compose(made, str(file)).root is None:
        raise InputError(
            f"{file}: the change could not be written without breaking the file; write it by hand"
        )
    return made


def _put(data: Any, change: Change, file: Path) -> None:
    node = data
    for key in change.path[:-1]:
        if key not in node or node[key] is None:
            node[key] = {}
        node = node[key]
        if not isinstance(node, dict):
            raise InputError(
                f"{file}: `{'.'.join(change.path)}` lies below a value; write it by hand"
            )
    last = change.path[-1]
    if last in node and node[last] != GAP and not change.instead_of:
        raise InputError(
            f"{file}: `{'.'.join(change.path)}` is written already; it is left as it is"
        )
    node[last] = change.value


def _writer() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.allow_unicode = True
    return yaml


def _dumped(yaml: Any, data: Any) -> str:
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()
