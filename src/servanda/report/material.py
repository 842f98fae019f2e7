"""What a report is drawn from: the case, its assessment, findings, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar, cast

import numpy as np

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.case.keys.number import Quantity
from servanda.case.load import file_of, parse
from servanda.case.text.save import case_text
from servanda.engine.results import Assessment, Spread
from servanda.errors import CaseError
from servanda.explore.finding import Finding
from servanda.explore.questions.why import Reason, reasons_by_proposal
from servanda.report.quotations import Quotations, excerpts, quotations
from servanda.report.redaction import public_version
from servanda.worlds.sample import sample

__all__ = ["Drawn", "Explored", "Material", "Part", "material"]

Part: TypeAlias = Literal["both", "brief", "annex"]
"""What of a report is written: the brief, the annex behind it, or both in one file."""

_DRAWN_WORLDS = 8_192
"""Worlds from which the spread of each assumption is drawn."""


@dataclass(frozen=True)
class Drawn:
    """An uncertain number of the case, and where it lies over the worlds."""

    path: str
    number: Quantity
    spread: Spread


@dataclass(frozen=True)
class Explored:
    """Which proposals were explored, on how many worlds at most, and which the graph lens saw.

    Enough to find the same again.
    """

    proposals: tuple[str, ...] = ()
    worlds: int = 4_000
    lens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """Everything the sections of a report look at.

    `texts` are excerpts of the sources; `explored` says how the findings were made, and is None
    where they were put in by hand. `part` says what of the report is written.
    """

    case: Case
    assessment: Assessment
    findings: tuple[Finding, ...]
    text: str
    texts: Mapping[str, str] = field(default_factory=dict)
    public: bool = False
    explored: Explored | None = None
    part: Part = "both"

    @cached_property
    def quotations(self) -> Quotations:
        """Return the quotations the case rests on."""
        return quotations(self.case, None, self.texts)

    @cached_property
    def reasons(self) -> dict[str, tuple[Reason, ...]]:
        """Return why each proposal fares as it does."""
        return reasons_by_proposal(self.case, self.assessment)

    @cached_property
    def drawn(self) -> tuple[Drawn, ...]:
        """Return every uncertain number with its spread, in the order of the case."""
        count = min(max(self.assessment.worlds, 1_000), _DRAWN_WORLDS)
        worlds = sample(self.case, worlds=count, seed=self.assessment.seed)
        found = []
        for path in worlds.uncertain:
            spread = Spread.of(np.asarray(worlds.values(path)))
            if spread is not None:
                found.append(Drawn(path, worlds.numbers[path], spread))
        return tuple(found)


def material(
    case: Case,
    assessment: Assessment,
    folder: Path | None,
    findings: Iterable[Finding] = (),
    public: bool = False,
    explored: Explored | None = None,
    shown: Collection[str] = (),
    part: Part = "both",
) -> Material:
    """Return what a report is drawn from; with `public`, without anything of its sources.

    `folder` is where the case lies, or its case file; its text is embedded where it still says
    what `case` says, and otherwise a fresh writing of `case`. `explored` says how the findings were
    made. `shown` are words that may stand in public (`public_version`). `part` is what of it is
    written: the brief, the annex, or both.
    """
    found = tuple(findings)
    if not found and explored is None:
        explored = Explored()
    if public:
        return replace(_public(case, assessment, found, explored, shown), part=part)
    file = file_of(folder) if folder else None
    texts = excerpts(case, file.parent if file else None)
    return Material(case, assessment, found, _text(case, file), texts, False, explored, part)


def _public(
    case: Case,
    assessment: Assessment,
    findings: tuple[Finding, ...],
    explored: Explored | None,
    shown: Collection[str],
) -> Material:
    made = public_version(case, shown)
    if assessment.case_hash != case_hash(made.case):
        # Made from the whole case: every word is cleared, and the digits are the same.
        assessment = _cleared(assessment, made.clear)
        assessment = replace(assessment, case_hash=case_hash(made.case))
        findings = tuple(_cleared(finding, made.clear) for finding in findings)
    return Material(made.case, assessment, findings, case_text(made.case), {}, True, explored)


def _text(case: Case, file: Path | None) -> str:
    """Return the text of the case file if it is this case's, and else the case written anew."""
    if file is not None and file.is_file():
        text = file.read_text(encoding="utf-8-sig")
        try:
            if case_hash(parse(text)) == case_hash(case):
                return text
        except CaseError:
            pass
    return case_text(case)


Made = TypeVar("Made")


def _cleared(made: Made, clear: Callable[[str], str]) -> Made:
    """Return plain data or a record with every text in it cleared; names of keys stay."""
    found: Any = made
    if isinstance(made, str):
        found = clear(made)
    elif isinstance(made, tuple | list):
        found = type(made)(_cleared(each, clear) for each in made)
    elif isinstance(made, Mapping):
        found = {key: _cleared(entry, clear) for key, entry in made.items()}
    elif is_dataclass(made) and not isinstance(made, type):
        fields_in = {each.name: getattr(made, each.name) for each in fields(made) if each.init}
        found = replace(made, **{name: _cleared(each, clear) for name, each in fields_in.items()})
    return cast(Made, found)
