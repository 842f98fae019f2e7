"""Everything of a package but its terms: guarantees, force, phases, and whose consent it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from servanda.case.consent import AllOf, ConsentRule, Members, Named
from servanda.case.keys.case import Case, Phase
from servanda.case.keys.promises import Guarantee
from servanda.case.keys.proposals import Proposal
from servanda.case.text.written import written
from servanda.errors import InputError
from servanda.quantity import BaseRate, Family, Form, Interval, Mixture, Point

__all__ = [
    "FORCES",
    "Arrangement",
    "arrangements_of",
    "differences",
    "others_asked",
    "readings_of",
    "stronger",
]

FORCES = (0.5, 1.0, 2.0, 4.0)
"""How many times the promised force a package may bring."""

PARTIES_ALONE = "the armed parties alone"


@dataclass(frozen=True)
class Arrangement:
    """Everything of a package but its terms: guarantees, force, phases, and whose consent it needs.

    `template` is the proposal whose consent rule, stances and whatever else is no term it takes
    over (empty: the consent of the armed parties alone, and nothing else), `reading` how a disputed
    veto is read, `alike` the other proposals under which fighting would stop in the same worlds,
    `rest` what else of the template decides its fate.
    """

    template: str
    guarantees: tuple[str, ...]
    phases: tuple[Phase, ...]
    consent: ConsentRule
    reading: str = ""
    factor: float = 1.0
    alike: tuple[str, ...] = ()
    rest: str = ""

    @property
    def says(self) -> str:
        """Say the arrangement in a few words."""
        promised = " and ".join(name.replace("_", " ") for name in self.guarantees)
        words = promised or "no guarantee"
        if self.factor != 1.0:
            words += f", force x{self.factor:g}"
        words += ", in phases" if self.phases else ""
        return words


def arrangements_of(case: Case, proposal: str | None) -> Iterator[Arrangement]:
    """Yield the arrangements: every consent rule with the guarantees of its proposal, and force."""
    merged: dict[tuple[object, ...], Arrangement] = {}
    names = [proposal] if proposal else []
    names += [name for name in case.proposals if name != proposal]
    for name in names:
        body = case.proposals[name]
        phased = [body.phases, ()] if body.phases else [()]
        for phases in phased:
            for reading, rule in readings_of(body.consent):
                each = Arrangement(
                    name, body.guarantees, phases, rule, reading, rest=_rest_of(body)
                )
                asked = others_asked(case, name, rule, ())
                key = (frozenset(body.guarantees), repr(phases), asked, each.rest)
                if key not in merged:
                    merged[key] = each
                elif name != merged[key].template:
                    alike = dict.fromkeys([*merged[key].alike, name])
                    merged[key] = replace(merged[key], alike=tuple(alike))
    if not any(not each.guarantees for each in merged.values()):
        alone = ConsentRule.model_validate({"all": list(case.parties)})
        merged["none",] = Arrangement("", (), (), alone)
    for each in merged.values():
        yield each
        if _brings_force(case, each.guarantees):
            for factor in FORCES:
                if factor != 1.0:
                    yield replace(each, factor=factor)


def _rest_of(body: Proposal) -> str:
    """Return what else of a proposal decides its fate: what is done, for how long, and pressure."""
    parts = (body.provisions, body.expires, body.pressure, body.inside, body.kind)
    return repr(parts) if any(parts) else ""


def _brings_force(case: Case, guarantees: tuple[str, ...]) -> bool:
    forces = [case.guarantees[name].force.form for name in guarantees]
    return any(not (isinstance(form, Point) and form.value == 0.0) for form in forces)


def readings_of(rule: ConsentRule) -> list[tuple[str, ConsentRule]]:
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


def others_asked(case: Case, proposal: str, rule: ConsentRule, within: tuple[str, ...]) -> object:
    """Give what a rule asks of all but the armed parties, in a form that equal rules share.

    Where fighting stops they consent, so that what is asked of them makes no difference.
    """
    if isinstance(rule, Named):
        if rule.rule in within or rule.rule not in case.consent_rules:
            return ("circle", rule.rule)
        named = case.consent_rules[rule.rule]
        return others_asked(case, proposal, named, (*within, rule.rule))
    asked = rule.asks(case)
    if len(asked) == 1 and not rule.entries and (rule.is_party or rule.chances):
        return _one_asked(case, proposal, rule, asked[0])
    parts = rule.entries
    if isinstance(rule, AllOf) and not any(isinstance(part, Members) for part in parts):
        each_asks = [others_asked(case, proposal, part, within) for part in parts]
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
    if party in case.parties:
        return True
    for key in rule.chances:
        form = getattr(rule, key).form
        if form == Point(0.0):
            return True
        if form != Point(1.0):
            return (rule.head, party, repr(form), proposal)
    stance = case.stance_of(proposal, party)
    return (party, repr(stance.consents.form), stance.needs) if stance else (party,)


def differences(one: Arrangement, two: Arrangement) -> dict[str, tuple[str, str]]:
    """Give what differs between two arrangements, term by term."""
    if one == two:
        return {}
    found: dict[str, tuple[str, str]] = {}
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
    if one.rest != two.rest:
        found["all else"] = (_else(one), _else(two))
    if one.phases != two.phases:
        found["carried out in phases"] = (
            "yes" if one.phases else "no",
            "yes" if two.phases else "no",
        )
    return found


def _else(each: Arrangement) -> str:
    return f"as in {each.template}" if each.rest else "nothing"


def _consent(each: Arrangement) -> str:
    says = f"as in {each.template}" if each.template else PARTIES_ALONE
    return f"{says}, {each.reading}" if each.reading else says


def stronger(guarantee: Guarantee, factor: float) -> Guarantee:
    """Return a guarantee with so many times its force."""
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
