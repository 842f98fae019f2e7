"""Every key of the schema is explained, with an example that can stand there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter
from servanda.case.key_texts import EXPLAINED, SHARED

from servanda.case.expected_at import fields_of
from servanda.case.json_schema import json_schema, json_schema_text
from servanda.case.keys import case, decisions, dispute, number, parties, promises
from servanda.case.keys.number import Part, PerPerceiver, Quantity, Share
from servanda.case.text.document import compose

PARTS = {
    kind.__name__: kind
    for module in (case, decisions, dispute, parties, promises, number)
    for kind in vars(module).values()
    if isinstance(kind, type)
    and issubclass(kind, Part)
    and kind is not Part
    and not issubclass(kind, Quantity | PerPerceiver)
}
KEYS = [(name, key) for name, kind in sorted(PARTS.items()) for key in fields_of(kind)]


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_every_key_is_explained_and_its_example_is_valid(name: str, key: str) -> None:
    explained = EXPLAINED[name].get(key) or SHARED[key]
    assert explained.means.endswith(".")
    field = next(f for n, f in PARTS[name].model_fields.items() if (f.alias or n) == key)
    annotation: Any = field.rebuild_annotation()
    document = compose(explained.example, "example")
    assert document.root is not None
    TypeAdapter(annotation).validate_python(document.root.plain())


def test_nothing_is_explained_that_is_not_there() -> None:
    for name, keys in EXPLAINED.items():
        if name != "Quantity":
            assert set(keys) <= set(fields_of(PARTS[name])), name


@pytest.mark.parametrize("key", sorted(set(EXPLAINED["Quantity"]) - {"unit", "judgement"}))
def test_every_way_to_write_a_number_has_a_valid_example(key: str) -> None:
    document = compose(EXPLAINED["Quantity"][key].example, "example")
    assert document.root is not None
    Share.model_validate({key: document.root.plain()})


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*map(references, value.values()))
    return set().union(*map(references, value)) if isinstance(value, list) else set()


def test_the_json_schema_explains_every_key_and_refers_to_nothing_missing() -> None:
    made = json_schema()
    assert references(made) <= {f"#/$defs/{name}" for name in made["$defs"]}
    for name, key in KEYS:
        part = made if name == "Case" else made["$defs"][name]
        shapes = [part, *part.get("anyOf", ())]
        found = next(each["properties"] for each in shapes if key in each.get("properties", {}))
        assert found[key]["description"] == (EXPLAINED[name].get(key) or SHARED[key]).means
    assert json.loads(json_schema_text()) == made
    assert "prefixItems" not in json_schema_text()
