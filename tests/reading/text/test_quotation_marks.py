"""Quotations of other houses stand in double marks, each sign in its old place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.text.quotation_marks import with_double_marks

ROWS = [
    ("'It's ours,' said Tom O'Brien. 'We stay.'", "“It's ours,” said Tom O'Brien. “We stay.”"),
    ("‘The soldiers’ town is ours,’ she said.", "“The soldiers’ town is ours,” she said."),
    (
        "He said: 'There is no plan. There never was.'",
        "He said: “There is no plan. There never was.”",
    ),
    ("It was Kyiv's 'red line', he said.", "It was Kyiv's “red line”, he said."),
    ("»Wir bleiben. We stay,« said Lars.", "“Wir bleiben. We stay,” said Lars."),
    ("«Nous restons», said Paul.", "“Nous restons”, said Paul."),
    ("„Wir bleiben“, said Ann.", "“Wir bleiben”, said Ann."),
    ("“He told me, ‘Go home.’ I went,” she said.", "“He told me, ‘Go home.’ I went,” she said."),
    (
        "The workers' party won the '90s. Rock 'n' roll.",
        "The workers' party won the '90s. Rock 'n' roll.",
    ),
    ("O'Brien's and the Joneses' dog", "O'Brien's and the Joneses' dog"),
    (
        "‘What we watch is how fast. The road is shut.",
        "“What we watch is how fast. The road is shut.",
    ),
]


@pytest.mark.parametrize(("given_as", "read_as"), ROWS)
def test_marks(given_as: str, read_as: str) -> None:
    assert with_double_marks(given_as) == read_as


@given(st.text(alphabet="ab s.,'‘’“”\"«»„ O", max_size=80))
def test_every_sign_keeps_its_place(text: str) -> None:
    found = with_double_marks(text)
    assert len(found) == len(text)
    same = [(a, b) for a, b in zip(text, found, strict=True) if a != b]
    assert all(a in "'‘’«»„“”\"" and b in '“”‘’"' for a, b in same)
