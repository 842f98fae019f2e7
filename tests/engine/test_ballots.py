"""Consent rules asked of every world: each node, those who wait for others, who is pivotal."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.case.consent import Ballot, Tree, compile_rule
from servanda.case.effects import without_effect
from servanda.case.keys.case import Case
from servanda.case.load import parse
from servanda.engine.assess import assess
from servanda.engine.chunk import Chunk
from servanda.engine.plan import plan_of
from servanda.engine.settling import Offer
from servanda.engine.told import columns_of
from servanda.errors import InputError
from servanda.worlds.sample import sample

CASES = Path(__file__).resolve().parents[1] / "cases"
Flags = npt.NDArray[np.bool_]
PARTIES = ("suria", "arda", "dova", "elis")
EVERY = np.array(list(itertools.product((False, True), repeat=len(PARTIES)))).T
"""All ways four parties can answer, one a world."""


def asked(strait: Case, rule: Any, **named: Any) -> tuple[Case, Tree]:
    raw = strait.model_dump(mode="python", by_alias=True)
    raw["proposals"]["patrol"]["consent"] = rule
    raw["consent_rules"] = named
    case = Case.model_validate(raw)
    return case, compile_rule(case, "patrol")


def ballot(
    consents: Mapping[str, Flags] | None = None,
    needs: Mapping[str, int] | None = None,
    most: bool = True,
    valid: Mapping[str, Flags] | None = None,
    weights: Mapping[str, npt.NDArray[np.float64]] | None = None,
) -> Ballot:
    everyone = dict(zip(PARTIES, EVERY, strict=True))
    return Ballot(consents or everyone, valid or {}, weights or {}, needs or {}, most)


def said(node: Tree, **given: Any) -> list[bool]:
    return [bool(answer) for answer in node.decide(ballot(**given))]


def test_all_any_and_at_least(strait: Case) -> None:
    suria, arda, dova, _ = EVERY
    for rule, expected in (
        ("suria", suria),
        ({"all": ["suria", "arda"]}, suria & arda),
        ({"any": ["suria", "arda"]}, suria | arda),
        ({"at_least": 2, "of": ["suria", "arda", "dova"]}, suria * 1 + arda + dova >= 2),
        ({"all": ["suria", {"any": ["arda", "dova"]}]}, suria & (arda | dova)),
        (
            {"at_least": 2, "of": ["suria", {"all": ["arda", "dova"]}, {"any": ["arda", "dova"]}]},
            suria * 1 + (arda & dova) + (arda | dova) >= 2,
        ),
    ):
        _, node = asked(strait, rule)
        assert said(node) == [bool(x) for x in expected], rule


def test_a_group_of_one_is_a_condition_not_a_party(strait: Case) -> None:
    """A quota that its one party cannot reach is never met, whoever consents."""
    rule = {"at_least": 1, "of": ["suria", {"quota": 5, "of": {"arda": 3}}]}
    _, node = asked(strait, rule)
    path = "proposals.patrol.consent.of.1"
    weights = {f"{path}.of.arda": np.full(16, 3.0), f"{path}.quota": np.full(16, 5.0)}
    assert said(node, weights=weights) == [bool(x) for x in EVERY[0]]


def test_a_party_named_twice_counts_once(strait: Case) -> None:
    """Arda stands in the list and among the patrol's members."""
    _, node = asked(strait, {"at_least": 2, "of": ["arda", {"members": "patrol"}]})
    _, arda, dova, elis = EVERY
    assert said(node) == [bool(x) for x in (arda * 1 + dova + elis >= 2)]


def test_members_and_except(strait: Case) -> None:
    _, arda, dova, elis = EVERY
    _, node = asked(strait, {"all": {"members": "patrol"}})
    assert node.parties == ("arda", "dova", "elis")
    assert said(node) == [bool(x) for x in arda & dova & elis]
    _, node = asked(strait, {"all": [{"members": "patrol", "except": ["dova"]}]})
    assert said(node) == [bool(x) for x in arda & elis]
    with pytest.raises(InputError, match="names no actor with members"):
        asked(strait, {"all": [{"members": "suria"}]})


def test_a_quota_weighs_and_draws_its_own_line(strait: Case) -> None:
    _, node = asked(strait, {"quota": 5, "of": {"arda": 4, "dova": 2, "elis": 1}})
    path = "proposals.patrol.consent"
    brought = np.array([4.0, 2.0, 1.0])
    quota = np.where(np.arange(16) % 2 == 0, 5.0, 3.0)
    weights = {f"{path}.of.{p}": np.full(16, w) for p, w in zip(PARTIES[1:], brought, strict=True)}
    weights[f"{path}.quota"] = quota
    assert said(node, weights=weights) == [bool(x) for x in brought @ EVERY[1:] >= quota]


def test_a_veto_counts_only_where_it_holds(strait: Case) -> None:
    _, node = asked(strait, {"all": ["suria", {"veto": "arda", "valid": 0.5}]})
    holds = np.arange(16) % 3 == 0
    (name,) = node.vetoes
    assert name == "proposals.patrol.consent.all.1.valid"
    expected = EVERY[0] & (~holds | EVERY[1])
    assert said(node, valid={name: holds}) == [bool(x) for x in expected]


def test_a_host_consents_and_may_withdraw(strait: Case) -> None:
    _, node = asked(strait, {"all": [{"host": "suria", "withdraws": 0.1}, "arda"]})
    assert node.hosts == (("suria", "proposals.patrol.consent.all.0.withdraws"),)
    assert said(node) == [bool(x) for x in EVERY[0] & EVERY[1]]


def test_a_named_rule_is_followed_and_a_circle_refused(strait: Case) -> None:
    _, node = asked(strait, {"rule": "both"}, both={"all": ["suria", {"rule": "one"}]}, one="arda")
    assert said(node) == [bool(x) for x in EVERY[0] & EVERY[1]]
    with pytest.raises(InputError, match="circular or unknown"):
        asked(strait, {"rule": "a"}, a={"any": ["suria", {"rule": "b"}]}, b={"rule": "a"})


def equilibria(willing: tuple[bool, ...], needs: tuple[int, ...]) -> list[tuple[bool, ...]]:
    """Return, by definition, who may be in: exactly the willing whose needs the others meet."""
    return [
        joined
        for joined in itertools.product((False, True), repeat=len(needs))
        if all(
            inside == (wants and sum(joined) - inside >= need)
            for inside, wants, need in zip(joined, willing, needs, strict=True)
        )
    ]


@given(
    needs=st.tuples(*[st.integers(0, 4)] * 4),
    least=st.integers(1, 4),
)
def test_those_who_wait_against_all_equilibria(
    strait: Case, needs: tuple[int, ...], least: int
) -> None:
    _, node = asked(strait, {"at_least": least, "of": list(PARTIES)})
    waits = {party: need for party, need in zip(PARTIES, needs, strict=True) if need}
    largest, smallest = said(node, needs=waits), said(node, needs=waits, most=False)
    for world, willing in enumerate(EVERY.T):
        sizes = [sum(joined) for joined in equilibria(tuple(willing), needs)]
        assert largest[world] == (max(sizes) >= least)
        assert smallest[world] == (min(sizes) >= least)


def test_under_a_quota_those_who_wait_bring_their_weight_together(strait: Case) -> None:
    _, node = asked(strait, {"quota": 3, "of": {"arda": 1, "dova": 2, "elis": 5}})
    path = "proposals.patrol.consent"
    weights = {f"{path}.of.{p}": np.full(16, w) for p, w in (("arda", 1), ("dova", 2), ("elis", 5))}
    weights[f"{path}.quota"] = np.full(16, 3)
    waits = {"arda": 1, "dova": 1, "elis": 3}
    _, arda, dova, _ = EVERY
    assert said(node, weights=weights, needs=waits) == [bool(x) for x in arda & dova]
    assert not any(said(node, weights=weights, needs=waits, most=False))


def test_a_party_blocks_where_its_consent_alone_would_carry_it(strait: Case) -> None:
    rule = {"all": ["suria", "norland", {"at_least": 1, "of": ["arda", "dova", "elis"]}]}
    raw = strait.model_dump(mode="python", by_alias=True)
    raw["proposals"]["patrol"]["consent"] = rule
    raw["proposals"]["patrol"]["stances"] = {"arda": 0.3, "dova": 0.3, "elis": 0.3}
    kept = assess(Case.model_validate(raw), worlds=1_000).kept["patrol"]
    yes = {p: kept[f"consent.{p}"] > 0 for p in ("suria", "norland", "arda", "dova", "elis")}
    force = yes["arda"] | yes["dova"] | yes["elis"]
    both = yes["suria"] & yes["norland"]
    np.testing.assert_array_equal(kept["signed"] > 0, both & force)
    np.testing.assert_array_equal(kept["blocks.suria"] > 0, ~yes["suria"] & yes["norland"] & force)
    for party in ("arda", "dova", "elis"):
        np.testing.assert_array_equal(kept[f"blocks.{party}"] > 0, both & ~force)


def test_a_willing_volunteer_that_waits_blocks_nothing_in_any_chunk(strait: Case) -> None:
    """It refuses nowhere; whether another world is in the same chunk must not matter."""
    raw = strait.model_dump(mode="python", by_alias=True)
    waiting = {"position": "conditional", "needs": 2, "consents": 0.9}
    raw["proposals"]["patrol"]["stances"] = {"arda": waiting, "dova": 0, "elis": 0}
    case = Case.model_validate(raw)
    plan, drawn = plan_of(case), sample(case, worlds=64, seed=0)

    def blocks(start: int, stop: int) -> npt.NDArray[np.float64]:
        chunk = Chunk(plan, drawn.chunk(start, stop))
        return columns_of(chunk, chunk.vote(Offer("patrol")))["blocks.arda"]

    np.testing.assert_array_equal(
        blocks(0, 64), np.concatenate([blocks(i, i + 1) for i in range(64)])
    )


def test_who_weighs_its_stakes_need_not_be_said_to_be_undeclared() -> None:
    """To say so has no effect, as `check` tells; leaving it out is no gap and moves no digit."""
    text = (CASES / "bay" / "case.yaml").read_text(encoding="utf-8")
    said = parse(text)
    silent = parse(re.sub(r"\n +stances: \{hask: undeclared\}", "", text))
    assert said.stance_of("both", "hask") and silent.stance_of("both", "hask") is None
    idle = {each.name for each in without_effect(said)}
    assert idle - {each.name for each in without_effect(silent)} == {"proposals.both.stances.hask"}
    made = [assess(case, worlds=40, proposals=("both",)) for case in (said, silent)]
    (one,), (other,) = made
    assert one.parties == other.parties and one.verdict == other.verdict
    assert {each.id: each.modelled for each in one.parties}["hask"] == "stakes"
