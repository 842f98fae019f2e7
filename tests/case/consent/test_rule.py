"""A kind of consent rule says all of itself in one class; a new one touches one file and a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, ClassVar

import numpy as np
import pytest

from servanda.case.consent import KINDS, Ballot, ConsentRule, Tree, compile_rule, register
from servanda.case.consent.ballot import Flags
from servanda.case.consent.listed import listed_faults
from servanda.case.effects import without_effect
from servanda.case.keys.case import Case
from servanda.case.keys.key import Key, declared
from servanda.case.load import faults, load, parse
from servanda.case.names import names_of
from servanda.case.number_words import in_a_row
from servanda.case.plain_words import describe
from servanda.case.problem import Path as Place
from servanda.case.problem import Problem
from servanda.case.template import begin, first_case
from servanda.case.text.save import save
from servanda.engine.assess import assess
from servanda.errors import CaseError


class Most(ConsentRule):
    """More than half of these must consent."""

    head: ClassVar[str] = "most"
    listed: ClassVar[str] = "most"

    most: Annotated[
        tuple[ConsentRule, ...],
        Key("More than half of these must consent.", "[norland, {members: league}]"),
    ]

    def asks(self, case: Case) -> tuple[str, ...]:
        return ()

    def says(self, case: Case, below: Sequence[str]) -> str:
        return f"most of ({in_a_row(below)})"

    def faults(self, case: Case, path: Place) -> Iterator[Problem]:
        yield from listed_faults(self, case, path)

    def decide(self, asked: Tree, ballot: Ballot) -> Flags:
        answers = np.stack([each.decide(ballot) for each in asked.below])
        return np.asarray(2 * answers.sum(axis=0) > len(answers), dtype=np.bool_)

    def must(self, below: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return below[0] if len(below) == 1 else ()


@pytest.fixture
def most() -> Iterator[None]:
    register(Most)
    yield
    del KINDS["most"]


TEXT = first_case("interstate").replace(
    "{at_least: 1, of: {members: league}}", "{most: [{members: league}, sutherland]}"
)


@pytest.mark.usefixtures("most")
def test_a_trial_kind_goes_through_check_words_assessment_and_saving(tmp_path: Path) -> None:
    case = parse(TEXT)
    assert "most of (Eastmark, Westmark and Sutherland)" in describe(case)
    tree = compile_rule(case, "pact_for_harbour")
    assert set(tree.parties) == {"sutherland", "norland", "eastmark", "westmark"}
    assert tree.must == ("sutherland",)
    assert names_of(case)
    result = assess(case, worlds=200, proposals=("pact_for_harbour",))["pact_for_harbour"]
    assert {party.id for party in result.parties} >= {"eastmark", "westmark"}
    begin(tmp_path / "isle")
    assert load(save(case, tmp_path / "isle")) == case
    twice = TEXT.replace("{members: league}, sutherland]", "sutherland, sutherland]")
    (tmp_path / "isle" / "case.yaml").write_text(twice)
    assert [fault.wrong for fault in faults(tmp_path / "isle")] == ["`sutherland` is asked twice"]


@pytest.mark.usefixtures("most")
def test_deals_are_sought_with_it() -> None:
    from servanda.explore.questions.deals import deals

    found = deals(parse(TEXT), proposal="pact_for_harbour", worlds=200)
    assert found


def test_without_it_the_key_is_unknown() -> None:
    with pytest.raises(Exception, match="no such key is known here"):
        parse(TEXT)


def test_what_most_decides_in_every_way_three_can_answer() -> None:
    yes = np.array([[(n >> party) & 1 for n in range(8)] for party in range(3)], dtype=bool)
    names = ("sutherland", "eastmark", "westmark")
    ballot = Ballot(dict(zip(names, yes, strict=True)), {}, {}, {})
    register(Most)
    try:
        case = parse(TEXT)
        rule = compile_rule(case, "pact_for_harbour").below[2]
        assert (rule.decide(ballot) == (yes.sum(axis=0) >= 2)).all()
    finally:
        del KINDS["most"]


def test_a_quota_of_a_list_counts_the_troops_of_stances() -> None:
    text = first_case("interstate").replace(
        "{at_least: 1, of: {members: league}}", "{quota: 6, of: {members: league}}"
    )
    with pytest.raises(CaseError, match="nothing says what `eastmark` would bring"):
        parse(text)
    text = text.replace(
        "position: volunteer\n", "position: volunteer\n        troops: 4 thousand\n"
    )
    text = text.replace("needs: 1 ", "troops: 3 thousand\n        needs: 1 ")
    case = parse(text)
    rule = compile_rule(case, "pact_for_harbour").below[2]
    assert rule.parties == ("eastmark", "westmark")
    yes, no = np.array([True, True, False]), np.array([True, False, True])
    weights = {f"{rule.path}.quota": np.array([6.0] * 3)}
    for party, troops in (("eastmark", 4.0), ("westmark", 3.0)):
        path = f"{case.stance_path('pact_for_harbour', party)}.troops"
        weights[path] = np.array([troops] * 3)
    ballot = Ballot({"eastmark": yes, "westmark": no}, {}, weights, {})
    assert rule.decide(ballot).tolist() == [True, False, False]
    assert assess(case, worlds=50, proposals=("pact_for_harbour",))
    assert not [idle for idle in without_effect(case) if "troops" in idle.name]


def test_a_kind_that_forgets_a_method_is_refused() -> None:
    class Forgetful(Most):
        head: ClassVar[str] = "forgetful"

    forgetful: Any = type(
        "NoWords", (ConsentRule,), {"head": "nobody", "__annotations__": {"nobody": str}}
    )
    with pytest.raises(
        TypeError, match="does not say how it does asks, decide, faults, must, says"
    ):
        register(forgetful)
    with pytest.raises(TypeError, match="no key of its own"):
        register(Forgetful)


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=list(KINDS))
def test_every_kind_says_all_of_itself(kind: type[ConsentRule]) -> None:
    for method in ("asks", "says", "faults", "decide", "must"):
        assert method in vars(kind), method
    assert (kind.__doc__ or "").strip()
    for name in {kind.head, *filter(None, (kind.listed,)), *kind.chances}:
        assert declared(kind.model_fields[name]) is not None
