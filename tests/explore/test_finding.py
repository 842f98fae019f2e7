"""Findings: what they are about, refused where their rows do not fit, shown short and escaped."""

from __future__ import annotations

import json

import pytest

from servanda.errors import InputError
from servanda.explore.finding import Finding, Findings, Provenance

HOW = Provenance("a test", "hash", "1", 3, 40, ("Powell2006",))
ROW = {"label": "<b>x</b>", "low": 0.1, "middle": 0.25, "high": 0.5}


def finding(**more: object) -> Finding:
    given: dict[str, object] = {
        "exploration": "toy", "question": "Is it <so>?", "claim": "It & more.",
        "shape": "interval", "rows": (ROW,), "provenance": HOW,
    }  # fmt: skip
    return Finding(**(given | more))  # type: ignore[arg-type]


def test_it_says_what_it_is_about() -> None:
    made = finding(proposal="truce", outcome="signed", numbers=("war.swing",))
    body = json.loads(json.dumps(made.as_dict()))
    assert body["about"] == {"proposal": "truce", "outcome": "signed", "numbers": ["war.swing"]}
    assert finding().as_dict()["about"] == {"proposal": None, "outcome": None, "numbers": []}


def test_it_is_shown_short_and_escaped() -> None:
    made = finding(proposal="truce", caveats=("a < b",))
    assert repr(made) == "<Finding (toy of truce): It & more.>"
    page = made._repr_html_()
    for text in ("Is it &lt;so&gt;?", "It &amp; more.", "&lt;b&gt;x&lt;/b&gt;", "a &lt; b"):
        assert text in page
    long = finding(rows=(ROW,) * 50)
    assert "and 20 more rows" in long._repr_html_()


def test_many_are_a_claim_a_line() -> None:
    many = Findings([finding(), finding(exploration="other")])
    assert repr(many) == "<2 findings: toy, other>" and repr(Findings()) == "<0 findings: none>"
    assert str(many).splitlines() == ["Is it <so>?", "  It & more."] * 2
    assert len(many.as_dict()["findings"]) == 2  # type: ignore[arg-type]
    assert many._repr_html_().count("<table>") == 2


def test_a_row_without_the_columns_of_its_shape_is_refused() -> None:
    with pytest.raises(InputError, match="a tornado needs the columns 'value', 'error', 'group'"):
        finding(shape="tornado")
    with pytest.raises(InputError, match="is no shape; write one of interval"):
        finding(shape="cloud")
