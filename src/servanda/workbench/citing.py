"""Words of a source, and what of a case they may stand under: numbers, stances, public answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from servanda.case.change import with_values
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.parties import Stance
from servanda.case.keys.proposals import Answer
from servanda.case.number_words import in_words
from servanda.case.text.written import written
from servanda.case.text.yaml_text import text_of
from servanda.errors import InputError, named
from servanda.quantity import ICD_203

__all__ = ["ANSWERS", "POSITIONS", "cited_value", "stances_of", "with_cite"]

POSITIONS: tuple[str, ...] = tuple(
    each for each in get_args(Stance.model_fields["position"].annotation) if each != "conditional"
)
"""What a stance may be said to be in one word; `conditional` says besides on how many others."""

ANSWERS: tuple[str, ...] = get_args(Answer.model_fields["answer"].annotation)


def stances_of(case: Case) -> list[dict[str, Any]]:
    """Return where each actor stands or may be said to: on every proposal, and as a member.

    Each has the `path` of the stance in the case, whose it is, on what, and what the case says
    there: nothing where a stance would be new, and then what it says elsewhere that counts for it.
    """
    return [*_as_members(case), *_on_proposals(case)]


def _as_members(case: Case) -> Iterator[dict[str, Any]]:
    for name, body in case.actors.items():
        for actor, stance in body.members.items():
            path = f"actors.{name}.members.{actor}"
            yield _row(case, path, actor, "", case.name_of(name), stance)


def _on_proposals(case: Case) -> Iterator[dict[str, Any]]:
    for name, proposal in case.proposals.items():
        for actor in case.known_actors:
            stance = proposal.stances.get(actor)
            if stance is None and (actor in case.parties or not case.stance_path(name, actor)):
                continue
            yield _row(case, f"proposals.{name}.stances.{actor}", actor, name, proposal.title,
                       stance)  # fmt: skip


def _row(
    case: Case, path: str, actor: str, proposal: str, on: str, stance: Stance | None
) -> dict[str, Any]:
    held = stance or case.stance_of(proposal, actor)
    return {
        "path": path,
        "actor": actor,
        "name": case.name_of(actor),
        "proposal": proposal or None,
        "on": on,
        "says": _says(held) if held is not None else "nothing yet",
        "is_new": stance is None,
    }


def _says(stance: Stance) -> str:
    """Return a stance in words: its position, or how likely it consents.

    >>> _says(Stance.model_validate("refuse")), _says(Stance.model_validate("0.2 to 0.5"))
    ('refuse', '0.2 to 0.5')
    """
    plain = written(stance)
    if isinstance(plain, Mapping) and "position" not in plain:
        return in_words(stance.consents)
    return stance.position if isinstance(plain, Mapping) else str(plain)


def cited_value(value: Any, source: str, quote: str) -> dict[str, Any]:
    """Return what is written at a place of a case with one more citation.

    >>> cited_value("0.2 to 0.5", "brief", "held a third")
    {'value': '0.2 to 0.5', 'cite': {'source': 'brief', 'quote': 'held a third'}}
    """
    body = dict(value) if isinstance(value, Mapping) else {"value": value}
    held = body.get("cite", [])
    before = [held] if isinstance(held, Mapping) else list(held)
    cites = [*(each for each in before if each != {"source": source, "quote": quote}),
             {"source": source, "quote": quote}]  # fmt: skip
    return body | {"cite": cites[0] if len(cites) == 1 else cites}


def with_cite(
    case: Case, place: Mapping[str, Any], source: str, quote: str
) -> tuple[Case, str, str]:
    """Return the case with words of a source cited, where they stand in it, and what stands there.

    `place` has the `path` of a number; the `path` of a stance, or its `actor` and `proposal`, with
    what it then `says` where that changes; or an `answer`, which a party gave to a proposal.

    Raises: InputError where there is no such place or source, or the case would contradict itself.
    """
    named(source, case.sources, "source")
    if isinstance(place.get("answer"), Mapping):
        return _answered(case, place["answer"], source, quote)
    path, value = _cited_place(case, place)
    body = cited_value(value, source, quote)
    return with_values(case, {path: body}), path, text_of({path.rsplit(".", 1)[-1]: body})


def _answered(
    case: Case, said: Mapping[str, Any], source: str, quote: str
) -> tuple[Case, str, str]:
    """Return the case with a public answer in it; an earlier one of the same day goes for it."""
    proposal, party = str(said.get("proposal", "")), str(said.get("party", ""))
    named(proposal, case.proposals, "proposal")
    named(party, dict.fromkeys(case.known_actors), "actor")
    answer = str(said.get("answer", ""))
    named(answer, dict.fromkeys(ANSWERS), "answer")
    day = _day(said.get("date"))
    entry: dict[str, Any] = {"party": party, "answer": answer}
    if condition := " ".join(str(said.get("condition") or "").split())[:500]:
        entry["condition"] = condition
    if day is not None:
        entry["date"] = day
    entry["cite"] = {"source": source, "quote": quote}
    path = f"proposals.{proposal}.acceptance"
    before = [
        written(each)
        for each in case.proposals[proposal].acceptance
        if (each.party, each.date) != (party, day)
    ]
    return with_values(case, {path: [*before, entry]}), path, text_of({"acceptance": [entry]})


def _day(raw: object) -> datetime.date | None:
    if not raw:
        return None
    try:
        return datetime.date.fromisoformat(str(raw))
    except ValueError:
        raise InputError(f"date: {str(raw)[:40]!r} is no day; write it as 2025-03-11") from None


def _cited_place(case: Case, place: Mapping[str, Any]) -> tuple[str, Any]:
    path, says = place.get("path"), place.get("says")
    if isinstance(path, str) and path:
        numbers = dict(numbers_in(case))
        if path in numbers:
            return path, written(numbers[path])
        rows = {each["path"]: each for each in stances_of(case)}
        if path not in rows:
            raise InputError(
                f"no number and no stance is called `{path[:120]}`; take one that the case has"
            )
        actor, proposal, found = rows[path]["actor"], rows[path]["proposal"], path
        stance = _held(case, path, actor, proposal)
    else:
        actor, proposal = str(place.get("actor", "")), str(place.get("proposal", ""))
        named(proposal, case.proposals, "proposal")
        found = case.stance_path(proposal, actor)
        stance = case.stance_of(proposal, actor)
    if not found or stance is None:
        raise InputError(
            f"the case says nothing of where {actor[:80]!r} stands; add a stance first"
        )
    return found, _restated(written(stance), says)


def _held(case: Case, path: str, actor: str, proposal: str | None) -> Stance | None:
    """Return the stance that stands at a path, or the one that counts where none does yet."""
    if proposal is None:
        return case.actors[path.split(".")[1]].members[actor]
    return case.stance_of(proposal, actor)


def _restated(value: Any, says: object) -> dict[str, Any]:
    """Return a stance as it is written with something else said, its citations kept.

    Raises: InputError where what it should say is neither a position nor a word of likelihood.
    """
    body = dict(value) if isinstance(value, Mapping) else _stance_body(value)
    if says in (None, ""):
        return body
    if says in POSITIONS:
        left = {k: v for k, v in body.items() if k not in ("consents", "needs", "position")}
        return {"position": says, **left}
    if says in ICD_203:
        left = {k: v for k, v in body.items() if k not in ("position", "needs")}
        return {**left, "consents": says}
    raise InputError(
        f"says: {str(says)[:40]!r} is no stance; it is {', '.join(POSITIONS)}, or a word such as "
        "likely"
    )


def _stance_body(value: Any) -> dict[str, Any]:
    return {"position": value} if value in POSITIONS else {"consents": value}
