"""What is fought over: issues, the war, promises, the record."""

from __future__ import annotations

from servanda.drafting.contents import Contents
from servanda.drafting.disputes import BEFORE, rule_id, titled
from servanda.drafting.drafted import OPTIONS
from servanda.drafting.people import GAP
from servanda.reading.positions import ConsentRuleSeen


def test_land_along_a_front_is_an_issue_and_without_one_is_not(
    caucasus: Contents, strip: Contents
) -> None:
    assert caucasus.disputed()["territory"]["kind"] == "territory"
    assert "territory" not in strip.disputed()


def test_each_side_gets_its_end_of_a_topic_and_the_other_the_other(caucasus: Contents) -> None:
    for topic in ("deployment", "membership"):
        options = caucasus.disputed()[topic]["options"]
        first, second = (options[name] for name in OPTIONS[topic])
        assert (first["azerbaijan"], first["armenia"]) == (0, 1)
        assert (second["azerbaijan"], second["armenia"]) == (1, 0)


def test_a_war_has_a_front_or_chances_and_never_both(caucasus: Contents, strip: Contents) -> None:
    front, chances = caucasus.war(), strip.war()
    assert "victory" not in front and "front" not in chances
    assert front["front"]["held_by"] == "azerbaijan"
    assert front["front"]["held"]["value"] == "5%" and front["front"]["held"]["cite"]
    assert chances["victory"] == chances["costs"] == {"chad": GAP, "libya": GAP}


def test_what_holds_while_the_war_goes_on_is_an_option_of_its_issue(
    caucasus: Contents, strip: Contents
) -> None:
    for made in (caucasus, strip):
        issues = made.disputed()
        for issue, option in made.war()["while_fighting"].items():
            assert option in issues[issue]["options"]
    assert set(BEFORE) == set(OPTIONS)


def test_agreements_said_to_be_broken_are_the_record(caucasus: Contents) -> None:
    (entry,) = caucasus.record().values()
    assert (entry["title"], entry["year"]) == ("Sochi Agreement", 2021)
    assert entry["conduct"]["azerbaijan"]["kept"] is False
    assert "armenia" not in entry["conduct"]


def test_a_promise_is_by_whoever_gives_it_for_whoever_it_protects(caucasus: Contents) -> None:
    clause = caucasus.guarantees()["membership_clause"]
    assert clause["guarantors"] == ["european_union"] and clause["protects"] == ["armenia"]
    assert clause["intervenes"] == clause["force"] == GAP


def test_the_rule_of_a_body_is_declared_where_it_is_used(caucasus: Contents) -> None:
    (name,) = caucasus.rules()
    asked = caucasus.proposals()["membership"]["consent"]["all"]
    assert {"rule": name} in asked


def test_names_and_titles() -> None:
    rule = ConsentRuleSeen("i", "European Union", "unanimity", "Article 49", (), (), ())
    assert rule_id(rule) == "european_union_unanimity"
    assert (titled("an end"), titled("")) == ("An end", "")
