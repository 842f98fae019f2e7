"""What of a case has no effect in this case, and what would give it one.

A key may change no digit here though it does elsewhere: the stance of an actor nobody asks, the
weights of one who does not fight. `check` says so with the line. That nothing is missing from
these rules is a law that a test holds an assessment to: every number of a case is read, or one of
them speaks of it (`unused_keys`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from servanda.case.axis import axis_side
from servanda.case.consent import Host, Named, Quota
from servanda.case.consent.asked import parties_asked, rules_in, weighing_their_stakes
from servanda.case.idle import Idle
from servanda.case.idle_promises import guarantees_without_effect, past_without_effect
from servanda.case.keys.case import ANALYST, Case
from servanda.case.keys.dispute import Terms
from servanda.case.keys.number import Quantity
from servanda.case.keys.parties import Stance
from servanda.case.parts import parts_in
from servanda.case.problem import Path
from servanda.case.stated import said_by_its_author
from servanda.quantity import Point

__all__ = ["RecordedNumbers", "unused_keys", "without_effect"]


class RecordedNumbers(Mapping[str, Quantity]):
    """The numbers of a case, which remember which of them were asked for, in `read`."""

    def __init__(self, numbers: Mapping[str, Quantity]) -> None:
        self._numbers = numbers
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Quantity:
        self.read.add(name)
        return self._numbers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def unused_keys(case: Case, read: Iterable[str]) -> list[Idle]:
    """Return the numbers a case states that are not among those `read`, each with its reason.

    Parameters: `read`, the paths that assessments of the case asked for (`RecordedNumbers`).
    Returns: in the order of the case; `says` is empty where no rule knows why, and that is a fault
    of the program, not of the case.
    """
    idle, asked = list(without_effect(case)), set(read)
    found = []
    for name, _ in said_by_its_author(case):
        if name not in asked and not _only_listed(case, name):
            says = next((each.says for each in idle if each.covers(name)), "")
            parts = tuple(int(part) if part.isdigit() else part for part in name.split("."))
            found.append(Idle(parts, says))
    return found


def without_effect(case: Case) -> Iterator[Idle]:
    """Yield what the case says that has no effect in it, with what would give it one.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> list(without_effect(parse(first_case())))
    []
    """
    for rule in _RULES:
        yield from rule(case)


def _by_stakes(case: Case) -> Iterator[Idle]:
    """Yield `undeclared` of guarantors whose consent follows from what they have at stake."""
    for name, proposal in case.proposals.items():
        for actor, guarantee in weighing_their_stakes(case, name).items():
            stance = proposal.stances.get(actor)
            if stance is not None and not _said(stance):
                says = f"`guarantees.{guarantee}.resolve` decides it; state a probability here"
                path: Path = ("proposals", name, "stances", actor)
                yield Idle(path, f"has no effect here: {says} to have that instead")


def _no_fighters(case: Case) -> Iterator[Idle]:
    """Yield wants, forces and political costs of actors that are no armed party."""
    mend = "has no effect here: {} is no armed party; name it under `parties`"
    for issue, body in case.issues.items():
        for key in ("weights", "risk"):
            for actor in getattr(body, key):
                if actor not in case.parties:
                    yield Idle(("issues", issue, key, actor), mend.format(case.name_of(actor)))
    for actor in case.capabilities:
        if actor not in case.parties:
            yield Idle(("capabilities", actor), mend.format(case.name_of(actor)))
    for name, proposal in case.proposals.items():
        for actor in proposal.political_costs:
            if actor not in case.parties:
                says = f"{mend.format(case.name_of(actor))}, or give where it stands in `stances`"
                yield Idle(("proposals", name, "political_costs", actor), says)


def _forces(case: Case) -> Iterator[Idle]:
    """Yield the forces of a party alone on its end of the war, if nobody ever joins it.

    What changes its forces is a share of them, whatever their size; only troops beside them, its
    own side's or a guarantor's, make their number count.
    """
    joined = set(_joined_sides(case))
    for party in case.capabilities:
        if party not in case.parties:
            continue
        side = case.side_of(party)
        alone = len(case.sides[side]) == 1
        at_an_end = len(case.sides) == 2 or side == axis_side(case)
        if alone and at_an_end and side not in joined:
            says = f"nobody joins {case.name_of(party)}; its size counts once a guarantee that"
            says += " brings troops protects it, or another party is on its side"
            if len(case.sides) > 2 and not case.has_front:
                says += " (that it is the most does count: all others stand against it)"
            yield Idle(("capabilities", party), f"has no effect here: {says}")


def _joined_sides(case: Case) -> Iterator[str]:
    """Yield the sides that a guarantee of some proposal may bring troops to."""
    for proposal in case.proposals.values():
        for name in proposal.guarantees:
            promise = case.guarantees.get(name)
            if promise is None or promise.kind == "monitors":
                continue
            sent = [proposal.stances.get(guarantor) for guarantor in promise.guarantors]
            brings = any(each is not None and each.troops is not None for each in sent)
            if brings or promise.force.form != Point(0.0):
                yield from (case.side_of(party) for party in case.protected_by(name))


def _outside(case: Case) -> Iterator[Idle]:
    """Yield what signing would cost a party that a proposal does not bind."""
    for name, proposal in case.proposals.items():
        for party in proposal.political_costs:
            if party in case.parties and party not in case.inside(name):
                says = f"has no effect here: {case.name_of(party)} is not asked to sign; name it in"
                path = ("proposals", name, "political_costs", party)
                yield Idle(path, f"{says} `consent` or `inside`")
    for party, body in case.parties.items():
        bound = [each for name, each in case.proposals.items() if party in case.inside(name)]
        costs = [{party, case.side_of(party)} & set(each.political_costs) for each in bound]
        if body.concession_cost is not None and all(costs):
            says = "every proposal states its `political_costs`; leave one out"
            if not bound:
                says = f"{case.name_of(party)} is asked to sign nothing; name it in `consent`"
            yield Idle(("parties", party, "concession_cost"), f"has no effect here: {says}")
        if body.ignites is not None and all(party in case.inside(p) for p in case.proposals):
            says = "has no effect here: it is inside every proposal; leave it out of one"
            yield Idle(("parties", party, "ignites"), says)


def _stances(case: Case) -> Iterator[Idle]:
    """Yield where actors stand whose consent no proposal turns on."""
    used: set[str] = set()
    anywhere: set[str] = set()
    for name, proposal in case.proposals.items():
        asked = parties_asked(case, proposal.consent)
        decides = {case.stance_path(name, actor) for actor in asked if actor not in case.parties}
        used |= decides
        anywhere.update(asked)
        for actor in proposal.stances:
            path = f"proposals.{name}.stances.{actor}"
            if path not in decides:
                yield Idle(("proposals", name, "stances", actor), _nobody_asks(case, actor))
    for name, body in case.actors.items():
        for member, stance in body.members.items():
            says_nothing = not _said(stance)
            if f"actors.{name}.members.{member}" in used or says_nothing:
                continue
            says = _nobody_asks(case, member)
            if member in anywhere and member not in case.parties:
                says = "has no effect here: every proposal that asks it says itself where it stands"
            yield Idle(("actors", name, "members", member), says)


def _only_listed(case: Case, number: str) -> bool:
    """Return whether a number is there for completeness: a member of whom nothing is said, an
    option on which nothing settles, what is settled of an issue that moves no choice, the analyst's
    belief in pressure, which the notation asks for where parties' differ.
    """
    match number.split("."):
        case ["issues", issue, "options", option, _]:
            return option not in {t[issue].option for t in _all_terms(case) if issue in t}
        case [*_, "pressure", _, "believed", perceiver]:
            return perceiver == ANALYST
        case [*_, "while_fighting" | "if_it_peters_out" | "terms", issue, "value"]:
            return issue in set(_settled_alike(case))
        case ["actors", body, "members", member, "consents"]:
            return not _said(case.actors[body].members[member])
    return False


def _said(stance: Stance) -> bool:
    """Return whether a member is more than listed: whether something is said of where it stands."""
    return stance != Stance.model_validate({"name": stance.name})


def _nobody_asks(case: Case, actor: str) -> str:
    name = case.name_of(actor)
    if actor in case.parties:
        return (
            f"has no effect here: {name} decides by what a deal is worth to it; say what it "
            "answered under `acceptance`, or what signing costs it under `political_costs`"
        )
    return f"has no effect here: no proposal turns on {name}; name it in a `consent`"


def _troops(case: Case) -> Iterator[Idle]:
    """Yield what actors would send where no quota counts it."""
    says = "has no effect here: name it in the list of a `quota`, whose parties bring their troops"
    counted = {
        case.stance_path(name, party)
        for name, proposal in case.proposals.items()
        for rule in rules_in(case, proposal.consent)
        if isinstance(rule, Quota) and rule.entries
        for entry in rule.entries
        for party in entry.asks(case)
    }
    for path, part in parts_in(case):
        sends = isinstance(part, Stance) and part.troops is not None
        if sends and ".".join(map(str, path)) not in counted:
            yield Idle((*path, "troops"), says)


def _hosts(case: Case) -> Iterator[Idle]:
    """Yield how often a host takes back its consent where no force stands on its soil."""
    for name, proposal in case.proposals.items():
        hosts = {case.guarantees[g].host for g in proposal.guarantees if g in case.guarantees}
        for path, rule in _rules_with_paths(case, name):
            if isinstance(rule, Host) and rule.withdraws is not None and rule.host not in hosts:
                says = (
                    "has no effect here: no guarantee of this proposal stands on the soil of "
                    f"{case.name_of(rule.host)}; add `host: {rule.host}` to one"
                )
                yield Idle((*path, "withdraws"), says)


def _rules_with_paths(case: Case, proposal: str) -> Iterator[tuple[Path, object]]:
    start: Path = ("proposals", proposal, "consent")
    yield from parts_in(case.proposals[proposal].consent, start)


def _kinds(case: Case) -> Iterator[Idle]:
    """Yield what is taken for a kind that no proposal has."""
    for kind in case.by_kind:
        if kind not in case.kinds[1:]:
            says = f"has no effect here: no proposal says `kind: {kind}`"
            yield Idle(("by_kind", kind), says)


def _all_terms(case: Case) -> Iterator[Terms]:
    """Yield the terms of the war, of a lull and of every proposal, phase by phase."""
    yield case.war.while_fighting
    yield case.war.if_it_peters_out
    for proposal in case.proposals.values():
        yield proposal.terms
        yield from (phase.terms for phase in proposal.phases)


def _settled_alike(case: Case) -> Iterator[str]:
    """Yield the issues that war, a lull and every proposal settle alike, the front's apart."""
    fighting = case.war.while_fighting
    front = case.war.front.issue if case.war.front is not None else None
    for name in case.issues:
        settled = [terms[name] for terms in _all_terms(case) if name in terms]
        settled = [fighting.get(name, each) if each.as_held else each for each in settled]
        certain = all(each.value is None or each.value.is_certain for each in settled)
        alike = certain and all(each == settled[0] for each in settled)
        if name != front and settled and alike:
            yield name


def _issues(case: Case) -> Iterator[Idle]:
    """Yield issues that nothing settles otherwise than now: no choice turns on them."""
    alike = tuple(_settled_alike(case))
    for name in alike if len(alike) < len(case.issues) else ():
        says = "has no effect here: war and every proposal settle this issue alike; let one of"
        yield Idle(("issues", name), f"{says} them settle it otherwise")


def _pressure(case: Case) -> Iterator[Idle]:
    """Yield how likely others than the party that is pressed hold the pressure to be."""
    for name, proposal in case.proposals.items():
        for place, body in enumerate(proposal.pressure):
            pressed = case.parties_named(body.on)
            stated = body.believed.by
            for who in stated:
                if who not in (*pressed, ANALYST):
                    path: Path = ("proposals", name, "pressure", place, "believed", who)
                    says = "has no effect here: what counts is how likely those who are pressed"
                    yield Idle(path, f"{says} hold it to be; name one of {', '.join(pressed)}")


def _recovery(case: Case) -> Iterator[Idle]:
    """Yield how long a recovery takes where nothing is said of how far it goes."""
    regroup = case.war.regroup
    if regroup.recovery_months is not None and regroup.recovery is None:
        says = "has no effect here: nothing is regained; say how much under `recovery`"
        yield Idle(("war", "regroup", "recovery_months"), says)


def _rules(case: Case) -> Iterator[Idle]:
    """Yield consent rules that no proposal uses."""
    used = {
        rule.rule
        for proposal in case.proposals.values()
        for rule in rules_in(case, proposal.consent)
        if isinstance(rule, Named)
    }
    for name in case.consent_rules:
        if name not in used:
            yield Idle(("consent_rules", name), "has no effect here: no proposal uses it")


_RULES: tuple[Callable[[Case], Iterator[Idle]], ...] = (
    _no_fighters,
    _forces,
    _by_stakes,
    _outside,
    _stances,
    _troops,
    _hosts,
    guarantees_without_effect,
    past_without_effect,
    _kinds,
    _issues,
    _pressure,
    _recovery,
    _rules,
)
