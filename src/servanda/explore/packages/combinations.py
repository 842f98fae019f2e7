"""The packages that a case leaves room for: every combination of what its proposals vary.

A package settles each issue somewhere between the two sides' best, takes over the guarantees,
phases and consent rule of a proposal that offers them (those who grant a guarantee must still
consent), and may make a guarantee's force smaller or larger. A guarantee comes with the options
that only its proposals name: a force is not had without its presence, nor an alliance's clause
without membership.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Counts
from servanda.case.keys.case import Case
from servanda.case.keys.dispute import Outcome
from servanda.case.keys.number import Quantity
from servanda.case.keys.proposals import Proposal
from servanda.errors import InputError, named
from servanda.explore.methods.pareto import Lever
from servanda.explore.packages.arrangements import (
    FORCES,
    Arrangement,
    arrangements_of,
    differences,
    others_asked,
    readings_of,
    stronger,
)
from servanda.explore.packages.comes_with import comes_with, with_correlations_of_uncertain
from servanda.explore.packages.issue_settings import (
    Setting,
    place_of,
    settings_of,
    where,
)
from servanda.worlds.belief import pooled_quantile

__all__ = ["FORCES", "Arrangement", "Choice", "Setting", "Space", "space_of"]

Choice = NDArray[np.int64]
Feature = tuple[str, str | float | None]
Features = frozenset[Feature]
"""Values of issues and guarantees, of a proposal or a package."""


@dataclass(frozen=True, eq=False)
class Space:
    """The packages of a case: settings per issue, and arrangements; a package picks one of each.

    A package is a row of setting numbers, one per issue in order and the arrangement's last.
    """

    case: Case
    proposal: str | None
    settings: Mapping[str, tuple[Setting, ...]]
    arrangements: tuple[Arrangement, ...]
    left_out: tuple[str, ...] = ()

    @cached_property
    def levers(self) -> tuple[Lever, ...]:
        """The terms and the arrangement as levers."""
        terms = [
            Lever(issue, tuple(each.label for each in options))
            for issue, options in self.settings.items()
        ]
        says = tuple(each.says for each in self.arrangements)
        return (*terms, Lever("guarantee", says))

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many settings each lever has."""
        return tuple(len(lever.settings) for lever in self.levers)

    @property
    def combinations(self) -> int:
        """How many combinations of settings there are, whether or not they fit together."""
        return prod(self.sizes)

    def all(self) -> Choice:
        """Give every package, one a row."""
        every = np.array(list(np.ndindex(*self.sizes)), dtype=np.int64)
        return every[self.fits(every)]

    def fits(self, packages: Choice) -> NDArray[np.bool_]:
        """Say which packages have the options that their guarantees come with."""
        found = np.ones(len(packages), dtype=np.bool_)
        for column, (issue, options) in enumerate(self.settings.items()):
            if self.case.issues[issue].kind != "finite":
                continue
            allowed = np.ones((len(self.arrangements), len(options)), dtype=np.bool_)
            for number, each in enumerate(self.arrangements):
                for guarantee in each.guarantees:
                    named = comes_with(self.case, guarantee, issue)
                    if named:
                        allowed[number] &= [one.outcome.option in named for one in options]
            found &= allowed[packages[:, -1], packages[:, column]]
        return found

    def start(self) -> Choice:
        """Give the named proposal as a package.

        Raises: InputError where no proposal is named.
        """
        if self.proposal is None:
            raise InputError("no proposal was named to start from; name one")
        body = self.case.proposals[self.proposal]
        picks = [
            place_of(each, body.terms[issue], f"proposals.{self.proposal}.terms.{issue}")
            for issue, each in self.settings.items()
        ]
        as_it_stands = (self.proposal, repr(body.phases), readings_of(body.consent)[0][0], 1.0)
        mine = next(
            number
            for number, each in enumerate(self.arrangements)
            if (each.template, repr(each.phases), each.reading, each.factor) == as_it_stands
        )
        return np.array([*picks, mine], dtype=np.int64)

    def seen_from(self, proposal: str) -> Space:
        """Give the same packages with a proposal named: its rule, phases and costs come first."""
        body = self.case.proposals[proposal]
        own = {
            others_asked(self.case, proposal, rule, ()): (reading, rule)
            for reading, rule in reversed(readings_of(body.consent))
        }
        phased = {repr(body.phases), repr(())}

        def named(each: Arrangement) -> Arrangement:
            same = set(each.guarantees) == set(body.guarantees) and repr(each.phases) in phased
            if not each.template or not same:
                return each
            asked = others_asked(self.case, each.template, each.consent, ())
            if asked not in own:
                return each
            reading, rule = own[asked]
            return replace(
                each, template=proposal, guarantees=body.guarantees, consent=rule, reading=reading
            )

        return replace(
            self, proposal=proposal, arrangements=tuple(named(each) for each in self.arrangements)
        )

    def says(self, package: Choice) -> str:
        """Say a package in words: its terms, then its arrangement."""
        *terms, last = (int(one) for one in package)
        parts = [
            f"{self.case.issues[issue].title}: {options[pick].label}"
            for (issue, options), pick in zip(self.settings.items(), terms, strict=True)
        ]
        return "; ".join([*parts, self.arrangements[last].says])

    def changes(self, one: Choice, two: Choice) -> dict[str, tuple[str, str]]:
        """Give what differs between two packages: per term, what it was and what it becomes."""
        found = {}
        pairs = zip(self.settings.items(), one, two, strict=False)
        for (issue, options), old, new in pairs:
            if old != new:
                title = self.case.issues[issue].title
                found[title] = (options[int(old)].label, options[int(new)].label)
        return found | differences(self.arrangements[int(one[-1])], self.arrangements[int(two[-1])])

    def distances(self, start: Choice, packages: Choice) -> tuple[Counts, NDArray[np.float64]]:
        """Give how many terms each package changes, and by how much of their range in all."""
        counts = (packages[:, :-1] != start[:-1]).sum(axis=1)
        mine = self.arrangements[int(start[-1])]
        differ = np.array([len(differences(mine, each)) for each in self.arrangements])
        moved = differ[packages[:, -1]] * 0.5
        for column, options in enumerate(self.settings.values()):
            places = np.array([each.place for each in options])
            moved = moved + np.abs(places[packages[:, column]] - places[start[column]])
        return counts + differ[packages[:, -1]], moved

    def priced(self, package: Choice) -> dict[str, tuple[str, Quantity]]:
        """Give the political cost that each party bears under a package, and whose that is.

        A package inherits every cost of the values it settles. A proposal's cost may hang on any
        value in which it differs from those that charge a party less, and that is no better for the
        party; so a package bears it unless it differs, like one of these, in all of them. Of all
        the costs inherited the dearest counts. Terms and guarantees that are a proposal's own cost
        what it says.
        """
        key = tuple(int(one) for one in package)
        if key not in self._priced:
            own = self._own(package)
            self._priced[key] = {
                party: found
                for party in self.case.parties
                if (found := self._charged(party, package, own)) is not None
            }
        return self._priced[key]

    @cached_property
    def _priced(self) -> dict[tuple[int, ...], dict[str, tuple[str, Quantity]]]:
        return {}

    def _own(self, package: Choice) -> str:
        """Name the proposal whose terms and guarantees a package has; "" for none."""
        template = self.arrangements[int(package[-1])].template
        first = [name for name in (self.proposal, template) if name]
        order = dict.fromkeys([*first, *self.case.proposals])
        features = self._features(package)
        return next((name for name in order if self._named[name] == features), "")

    def _charged(self, party: str, package: Choice, own: str) -> tuple[str, Quantity] | None:
        """Give the dearest cost that a party bears under a package."""
        if own:
            number = self._cost_of(own, party)
            return None if number is None else (own, number)
        features = self._features(package)
        borne = [
            (name, number)
            for name in self.case.proposals
            if (number := self._cost_of(name, party)) is not None
            and self._inherits(party, features, name)
        ]
        return max(borne, key=lambda each: _median(each[1]), default=None)

    def _inherits(self, party: str, features: Features, name: str) -> bool:
        """Say whether a package with these features bears what a proposal costs a party."""
        mine = self._named[name]
        dear = self._median_cost(name, party)
        cheaper = [other for other in self.case.proposals if self._median_cost(other, party) < dear]
        carriers = [self._carriers(party, name, other) for other in cheaper]
        return bool(mine & features) and all(not each or each & features for each in carriers)

    def _carriers(self, party: str, name: str, cheaper: str) -> Features:
        """Return in what a proposal differs from a cheaper one that may be what costs a party more.

        Nobody pays at home for what it gets: of issues, only values no better for the party.
        """
        differ = self._named[name] - self._named[cheaper]
        return frozenset(
            feature
            for feature in differ
            if feature[0] not in self.settings
            or self._worth(party, feature[0], name)
            <= self._worth(party, feature[0], cheaper) + 1e-9
        )

    def _worth(self, party: str, issue: str, proposal: str) -> float:
        """Return what a proposal's value of an issue is worth to a party, from 0 to 1."""
        body, outcome = self.case.issues[issue], self.case.proposals[proposal].terms[issue]
        if body.kind == "finite":
            shares = body.options[outcome.option or ""].shares
            number = shares.get(party, shares.get(self.case.side_of(party)))
            return 0.0 if number is None else _median(number)
        here = where(self.case, issue, outcome)
        best, worst = self.case.best_of(issue, party), self.case.worst_of(issue, party)
        return here if best > worst else 1.0 - here

    def _median_cost(self, name: str, party: str) -> float:
        number = self._cost_of(name, party)
        return 0.0 if number is None else _median(number)

    def _cost_of(self, name: str, party: str) -> Quantity | None:
        """Return what signing a proposal costs a party, or its side, at home."""
        costs = self.case.proposals[name].political_costs
        return costs.get(party, costs.get(self.case.side_of(party)))

    def _features(self, package: Choice) -> Features:
        """Return the value each issue is settled at, and the guarantees: what costs may hang on.

        A number between those that proposals name counts as the nearest of them.
        """
        found: set[Feature] = set()
        for (issue, options), pick in zip(self.settings.items(), package, strict=False):
            found |= self._nearest(issue, options[int(pick)].outcome)
        found |= {("guarantee", name) for name in self.arrangements[int(package[-1])].guarantees}
        return frozenset(found)

    def _nearest(self, issue: str, outcome: Outcome) -> set[Feature]:
        """Return which of the values that proposals name an outcome is, or lies nearest to."""
        if self.case.issues[issue].kind == "finite":
            return {(issue, outcome.option)}
        here = where(self.case, issue, outcome)
        named = {
            round(where(self.case, issue, body.terms[issue]), 9)
            for body in self.case.proposals.values()
            if issue in body.terms
        }
        least = min((abs(place - here) for place in named), default=0.0)
        return {(issue, place) for place in named if abs(place - here) <= least + 1e-9}

    @cached_property
    def _named(self) -> dict[str, Features]:
        """The features of every proposal."""
        found: dict[str, Features] = {}
        for name, body in self.case.proposals.items():
            features: set[Feature] = {("guarantee", each) for each in body.guarantees}
            for issue in self.settings:
                if issue in body.terms:
                    features |= self._nearest(issue, body.terms[issue])
            found[name] = frozenset(features)
        return found

    def in_case(self, package: Choice) -> tuple[Case, str]:
        """Give a case that holds the package as a proposal, ready to be assessed, and its name.

        It stands in the place of the proposal whose consent rule it takes over, so that what third
        parties say of that one they say of it; the proposal as it was stays beside it.
        """
        arrangement = self.arrangements[int(package[-1])]
        name = arrangement.template or _unused(self.case, "package")
        body = self._written(package, arrangement)
        guarantees = {
            key: stronger(each, arrangement.factor) if key in arrangement.guarantees else each
            for key, each in self.case.guarantees.items()
        }
        proposals = dict(self.case.proposals)
        if name in proposals:
            proposals[_unused(self.case, f"{name}_as_it_was")] = proposals[name]
        proposals[name] = body
        written = self.case.model_copy(update={"proposals": proposals, "guarantees": guarantees})
        return with_correlations_of_uncertain(written), name

    def _written(self, package: Choice, arrangement: Arrangement) -> Proposal:
        """Return a package as the proposal that an author would write."""
        picks = zip(self.settings.items(), package, strict=False)
        update: dict[str, Any] = {
            "title": self.says(package),
            "terms": {issue: each[int(pick)].outcome for (issue, each), pick in picks},
            "phases": arrangement.phases,
            "guarantees": arrangement.guarantees,
            "consent": arrangement.consent,
            "political_costs": {
                party: number for party, (_, number) in self.priced(package).items()
            },
            "after_any_settlement": False,
            "acceptance": (),
        }
        if arrangement.template:
            return self.case.proposals[arrangement.template].model_copy(update=update)
        return Proposal.model_construct(None, **update)


def space_of(case: Case, proposal: str | None = None, also: tuple[str, ...] = ()) -> Space:
    """Lay out the packages of a case; the named proposal is one of them, and so are those `also`.

    Raises: InputError for an unknown proposal.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> space = space_of(parse(first_case()))
    >>> space.combinations >= len(space.all()) > 1
    True
    """
    asked = tuple(dict.fromkeys([*([proposal] if proposal is not None else []), *also]))
    for name in asked:
        named(name, case.proposals, "proposal")
    settings = {
        issue: tuple(sorted(settings_of(case, issue, asked), key=lambda each: each.place))
        for issue in case.issues
        if any(issue in body.terms for body in case.proposals.values())
    }
    offered = {name for body in case.proposals.values() for name in body.guarantees}
    unused = tuple(name for name in case.guarantees if name not in offered)
    return Space(case, proposal, settings, tuple(arrangements_of(case, proposal)), unused)


def _median(number: Quantity) -> float:
    return float(pooled_quantile(number.form, np.array([0.5]), number.low, number.high)[0])


def _unused(case: Case, name: str) -> str:
    """Return a name that no proposal of a case has."""
    while name in case.proposals:
        name += "_2"
    return name
