"""What a person decided about statements and stances: accepted, corrected, rejected.

Kept in the case folder as one JSON object a line, sorted, so that git shows and merges it; a
`.gitattributes` beside it lets git take both sides' lines. Order and doubled lines do not matter:
of several decisions on one item and field the latest counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, get_args

from servanda.errors import InputError
from servanda.escaping.json_text import json_text
from servanda.evidence.records import (
    Acts,
    Dating,
    Polarity,
    Position,
    Speaker,
    Stance,
    Statement,
)
from servanda.reading.who.tables import actors
from servanda.saving import update_file

if TYPE_CHECKING:
    from servanda.reading.packages.answers import Answered
    from servanda.reading.packages.promises import Promise
    from servanda.reading.packages.terms import Term

__all__ = ["CORRECTABLE", "Decision", "Decisions", "Item", "Verdict", "check_correction"]

Verdict = Literal["accept", "correct", "reject"]
FILE = "decisions.jsonl"

CORRECTABLE: Mapping[str, tuple[str, ...] | None] = {
    "speaker": None,
    "act": get_args(Acts),
    "polarity": get_args(Polarity),
    "position": get_args(Position),
    "commitment": ("will", "will_not", ""),
    "issue": None,
    "actor": None,
    "date": None,
    "answer": ("accepts", "in_principle", "conditional", "rejects", "undeclared"),
    "condition": None,
    "party": None,
    "outcome": None,
    "kind": ("treaty", "assurance", "deployed_force", "monitors", "sanctions"),
}
"""What can be corrected, with the values it can take; None: any words."""


class Item(Protocol):
    """Anything read that can be decided on: it has an id and the words it rests on."""

    @property
    def id(self) -> str:
        """Return what decisions refer to."""

    @property
    def quote(self) -> str:
        """Return the words it rests on."""


_Read = TypeVar("_Read", "Term", "Promise")


@dataclass(frozen=True)
class Decision:
    """One decision: on which statement or stance (`on`, its id), by whom, when, why.

    `field` and `value` say what is corrected and to what; `quote` keeps the words decided on, so
    that the decision can be read, and found again, without the store.
    """

    on: str
    verdict: Verdict
    by: str
    at: str
    quote: str
    field: str = ""
    value: str = ""
    why: str = ""


class Decisions:
    """The decisions of a case folder; every change is written at once.

    Raises `InputError` for a line that is no decision, with its number.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._lines: dict[tuple[str, str, str], Decision] = {}
        try:
            self._take_in(self.path.read_bytes() if self.path.exists() else b"")
        except OSError as fault:
            raise InputError(f"cannot read {self.path}: {fault}; restore it from git") from None

    def _take_in(self, data: bytes) -> None:
        """Know the decisions that a file holds, besides those known already."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as fault:
            raise InputError(f"cannot read {self.path}: {fault}; restore it from git") from None
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip() and not line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
                self._add(self._parsed(line, number))

    def _parsed(self, line: str, number: int) -> Decision:
        try:
            fields: dict[str, Any] = json.loads(line)
            decision = Decision(**fields)
        except (ValueError, TypeError) as fault:
            raise InputError(
                f"{self.path}:{number}: {fault}; each line is one JSON object with on, verdict, "
                "by, at and quote"
            ) from None
        if decision.verdict not in get_args(Verdict):
            raise InputError(
                f"{self.path}:{number}: verdict {decision.verdict!r} is none of accept, correct, "
                "reject; write one of them"
            )
        return decision

    def _add(self, decision: Decision) -> None:
        kind = decision.field if decision.verdict == "correct" else ""
        self._lines[decision.on, kind, decision.at + decision.by] = decision

    def record(
        self,
        on: Item,
        verdict: Verdict,
        by: str,
        *,
        field: str = "",
        value: str = "",
        why: str = "",
        at: datetime | None = None,
    ) -> Decision:
        """Add a decision and write the file; `at` defaults to now.

        Raises `InputError` for a field that cannot be corrected or a value it cannot take.
        """
        if verdict == "correct":
            check_correction(on, field, value)
        moment = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")
        decision = Decision(on.id, verdict, by, moment, on.quote[:300], field, value, why)
        self._save([decision])
        return decision

    def _save(self, made: Iterable[Decision]) -> None:
        """Add decisions to what the file holds now, whoever wrote it since it was read."""

        def files(before: bytes | None) -> dict[Path, str | bytes]:
            self._take_in(before or b"")
            for decision in made:
                self._add(decision)
            return self._content()

        update_file(self.path, files)

    def take_back(self, id: str) -> None:
        """Undo every decision on one item, whoever made it; nothing where there is none."""

        def files(before: bytes | None) -> dict[Path, str | bytes]:
            self._take_in(before or b"")
            self._lines = {key: each for key, each in self._lines.items() if each.on != id}
            return self._content()

        update_file(self.path, files)

    def _content(self) -> dict[Path, str | bytes]:
        ordered = sorted(self._lines.values(), key=lambda d: (d.on, d.at, d.field, d.by))
        lines = (json_text(asdict(d), sort_keys=True) for d in ordered)
        return {self.path: "".join(line + "\n" for line in lines)} | self._attributes()

    def _attributes(self) -> dict[Path, str | bytes]:
        """Return the file by which git takes both sides' lines, where it lacks the rule."""
        file, rule = self.path.parent / ".gitattributes", f"{FILE} merge=union\n".encode()
        known = file.read_bytes() if file.exists() else b""
        if rule in known:
            return {}
        return {file: known + (b"" if known.endswith(b"\n") or not known else b"\n") + rule}

    def on(self, id: str) -> tuple[Decision, ...]:
        """Return the decisions on one item, the latest last."""
        return tuple(sorted((d for d in self._lines.values() if d.on == id), key=lambda d: d.at))

    def verdict(self, id: str) -> Verdict | None:
        """Return the latest verdict on an item, None where nobody decided."""
        made = self.on(id)
        return made[-1].verdict if made else None

    def __iter__(self) -> Any:
        return iter(sorted(self._lines.values(), key=lambda d: (d.on, d.at)))

    def __len__(self) -> int:
        return len(self._lines)

    def applied(self, statements: Iterable[Statement]) -> list[Statement]:
        """Return statements as decided: the rejected left out, the corrected corrected."""
        kept = []
        for statement in statements:
            verdict = self.verdict(statement.id)
            if verdict == "reject":
                continue
            changed = _corrected(statement, self.on(statement.id))
            kept.append(replace(changed, confidence=1.0) if verdict else changed)
        return kept

    def applied_to_stances(self, stances: Iterable[Stance]) -> list[Stance]:
        """Return stances as decided, those asserted by a rejected statement left out too."""
        kept = []
        for stance in stances:
            verdict = self.verdict(stance.id)
            if verdict == "reject" or self.verdict(stance.asserted_by) == "reject":
                continue
            made = {d.field: d.value for d in self.on(stance.id) if d.verdict == "correct"}
            fields: dict[str, Any] = {k: v for k, v in made.items() if k in _OF_A_STANCE}
            if "commitment" in fields:
                fields["commitment"] = fields["commitment"] or None
            sure = 1.0 if verdict else stance.confidence
            kept.append(replace(stance, **fields, confidence=sure))
        return kept

    def applied_to_answers(self, answers: Iterable[Answered]) -> list[Answered]:
        """Return reports of answers as decided: the rejected left out, the corrected corrected.

        What a person accepted or corrected counts above every report that nobody decided on.
        """
        kept = []
        for answer in answers:
            verdict = self.verdict(answer.id)
            if verdict == "reject":
                continue
            fields = self._corrections(answer.id, _OF_AN_ANSWER)
            if verdict:
                fields["strength"] = SURE
            kept.append(replace(answer, **fields))
        return kept

    def applied_to_items(self, items: Iterable[_Read]) -> list[_Read]:
        """Return terms or promises as decided: the rejected left out, the corrected corrected."""
        own = _OF_A_TERM | _OF_A_PROMISE
        return [
            replace(
                item,
                **{k: v for k, v in self._corrections(item.id, own).items() if hasattr(item, k)},
            )
            for item in items
            if self.verdict(item.id) != "reject"
        ]

    def _corrections(self, id: str, fields: frozenset[str]) -> dict[str, Any]:
        return {
            d.field: d.value for d in self.on(id) if d.verdict == "correct" and d.field in fields
        }


SURE = 100.0
"""The strength of an answer that a person accepted or corrected: no report outweighs it."""

_OF_A_STANCE = frozenset({"actor", "issue", "position", "commitment"})
_OF_A_STATEMENT = frozenset({"speaker", "act", "polarity", "issue", "date"})
_OF_AN_ANSWER = frozenset({"answer", "condition", "party"})
_OF_A_TERM = frozenset({"outcome", "issue"})
_OF_A_PROMISE = frozenset({"kind"})
_CORRECTED: Mapping[str, tuple[str, frozenset[str]]] = {
    "p": ("a stance", _OF_A_STANCE),
    "s": ("a statement", _OF_A_STATEMENT),
    "a": ("an answer", _OF_AN_ANSWER),
    "t": ("a term", _OF_A_TERM),
    "g": ("a promise", _OF_A_PROMISE),
}
"""What can be corrected of each sort of item, by the letter its id begins with."""


def _corrected(statement: Statement, made: Sequence[Decision]) -> Statement:
    fields: dict[str, Any] = {}
    for decision in made:
        if decision.verdict != "correct":
            continue
        if decision.field in {"act", "polarity"}:
            fields[decision.field] = decision.value
        elif decision.field == "speaker":
            named = actors().get(decision.value)
            name = named.name if named else decision.value
            before = statement.speaker or Speaker("", "")
            fields["speaker"] = replace(before, actor=decision.value, name=name)
        elif decision.field == "issue":
            fields["issues"] = (decision.value,)
        elif decision.field == "date":
            at = (statement.cue or statement.content)[0]
            fields["said_on"] = replace(statement.said_on or Dating(at, None), value=decision.value)
    return replace(statement, **fields) if fields else statement


def check_correction(on: Item, field: str, value: str) -> None:
    """Raise InputError for a field that the item does not have, or a value it cannot take."""
    if field not in CORRECTABLE:
        known = ", ".join(CORRECTABLE)
        raise InputError(f"{field!r} cannot be corrected; choose one of {known}")
    what, own = _CORRECTED.get(on.id[:1], ("this", frozenset()))
    if field not in own:
        raise InputError(f"{what} has no {field}; correct one of {', '.join(sorted(own))}")
    values = CORRECTABLE[field]
    if values is not None and value not in values:
        raise InputError(f"{field} cannot be {value!r}; choose one of {', '.join(values)}")
    if values is None and not value.strip():
        raise InputError(f"the corrected {field} is empty; give its value")
