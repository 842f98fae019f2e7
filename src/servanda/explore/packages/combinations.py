"""The packages that a case leaves room for: every combination of what its proposals vary.

A package settles each issue somewhere between the two sides' best, takes over the guarantees,
phases and consent rule of a proposal that offers them (those who grant a guarantee must still
consent), and may make a guarantee's force smaller or larger. A guarantee comes with the options
that only its proposals name: a force is not had without its presence, nor an alliance's clause
without membership.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from servanda.case.consent import AllOf, ConsentRule, Members, Named
from servanda.case.keys.case import Case, Phase
from servanda.case.keys.dispute import Outcome
from servanda.case.keys.number import Quantity
from servanda.case.keys.promises import Guarantee
from servanda.case.text.written import written
from servanda.errors import InputError
from servanda.explore.methods.pareto import Lever
from servanda.quantity import BaseRate, Family, Form, Interval, Mixture, Point
from servanda.worlds.belief import quantile

__all__ = ["FORCES", "Arrangement", "Setting", "Space", "space_of"]

Choice = NDArray[np.int64]
Counts = NDArray[np.int64]

STEPS = 5
"""Settings of a graded or territorial issue, from the protégé's best to the challenger's."""

FORCES = (0.5, 1.0, 2.0, 4.0)
"""How many times the promised force a package may bring."""

BELLIGERENTS = "both sides alone"


@dataclass(frozen=True)
class Setting:
    """One way to settle one issue: its label, what a proposal would say, and where that is drawn.

    `place` orders the settings of an issue from 0, the protégé's best, to 1.
    """

    label: str
    outcome: Outcome
    path: str
    place: float


@dataclass(frozen=True)
class Arrangement:
    """Everything of a package but its terms: guarantees, force, phases, and whose consent it needs.

    `template` is the proposal whose consent rule and stances it takes over (empty: both sides
    alone), `reading` how a disputed veto is read, `alike` the other proposals under which fighting
    would stop in the same worlds.
    """

    template: str
    guarantees: tuple[str, ...]
    phases: tuple[Phase, ...]
    consent: ConsentRule
    reading: str = ""
    factor: float = 1.0
    alike: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """Say the arrangement in a few words."""
        promised = " and ".join(name.replace("_", " ") for name in self.guarantees)
        words = promised or "no guarantee"
        if self.factor != 1.0:
            words += f", force x{self.factor:g}"
        words += ", in phases" if self.phases else ""
        return words


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
                    named = _comes_with(self.case, guarantee, issue)
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
            _place(each, body.terms[issue], f"proposals.{self.proposal}.terms.{issue}")
            for issue, each in self.settings.items()
        ]
        as_it_stands = (self.proposal, repr(body.phases), _readings(body.consent)[0][0], 1.0)
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
            _others_asked(self.case, proposal, rule, ()): (reading, rule)
            for reading, rule in reversed(_readings(body.consent))
        }
        phased = {repr(body.phases), repr(())}

        def named(each: Arrangement) -> Arrangement:
            same = set(each.guarantees) == set(body.guarantees) and repr(each.phases) in phased
            if not each.template or not same:
                return each
            asked = _others_asked(self.case, each.template, each.consent, ())
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
        return found | _differ(self.arrangements[int(one[-1])], self.arrangements[int(two[-1])])

    def distances(self, start: Choice, packages: Choice) -> tuple[Counts, NDArray[np.float64]]:
        """Give how many terms each package changes, and by how much of their range in all."""
        counts = (packages[:, :-1] != start[:-1]).sum(axis=1)
        mine = self.arrangements[int(start[-1])]
        differ = np.array([len(_differ(mine, each)) for each in self.arrangements])
        moved = differ[packages[:, -1]] * 0.5
        for column, options in enumerate(self.settings.values()):
            places = np.array([each.place for each in options])
            moved = moved + np.abs(places[packages[:, column]] - places[start[column]])
        return counts + differ[packages[:, -1]], moved

    def numbers(self) -> dict[str, Quantity]:
        """Give the numbers that settings need and the case does not hold, by path."""
        found: dict[str, Quantity] = {}
        for options in self.settings.values():
            for each in options:
                if each.path.startswith("deals.") and each.outcome.value is not None:
                    found[f"{each.path}.value"] = each.outcome.value
        return found

    def priced(self, package: Choice) -> tuple[str, str]:
        """Name the proposals whose political cost a package carries, for either side; "" for none.

        A setting costs what every proposal that names it charges at least; a package costs the
        most that one of its settings does. Terms that are a proposal's own cost what it says.
        """
        key = tuple(int(one) for one in package[:-1])
        if key not in self._priced:
            outcomes = [
                options[pick].outcome
                for options, pick in zip(self.settings.values(), key, strict=True)
            ]
            order = dict.fromkeys(
                [*([self.proposal] if self.proposal else []), *self.case.proposals]
            )
            own = [
                name
                for name in order
                if all(
                    _same(self.case.proposals[name].terms[issue], outcome)
                    for issue, outcome in zip(self.settings, outcomes, strict=True)
                )
            ]
            sides = (self.case.challenger, self.case.protege)
            first, second = (self._charged(side, key, own) for side in sides)
            self._priced[key] = (first, second)
        return self._priced[key]

    @cached_property
    def _priced(self) -> dict[tuple[int, ...], tuple[str, str]]:
        return {}

    def _charged(self, side: str, key: tuple[int, ...], own: list[str]) -> str:
        if own:
            return own[0] if self._cost(own[0], side) > 0.0 else ""
        found = [""]
        for issue, pick in zip(self.settings, key, strict=True):
            if self.case.issues[issue].kind != "graded":
                names = self._named[issue, pick]
                found += [min(names, key=lambda name: self._cost(name, side))] if names else []
        return max(found, key=lambda name: self._cost(name, side))

    def _cost(self, name: str, side: str) -> float:
        number = self.case.proposals[name].political_costs.get(side) if name else None
        if number is None:
            return 0.0
        return float(quantile(number.form, np.array([0.5]), number.low, number.high)[0])

    @cached_property
    def _named(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """Which proposals name a setting, or the one that lies nearest to it."""
        found = {}
        for issue, options in self.settings.items():
            terms = {name: body.terms[issue] for name, body in self.case.proposals.items()}
            at = {name: _where(self.case, issue, outcome) for name, outcome in terms.items()}
            for pick, each in enumerate(options):
                if self.case.issues[issue].kind == "finite":
                    names = [name for name in terms if _same(terms[name], each.outcome)]
                else:
                    nearest = min(abs(place - each.place) for place in at.values())
                    names = [name for name in at if abs(at[name] - each.place) <= nearest + 1e-9]
                found[issue, pick] = tuple(names)
        return found

    def in_case(self, package: Choice) -> tuple[Case, str]:
        """Give a case that holds the package as a proposal, ready to be assessed, and its name."""
        arrangement = self.arrangements[int(package[-1])]
        name = arrangement.template or next(iter(self.case.proposals))
        own = self.case.proposals[name]
        picks = zip(self.settings.items(), package, strict=False)
        sides = (self.case.challenger, self.case.protege)
        costs = {
            side: self.case.proposals[source].political_costs[side]
            for side, source in zip(sides, self.priced(package), strict=True)
            if source
        }
        body = own.model_copy(
            update={
                "title": self.says(package),
                "terms": {issue: each[int(pick)].outcome for (issue, each), pick in picks},
                "phases": arrangement.phases,
                "guarantees": arrangement.guarantees,
                "consent": arrangement.consent,
                "political_costs": costs,
                "after_any_settlement": False,
            }
        )
        guarantees = {
            key: _stronger(each, arrangement.factor) if key in arrangement.guarantees else each
            for key, each in self.case.guarantees.items()
        }
        proposals = {**self.case.proposals, name: body}
        return self.case.model_copy(update={"proposals": proposals, "guarantees": guarantees}), name


def space_of(case: Case, proposal: str | None = None, also: tuple[str, ...] = ()) -> Space:
    """Lay out the packages of a case; the named proposal is one of them, and so are those `also`.

    Raises: InputError for an unknown proposal.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> space = space_of(parse(first_case()))
    >>> space.combinations >= len(space.all()) > 1
    True
    """
    named = tuple(dict.fromkeys([*([proposal] if proposal is not None else []), *also]))
    for name in named:
        if name not in case.proposals:
            raise InputError(
                f"no proposal is called {name!r}; there are {', '.join(case.proposals)}"
            )
    settings = {
        issue: tuple(sorted(_settings(case, issue, named), key=lambda each: each.place))
        for issue in case.issues
    }
    offered = {name for body in case.proposals.values() for name in body.guarantees}
    unused = tuple(name for name in case.guarantees if name not in offered)
    return Space(case, proposal, settings, tuple(_arrangements(case, proposal)), unused)


def _only_while_fighting(case: Case, issue: str) -> set[str | None]:
    """Give the options that describe the war and that no proposal names: no terms of a deal."""
    war = [terms[issue].option for terms in (case.war.while_fighting, case.war.if_it_peters_out)
           if issue in terms]  # fmt: skip
    named = {
        terms[issue].option
        for body in case.proposals.values()
        for terms in (body.terms, *(phase.terms for phase in body.phases))
        if issue in terms
    }
    return set(war) - named


def _comes_with(case: Case, guarantee: str, issue: str) -> frozenset[str | None]:
    """Give the options on an issue that a guarantee comes with; empty where others name them too.

    They are those that its proposals name, if no proposal without it names any of them.
    """
    with_it: set[str | None] = set()
    without: set[str | None] = set()
    for body in case.proposals.values():
        named = with_it if guarantee in body.guarantees else without
        for terms in (body.terms, *(phase.terms for phase in body.phases)):
            if issue in terms:
                named.add(terms[issue].option)
    return frozenset(with_it) if not with_it & without else frozenset()


def _settings(case: Case, issue: str, named: tuple[str, ...]) -> Iterator[Setting]:
    """Yield the settings of an issue: steps or options, as held, and the named proposals' own."""
    body = case.issues[issue]
    if body.kind == "finite":
        at_war = _only_while_fighting(case, issue)
        for number, option in enumerate(body.options):
            if option in at_war:
                continue
            title = body.options[option].title or option.replace("_", " ")
            yield Setting(title, Outcome(option=option), "", _option_place(case, issue, number))
        return
    front = case.front
    low, high = _ends(case, issue)
    if body.kind == "territory":
        yield Setting("as held", Outcome(as_held=True), "", _middle(front.held, low, high))
    for number, value in enumerate(np.linspace(low, high, STEPS)):
        outcome = Outcome.model_validate(float(value))
        place = number / (STEPS - 1)
        yield Setting(_shown(float(value), body.unit), outcome, f"deals.{issue}.{number}", place)
    seen: list[Outcome] = []
    for name in named:
        own = case.proposals[name].terms[issue]
        if own.value is None or _on_step(own.value, low, high):
            continue
        if isinstance(own.value.form, Point) and any(_same(own, each) for each in seen):
            continue
        seen.append(own)
        place = _middle(own.value, low, high)
        label = _shown(low + place * (high - low), body.unit)
        yield Setting(label, own, f"proposals.{name}.terms.{issue}", place)


def _shown(value: float, unit: str) -> str:
    return f"{value:g} {unit}".strip()


def _on_step(value: Quantity, low: float, high: float) -> bool:
    if not isinstance(value.form, Point):
        return False
    return bool(np.isclose(np.linspace(low, high, STEPS), value.form.value).any())


def _middle(number: Quantity, low: float, high: float) -> float:
    half = quantile(number.form, np.array([0.5]), number.low, number.high, unit=number.unit)
    return float(np.clip((half[0] - low) / (high - low), 0.0, 1.0))


def _ends(case: Case, issue: str) -> tuple[float, float]:
    """Give the ends of an issue that is not finite: the second side's best, and the first's."""
    if case.issues[issue].kind == "territory":
        return case.front.beaten_at, case.front.wins_at
    return case.best_of(issue, case.protege), case.best_of(issue, case.challenger)


def _option_place(case: Case, issue: str, number: int) -> float:
    option = list(case.issues[issue].options)[number]
    share = case.option_share(issue, option, case.challenger).rsplit(".", 1)[-1]
    return _middle(case.issues[issue].options[option].shares[share], 0.0, 1.0)


def _where(case: Case, issue: str, outcome: Outcome) -> float:
    """Give where an outcome lies between the two sides' best on an issue that is not finite."""
    body, front = case.issues[issue], case.front
    if body.kind == "finite":
        return 0.0
    low, high = _ends(case, issue)
    number = front.held if outcome.as_held else outcome.value
    return _middle(number, low, high) if number is not None else 0.0


def _place(settings: tuple[Setting, ...], outcome: Outcome, path: str) -> int:
    """Give the setting that is a proposal's term: its own, if there is one, or one like it."""
    alike = [number for number, each in enumerate(settings) if _same(each.outcome, outcome)]
    if not alike:
        raise InputError("a term of the named proposal is no setting of its issue")
    return next((number for number in alike if settings[number].path == path), alike[0])


def _same(one: Outcome, two: Outcome) -> bool:
    if one.value is None or two.value is None:
        return (one.as_held, one.option) == (two.as_held, two.option) and one.value is two.value
    if isinstance(one.value.form, Point) and isinstance(two.value.form, Point):
        return bool(np.isclose(one.value.form.value, two.value.form.value))
    return one.value.form == two.value.form


def _arrangements(case: Case, proposal: str | None) -> Iterator[Arrangement]:
    """Yield the arrangements: every consent rule with the guarantees of its proposal, and force."""
    merged: dict[tuple[object, ...], Arrangement] = {}
    names = [proposal] if proposal else []
    names += [name for name in case.proposals if name != proposal]
    for name in names:
        body = case.proposals[name]
        phased = [body.phases, ()] if body.phases else [()]
        for phases in phased:
            for reading, rule in _readings(body.consent):
                each = Arrangement(name, body.guarantees, phases, rule, reading)
                asked = _others_asked(case, name, rule, ())
                key = (frozenset(body.guarantees), repr(phases), asked)
                if key not in merged:
                    merged[key] = each
                elif name != merged[key].template:
                    alike = dict.fromkeys([*merged[key].alike, name])
                    merged[key] = replace(merged[key], alike=tuple(alike))
    if not any(not each.guarantees for each in merged.values()):
        sides = ConsentRule.model_validate({"all": [case.challenger, case.protege]})
        merged["none",] = Arrangement("", (), (), sides)
    for each in merged.values():
        yield each
        if _brings_force(case, each.guarantees):
            for factor in FORCES:
                if factor != 1.0:
                    yield replace(each, factor=factor)


def _brings_force(case: Case, guarantees: tuple[str, ...]) -> bool:
    forces = [case.guarantees[name].force.form for name in guarantees]
    return any(not (isinstance(form, Point) and form.value == 0.0) for form in forces)


def _readings(rule: ConsentRule) -> list[tuple[str, ConsentRule]]:
    """Give a rule as it stands, and with its disputed vetoes held valid, and held invalid."""
    if not _disputed(rule):
        return [("", rule)]
    return [
        ("as disputed", rule),
        ("veto held valid", _read(rule, 1.0)),
        ("veto held invalid", _read(rule, 0.0)),
    ]


def _disputed(rule: ConsentRule) -> bool:
    return bool(rule.chances) or any(_disputed(part) for part in rule.entries)


def _read(rule: ConsentRule, valid: float) -> ConsentRule:
    """Give the rule with its vetoes certain; everything else keeps its place, and so its draws."""
    held = {
        key: getattr(rule, key).model_copy(update={"form": Point(valid), "text": ""})
        for key in rule.chances
    }
    return rule.model_copy(update=held).with_entries([_read(part, valid) for part in rule.entries])


def _others_asked(case: Case, proposal: str, rule: ConsentRule, within: tuple[str, ...]) -> object:
    """Give what a rule asks of all but the armed parties, in a form that equal rules share.

    Where fighting stops they consent, so that what is asked of them makes no difference.
    """
    if isinstance(rule, Named):
        if rule.rule in within or rule.rule not in case.consent_rules:
            return ("circle", rule.rule)
        named = case.consent_rules[rule.rule]
        return _others_asked(case, proposal, named, (*within, rule.rule))
    asked = rule.asks(case)
    if len(asked) == 1 and not rule.entries and (rule.is_party or rule.chances):
        return _one_asked(case, proposal, rule, asked[0])
    parts = rule.entries
    if isinstance(rule, AllOf) and not any(isinstance(part, Members) for part in parts):
        each_asks = [_others_asked(case, proposal, part, within) for part in parts]
        flat: set[object] = set()
        for each in each_asks:
            flat |= set(each) if isinstance(each, frozenset) else {each}
        flat.discard(True)
        if not flat:
            return True
        return next(iter(flat)) if len(flat) == 1 else frozenset(flat)
    said = case.proposals[proposal].stances
    stances = {name: stance.consents.form for name, stance in said.items()}
    return (repr(written(rule)), repr(stances))


def _one_asked(case: Case, proposal: str, rule: ConsentRule, party: str) -> object:
    """Give what a rule asks that turns on one party alone."""
    if party in (case.challenger, case.protege):
        return True
    for key in rule.chances:
        form = getattr(rule, key).form
        if form == Point(0.0):
            return True
        if form != Point(1.0):
            return (rule.head, party, repr(form), proposal)
    stance = case.stance_of(proposal, party)
    return (party, repr(stance.consents.form), stance.needs) if stance else (party,)


def _differ(one: Arrangement, two: Arrangement) -> dict[str, tuple[str, str]]:
    """Give what differs between two arrangements, term by term."""
    if one == two:
        return {}
    found = {}
    none = "none"
    if set(one.guarantees) != set(two.guarantees):
        names = [" and ".join(each.guarantees).replace("_", " ") for each in (one, two)]
        found["guarantee"] = (names[0] or none, names[1] or none)
        if two.factor != 1.0:
            found["force"] = ("x1", f"x{two.factor:g}")
    else:
        if one.factor != two.factor:
            found["force"] = (f"x{one.factor:g}", f"x{two.factor:g}")
        if (one.template, one.reading) != (two.template, two.reading):
            found["consent"] = (_consent(one), _consent(two))
    if one.phases != two.phases:
        found["phases"] = ("yes" if one.phases else "no", "yes" if two.phases else "no")
    return found


def _consent(each: Arrangement) -> str:
    says = f"as in {each.template}" if each.template else BELLIGERENTS
    return f"{says}, {each.reading}" if each.reading else says


def _stronger(guarantee: Guarantee, factor: float) -> Guarantee:
    form = _times(guarantee.force.form, factor)
    return guarantee.model_copy(
        update={"force": guarantee.force.model_copy(update={"form": form, "text": ""})}
    )


def _times(form: Form, factor: float) -> Form:
    """Give a belief about a number as the belief about that many times it."""
    if isinstance(form, Point):
        return Point(form.value * factor)
    if isinstance(form, Interval):
        return Interval(form.low * factor, form.high * factor)
    if isinstance(form, Mixture):
        return replace(form, parts=tuple(_times(part, factor) for part in form.parts))
    if isinstance(form, Family):
        scaled = 1 if form.name == "lognormal" else len(form.parameters)
        moved = [value * factor for value in form.parameters[:scaled]]
        return Family(form.name, (*moved, *form.parameters[scaled:]))
    if isinstance(form, BaseRate) and factor != 1.0:
        raise InputError(f"the base rate {form.name} cannot be made {factor:g} times as large")
    return form
