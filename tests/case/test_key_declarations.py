"""Every key is declared once, at its field, with an example that can stand there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from servanda.case.consent import KINDS, ConsentRule
from servanda.case.effects import unused_keys
from servanda.case.expected_at import unwrapped
from servanda.case.json_schema import json_schema, json_schema_text, parts_by_name
from servanda.case.key_reference import key_reference, sections
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.key import Key, declared
from servanda.case.keys.number import NOTATIONS, Part, PerPerceiver, Quantity, Share
from servanda.case.keys.war import War
from servanda.case.load import parse
from servanda.case.names import names_of
from servanda.case.template import first_case
from servanda.case.text.document import compose
from servanda.worlds.sample import sample

PARTS = [part for part, _ in sections()]
KEYS = [(part, name) for part in PARTS for name in part.model_fields]
IDS = [f"{part.__name__}.{name}" for part, name in KEYS]


def is_number(annotation: Any) -> bool:
    kinds = [*unwrapped(annotation)]
    for kind in list(kinds):
        kinds += [each for a in getattr(kind, "__args__", ()) for each in unwrapped(a)]
    return any(isinstance(k, type) and issubclass(k, Quantity | PerPerceiver) for k in kinds)


def said(part: type[Part], name: str) -> Key:
    found = declared(part.model_fields[name])
    assert found is not None, f"{part.__name__}.{name} declares nothing"
    return found


def test_the_reference_has_every_part_of_a_case() -> None:
    known = {*PARTS, Quantity, *Quantity.__subclasses__()}
    others = {kind.__name__ for kind in parts_by_name().values() if kind not in known}
    others = {name for name in others if not name.startswith(("PerPerceiver", "_"))}
    assert others <= {"ConsentRule", "Most", "Forgetful", "NoWords", "Case"}
    assert set(KINDS.values()) <= set(PARTS)


@pytest.mark.parametrize(("part", "name"), KEYS, ids=IDS)
def test_every_key_is_explained_and_its_example_is_valid(part: type[Part], name: str) -> None:
    key = said(part, name)
    assert key.means.endswith(".")
    field = part.model_fields[name]
    document = compose(key.example, "example")
    assert document.root is not None
    plain = document.root.plain()
    if name == part.flat:
        plain = {"norland": plain}
    if name == "parties":
        plain = {party: {} for party in plain}
    annotation: Any = field.rebuild_annotation()
    TypeAdapter(annotation).validate_python(plain)


@pytest.mark.parametrize(("part", "name"), KEYS, ids=IDS)
def test_every_number_says_what_it_is_called_and_what_to_watch(part: type[Part], name: str) -> None:
    key = said(part, name)
    if is_number(part.model_fields[name].annotation):
        assert key.called and key.watch
        assert not key.called.endswith(".") and not key.watch.endswith(".")
    else:
        assert not key.called and not key.watch


@pytest.mark.parametrize("key", sorted(set(NOTATIONS) - {"unit", "judgement"}))
def test_every_way_to_write_a_number_has_a_valid_example(key: str) -> None:
    document = compose(NOTATIONS[key].example, "example")
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
    for part, name in KEYS:
        if name == part.flat:
            continue
        key = part.model_fields[name].alias or name
        body = made if part.__name__ == "Case" else made["$defs"][part.__name__]
        shapes = [body, *body.get("anyOf", ())]
        found = next(each["properties"] for each in shapes if key in each.get("properties", {}))
        assert found[key]["description"] == said(part, name).means
    assert json.loads(json_schema_text()) == made
    assert "prefixItems" not in json_schema_text()
    kinds = made["$defs"][ConsentRule.__name__]["anyOf"]
    assert len(kinds) == len(KINDS) + 1


PATROLLED = Key(
    "How much of the line is patrolled.", "0.1 to 0.3", "the share of the line that is patrolled",
    "what patrols report",
)  # fmt: skip


@pytest.fixture
def patrolled() -> Iterator[None]:
    """A field of a part, declared as any other, and gone again after the test."""
    field = FieldInfo.from_annotated_attribute(Annotated[Share | None, PATROLLED], None)
    War.model_fields["patrolled"] = field
    for part in (War, Case):
        part.model_rebuild(force=True)
    yield
    del War.model_fields["patrolled"]
    for part in (War, Case):
        part.model_rebuild(force=True)


TEXT = first_case("interstate").replace("war:\n", "war:\n  patrolled: 0.1 to 0.3\n", 1)


@pytest.mark.usefixtures("patrolled")
def test_a_trial_key_is_read_named_drawn_and_explained_from_its_field_alone() -> None:
    case, path = parse(TEXT), "war.patrolled"
    assert dict(numbers_in(case))[path].text == "0.1 to 0.3"
    assert names_of(case)[path] == "the share of the line that is patrolled"
    assert len(set(sample(case, worlds=9).values(path))) == 9
    made = json_schema()["$defs"]["War"]
    bodies = [made, *made.get("anyOf", ())]
    (told,) = [
        b["properties"]["patrolled"] for b in bodies if "patrolled" in b.get("properties", {})
    ]
    assert told["description"] == PATROLLED.means and told["examples"] == ["0.1 to 0.3"]
    assert "How much of the line is patrolled." in key_reference()
    (idle,) = unused_keys(case, set(dict(numbers_in(case))) - {path})
    assert idle.name == path and not idle.says, "read by nothing: a fault of the program"


def test_without_its_field_the_key_is_unknown() -> None:
    with pytest.raises(Exception, match="no such key is known here"):
        parse(TEXT)
    assert "patrolled" not in key_reference()
