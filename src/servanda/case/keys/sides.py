"""Who fights whom: sides and their parties, whom promises are for, who gains at the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.case.keys.parties import Party
    from servanda.case.keys.promises import Guarantee
    from servanda.case.keys.war import Front, War

__all__ = ["Sided"]


class Sided:
    """What follows of a case's parties, guarantees and front for who stands against whom."""

    if TYPE_CHECKING:
        parties: dict[str, Party]
        guarantees: dict[str, Guarantee]
        war: War

    @property
    def sides(self) -> dict[str, tuple[str, ...]]:
        """Return the parties of every side, in the order of the file."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self.parties:
            found[self.side_of(name)] = (*found.get(self.side_of(name), ()), name)
        return found

    def side_of(self, party: str) -> str:
        """Return the side a party fights on: its own name where the case names none."""
        return self.parties[party].side or party

    def same_side(self, one: str, other: str) -> bool:
        """Return whether two parties fight on one side."""
        return self.side_of(one) == self.side_of(other)

    def enemies_of(self, party: str) -> tuple[str, ...]:
        """Return the parties of other sides."""
        return tuple(other for other in self.parties if not self.same_side(party, other))

    def parties_named(self, names: str | tuple[str, ...]) -> tuple[str, ...]:
        """Return the parties that names of parties or sides stand for."""
        listed = (names,) if isinstance(names, str) else names
        return tuple(p for p in self.parties if p in listed or self.side_of(p) in listed)

    def protected_by(self, guarantee: str) -> tuple[str, ...]:
        """Return the parties a guarantee protects."""
        return self.parties_named(self.guarantees[guarantee].protects)

    def opposed_by(self, guarantee: str) -> tuple[str, ...]:
        """Return the parties whose breach a guarantee answers."""
        stated = self.guarantees[guarantee].against
        if stated:
            return self.parties_named(stated)
        protected = self.protected_by(guarantee)
        return tuple(
            party
            for party in self.parties
            if not protected or any(not self.same_side(party, other) for other in protected)
        )

    @property
    def challenger(self) -> str:
        """Return the first party: a word for a reader, and for no computation."""
        return next(iter(self.parties))

    @property
    def protege(self) -> str:
        """Return the first party of another side than the first: a word for a reader."""
        enemies = self.enemies_of(self.challenger)
        return enemies[0] if enemies else list(self.parties)[-1]

    @property
    def has_front(self) -> bool:
        """Return whether the war has a front line."""
        return self.war.front is not None

    @property
    def front(self) -> Front:
        """Return the front; raises InputError where the war has none."""
        if self.war.front is None:
            raise InputError("war.front: this war has no front, and one is needed here")
        return self.war.front

    @property
    def front_holders(self) -> tuple[str, ...]:
        """Return the parties that gain when the front moves up."""
        return self.parties_named(self.front.held_by or self.challenger)

    @property
    def front_losers(self) -> tuple[str, ...]:
        """Return the parties that lose when the front moves up."""
        holders = self.front_holders
        if self.front.against:
            return self.parties_named(self.front.against)
        sides = {self.side_of(holder) for holder in holders}
        return tuple(party for party in self.parties if self.side_of(party) not in sides)
