"""What a person decided about statements and stances: accepted, corrected, rejected.

Kept in the case folder as one JSON object a line, sorted, so that git shows and merges it; a
`.gitattributes` beside it lets git take both sides' lines. Order and doubled lines do not matter:
of several decisions on one item and field the latest counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from servanda.errors import InputError
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

__all__ = ["CORRECTABLE", "Decision", "Decisions", "Verdict", "check_correction"]

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
}
"""What can be corrected, with the values it can take; None: any words."""


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
        if self.path.exists():
            self._load()

    def _load(self) -> None:
        try:
            text = self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise InputError(f"cannot read {self.path}: {fault}; restore it from git") from None
        for number, line in enumerate(text.splitlines(), 1):
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
        on: Statement | Stance,
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
        self._add(decision)
        self._write()
        return decision

    def _write(self) -> None:
        """Write beside and move over, so that a kill leaves the old file or the new one whole."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        ordered = sorted(self._lines.values(), key=lambda d: (d.on, d.at, d.field, d.by))
        lines = [json.dumps(asdict(d), ensure_ascii=False, sort_keys=True) for d in ordered]
        beside = self.path.with_suffix(".new")
        beside.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        os.replace(beside, self.path)
        attributes = self.path.parent / ".gitattributes"
        rule = f"{FILE} merge=union\n"
        known = attributes.read_text(encoding="utf-8") if attributes.exists() else ""
        if rule not in known:
            attributes.write_text(known + rule, encoding="utf-8")

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


_OF_A_STANCE = frozenset({"actor", "issue", "position", "commitment"})
_OF_A_STATEMENT = frozenset({"speaker", "act", "polarity", "issue", "date"})


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


def check_correction(on: Statement | Stance, field: str, value: str) -> None:
    """Raise InputError for a field that the item does not have, or a value it cannot take."""
    if field not in CORRECTABLE:
        known = ", ".join(CORRECTABLE)
        raise InputError(f"{field!r} cannot be corrected; choose one of {known}")
    own = _OF_A_STANCE if isinstance(on, Stance) else _OF_A_STATEMENT
    if field not in own:
        what = "a stance" if isinstance(on, Stance) else "a statement"
        raise InputError(f"{what} has no {field}; correct one of {', '.join(sorted(own))}")
    values = CORRECTABLE[field]
    if values is not None and value not in values:
        raise InputError(f"{field} cannot be {value!r}; choose one of {', '.join(values)}")
    if values is None and not value.strip():
        raise InputError(f"the corrected {field} is empty; give its value")
