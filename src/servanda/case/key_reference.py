"""The reference of the case file: every key, what it means, what to write, an example.

`python -m servanda.case.key_reference` prints it; `docs/case/keys.md` is that text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from servanda.case.consent import KINDS
from servanda.case.expected_at import in_words, required_keys, unwrapped
from servanda.case.json_schema import number_keys
from servanda.case.keys.case import Case, Correlation
from servanda.case.keys.decisions import Decision, Scale, Seat
from servanda.case.keys.defaults import KindDefaults
from servanda.case.keys.dispute import Issue, OptionValue, Outcome
from servanda.case.keys.key import Key, declared
from servanda.case.keys.number import Citation, Judgement, Part, PerPerceiver, Quantity
from servanda.case.keys.parties import Actor, Capability, Party, SourceRecord, Stance
from servanda.case.keys.promises import (
    Commitment,
    Conduct,
    Credibility,
    Guarantee,
    RecordEntry,
    Resolve,
    Signal,
)
from servanda.case.keys.proposals import (
    Answer,
    Event,
    Expiry,
    Phase,
    Pressure,
    Proposal,
    Provision,
)
from servanda.case.keys.war import Front, Jumps, PowerChange, Regroup, Violations, War

__all__ = ["key_reference", "sections"]

_SECTIONS: tuple[tuple[type[Part], str], ...] = (
    (Case, "The file"),
    (SourceRecord, "An entry of `sources`"),
    (Actor, "An entry of `actors`"),
    (Party, "An entry of `parties`"),
    (Stance, "A member, or an entry of `stances`"),
    (Issue, "An entry of `issues`"),
    (OptionValue, "An entry of `options`"),
    (War, "`war`"),
    (Front, "`war.front`"),
    (Regroup, "`war.regroup`"),
    (Jumps, "`war.jumps`"),
    (Violations, "`war.violations`"),
    (PowerChange, "An entry of `war.power`"),
    (Outcome, "How an issue is settled"),
    (Proposal, "An entry of `proposals`"),
    (Phase, "An entry of `phases`"),
    (Provision, "An entry of `provisions`"),
    (Expiry, "`expires`"),
    (Pressure, "An entry of `pressure`"),
    (Answer, "An entry of `acceptance`"),
    (Guarantee, "An entry of `guarantees`"),
    (Credibility, "`credibility`"),
    (Signal, "`signal`"),
    (Resolve, "`resolve`"),
    (RecordEntry, "An entry of `record`"),
    (Conduct, "An entry of `conduct`"),
    (Commitment, "An entry of `commitments`"),
    (Event, "An entry of `events`"),
    (KindDefaults, "An entry of `by_kind`"),
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
    for part, title in sections():
        yield from ("", f"## {title}", "")
        about = (part.__doc__ or "").strip().split("\n\n")
        yield from (" ".join(paragraph.split()) + "\n" for paragraph in about)
        yield from _table(_keys(part))
    yield from ("", "## A number", "")
    yield 'A number, a range, a likelihood word, `"?"`, or a mapping of these keys:'
    yield ""
    yield from _table((key, said, "", False) for key, said in number_keys().items())


def sections() -> Iterator[tuple[type[Part], str]]:
    """Yield every part of a case with the heading under which the reference has it."""
    yield from _SECTIONS
    yield from _consent()


def _consent() -> Iterator[tuple[type[Part], str]]:
    """Yield the kinds of consent rule, each under its head key."""
    for head, kind in KINDS.items():
        yield kind, f"A consent rule: `{head}`"


def _keys(part: type[Part]) -> Iterator[tuple[str, Key, str, bool]]:
    needed = () if part is Stance else required_keys(part)
    for name, field in part.model_fields.items():
        said = declared(field)
        if said is not None:
            key = field.alias or name
            key = "NAME" if name == part.flat else key
            yield key, said, _wanted(field.annotation), key in needed


def _table(rows: Iterable[tuple[str, Key, str, bool]]) -> Iterator[str]:
    yield "| key | means | write | for example |"
    yield "|---|---|---|---|"
    for key, said, wanted, needed in rows:
        cells = (
            f"`{key}`{'*' if needed else ''}",
            said.means,
            wanted,
            f"`{said.example}`",
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
