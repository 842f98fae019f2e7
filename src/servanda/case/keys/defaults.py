"""What is taken where a case says nothing: base rates, some of them by the kind of war."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

from servanda.case.keys.key import Key
from servanda.case.keys.number import (
    Months,
    Openings,
    Part,
    Positive,
    Probability,
    Quantity,
    Rate,
    Share,
    Signed,
    base_rate,
)
from servanda.case.keys.proposals import Kind
from servanda.case.keys.war import Jumps, Violations

if TYPE_CHECKING:
    from servanda.case.keys.case import Case

__all__ = ["KindDefaults", "default_numbers", "usual_kind"]


class KindDefaults(Part):
    """What is taken for proposals of a kind of their own, for every party that says nothing."""

    keeps_its_word: Annotated[
        Probability | None,
        Key(
            "The chance that a party means its word when it signs such a deal.",
            "0.2 to 0.5",
            "the chance that a party means its word in a {kind}",
            "how such deals were kept in this war",
        ),
    ] = None
    opportunities: Annotated[
        Openings | None,
        Key(
            "How often an opening to break such a deal comes a party's way.",
            "1 to 6 per year",
            "how often an opening to break a {kind} comes a party's way",
            "incidents along the lines of such deals",
        ),
    ] = None
    temptation_noise: Annotated[
        Positive | None,
        Key(
            "How far impulse moves the decision to break such a deal.",
            "0.02 to 0.1",
            "how far impulse moves the decision to break a {kind}",
            "signs of disputes in the leaderships",
        ),
    ] = None
    early: Annotated[
        Positive | None,
        Key(
            "Openings just after signature, times the usual rate.",
            "2 to 8",
            "how many more openings there are just after a {kind}",
            "how fast forces are separated after such deals",
        ),
    ] = None
    jumps: Annotated[Jumps, Key("Sudden changes of relative power.", "{size: 0.15}")] = Jumps()
    violations: Annotated[Violations, Key("Breaches short of war.", "{share: 0.3}")] = Violations()

    @classmethod
    def of_a_kind(cls) -> tuple[str, ...]:
        """Return the keys that have a default by kind, as `Case.path_of` is asked for them."""
        below: dict[str, type[Part]] = {"jumps": Jumps, "violations": Violations}
        return tuple(
            key
            for name in cls.model_fields
            for key in (
                [f"{name}.{each}" for each in below[name].model_fields] if name in below else [name]
            )
        )


_BY_KIND_OF_PARTY: tuple[tuple[str, Any], ...] = (
    ("keeps_its_word", Probability),
    ("opportunities", Openings),
    ("temptation_noise", Positive),
)
"""Numbers of a party with a base rate by kind of war: `opportunities_interstate` and so on."""

_OF_PARTY: tuple[tuple[str, Any, str], ...] = (
    ("word", Share, "broken_word"),
    ("victory", Share, "victory_brings"),
    ("readiness", Signed, "readiness"),
    ("concession_cost", Positive, "concession_cost"),
)
"""Numbers of a party with one base rate for all."""

_BY_KIND_OF_WAR: tuple[tuple[str, Any, str], ...] = (
    ("early", Positive, "early"),
    ("jumps.rate", Rate, "jump_rate"),
    ("jumps.size", Positive, "jump_size"),
    ("violations.share", Share, "violation_share"),
    ("violations.recovers", Months, "violation_recovers"),
    ("violations.cost", Share, "violation_cost"),
)
"""Numbers of the war with a base rate by kind."""


def usual_kind(kinds_of_actor: Iterable[str]) -> Kind:
    """Return the kind of war between actors of such kinds."""
    return "civil_settlement" if "non-state" in kinds_of_actor else "interstate"


def default_numbers(case: Case) -> Iterator[tuple[str, Quantity]]:
    """Yield the numbers a case does not state and that are taken from base rates, by path."""
    kind = case.kind_of_war
    for party in case.parties:
        yield from _of_party(case, party, kind)
    for key, number, name in _BY_KIND_OF_WAR:
        if not _stated(case.war, key):
            yield f"war.{key}", _number(number, name, kind)
    if not case.has_front and case.war.decided is None:
        yield "war.decided", _number(Rate, "decided", kind)
    if case.war.regroup.recovery is not None and case.war.regroup.recovery_months is None:
        yield "war.regroup.recovery_months", base_rate(Months, "recovery_of_power")
    for other in case.kinds[1:]:
        yield from _of_kind(case, other)


def _of_party(case: Case, party: str, kind: str) -> Iterator[tuple[str, Quantity]]:
    body, war = case.parties[party], case.war
    for key, number in _BY_KIND_OF_PARTY:
        if getattr(body, key) is None and getattr(war, key, None) is None:
            yield f"parties.{party}.{key}", _number(number, key, kind)
    for key, number, name in _OF_PARTY:
        if getattr(body, key) is None:
            yield f"parties.{party}.{key}", base_rate(number, name)
    if body.leader_change is None:
        is_state = party not in case.actors or case.actors[party].kind != "non-state"
        name = "leader_exit" if is_state else "leader_exit_non_state"
        yield f"parties.{party}.leader_change", base_rate(Rate, name)
    if party not in war.costs and party not in war.flow_costs:
        yield f"war.costs.{party}", base_rate(Share, "war_cost")
    if party not in war.patience:
        yield f"war.patience.{party}", base_rate(Rate, "discount")


def _of_kind(case: Case, kind: Kind) -> Iterator[tuple[str, Quantity]]:
    given = case.by_kind.get(kind, KindDefaults())
    for key, number in _BY_KIND_OF_PARTY:
        if getattr(given, key) is None:
            yield f"by_kind.{kind}.{key}", _number(number, key, kind)
    for key, number, name in _BY_KIND_OF_WAR:
        if not _stated(given, key):
            yield f"by_kind.{kind}.{key}", _number(number, name, kind)


def _number(kind_of_number: Any, name: str, kind: str) -> Quantity:
    made: Quantity = base_rate(kind_of_number, f"{name}_{kind}")
    return made


def _stated(part: Part, key: str) -> bool:
    held: Any = part
    for name in key.split("."):
        held = getattr(held, name, None)
    return held is not None
