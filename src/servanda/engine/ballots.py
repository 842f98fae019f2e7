"""Who consents to what in a chunk of worlds, and who brings troops; all proposals share draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Protocol

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.case.consent import Ballot, Tree
from servanda.case.consent.asked import weighing_their_stakes
from servanda.case.keys.case import Case
from servanda.case.keys.parties import Stance
from servanda.errors import InputError
from servanda.quantity import BaseRate
from servanda.worlds.sample import Worlds

__all__ = ["Ballots", "Stances", "undeclared"]

Stances = dict[tuple[str, str], tuple[str, Stance | None]]
"""Where actors stand on proposals, each with its path in the case, as far as it was looked up."""


class Ballots:
    """The consent of third parties to the proposals of a case, in a chunk of worlds.

    `by_stakes` holds, by proposal and guarantor, the chance that it consents by what it has at
    stake (`guarantor_consents`); it is for those who have not declared themselves.
    """

    def __init__(
        self,
        case: Case,
        drawn: Worlds,
        rules: Mapping[str, Tree],
        stances: Stances | None = None,
    ) -> None:
        self.case, self.drawn, self.worlds = case, drawn, len(drawn)
        self._stances: Stances = {} if stances is None else stances
        self.by_stakes: dict[tuple[str, str], Floats] = {}
        self._rules = rules

    @cached_property
    def _actors(self) -> tuple[str, ...]:
        """Return whoever may be asked and does not fight."""
        asked = {party for rule in self._rules.values() for party in rule.parties}
        for body in self.case.guarantees.values():
            asked |= {each for name in body.guarantors for each in self.and_members(name)}
        return tuple(sorted(asked - set(self.case.parties)))

    @cached_property
    def _luck(self) -> dict[str, Floats]:
        """Return the draws of consent of each of them, made once somebody votes."""
        luck = self.drawn.consent(self._actors, self.drawn.values("consent_correlation"))
        return dict(zip(self._actors, luck, strict=True))

    def and_members(self, actor: str) -> tuple[str, ...]:
        """Return an actor and the members it acts through."""
        body = self.case.actors.get(actor)
        return (actor, *(body.members if body is not None else ()))

    def chance(self, proposal: str, actor: str) -> Floats:
        """Return the chance that an actor modelled by a probability consents to `proposal`."""
        if (proposal, actor) in self.by_stakes:
            return self.by_stakes[proposal, actor]
        path, _ = self.stance(proposal, actor)
        if path:
            return self.drawn.values(f"{path}.consents")
        raise InputError(
            f"proposals.{proposal}: whether {actor} consents is not said; add "
            f"`{actor}: volunteer` (or a probability) under its `stances`"
        )

    def stance(self, proposal: str, actor: str) -> tuple[str, Stance | None]:
        """Return where an actor stands on a proposal, with its path; looked up once for a case."""
        key = (proposal, actor)
        if key not in self._stances:
            stance = self.case.stance_of(proposal, actor)
            self._stances[key] = self.case.stance_path(proposal, actor), stance
        return self._stances[key]

    def consents(self, proposal: str, actor: str) -> Flags:
        """Return where an actor modelled by a probability consents to `proposal`."""
        return np.asarray(self._luck[actor] < self.chance(proposal, actor), dtype=np.bool_)

    def ballot(
        self, rule: Tree, proposal: str, armed: Mapping[str, Flags], most: bool = True
    ) -> Ballot:
        """Return the ballot on `proposal`, the armed parties consenting as `armed` says."""
        consents = {
            party: armed[party] if party in armed else self.consents(proposal, party)
            for party in rule.parties
        }
        valid = {
            name: np.asarray(self.drawn.event(name) < self.drawn.values(name), dtype=np.bool_)
            for name in rule.vetoes
        }
        needs = {}
        for party in rule.parties:
            _, stance = self.stance(proposal, party)
            if stance is not None and stance.position == "conditional" and stance.needs:
                needs[party] = stance.needs
        return Ballot(consents, valid, _Weights(self.drawn), needs, most)

    def troops(self, proposal: str, guarantee: str) -> tuple[Floats, Floats] | None:
        """Return the troops that guarantors would send together, and those that do, by world.

        None where no guarantor states any.
        """
        total, come, stated = np.zeros(self.worlds), np.zeros(self.worlds), False
        for actor in self._guarantors(guarantee):
            path, stance = self.stance(proposal, actor)
            if stance is None or stance.troops is None:
                continue
            sent = self.drawn.values(f"{path}.troops")
            total += sent
            come += np.where(self.consents(proposal, actor), sent, 0.0)
            stated = True
        return (total, come) if stated else None

    def _guarantors(self, guarantee: str) -> list[str]:
        names = self.case.guarantees[guarantee].guarantors
        found = [each for name in names for each in self.and_members(name)]
        return [each for each in dict.fromkeys(found) if each in self._actors]

    def asked_by_stakes(self, rule: Tree, proposal: str) -> list[tuple[str, str]]:
        """Return the guarantors whose consent is asked and follows from what they have at stake.

        Each with the guarantee that tells its stakes. They are those who have not declared
        themselves: nothing is stated of them, or `undeclared` and no probability.
        """
        weighing = weighing_their_stakes(self.case, proposal).items()
        return [
            (actor, guarantee)
            for actor, guarantee in weighing
            if actor in rule.parties
            and actor not in self.case.parties
            and undeclared(self.stance(proposal, actor)[1])
        ]


def undeclared(stance: Stance | None) -> bool:
    """Return whether somebody has not declared itself: nothing is stated but that."""
    if stance is None:
        return True
    form = stance.consents.form
    return isinstance(form, BaseRate) and form.name == "stance_undeclared"


class _Lookup(Protocol):
    def values(self, name: str) -> Floats: ...


class _Weights(Mapping[str, Floats]):
    """The numbers of consent rules by path, read from the worlds when asked."""

    def __init__(self, drawn: _Lookup) -> None:
        self._drawn = drawn

    def __getitem__(self, path: str) -> Floats:
        return np.asarray(self._drawn.values(path), dtype=np.float64)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
