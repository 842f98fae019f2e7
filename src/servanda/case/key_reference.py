"""The reference of the case file: every key, what it means, what to write, an example.

`python -m servanda.case.key_reference` prints it; `docs/case/keys.md` is that text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from servanda.case.expected_at import fields_of, in_words, required_keys, unwrapped
from servanda.case.key_texts import EXPLAINED, SHARED
from servanda.case.keys.case import Case, Correlation, Phase, Proposal
from servanda.case.keys.decisions import Decision, Scale, Seat
from servanda.case.keys.dispute import Front, Issue, OptionValue, Outcome, Regroup, War
from servanda.case.keys.number import Citation, Judgement, Part, PerPerceiver, Quantity
from servanda.case.keys.parties import Actor, Capability, ConsentRule, SourceRecord, Stance
from servanda.case.keys.promises import (
    Commitment,
    Conduct,
    Credibility,
    Guarantee,
    RecordEntry,
    Resolve,
    Signal,
)

__all__ = ["key_reference"]

_SECTIONS: tuple[tuple[type[Part], str], ...] = (
    (Case, "The file"),
    (SourceRecord, "An entry of `sources`"),
    (Actor, "An entry of `actors`"),
    (Stance, "A member, or an entry of `stances`"),
    (Issue, "An entry of `issues`"),
    (OptionValue, "An entry of `options`"),
    (War, "`war`"),
    (Front, "`war.front`"),
    (Regroup, "`war.regroup`"),
    (Outcome, "How an issue is settled"),
    (Proposal, "An entry of `proposals`"),
    (Phase, "An entry of `phases`"),
    (ConsentRule, "A consent rule"),
    (Guarantee, "An entry of `guarantees`"),
    (Credibility, "`credibility`"),
    (Signal, "`signal`"),
    (Resolve, "`resolve`"),
    (RecordEntry, "An entry of `record`"),
    (Conduct, "An entry of `conduct`"),
    (Commitment, "An entry of `commitments`"),
    (Decision, "An entry of `decisions`"),
    (Scale, "The `scale` of a decision"),
    (Seat, "A member of a decision"),
    (Capability, "An entry of `capabilities`"),
    (Correlation, "An entry of `correlations`"),
    (Citation, "A citation"),
    (Judgement, "A judgement"),
)


def key_reference() -> str:
    """Return the reference as Markdown, in the order in which a case is written."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Every key of a case file"
    yield ""
    yield ("Made by `python -m servanda.case.key_reference`. Keys with * must be given.")
    for part, title in _SECTIONS:
        yield from ("", f"## {title}", "")
        about = (part.__doc__ or "").strip().split("\n\n")
        yield from (" ".join(paragraph.split()) + "\n" for paragraph in about)
        yield from _table(
            (key, part.__name__, _wanted(annotation), key in _needed(part))
            for key, annotation in fields_of(part).items()
        )
    yield from ("", "## A number", "")
    yield 'A number, a range, a likelihood word, `"?"`, or a mapping of these keys:'
    yield ""
    yield from _table((key, "Quantity", "", False) for key in EXPLAINED["Quantity"])


def _needed(part: type[Part]) -> tuple[str, ...]:
    return () if part is Stance else required_keys(part)


def _table(rows: Any) -> Iterator[str]:
    yield "| key | means | write | for example |"
    yield "|---|---|---|---|"
    for key, part, wanted, needed in rows:
        explained = EXPLAINED[part].get(key) or SHARED[key]
        cells = (
            f"`{key}`{'*' if needed else ''}",
            explained.means,
            wanted,
            f"`{explained.example}`",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _wanted(annotation: Any) -> str:
    """Return what to write at a key, with the unit and range of a number."""
    kinds = unwrapped(annotation)
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, PerPerceiver):
            belief = unwrapped(kind.model_fields["common"].annotation)[0]
            return f"{_number(belief)}, or one by perceiver"
        if isinstance(kind, type) and issubclass(kind, Quantity):
            return _number(kind)
    return in_words(kinds)


def _number(kind: type[Quantity]) -> str:
    return f"a number, {kind.range_in_words().removeprefix('the numbers ')}"


if __name__ == "__main__":
    sys.stdout.write(key_reference())
