"""The armed parties can fight one another, and the war has a course that can be followed."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.case.keys.case import Case
from servanda.case.problem import NOT_GIVEN, Problem
from servanda.quantity import Point

__all__ = ["parties_can_fight", "war_has_a_course"]

_MOST = 6


def parties_can_fight(case: Case) -> Iterator[Problem]:
    """Yield that there are too few armed parties, too many, or only one side."""
    many = len(case.parties)
    if any(party.startswith(NOT_GIVEN) for party in case.parties):
        return
    if many < 2:
        yield Problem(("parties",), "one armed party fights nobody", "name two to six of them")
    elif many > _MOST:
        wrong = f"{many} armed parties are more than the {_MOST} that can be followed"
        mend = "join allies under one actor, or leave out those who do not decide the war"
        yield Problem(("parties",), wrong, mend)
    elif len(case.sides) < 2:
        wrong = f"all parties fight on one side, `{next(iter(case.sides))}`"
        yield Problem(("parties",), wrong, "give those they fight another `side`")


def war_has_a_course(case: Case) -> Iterator[Problem]:
    """Yield that the war has neither a front nor rates, or only a part of one of the two."""
    war = case.war
    if war.front is None:
        if not war.victory:
            yield Problem(
                ("war",),
                "this war has neither a front nor chances of victory",
                "add `front:` with `trend` and `swing`, or `victory: {party: probability, ...}`",
            )
        for key in ("trend", "swing", "swing_of_a_new_war"):
            if getattr(war, key) is not None:
                wrong = f"`{key}` is of a front, and this war has none"
                yield Problem(("war", key), wrong, "add `front:`, or remove it")
        for key in ("recovery", "recovery_months"):
            if getattr(war.regroup, key) is not None:
                wrong = f"`{key}` is of a front, and this war has none"
                yield Problem(("war", "regroup", key), wrong, "add `front:`, or remove it")
    else:
        for key in ("trend", "swing"):
            if getattr(war, key) is None:
                wrong, mend = "this key is missing", f"add `{key}:` under `war`, with a number"
                yield Problem(("war", key), f"{wrong}, and the front moves", mend)
        if set(case.front_holders) & set(case.front_losers):
            wrong = "what this side gains it would lose itself"
            yield Problem(("war", "front", "against"), wrong, "name a party of another side")
    yield from _chances_of_victory(case)
    for party in war.costs.keys() & war.flow_costs.keys():
        yield Problem(
            ("war", "flow_costs", party),
            f"what war costs `{party}` is given by the year and by the month",
            "keep one of `costs` and `flow_costs` for it",
        )


def _chances_of_victory(case: Case) -> Iterator[Problem]:
    war = case.war
    if not war.victory:
        return
    for parties in case.sides.values():
        if not set(parties) & set(war.victory):
            wrong = f"nothing is said of the chance that `{parties[0]}` wins"
            yield Problem(("war", "victory"), wrong, f"add `{parties[0]}: ...`, a probability")
    forms = [beliefs.of("analyst").form for beliefs in war.victory.values()]
    whole = [form.value for form in forms if isinstance(form, Point)]
    one_each = len(war.victory) == len(case.sides) == len(whole)
    if one_each and sum(whole) > 1 + 1e-9:
        wrong = f"the chances that one side or another wins add up to {sum(whole):g}"
        yield Problem(("war", "victory"), wrong, "lower them until they add up to 1 at most")
