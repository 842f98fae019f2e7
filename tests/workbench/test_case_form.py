"""The form of a case: a field for each plain key, filled in as a file would be, or told why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from servanda.case.load import load
from servanda.errors import InputError
from servanda.workbench.case_form import form_of, titles_of, with_added, with_field

CASE = load(Path(__file__).parents[1] / "cases" / "strait")
FIELDS = {each["path"]: each for section in form_of(CASE) for each in section["fields"]}


def test_every_kind_of_field_is_there_with_what_may_stand_in_it() -> None:
    assert {each["kind"] for each in FIELDS.values()} == {
        "choice", "flag", "date", "whole", "names", "consents", "text", "yaml"
    }  # fmt: skip
    assert FIELDS["guarantees.pact.kind"]["options"].count("treaty") == 1
    assert set(FIELDS["guarantees.pact.guarantors"]["options"]) == set(CASE.known_actors)
    assert FIELDS["proposals.truce.consent"]["value"] == ["norland", "suria"]
    assert "as_held" in FIELDS["proposals.truce.terms.islands"]["options"]
    assert all(each["means"] for each in FIELDS.values())
    names = {n for each in FIELDS.values() if each["kind"] == "names" for n in each["options"]}
    assert names <= set(titles_of(CASE)) | set(CASE.sides)


@pytest.mark.parametrize("path", list(FIELDS))
def test_what_stands_in_a_field_can_be_put_there_again(path: str) -> None:
    field = FIELDS[path]
    if field["value"] in ("", None) and field["kind"] != "text":
        return
    assert with_field(CASE, path, field["value"]) == CASE


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("as_of", "soon", "is no day"),
        ("proposals.truce.offer", "stays", "is no choice"),
        ("proposals.truce.consent", ["norland", "suria", "league"], "where `league` stands"),
        ("proposals.truce.terms.islands", "[", "is no number"),
        ("guarantees.pact.protects", "suria", "list of names"),
        ("nothing.here", "1", "no field is called"),
    ],
)  # fmt: skip
def test_what_cannot_stand_there_is_told(path: str, value: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        with_field(CASE, path, value)


def test_what_is_added_is_like_what_was_there_and_whole() -> None:
    more = with_added(CASE, "proposal", "second", "A second truce", "truce")
    assert more.proposals["second"].terms == CASE.proposals["truce"].terms
    more = with_added(more, "guarantee", "other", "Another pact", "pact")
    assert not more.guarantees["other"].cite
    more = with_added(more, "party", "islanders", "The islanders", "suria")
    assert more.issues["islands"].weights["islanders"] == more.issues["islands"].weights["suria"]
    more = with_added(with_added(more, "actor", "egypt", "Egypt"), "source", "brief", "A brief")
    assert more.name_of("egypt") == "Egypt" and more.sources["brief"].title == "A brief"


@pytest.mark.parametrize(
    ("what", "name", "title", "like", "said"),
    [
        ("proposal", "truce", "Truce", "truce", "there already"),
        ("proposal", "Truce!", "Truce", "truce", "cannot be a name"),
        ("proposal", "second", " ", "truce", "needs a title"),
        ("party", "third", "Third", "nobody", "nobody"),
        ("war", "third", "Third", "", "war"),
    ],
)
def test_what_cannot_be_added_is_told(
    what: str, name: str, title: str, like: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        with_added(CASE, what, name, title, like)
