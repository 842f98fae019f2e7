"""What a report is drawn from: the case, its assessment, findings, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

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
from servanda.report.quotations import Quotations, quotations
from servanda.report.redaction import Redaction, withheld
from servanda.worlds.sample import sample

__all__ = ["Drawn", "Material", "material"]

_DRAWN_WORLDS = 8_192
"""Worlds from which the spread of each assumption is drawn."""


@dataclass(frozen=True)
class Drawn:
    """An uncertain number of the case, and where it lies over the worlds."""

    path: str
    number: Quantity
    spread: Spread


@dataclass(frozen=True)
class Material:
    """Everything the sections of a report look at."""

    case: Case
    assessment: Assessment
    findings: tuple[Finding, ...]
    folder: Path | None
    text: str
    public: bool = False

    @cached_property
    def quotations(self) -> Quotations:
        """Return the quotations the case rests on."""
        return quotations(self.case, self.folder)

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
) -> Material:
    """Return what a report is drawn from; with `public`, without quotations and source names.

    `folder` is where the case lies, or its case file; its text is embedded where it still says
    what `case` says, and otherwise a fresh writing of `case`.
    """
    found = tuple(findings)
    if not public:
        file = file_of(folder) if folder else None
        where = file.parent if file else None
        return Material(case, assessment, found, where, _text(case, file))
    shown, redact = withheld(case)
    cleaned = replace(assessment, case=redact(assessment.case), proposals=tuple(
        replace(result, title=redact(result.title)) for result in assessment.proposals
    ))  # fmt: skip
    return Material(
        shown, cleaned, tuple(_cleaned(f, redact) for f in found), None, case_text(shown), True
    )


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


def _cleaned(finding: Finding, redact: Redaction) -> Finding:
    def clean(cell: object) -> object:
        return redact(cell) if isinstance(cell, str) else cell

    rows = tuple({key: clean(cell) for key, cell in row.items()} for row in finding.rows)
    return replace(
        finding,
        question=redact(finding.question),
        claim=redact(finding.claim),
        caveats=tuple(map(redact, finding.caveats)),
        rows=rows,  # type: ignore[arg-type]
        labels={key: redact(label) for key, label in finding.labels.items()},
        picture=redact(finding.picture),
    )
