"""Parties, sides, kinds and wars without a front: what only version 2 says, and its faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.case.change import with_value, with_values
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case, numbers_in
from servanda.case.load import faults, parse
from servanda.case.template import first_case
from servanda.case.text.save import case_text
from servanda.errors import CaseError, InputError

ISLE = first_case("interstate")
OUM = first_case("no_front")
SABLE = first_case("secession")
CORRIN = first_case("ceasefire")

FAULTS = [
    (ISLE, "parties: [norland, sutherland]", "parties: [norland]", "parties", "two to six"),
    (ISLE, "[norland, sutherland]   #", "[norland, norland]   #", "parties", "stands twice"),
    (ISLE, "[norland, sutherland]   #", "[norland, southland]   #", "parties.southland", "`suth"),
    (
        ISLE,
        "parties: [norland, sutherland]",
        "parties: {norland: {side: a}, sutherland: {side: a}}",
        "parties",
        "give those they fight another `side`",
    ),
    (ISLE, "held_by: norland", "held_by: league", "war.front.held_by", "no party or side"),
    (ISLE, "held_by: norland", "against: norland", "war.front.against", "another side"),
    (ISLE, "  swing: 1% to 3% per month ", "  #", "war.swing", "add `swing:`"),
    (ISLE, "    protects: sutherland\n", "", "guarantees.pact.protects", "a party or a side"),
    (ISLE, "protects: sutherland", "protects: league", "guarantees.pact.protects.0", "no party"),
    (
        ISLE,
        "protects: sutherland",
        "protects: sutherland\n    against: sutherland",
        "guarantees.pact.against",
        "both protected and guarded against",
    ),
    (
        ISLE,
        "protects: sutherland",
        "protects: sutherland\n    from: 6 months\n    until: 3 months",
        "guarantees.pact.until",
        "a later month",
    ),
    (ISLE, "kind: interstate ", "kind: war ", "kind", "civil_truce"),
    (ISLE, "    norland: {base_rate: war_cost}", "    league: 0.1", "war.costs.league", "no party"),
    (
        ISLE,
        "  while_fighting:",
        "  flow_costs: {norland: 0.2}\n  while_fighting:",
        "war.flow_costs.norland",
        "keep one of",
    ),
    (
        ISLE,
        "shared: {norland: 0.4 to 0.6, sutherland: 0.3 to 0.6}",
        "shared: {norland: 0.4 to 0.6}",
        "issues.harbour.options.shared",
        "add `sutherland: ...`",
    ),
    (ISLE, "sutherland_runs_it: 0", "sutherland_runs_it: 2", "issues.harbour", "outside 0 to 1"),
    (OUM, "as_now: {government: 0.5 to 0.7, league", "as_now: {league", "as_now", "government"),
    (
        OUM.replace("league: {side: east}", "league: {}").replace(
            ", east: ", ", league: 0, east: "
        ),
        "      government: {government: 1, league: 0, east: 0}",
        "      government: 1",
        "options.government",
        "a lone number",
    ),
    (OUM, "    brigade: {brigade: 0.5 to 0.8, analyst: 0.3 to 0.6}\n", "", "", ""),
    (OUM, "  victory: ", "  trend: 0.1% per month\n  victory: ", "war.trend", "has none"),
    (OUM, "    government: {government: 0.6 to 0.8, analyst: 0.4 to 0.7}\n", "", "victory", "wins"),
    (OUM, "{power: as_now}\n    guar", "{power: as_held}\n    guar", "terms.power", "option"),
    (OUM, "inside: [government, league]", "inside: [envoys]", "inside.0", "no party or side"),
    (CORRIN, "on: dawn", "on: quill", "pressure.0.on", "no party or side"),
    (CORRIN, "by: quill", "by: quil", "pressure.0.by", "write `quill`"),
    (CORRIN, "gives: {estria", "gives: {quill", "gives.quill", "no party"),
    (CORRIN, "answer: in_principle", "answer: perhaps", "acceptance.0.answer", "rejects"),
    (CORRIN, "renewal: 0.3 to 0.7", "renewal: 3", "expires.renewal", "outside 0 to 1"),
    (SABLE, "      on: sable", "      on: karst", "arms_from_karst_end.on", "no party or side"),
    (SABLE, "when: fighting", "when: later", "when", "always"),
]


@pytest.mark.parametrize(("text", "old", "new", "key", "says"), FAULTS)
def test_each_fault_is_told_at_its_key(
    text: str, old: str, new: str, key: str, says: str, tmp_path: Path
) -> None:
    assert old in text, old
    changed = text.replace(old, new, 1).replace("    file: sources/brief.md\n", "")
    (tmp_path / "case.yaml").write_text(changed)
    found = faults(tmp_path)
    if not key:
        assert found == []
        return
    assert any(key in fault.key and says in f"{fault.wrong}; {fault.mend}" for fault in found), (
        "\n".join(map(str, found))
    )
    assert len(found) <= 3, "\n".join(map(str, found))


def test_seven_parties_are_too_many_and_six_are_not(tmp_path: Path) -> None:
    more = [f"p{number}" for number in range(4)]
    text = OUM.replace(
        "  envoys: {name", "".join(f"  {p}: {p}\n" for p in more) + "  envoys: {name"
    )
    for count in (3, 4):
        parties = "".join(f"  {p}: {{side: east}}\n" for p in more[:count])
        weights = "".join(f", {p}: 1" for p in more[:count])
        shares = "".join(f", {p}: 0.2" for p in more[:count])
        case = text.replace("  government: {}\n", f"  government: {{}}\n{parties}", 1)
        case = case.replace("brigade: 3 to 5}", f"brigade: 3 to 5{weights}}}")
        case = case.replace("brigade: 0.2 to 0.4}", f"brigade: 0.2 to 0.4{shares}}}")
        case = case.replace("    file: sources/brief.md\n", "")
        (tmp_path / "case.yaml").write_text(case)
        assert [f.key for f in faults(tmp_path)] == ([] if count == 3 else ["parties"])


def test_neither_a_front_nor_rates_is_a_fault() -> None:
    lines = OUM.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("  victory:"))
    with pytest.raises(CaseError, match="neither a front nor chances of victory"):
        parse("\n".join([*lines[:first], *lines[first + 4 :]]))


def test_who_fights_whom() -> None:
    case = parse(OUM)
    assert case.sides == {"government": ("government",), "east": ("league", "brigade")}
    assert case.enemies_of("league") == ("government",) and case.same_side("league", "brigade")
    assert case.inside("truce_of_two") == ("government", "league") and not case.has_front
    assert case.kind_of("truce_of_two") == "civil_truce"
    assert case.option_share("power", "east", "brigade").endswith("options.east.east")
    assert case.option_share("power", "as_now", "brigade").endswith("options.as_now.brigade")
    with pytest.raises(InputError, match="has no front"):
        _ = case.front


def test_a_guarantee_is_against_the_other_side_unless_it_says_otherwise() -> None:
    isle = parse(ISLE)
    assert isle.protected_by("pact") == ("sutherland",) and isle.opposed_by("pact") == ("norland",)
    stated = parse(
        ISLE.replace("protects: sutherland", "protects: sutherland\n    against: norland")
    )
    assert stated.opposed_by("pact") == ("norland",)


def test_the_kind_follows_from_the_parties_where_the_case_does_not_say() -> None:
    def without(text: str, kind: str) -> Case:
        return parse("\n".join(x for x in text.splitlines() if not x.startswith(f"kind: {kind}")))

    assert without(ISLE, "interstate").kind_of_war == "interstate"
    assert without(SABLE, "civil").kind_of_war == "civil_settlement"
    assert without(CORRIN, "civil").kind_of_war == "civil_settlement"


def test_what_is_not_said_is_taken_from_the_kind() -> None:
    numbers = dict(numbers_in(parse(ISLE)))
    assert numbers["parties.norland.opportunities"].form.name == "opportunities_interstate"  # type: ignore[union-attr]
    assert numbers["war.early"].form.name == "early_interstate"  # type: ignore[union-attr]
    assert numbers["parties.norland.leader_change"].form.name == "leader_exit"  # type: ignore[union-attr]
    corrin = dict(numbers_in(parse(CORRIN)))
    assert corrin["parties.dawn.leader_change"].form.name == "leader_exit_non_state"  # type: ignore[union-attr]
    assert corrin["war.early"].form.name == "early_civil_truce"  # type: ignore[union-attr]


def test_a_proposal_of_another_kind_has_defaults_of_its_own() -> None:
    text = CORRIN.replace("    title: A truce", "    kind: civil_settlement\n    title: A truce")
    case = parse(text)
    numbers = dict(numbers_in(case))
    path = case.path_of("early", proposal="six_weeks")
    assert path == "by_kind.civil_settlement.early" and path in numbers
    assert case.path_of("early") == "war.early"
    assert case.path_of("jumps.rate", proposal="six_weeks") in numbers
    assert case.path_of("opportunities", "dawn", "six_weeks") in numbers
    assert case.path_of("word", "dawn", "six_weeks") == "parties.dawn.word"
    said = with_value(case, "parties.dawn.opportunities", 0.5)
    assert said.path_of("opportunities", "dawn", "six_weeks") == "parties.dawn.opportunities"
    common = with_value(case, "war.opportunities", 0.5)
    assert common.path_of("opportunities", "dawn", "six_weeks") == "war.opportunities"
    assert "parties.dawn.opportunities" not in dict(numbers_in(common))


def test_numbers_taken_from_base_rates_can_be_given() -> None:
    case = parse(CORRIN.replace("    title: A truce", "    kind: interstate\n    title: A truce"))
    for name in [n for n, _ in numbers_in(case) if n.split(".")[0] in ("parties", "by_kind")]:
        changed = with_value(case, name, 0.25)
        assert dict(numbers_in(changed))[name].text == "0.25", name
    for name in ("war.early", "war.jumps.rate", "war.violations.cost", "war.patience.dawn"):
        assert dict(numbers_in(with_value(case, name, 0.25)))[name].text == "0.25", name


def test_a_lone_number_is_the_first_sides_share_and_can_be_given() -> None:
    case = with_values(parse(ISLE), {"issues.harbour.options.shared": 0.3})
    shares = case.issues["harbour"].options["shared"].shares
    assert [share.text for share in shares.values()] == ["0.3", "0.7"]


@pytest.mark.parametrize("text", [ISLE, OUM, SABLE, CORRIN, first_case("civil")])
def test_a_case_written_out_says_the_same(text: str) -> None:
    case = parse(text)
    assert case_hash(parse(case_text(case))) == case_hash(case)


def test_two_sides_and_a_front_need_no_more_lines_than_before() -> None:
    small = """\
servanda: 2
title: Isle
as_of: 2025-03-01
parties: [a, b]
actors: {a: A, b: B}
issues:
  isle: {title: The isle, kind: territory, weights: {a: 1, b: 1}}
war:
  front: {issue: isle, held: 0.3}
  trend: 0
  swing: 1% per month
proposals:
  truce: {title: Truce, terms: {isle: as_held}, consent: {all: [a, b]}}
"""
    assert parse(small).front_holders == ("a",)
