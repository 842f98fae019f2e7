"""Articles on any conflict become a case that is sound, cited, and lists what it lacks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.drafting.conftest import Drafted
from tests.drafting.news import ARTICLES, citations_in, filled, said

from servanda.case.check import check
from servanda.drafting.draft import draft, write_draft
from servanda.engine.assess import assess
from servanda.errors import InputError
from servanda.reading.read import read_articles
from servanda.reading.who.tables import actors


@pytest.mark.parametrize("name", ARTICLES)
def test_a_draft_is_sound_lists_its_gaps_and_can_be_assessed_once_they_are_filled(
    drafted: Drafted, name: str
) -> None:
    folder, case = drafted(**{name: ARTICLES[name]})
    gaps = {note.key for note in check(folder).gaps}
    front = {"war.trend", "war.swing"}
    victory = {f"war.victory.{party}" for party in case["parties"]}
    assert (front if "front" in case["war"] else victory) <= gaps
    for party in case["parties"]:
        assert f"war.costs.{party}" in gaps
        assert f"capabilities.{party}.forces" in gaps
    whole = filled(folder)
    if whole.has_front:
        assessed = assess(whole, worlds=60, seed=0)
        assert {proposal.id for proposal in assessed.proposals} == set(case["proposals"])
    assert check(folder).gaps == ()


@pytest.mark.parametrize("name", ARTICLES)
def test_whoever_takes_a_stance_is_named_in_the_words_cited_for_it(
    drafted: Drafted, name: str
) -> None:
    _, case = drafted(**{name: ARTICLES[name]})
    stances = [
        (actor, stance)
        for body in (*case["actors"].values(), *case["proposals"].values())
        for key in ("members", "stances")
        for actor, stance in body.get(key, {}).items()
        if stance.get("position", "undeclared") != "undeclared"
    ]
    text = " ".join(ARTICLES[name].split())
    for actor, stance in stances:
        assert stance["cite"]
        named = case["actors"].get(actor, {}).get("name", "")
        assert named in text
    years = {str(entry["year"]) for entry in case.get("record", {}).values()}
    assert years <= set(re.findall(r"\d{4}", text))


def test_what_the_articles_say_of_the_caucasus_is_in_its_place(drafted: Drafted) -> None:
    _, case = drafted(caucasus=ARTICLES["caucasus"])
    assert case["parties"] == ["azerbaijan", "armenia"]
    members = case["actors"]["volunteers"]["members"]
    assert {name: stance["position"] for name, stance in members.items()} == {
        "france": "volunteer", "ireland": "volunteer", "canada": "volunteer",
        "georgia": "refuse", "germany": "undeclared",
    }  # fmt: skip
    assert members["canada"]["troops"]["value"] == 0.4
    assert "troops" not in members["france"]
    veto = case["proposals"]["deployment"]["consent"]["all"][-1]
    assert (veto["veto"], veto["valid"]) == ("azerbaijan", "?")
    assert any("should not get a say" in c["quote"] for c in veto["cite"])
    broken = case["record"]["sochi_agreement"]
    assert broken["year"] == 2021
    assert broken["conduct"]["azerbaijan"]["kept"] is False
    assert len(case["actors"]["european_union"]["members"]) == 27
    assert {"rule": "eu_unanimity"} in case["proposals"]["membership"]["consent"]["all"]
    assert case["proposals"]["membership"]["stances"]["hungary"]["position"] == "refuse"
    assert case["war"]["front"]["held"]["value"] == "5%"
    assert any("Baku" in c["quote"] for c in case["war"]["trend"]["cite"])


def test_a_civil_war_has_a_government_and_an_armed_group(drafted: Drafted) -> None:
    _, case = drafted(sudan=ARTICLES["sudan"])
    assert case["parties"] == ["rapid_support_forces", "sudan"]
    assert case["actors"]["rapid_support_forces"]["kind"] == "non-state"
    assert case["proposals"]["nairobi_plan"]["acceptance"]["sudan"]["answer"] == "rejects"
    assert list(case["record"]) == ["jeddah_declaration"]
    assert any("Juba Accord" in limit for limit in case["limits"])


def test_names_beyond_ascii_and_files_of_like_names(tmp_path: Path) -> None:
    texts = {"côte": "coast", "cote": "sudan", "стаття": "border", "статья": "caucasus"}
    documents = [said(name, ARTICLES[text]) for name, text in texts.items()]
    write_draft(documents, tmp_path, sides=["Burkina Faso", "Côte d’Ivoire"])
    report = check(tmp_path)
    assert report.is_sound, str(report)
    case = yaml.safe_load((tmp_path / "case.yaml").read_text(encoding="utf-8"))
    assert list(case["sources"]) == ["cote", "cote_2", "x", "x_2"]
    assert len({source["file"] for source in case["sources"].values()}) == 4
    assert case["parties"] == ["burkina_faso", "cote_d_ivoire"]
    assert "turkiye" in case["actors"]["volunteers"]["members"]


def test_a_plan_named_like_a_proposal_of_the_draft_keeps_its_own_name(drafted: Drafted) -> None:
    text = (
        ARTICLES["coast"] + " Ghana supports the Deployment Plan. Togo opposes the Ceasefire Plan."
    )
    _, case = drafted(plans=text)
    assert {"deployment", "deployment_plan"} <= set(case["proposals"])
    titles = [proposal["title"] for proposal in case["proposals"].values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("text", "why"),
    [("It was fine in Paris on Monday, and people went out to the parks with their children.",
      "describe no war"),
     ("Kenya and Ghana called a truce in the league; both clubs and their fans cheered players.",
      "describe no war"),
     ("Ethiopian troops shelled an Eritrean town for a third day; soldiers fell on both sides.",
      "describe no proposal"),
     ("Soldiers fell again. Bolivia, Peru, Chile and Ecuador all accepted the plan on Friday.",
      "candidates are")],
)  # fmt: skip
def test_articles_without_a_war_a_plan_or_two_sides_are_refused(
    tmp_path: Path, text: str, why: str
) -> None:
    with pytest.raises(InputError, match=why):
        write_draft([said("weather", text)], tmp_path / "case")
    assert not (tmp_path / "case").exists()


def test_the_sides_can_be_named(tmp_path: Path) -> None:
    border = [said("border", ARTICLES["border"])]
    made = draft(border, sides=["india", "PAK"])
    assert yaml.safe_load(made.case)["parties"] == ["india", "pakistan"]
    with pytest.raises(InputError, match="--sides: the articles name no party `Atlantis`"):
        draft(border, sides=["India", "Atlantis"])
    with pytest.raises(InputError, match="two different"):
        draft(border, sides=["India", "India"])


def test_without_a_day_the_day_of_drafting_stands_and_is_marked() -> None:
    case = yaml.safe_load(draft([said("border", ARTICLES["border"])], today=date(2030, 1, 2)).case)
    assert case["as_of"] == "2030-01-02"
    assert "not in the text" in case["sources"]["border"]["note"]


def test_what_was_not_read_is_told(tmp_path: Path) -> None:
    empty, border = said("empty", ""), said("border", ARTICLES["border"])
    assert any("`empty` was not read: empty" in gap for gap in draft([empty, border]).gaps)
    with pytest.raises(InputError, match="empty: empty"):
        write_draft([empty], tmp_path / "case")


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    border = [said("border", ARTICLES["border"])]
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "border.txt").write_text("my notes", encoding="utf-8")
    with pytest.raises(InputError, match="another text"):
        write_draft(border, tmp_path)
    assert (tmp_path / "sources" / "border.txt").read_text(encoding="utf-8") == "my notes"
    assert not (tmp_path / "case.yaml").exists()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="is a file"):
        write_draft(border, tmp_path / "file")


def test_a_sentence_too_long_for_a_citation_is_cut_at_a_word(drafted: Drafted) -> None:
    long = (
        "France volunteered to send troops to Armenia, "
        + "and then spoke again, " * 200
        + "it said. "
    )
    _, case = drafted(long="Azerbaijan attacked Armenia. " + long)
    longest = max(len(citation["quote"]) for citation in citations_in(case))
    assert longest <= 2000


def test_the_two_articles(shared: Path, tmp_path: Path) -> None:
    documents = list(read_articles([shared / "sources"]))
    write_draft(documents, tmp_path)
    report = check(tmp_path)
    assert report.is_sound, str(report)
    case = yaml.safe_load((tmp_path / "case.yaml").read_text(encoding="utf-8"))
    assert case["parties"][:2] == ["russia", "ukraine"]
    assert {"membership", "deployment"} <= set(case["proposals"])
    members = case["actors"]["volunteers"]["members"]
    positions = {name: stance["position"] for name, stance in members.items()}
    for volunteer in ("united_kingdom", "france", "estonia"):
        assert positions[volunteer] == "volunteer"
    for refuser in ("poland", "united_states"):
        assert positions[refuser] == "refuse"
    assert list(positions.values()).count("undeclared") >= 25
    deployment = case["proposals"]["deployment"]["consent"]["all"]
    [veto] = [entry for entry in deployment if isinstance(entry, dict) and "veto" in entry]
    assert (veto["veto"], veto["valid"]) == ("russia", "?")
    assert veto["cite"]
    for broken in ("budapest_memorandum", "minsk_accords"):
        assert case["record"][broken]["conduct"]["russia"]["kept"] is False
    membership = case["proposals"]["membership"]
    assert {"rule": "nato_unanimity"} in membership["consent"]["all"]
    for opponent in ("hungary", "slovakia"):
        assert membership["stances"][opponent]["position"] == "refuse"
    assert membership["stances"]["united_states"]["position"] == "undeclared"
    assert any("Moscow’s favor" in c["quote"] for c in case["war"]["trend"]["cite"])
    assert "favour Russia" in case["war"]["trend"]["note"]
    assert case["war"]["front"]["held"]["value"] == "20%"
    names = {known.name for known in actors().values()}
    assert {actor["name"] for actor in case["actors"].values()} - names == {
        "Those who may send troops"
    }
    assert "proposals.deployment.consent.all.2.valid" in {note.key for note in report.gaps}
    assessed = assess(filled(tmp_path), worlds=60, seed=0)
    assert len(assessed.proposals) == len(case["proposals"])


@pytest.mark.parametrize("name", ARTICLES)
def test_a_gap_says_what_may_stand_there(drafted: Drafted, name: str) -> None:
    folder, _ = drafted(**{name: ARTICLES[name]})
    lines = (folder / "case.yaml").read_text("utf-8").split("\n")
    for gap in check(folder).gaps:
        example = gap.says.rpartition(" Such as ")[2].strip("`")
        at = next(i for i in (gap.line - 1, gap.line) if "'?'" in lines[i])
        lines[at] = lines[at].replace("'?'", example)
    (folder / "case.yaml").write_text("\n".join(lines), "utf-8")
    report = check(folder)
    assert (report.faults, report.gaps) == ((), ())


def test_a_force_for_a_province_is_one_for_its_country(drafted: Drafted) -> None:
    _, case = drafted(
        sudan="The Rapid Support Forces attacked Sudan’s army in Darfur. Saudi Arabia and the "
        "United States, which mediated the talks, urged a ceasefire. Chad and Kenya have offered "
        "to contribute troops to Darfur. The Rapid Support Forces accepted a ceasefire, and "
        "accused Sudan’s army of violating the Jeddah Declaration signed in May 2023."
    )
    assert case["parties"] == ["rapid_support_forces", "sudan"]
    members = case["actors"]["volunteers"]["members"]
    assert {a: m["position"] for a, m in members.items()} == {
        "chad": "volunteer",
        "kenya": "volunteer",
    }
    assert case["record"]["jeddah_declaration"]["year"] == 2023
    assert set(case["record"]["jeddah_declaration"]["conduct"]) == {"sudan"}
