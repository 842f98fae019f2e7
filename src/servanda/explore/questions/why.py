"""Why a proposal fares as it does: who stands in the way, on what condition, on which assumption.

For a party whose consent follows from values, the assumptions that separate the worlds in which it
signs from those in which it refuses are found from the worlds themselves; for a party whose consent
the case states as a probability, that statement is the reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.case.keys.number import Citation, Quantity
from servanda.engine.result_parts import PartyResult
from servanda.engine.results import Assessment, ProposalResult, Spread
from servanda.errors import named
from servanda.escaping.html_text import html_text
from servanda.quantity import BaseRate
from servanda.worlds.sample import Worlds, sample

__all__ = [
    "Assumption",
    "Reason",
    "Reasons",
    "blockers",
    "reasons",
    "reasons_by_proposal",
    "separating",
]


USED_WORLDS = 20_000
"""Worlds used to tell signers from refusers: enough for a rank difference of 0.02 at 95%."""

LEAST = 0.05
"""Smallest rank difference worth an analyst's time."""


@dataclass(frozen=True)
class Assumption:
    """A number of the case that separates the worlds in which a party signs from the others.

    `separation` is the rank-biserial correlation, from -1 to 1: above zero, larger values go with
    consent. `signs` and `refuses` are the number's spread in the two groups.
    """

    path: str
    text: str
    basis: str
    separation: float
    se: float
    signs: Spread | None
    refuses: Spread | None
    cite: tuple[Citation, ...]
    why: str

    def to_dict(self) -> dict[str, Any]:
        """Return the assumption as `--json` prints it."""
        return {
            "path": self.path,
            "written": self.text,
            "basis": self.basis,
            "separation": self.separation,
            "se": self.se,
            "where_it_consents": self.signs.to_dict() if self.signs else None,
            "where_it_refuses": self.refuses.to_dict() if self.refuses else None,
            "cite": [{"source": c.source, "quote": c.quote} for c in self.cite],
            "why": self.why,
        }


@dataclass(frozen=True)
class Reason:
    """One party's part in the verdict, and the assumptions it rests on."""

    party: PartyResult
    condition: str
    assumptions: tuple[Assumption, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the reason as `--json` prints it."""
        return {
            "party": self.party.to_dict(),
            "condition": self.condition,
            "assumptions": [assumption.to_dict() for assumption in self.assumptions],
        }


@dataclass(frozen=True, repr=False)
class Reasons:
    """Why a proposal fares as it does: a reason for each party, the one that blocks most first."""

    result: ProposalResult
    reasons: tuple[Reason, ...]

    def __iter__(self) -> Iterator[Reason]:
        return iter(self.reasons)

    def __len__(self) -> int:
        return len(self.reasons)

    def __getitem__(self, party: str) -> Reason:
        return named(party, {each.party.id: each for each in self.reasons}, "party")

    @property
    def blockers(self) -> tuple[Reason, ...]:
        """The parties that alone stand in the way in some worlds."""
        return blockers(self.reasons)

    def __repr__(self) -> str:
        who = ", ".join(each.party.name for each in self.blockers) or "nobody alone"
        return f"<Reasons for {self.result.id}: {who} in the way>"

    def __str__(self) -> str:
        lines = [f"{self.result.title}", f"{self.result.verdict.sentence}."]
        for each in self.blockers or self.reasons:
            lines.append(f"{each.party.name}: {each.condition}")
            lines += [f"  {one.path}: {one.text} [{one.basis}]" for one in each.assumptions]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Return the reasons for a notebook."""
        rows = "".join(
            f"<tr><td>{html_text(each.party.name)}</td><td>{each.party.share.share:.0%}</td>"
            f"<td>{each.party.blocks.share:.0%}</td><td>{html_text(each.condition)}</td><td>"
            + "<br>".join(html_text(f"{one.path}: {one.text}") for one in each.assumptions)
            + "</td></tr>"
            for each in self.blockers or self.reasons
        )
        names = ("party", "consents", "alone in the way", "condition", "what it hangs on")
        head = "".join(f"<th>{name}</th>" for name in names)
        said = f"{html_text(self.result.title)}: {html_text(self.result.verdict.sentence)}."
        return f"<p>{said}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def to_dict(self) -> dict[str, Any]:
        """Return the reasons as `--json` prints them."""
        every = [reason.to_dict() for reason in self.reasons]
        return {"proposal": self.result.id, "reasons": every}


def reasons(case: Case, assessment: Assessment, proposal: str, most: int = 5) -> tuple[Reason, ...]:
    """Return, for each party to `proposal`, the one that blocks most first, why it does.

    Raises: InputError where the assessment has no proposal of that name.
    """
    named(proposal, assessment.kept, "proposal")
    return _reasons(case, assessment, proposal, _ranks(case, assessment), most)


def reasons_by_proposal(
    case: Case, assessment: Assessment, most: int = 5
) -> dict[str, tuple[Reason, ...]]:
    """Return `reasons` for every proposal of the assessment; the worlds are ranked only once."""
    ranks = _ranks(case, assessment)
    return {name: _reasons(case, assessment, name, ranks, most) for name in assessment.kept}


def _ranks(case: Case, assessment: Assessment) -> _Ranks:
    used = min(assessment.worlds, USED_WORLDS)
    return _Ranks(sample(case, worlds=used, seed=assessment.seed))


def _reasons(
    case: Case, assessment: Assessment, proposal: str, ranks: _Ranks, most: int
) -> tuple[Reason, ...]:
    result = assessment[proposal]
    kept = assessment.kept[proposal]
    used = len(ranks.worlds)
    found = []
    for party in sorted(result.parties, key=lambda p: (-p.blocks.share, p.share.share)):
        if party.modelled == "value":
            consents = kept[f"consent.{party.id}"][:used] > 0
            assumptions = separating(case, ranks, consents)[:most]
        else:
            assumptions = _stated(case, proposal, party.id)
        found.append(Reason(party, _condition(party), assumptions))
    return tuple(found)


class _Ranks:
    """The uncertain numbers of some worlds, and the rank of each world in each of them."""

    def __init__(self, worlds: Worlds) -> None:
        from scipy.stats import rankdata

        self.worlds = worlds
        self.values = {name: worlds.values(name) for name in worlds.uncertain}
        self.ranks = {name: rankdata(values) for name, values in self.values.items()}


def separating(
    case: Case, ranks: _Ranks, consents: npt.NDArray[np.bool_]
) -> tuple[Assumption, ...]:
    """Return the numbers whose ranks differ between two groups of worlds, the widest first.

    The rank-biserial correlation is twice the Mann-Whitney share less one [@Kerby2014]; numbers
    within four standard errors of zero, or below `LEAST`, are left out.
    """
    ones, zeros = int(consents.sum()), int((~consents).sum())
    if min(ones, zeros) < 20:
        return ()
    se = 2.0 * math.sqrt((ones + zeros + 1) / (12.0 * ones * zeros))
    found = []
    for name, ranked in ranks.ranks.items():
        above = ranked[consents].sum() - ones * (ones + 1) / 2.0
        separation = 2.0 * above / (ones * zeros) - 1.0
        if abs(separation) > max(4.0 * se, LEAST):
            values = ranks.values[name]
            number = ranks.worlds.numbers[name]
            found.append(_assumption(name, number, separation, se, values, consents))
    return tuple(sorted(found, key=lambda a: -abs(a.separation)))


def _assumption(
    name: str,
    number: Quantity,
    separation: float,
    se: float,
    values: Floats,
    consents: npt.NDArray[np.bool_],
) -> Assumption:
    return Assumption(
        path=name,
        text=_written(number),
        basis=number.basis,
        separation=float(separation),
        se=se,
        signs=Spread.of(values[consents]),
        refuses=Spread.of(values[~consents]),
        cite=number.cite,
        why=number.judgement.why if number.judgement else number.note,
    )


def _written(number: Quantity) -> str:
    """Return the number as the case writes it, a base rate by its name."""
    return f"base rate {number.form.name}" if isinstance(number.form, BaseRate) else number.text


def _stated(case: Case, proposal: str, actor: str) -> tuple[Assumption, ...]:
    stance = case.stance_of(proposal, actor)
    if stance is None:
        return ()
    number = stance.consents
    path = f"{case.stance_path(proposal, actor)}.consents"
    return (
        Assumption(
            path=path,
            text=f"{stance.position}: {_written(number)}"
            if number.basis == "base rate"
            else number.text,
            basis="evidence" if stance.cite else number.basis,
            separation=1.0,
            se=0.0,
            signs=None,
            refuses=None,
            cite=stance.cite or number.cite,
            why=number.judgement.why if number.judgement else stance.note,
        ),
    )


def _condition(party: PartyResult) -> str:
    if party.modelled != "value" or party.margin is None:
        return f"{party.name} consents with the probability that the case states."
    low, middle, high = party.margin.p5, party.margin.p50, party.margin.p95
    side = "more" if middle >= 0 else "less"
    ends = " to ".join(f"{each:+.3f}".replace("-", "−") for each in (low, high))
    return (
        f"To {party.name} the deal is worth {abs(middle):.3f} {side} than fighting on at the "
        f"median ({ends} in 90% of worlds), where total victory is worth "
        f"1 and total defeat 0; it signs where the difference is not below zero."
    )


def blockers(found: Sequence[Reason], least: float = 0.005) -> tuple[Reason, ...]:
    """Return the reasons of those who alone stand in the way in more than `least` of the worlds."""
    return tuple(reason for reason in found if reason.party.blocks.share > least)
