"""The library of settlements: every case loads, and its frame, outcomes and codings agree."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml

from servanda.case.change import with_values
from servanda.case.keys.case import Case
from servanda.case.load import faults, load
from servanda.case.stated import said_by_its_author
from servanda.quantity import Interval

LIBRARY = Path(__file__).resolve().parents[2] / "library"
FRAME = (LIBRARY / "FRAME.md").read_text(encoding="utf-8")
CLASSES = ("held", "broken", "refused")
OUTCOME_KEYS = {
    "signed", "date", "refused_by", "answer", "first_violation", "broke", "held_years", "censored",
    "close_call", "note",
}  # fmt: skip


def yaml_of(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


POPULATION: dict[str, dict[str, list[str]]] = yaml_of(LIBRARY / "population.yaml")
STRATUM = {
    slug: (period, kept)
    for period, classes in POPULATION.items()
    for kept, slugs in classes.items()
    for slug in slugs
}
CODED = sorted(slug for slug in STRATUM if (LIBRARY / slug).is_dir())


def by_hash(slugs: list[str], salt: str = "") -> list[str]:
    return sorted(slugs, key=lambda slug: hashlib.sha256((slug + salt).encode()).hexdigest())


def rows_of_frame(first: str) -> dict[str, list[int]]:
    """The rows of the table in FRAME.md whose first column is headed `first`."""
    table = FRAME.split(f"| {first} |", 1)[1].split("\n\n", 1)[0]
    rows = re.findall(r"^\| (\S+) \| (\d+) \| (\d+) \| (\d+) \|$", table, re.MULTILINE)
    return {name: [int(number) for number in numbers] for name, *numbers in rows}


def outcome_of(slug: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml_of(LIBRARY / slug / "outcome.yaml")["proposals"]
    return found


def class_of(outcome: dict[str, Any]) -> str:
    if outcome["signed"] is False or outcome["refused_by"]:
        return "refused"
    return "broken" if outcome["broke"] and outcome["held_years"] < 5 else "held"


def case_of(slug: str) -> Case:
    return load(LIBRARY / slug)


def test_population_names_each_proposal_once() -> None:
    named = [slug for classes in POPULATION.values() for kept in classes.values() for slug in kept]
    assert len(named) == len(set(named))
    assert f"lists {len(named)} proposals" in FRAME


def test_frame_says_what_was_drawn() -> None:
    drawn = rows_of_frame("period")
    assert set(drawn) == set(POPULATION)
    for period, numbers in drawn.items():
        for kept, number in zip(CLASSES, numbers, strict=True):
            first = by_hash(POPULATION[period][kept])[:number]
            coded = {slug for slug in CODED if STRATUM[slug] == (period, kept)}
            assert coded == set(first), f"{period}, {kept}: not the first {number} of the draw"


def test_frame_counts_kinds_fronts_and_parties() -> None:
    cases = {slug: case_of(slug) for slug in CODED}
    kinds = Counter((str(case.kind), STRATUM[slug][1]) for slug, case in cases.items())
    for kind, numbers in rows_of_frame("kind").items():
        assert [kinds.pop((kind, kept), 0) for kept in CLASSES] == numbers, kind
    assert not kinds, "kinds that the table leaves out"
    fronts = sum(case.war.front is not None for case in cases.values())
    parties = Counter(len(case.parties) for case in cases.values())
    assert f"{fronts} are coded with a front and {len(cases) - fronts} without" in FRAME
    assert f"{parties[2]} have two armed parties and {parties[3]} have three" in FRAME
    close = sum(any(o["close_call"] for o in outcome_of(slug).values()) for slug in CODED)
    assert f"calls ({close} of {len(CODED)})" in FRAME


def middles(case: Case, pattern: str) -> dict[str, float]:
    """The middle of every stated range whose path matches the whole pattern."""
    return {
        name: (number.form.low + number.form.high) / 2
        for name, number in said_by_its_author(case)
        if re.fullmatch(pattern, name) and isinstance(number.form, Interval)
    }


def hopes(case: Case) -> list[float]:
    """How far the parties' own chances of victory lie above the analyst's, on average."""
    chances = middles(case, r"war\.victory\..*")
    above = [
        chances[f"war.victory.{party}.{party}"] - chances[f"war.victory.{party}.analyst"]
        for party in case.parties
        if chances
    ]
    return [mean(above)] if above else []


def leans(case: Case) -> list[list[float]]:
    """What the table of leans in FRAME.md averages, in the order of its rows."""
    judged = (
        r"proposals\..*\.political_costs\..*", r"war\.costs\..*", r"parties\..*\.victory",
        r"war\.patience\..*",
    )  # fmt: skip
    kept = [float(one.kept) for past in case.record.values() for one in past.conduct.values()]
    return [*(list(middles(case, each).values()) for each in judged), hopes(case), kept]


def test_frame_says_how_far_the_coder_leaned() -> None:
    table = FRAME.split("| field |", 1)[1].split("\n\n", 1)[0]
    rows = re.findall(r"\| (0\.\d+) \| (0\.\d+) \| (0\.\d+) \|$", table, re.MULTILINE)
    assert len(rows) == 6
    for column, kept in enumerate(CLASSES):
        leaned = [leans(case_of(slug)) for slug in CODED if STRATUM[slug][1] == kept]
        found = [mean(x for case in leaned for x in case[row]) for row in range(len(rows))]
        assert found == pytest.approx([float(row[column]) for row in rows], abs=6e-4)


@pytest.mark.parametrize("slug", CODED)
def test_case_loads_without_faults(slug: str) -> None:
    assert [str(fault) for fault in faults(LIBRARY / slug)] == []


@pytest.mark.parametrize("slug", CODED)
def test_nothing_later_than_the_day_enters(slug: str) -> None:
    case = case_of(slug)
    answers = [each for proposal in case.proposals.values() for each in proposal.acceptance]
    assert all(each.date is not None and each.date <= case.as_of for each in answers)
    assert all(source.published <= case.as_of for source in case.sources.values())
    assert all(past.year <= case.as_of.year for past in case.record.values())


@pytest.mark.parametrize("slug", CODED)
def test_outcome_is_whole_and_in_order(slug: str) -> None:
    case, outcomes = case_of(slug), outcome_of(slug)
    assert set(outcomes) == set(case.proposals)
    for outcome in outcomes.values():
        assert set(outcome) <= OUTCOME_KEYS
        assert class_of(outcome) == STRATUM[slug][1]
        assert set(outcome["refused_by"]) <= set(case.actors)
        if outcome["refused_by"]:
            assert outcome["answer"] and outcome["held_years"] is None
        else:
            in_order(case, outcome)


def in_order(case: Case, outcome: dict[str, Any]) -> None:
    signed, broke, violated = outcome["date"], outcome["broke"], outcome["first_violation"]
    assert isinstance(signed, datetime.date) and case.as_of <= signed
    assert violated is None or violated["date"] >= signed
    assert outcome["censored"] is False or broke is None
    if broke is not None:
        assert broke["by"] in {*case.parties, "both"}
        assert broke["date"] >= (violated["date"] if violated else signed)
        years = (broke["date"] - signed).days / 365.25
        assert years == pytest.approx(outcome["held_years"], abs=0.06)


@pytest.mark.parametrize("slug", CODED)
def test_outcome_names_works_where_it_can_be_looked_up(slug: str) -> None:
    works = yaml_of(LIBRARY / slug / "outcome.yaml")["sources"]
    assert works and all(set(work) == {"author", "title", "publisher", "year"} for work in works)
    assert all(isinstance(work["year"], int) and work["author"] for work in works)


def test_second_codings_are_those_of_the_draw() -> None:
    number = int(re.search(r"^(\d+) cases, those whose name", FRAME, re.MULTILINE)[1])  # type: ignore[index]
    second = {slug for slug in CODED if (LIBRARY / slug / "coding2.yaml").exists()}
    assert second == set(by_hash(CODED, " second")[:number])
    assert 3 * number >= len(CODED)


@pytest.mark.parametrize("slug", by_hash(CODED, " second")[:14])
def test_second_coding_names_numbers_of_the_case(slug: str) -> None:
    case, values = case_of(slug), yaml_of(LIBRARY / slug / "coding2.yaml")["values"]
    said = dict(said_by_its_author(case))
    assert values and set(values) <= set(said)
    again = dict(said_by_its_author(with_values(case, values)))
    assert all(again[name].form != said[name].form for name in values)
