"""Which settlements of the library are most like a proposal, by what both cases declare.

Likeness is the share of declared features in which two proposals agree. It is a way to find what to
read, not a forecast: the library was drawn to a fixed share of each outcome, so that the outcomes
of the nearest are no rate of anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from servanda.case.keys.case import Case
from servanda.errors import named
from servanda.settlements.library import Settlement, library

__all__ = ["Alike", "features_of", "settlements_like"]


@dataclass(frozen=True)
class Alike:
    """A settlement, the share of features it has in common, and those it has and has not."""

    settlement: Settlement
    likeness: float
    alike: tuple[str, ...]
    unlike: tuple[str, ...]

    def __str__(self) -> str:
        apart = f"; otherwise: {', '.join(self.unlike)}" if self.unlike else ""
        return f"{self.settlement.title} ({self.likeness:.0%} alike{apart}): {self.settlement.told}"

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return {
            "settlement": self.settlement.id,
            "title": self.settlement.title,
            "likeness": self.likeness,
            "alike": list(self.alike),
            "unlike": list(self.unlike),
            "became": self.settlement.became,
            "told": self.settlement.told,
        }


def features_of(case: Case, proposal: str) -> dict[str, str]:
    """Return what a case declares of a proposal that settlements are told apart by.

    >>> features_of(library()["golan-1974"].case, "disengagement")["front"]
    'a front'
    """
    body = named(proposal, case.proposals, "proposal")
    kinds = {case.guarantees[name].kind for name in body.guarantees}
    kept = [
        one.kept
        for entry in case.record.values()
        for who, one in entry.conduct.items()
        if who in case.parties
    ]
    territory = any(issue.kind == "territory" for issue in case.issues.values())
    return {
        "kind": str(case.kind_of(proposal)).replace("_", " "),
        "front": "a front" if case.has_front else "no front",
        "parties": "two armed parties" if len(case.parties) == 2 else "three or more armed parties",
        "territory": "ground in dispute" if territory else "no ground in dispute",
        "force": "a force on the spot" if "deployed_force" in kinds else "no force on the spot",
        "watch": "monitors" if "monitors" in kinds else "no monitors",
        "promise": "a treaty of help" if "treaty" in kinds else "no treaty of help",
        "pressure": "pressure from outside" if body.pressure else "no pressure from outside",
        "record": "no earlier promises"
        if not kept
        else "earlier promises mostly kept"
        if sum(kept) * 2 > len(kept)
        else "earlier promises mostly broken",
        "parts": "all at once"
        if not (body.phases or body.provisions)
        else "in phases or with provisions by month",
    }


def settlements_like(case: Case, proposal: str, most: int = 5) -> tuple[Alike, ...]:
    """Return the settlements most like a proposal, the likest first; of equals the later.

    Its kind of war counts twice, since rates differ most by kind.

    Raises: InputError for an unknown proposal.
    """
    own = features_of(case, proposal)
    weights = {name: 2.0 if name == "kind" else 1.0 for name in own}
    found = []
    for each in library():
        if each.case.title == case.title:
            continue
        theirs = features_of(each.case, each.proposal)
        same = [name for name in own if own[name] == theirs[name]]
        likeness = sum(weights[name] for name in same) / sum(weights.values())
        found.append(
            Alike(
                each,
                likeness,
                tuple(own[name] for name in same),
                tuple(theirs[name] for name in own if name not in same),
            )
        )
    found.sort(key=lambda one: (-one.likeness, -one.settlement.year, one.settlement.id))
    return tuple(found[:most])
