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


Population = dict[str, dict[str, list[str]]]

EARLY: Population = yaml_of(LIBRARY / "population.yaml")
LATE: Population = yaml_of(LIBRARY / "population-1995.yaml")


def strata(population: Population) -> dict[str, tuple[str, str]]:
    return {
        slug: (stratum, kept)
        for stratum, classes in population.items()
        for kept, slugs in classes.items()
        for slug in slugs
    }


STRATUM = strata(EARLY) | strata(LATE)
FIRST = sorted(slug for slug in strata(EARLY) if (LIBRARY / slug).is_dir())
SECOND = sorted(slug for slug in strata(LATE) if (LIBRARY / slug).is_dir())
CODED = sorted(FIRST + SECOND)


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
    named = [
        [slug for classes in population.values() for kept in classes.values() for slug in kept]
        for population in (EARLY, LATE)
    ]
    assert len(set(named[0] + named[1])) == len(named[0]) + len(named[1])
    assert all(f"lists {len(each)} proposals" in FRAME for each in named)
    folders = {path.parent.name for path in LIBRARY.glob("*/case.yaml")}
    assert folders == set(CODED), "a case that no population lists"


@pytest.mark.parametrize(
    ("head", "population", "chosen"), [("period", EARLY, FIRST), ("kind drawn", LATE, SECOND)]
)
def test_frame_says_what_was_drawn(head: str, population: Population, chosen: list[str]) -> None:
    drawn = rows_of_frame(head)
    assert set(drawn) == set(population)
    for stratum, numbers in drawn.items():
        for kept, number in zip(CLASSES, numbers, strict=True):
            first = by_hash(population[stratum][kept])[:number]
            coded = {slug for slug in chosen if STRATUM[slug] == (stratum, kept)}
            assert coded == set(first), f"{stratum}, {kept}: not the first {number} of the draw"


def test_frame_counts_kinds_fronts_and_parties() -> None:
    cases = {slug: case_of(slug) for slug in FIRST}
    kinds = Counter((str(case.kind), STRATUM[slug][1]) for slug, case in cases.items())
    for kind, numbers in rows_of_frame("kind").items():
        assert [kinds.pop((kind, kept), 0) for kept in CLASSES] == numbers, kind
    assert not kinds, "kinds that the table leaves out"
    fronts = sum(case.war.front is not None for case in cases.values())
    parties = Counter(len(case.parties) for case in cases.values())
    assert f"{fronts} are coded with a front and {len(cases) - fronts} without" in FRAME
    assert f"{parties[2]} have two armed parties and {parties[3]} have three" in FRAME
    assert f"calls ({close_calls(FIRST)} of {len(FIRST)})" in FRAME


def test_frame_counts_the_second_frame() -> None:
    cases = {slug: case_of(slug) for slug in SECOND}
    assert all(str(case.kind) == STRATUM[slug][0] for slug, case in cases.items())
    assert "None is coded with a front" in FRAME and not any(c.has_front for c in cases.values())
    assert [len(case.parties) for case in cases.values()].count(3) == 1
    assert f"{close_calls(SECOND)} of {len(SECOND)} are close calls" in FRAME


def close_calls(slugs: list[str]) -> int:
    return sum(any(o["close_call"] for o in outcome_of(slug).values()) for slug in slugs)


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


@pytest.mark.parametrize(("head", "chosen"), [("field", FIRST), ("field, second frame", SECOND)])
def test_frame_says_how_far_the_coder_leaned(head: str, chosen: list[str]) -> None:
    table = FRAME.split(f"| {head} |", 1)[1].split("\n\n", 1)[0]
    rows = re.findall(r"\| (0\.\d+) \| (0\.\d+) \| (0\.\d+) \|$", table, re.MULTILINE)
    assert len(rows) == 6
    for column, kept in enumerate(CLASSES):
        leaned = [leans(case_of(slug)) for slug in chosen if STRATUM[slug][1] == kept]
        found = [mean(x for case in leaned for x in case[row]) for row in range(len(rows))]
        assert found == pytest.approx([float(row[column]) for row in rows], abs=6e-4)


@pytest.mark.parametrize("slug", SECOND)
def test_judged_fields_of_the_second_frame_are_as_registered(slug: str) -> None:
    case = case_of(slug)
    bands = {
        r"war\.costs\..*": {(0.01, 0.05), (0.02, 0.1), (0.04, 0.2), (0.08, 0.4)},
        r"war\.patience\..*": {(0.03, 0.15), (0.05, 0.25), (0.1, 0.5)},
        r"parties\..*\.victory": {(0.3, 0.8), (0.5, 0.95), (0.7, 0.98)},
        r"proposals\..*\.political_costs\..*": {(0.01, 0.04), (0.02, 0.08), (0.05, 0.2)},
    }
    said = {n: v.form for n, v in said_by_its_author(case) if isinstance(v.form, Interval)}
    for pattern, allowed in bands.items():
        found = {(f.low, f.high) for n, f in said.items() if re.fullmatch(pattern, n)}
        assert found <= allowed, pattern
    for party in case.parties:
        own = said[f"war.victory.{party}.{party}"]
        analyst = said[f"war.victory.{party}.analyst"]
        assert own.low == pytest.approx(min(analyst.low + 0.1, 0.95))
        assert own.high == pytest.approx(min(analyst.high + 0.1, 0.97))


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


@pytest.mark.parametrize(
    ("said", "chosen"),
    [(r"^(\d+) cases, those whose name", FIRST), (r"(\d+) cases of the second frame", SECOND)],
)
def test_second_codings_are_those_of_the_draw(said: str, chosen: list[str]) -> None:
    number = int(re.search(said, FRAME, re.MULTILINE)[1])  # type: ignore[index]
    second = {slug for slug in chosen if (LIBRARY / slug / "coding2.yaml").exists()}
    assert second == set(by_hash(chosen, " second")[:number])


TWICE = sorted(slug for slug in CODED if (LIBRARY / slug / "coding2.yaml").exists())


def test_a_third_are_coded_twice() -> None:
    assert 3 * len(TWICE) >= len(CODED)


@pytest.mark.parametrize("slug", TWICE)
def test_second_coding_names_numbers_of_the_case(slug: str) -> None:
    case, values = case_of(slug), yaml_of(LIBRARY / slug / "coding2.yaml")["values"]
    said = dict(said_by_its_author(case))
    assert values and set(values) <= set(said)
    again = dict(said_by_its_author(with_values(case, values)))
    assert sum(again[name].form != said[name].form for name in values) > len(values) / 3
