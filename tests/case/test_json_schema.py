"""The JSON Schema of a case file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from servanda.case.json_schema import json_schema, json_schema_text, number_keys, parts_by_name
from servanda.case.text.document import compose

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/case.yaml"))


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    schema = json.loads(json_schema_text())
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def test_the_cases_of_the_tests_keep_to_it(validator: Draft7Validator, isle_text: str) -> None:
    for text in (isle_text, *(file.read_text(encoding="utf-8") for file in CASES)):
        root = compose(text, "case.yaml").root
        assert root is not None
        raw = root.plain()
        assert [error.message for error in validator.iter_errors(raw)] == []


@pytest.mark.parametrize(
    ("path", "wrong"),
    [(("issues", "isle", "kind"), "island"), (("parties",), 3), (("war", "trendd"), 1)],
)
def test_what_is_no_case_does_not(
    validator: Draft7Validator, isle_text: str, path: tuple[str, ...], wrong: object
) -> None:
    root = compose(isle_text, "case.yaml").root
    assert root is not None
    raw: Any = root.plain()
    held = raw
    for part in path[:-1]:
        held = held[part]
    held[path[-1]] = wrong
    assert list(validator.iter_errors(raw))


def test_keys_are_explained_and_numbers_have_their_limits() -> None:
    made = json_schema()
    share = made["$defs"]["Share"]
    assert share["anyOf"][0] == {"type": "number", "minimum": 0.0, "maximum": 1.0}
    assert "Range: 0 to 1." in share["description"]
    assert made["properties"]["issues"]["description"]
    assert set(number_keys()) >= {"value", "unit", "cite", "note", "mix"}
    assert parts_by_name()["Issue"].__name__ == "Issue"
