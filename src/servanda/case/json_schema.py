"""The JSON Schema of a case file, for editors that complete keys and show what they mean."""

from __future__ import annotations

import json
from typing import Any

from servanda.case.consent import KINDS, ConsentRule
from servanda.case.expected_at import field_called
from servanda.case.keys.case import Case
from servanda.case.keys.key import Key, declared
from servanda.case.keys.number import NOTATIONS, Judgement, Part, Quantity
from servanda.quantity import FAMILIES, ICD_203

__all__ = ["SCHEMA_FILE", "json_schema", "json_schema_text", "number_keys", "parts_by_name"]

SCHEMA_FILE = "case.schema.json"

_DRAFT = "http://json-schema.org/draft-07/schema#"
_REFERENCE = "#/$defs/"

_SHORT: dict[str, list[dict[str, Any]]] = {
    "Actor": [{"type": "string"}],
    "OptionValue": [{"type": "number"}],
    "Outcome": [{"$ref": f"{_REFERENCE}Signed"}],
    "Stance": [
        {"enum": ["volunteer", "refuse", "undeclared"]},
        {"$ref": f"{_REFERENCE}Probability"},
    ],
}
"""What may stand in place of the mapping of each part."""

_ONE_OR_MORE = (
    "cite", "guarantors", "guarantees", "protects", "against", "inside", "all", "any", "of",
)  # fmt: skip


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file, short notations and all.

    What it accepts is a little wider than what `servanda check` does: names that must be declared
    and the range of a number in a text are beyond it.

    >>> schema = json_schema()
    >>> schema["properties"]["as_of"]["description"]
    'The day whose knowledge the case reflects.'
    """
    made = Case.model_json_schema(ref_template=_REFERENCE + "{model}")
    parts = made.pop("$defs")
    parts["Judgement"] = Judgement.model_json_schema()
    parts |= _consent_rules()
    kinds = parts_by_name()
    for name, part in parts.items():
        if name in kinds:
            _explain(kinds[name], part)
    _explain(Case, made)
    _flatten(parts["OptionValue"])
    _widen(made["properties"]["parties"], [{"type": "array", "items": {"type": "string"}}])
    for name, short in _SHORT.items():
        parts[name] = {"anyOf": [*short, parts[name]]}
    parts["Stance"]["anyOf"][-1].pop("required")
    listed = {"type": "array", "items": {"type": "string"}}
    members = parts["Actor"]["anyOf"][-1]["properties"]["members"]
    _widen(members, [listed])
    for name in list(parts):
        if name.startswith("PerPerceiver_"):
            parts[name] = _per_perceiver(name)
        elif issubclass(_quantities().get(name, Case), Quantity):
            parts[name] = _number(_quantities()[name])
    return {"$schema": _DRAFT, **_without_titles(made), "$defs": _without_titles(parts)}


def json_schema_text() -> str:
    """Return the JSON Schema as the text of a file."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def _quantities() -> dict[str, type[Quantity]]:
    return {kind.__name__: kind for kind in Quantity.__subclasses__()}


def parts_by_name() -> dict[str, type[Part]]:
    """Return every part of a case by the name of its class."""
    found: dict[str, type[Part]] = {}
    pending: list[type[Part]] = [Part]
    while pending:
        for kind in pending.pop().__subclasses__():
            found[kind.__name__] = kind
            pending.append(kind)
    return found


def _consent_rules() -> dict[str, dict[str, Any]]:
    """Return what may stand where a consent rule is wanted: a name, or one of the kinds."""
    found: dict[str, dict[str, Any]] = {}
    for kind in KINDS.values():
        made = kind.model_json_schema(ref_template=_REFERENCE + "{model}")
        found |= made.pop("$defs", {})
        found.setdefault(kind.__name__, made if "properties" in made else found[kind.__name__])
    kinds = [{"$ref": f"{_REFERENCE}{kind.__name__}"} for kind in KINDS.values()]
    found[ConsentRule.__name__] = {"anyOf": [{"type": "string"}, *kinds]}
    return found


def _flatten(part: dict[str, Any]) -> None:
    """Let the entries of a part that stand directly on it be written there."""
    shares = part["properties"].pop("shares")
    part["additionalProperties"] = next(
        each
        for each in (shares, *shares.get("anyOf", ()))
        if "propertyNames" in each or "additionalProperties" in each
    ).get("additionalProperties", {"$ref": f"{_REFERENCE}Share"})
    part.pop("required", None)


def _explain(kind: type[Part], part: dict[str, Any]) -> None:
    """Put what each key means beside it, and let one entry stand for a list of one."""
    for key, body in part.get("properties", {}).items():
        said: Key | None = declared(field_called(kind, key))
        if key in _ONE_OR_MORE:
            arrays = [body, *body.get("anyOf", ())]
            items = next((each["items"] for each in arrays if "items" in each), None)
            _widen(body, [items] if items else [])
        if "$ref" in body:
            body["allOf"] = [{"$ref": body.pop("$ref")}]  # beside $ref, draft 7 reads nothing
        body.pop("default", None)
        if said:
            body["description"] = said.means
            body["examples"] = [said.example]


def _widen(body: dict[str, Any], also: list[dict[str, Any]]) -> None:
    """Let any of `also` stand where `body` may."""
    if "anyOf" in body:
        body["anyOf"] = [*also, *body["anyOf"]]
    elif also:
        outside = ("title", "description", "examples")
        before = {key: body.pop(key) for key in list(body) if key not in outside}
        body["anyOf"] = [*also, before]


def _per_perceiver(name: str) -> dict[str, Any]:
    belief = {"$ref": _REFERENCE + name.removeprefix("PerPerceiver_").rstrip("_")}
    by_name = {"type": "object", "additionalProperties": belief, "required": ["analyst"]}
    return {
        "description": "One belief that all share, or one each by name, `analyst` among them.",
        "anyOf": [belief, by_name],
    }


def number_keys() -> dict[str, Key]:
    """Return what may stand in a number that is written as a mapping, by key."""
    said = {key: declared(Quantity.model_fields[key]) for key in ("cite", "note")}
    return {**NOTATIONS, **{key: each for key, each in said.items() if each}}


def _number(kind: type[Quantity]) -> dict[str, Any]:
    """Return what may stand where a number of this kind belongs."""
    about = f"{(kind.__doc__ or '').strip()} Range: {kind.range_in_words()}."
    keys: dict[str, dict[str, Any]]
    keys = {key: {"description": said.means} for key, said in number_keys().items()}
    keys["value"] |= {"anyOf": [{"type": ["number", "string"]}, {"type": "object"}]}
    keys["unit"] |= {"type": "string"}
    keys["note"] |= {"type": "string"}
    keys["base_rate"] |= {"type": "string"}
    keys["mix"] |= {"type": "object"}
    keys["judgement"] |= {"allOf": [{"$ref": f"{_REFERENCE}Judgement"}]}
    citation = {"$ref": f"{_REFERENCE}Citation"}
    keys["cite"] |= {"anyOf": [citation, {"type": "array", "items": citation}]}
    for family, parameters in FAMILIES.items():
        count = len(parameters)
        keys[family] |= {"type": "array", "minItems": count, "maxItems": count}
    plain: dict[str, Any] = {"type": "number"}
    if kind.low > float("-inf"):
        plain["minimum"] = kind.low
    if kind.high < float("inf"):
        plain["maximum"] = kind.high
    words = list(ICD_203) if (kind.unit, kind.high) == ("share", 1.0) else []
    return {
        "description": f"{about} A number, a range such as `0.2 to 0.5`, or a mapping.",
        "anyOf": [
            plain,
            {"type": "string", "examples": ["0.2 to 0.5", *words, "?"]},
            {"type": "object", "properties": keys, "additionalProperties": False},
        ],
    }


def _without_titles(part: Any) -> Any:
    """Return a schema without the titles made of names, and without what draft 7 does not know."""
    if isinstance(part, list):
        return [_without_titles(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    return {
        key: {name: _without_titles(body) for name, body in entry.items()}
        if key in ("properties", "$defs")
        else _without_titles(entry)
        for key, entry in part.items()
        if not (key == "title" and isinstance(entry, str)) and key != "prefixItems"
    }
