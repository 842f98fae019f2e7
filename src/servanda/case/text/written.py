"""A case as an analyst would write it: the shortest notation that says the same."""

from __future__ import annotations

from typing import Any

from servanda.case.consent import OneParty
from servanda.case.keys.dispute import Outcome
from servanda.case.keys.number import Part, PerPerceiver, Quantity
from servanda.case.keys.parties import Actor, Stance
from servanda.quantity import BaseRate, Family, Form, Gap, Interval, Mixture, Point, Word

__all__ = ["written", "written_form"]


def written(value: Any, like: Any = None) -> Any:
    """Return `value`, a case or a part of one, as the plain data of a case file.

    What is left at its default is left out, but for keys that stand in `like`.

    >>> from servanda.case.keys.number import Share
    >>> written(Share.model_validate({"value": "20% to 50%", "note": "a guess"}))
    {'value': '0.2 to 0.5', 'note': 'a guess'}
    """
    if isinstance(value, Quantity):
        return _number(value)
    if isinstance(value, PerPerceiver):
        return written(value.common if value.common is not None else value.by, like)
    if isinstance(value, Part):
        return _shortened(value, _mapping(value, like if isinstance(like, dict) else {}))
    if isinstance(value, dict):
        known = like if isinstance(like, dict) else {}
        return {key: written(entry, known.get(key)) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        known = dict(enumerate(like)) if isinstance(like, list) else {}
        return [written(entry, known.get(number)) for number, entry in enumerate(value)]
    return value


def _mapping(part: Part, like: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a part that are not what they would be if nothing were said."""
    found = {}
    for name, field in type(part).model_fields.items():
        key = field.alias or name
        content = written(getattr(part, name), like.get(key))
        default = written(field.get_default(call_default_factory=True))
        if field.is_required() or content != default or key in like:
            is_one_citation = name == "cite" and len(content) == 1
            found[key] = content[0] if is_one_citation else content
    if part.flat:
        found |= found.pop(part.flat, {})
    return found


def _shortened(part: Part, content: dict[str, Any]) -> Any:
    """Return the short notation of a part, where it has one that says it all."""
    if isinstance(part, Outcome):
        return "as_held" if part.as_held else content.get("option", content.get("value"))
    if isinstance(part, OneParty) and set(content) == {"party"}:
        return part.party
    if isinstance(part, Actor) and set(content) == {"name"}:
        return part.name
    return _stance(part, content) if isinstance(part, Stance) else content


def _stance(part: Stance, content: dict[str, Any]) -> Any:
    by_position = Stance.model_validate({"position": part.position, "needs": part.needs}).consents
    if content["consents"] == written(by_position):
        del content["consents"]
    if not content:
        return "undeclared"
    if set(content) == {"position"} and part.position != "conditional":
        return part.position
    only = content.get("consents")
    return only if set(content) == {"consents"} and not isinstance(only, dict) else content


def _number(number: Quantity) -> Any:
    form = written_form(number.form)
    basis = {
        key: written(entry)
        for key in ("cite", "judgement", "base_rate", "note")
        if (entry := getattr(number, key))
    }
    if len(basis.get("cite", ())) == 1:
        basis["cite"] = basis["cite"][0]
    if isinstance(number.form, BaseRate):
        return basis if number.base_rate == number.form.name else {"value": form, **basis}
    return {"value": form, **basis} if basis else form


def written_form(form: Form) -> Any:
    """Return a number's form in the notation of `quantity.py`.

    >>> from servanda.quantity import parse_form
    >>> written_form(parse_form("3% to 40%")), written_form(parse_form({"beta": [2, 8]}))
    ('0.03 to 0.4', {'beta': [2, 8]})
    """
    if isinstance(form, Point):
        return _digits(form.value)
    if isinstance(form, Interval):
        return f"{_digits(form.low)} to {_digits(form.high)}"
    if isinstance(form, Word):
        return form.word
    if isinstance(form, Family):
        return {form.name: [_digits(value) for value in form.parameters]}
    if isinstance(form, BaseRate):
        return {"base_rate": form.name}
    if isinstance(form, Gap):
        return "?"
    assert isinstance(form, Mixture)
    views = zip(form.names, form.weights, form.parts, strict=True)
    return {
        "mix": {
            name: {"weight": _digits(weight), "value": written_form(part)}
            for name, weight, part in views
        }
    }


def _digits(value: float) -> int | float:
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
