"""YAML text as a tree that knows the line and column of every key and value."""

from __future__ import annotations

import math

import pytest

from servanda.case.text.document import Place, compose

TEXT = "title: The isle\nissues:\n  isle:\n    weights: {a: 1, b: 2}\nlimits:\n  - one\n  - two\n"


def test_places_are_those_of_the_text() -> None:
    document = compose(TEXT, "case.yaml")
    assert document.faults == () and document.root is not None
    assert document.place(("title",)) == Place(1, 8)
    assert document.place(("title",), at_key=True) == Place(1, 1)
    assert document.place(("issues", "isle", "weights", "b")) == Place(4, 24)
    assert document.place(("limits", 1)) == Place(7, 5)
    assert document.place(("issues", "isle", "gone")) == Place(3, 3)  # the nearest that is there
    assert document.root.plain()["limits"] == ["one", "two"]
    limits = document.root.child("limits")
    assert limits is not None and limits.child("two") is limits.child(1)
    assert limits.child(2) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", "yes"), ("true", True), ("~", None), ("0x10", 16), ("010", 10), ("1e3", 1000.0),
     ("1_000", "1_000"), ("2024-01-01", "2024-01-01"), (".5", 0.5), ("-.inf", -math.inf),
     ("9" * 16, float("9" * 16)), ("9" * 50, "9" * 50), ("'3'", "3"), ("!!str 3", "3")],
)  # fmt: skip
def test_plain_values_are_those_of_yaml_1_2(text: str, value: object) -> None:
    root = compose(f"k: {text}\n", "f").root
    assert root is not None
    held = root.plain()["k"]
    assert held == value and type(held) is type(value)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a: [1\n", "no YAML"),
        ("a: 1\n---\nb: 2\n", "a second document begins"),
        ("a: *b\n", "no `&b` stands before this alias"),
        ("a: &b [*b]\n", "`*b` contains itself"),
        ("[a]: 1\n", "a list or mapping cannot be a key"),
        (f"{'k' * 201}: 1\n", "a key of 201 characters"),
        ("a: " + "[" * 41 + "]" * 41, "nested more than 40 deep"),
        ("a: !!python/name:os 1\n", "the tag `!!python/name:os` is not read here"),
        ('a: "\\x01"\n', "a character that no text file holds"),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_its_place(text: str, wrong: str) -> None:
    fault = compose(text, "case.yaml").faults[0]
    assert fault.wrong.startswith(wrong) and fault.mend and fault.line >= 1


def test_aliases_that_grow_without_end_are_stopped() -> None:
    text = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 8)
    )
    (fault,) = compose(text, "f").faults
    assert "values once aliases are written out" in fault.wrong
