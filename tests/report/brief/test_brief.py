"""The brief of every case that ships: short, in order, neutral, and free of impossible numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from servanda.case.keys.case import Case
from servanda.case.load import load, parse
from servanda.case.template import KINDS, first_case
from servanda.engine.assess import assess
from servanda.kinds_of_war.shrunk import shrinkage
from servanda.report.blocks import Bullets, Figure, Paragraph, Run, Section, Table, words_in
from servanda.report.brief import MOST_WORDS, PARTS
from servanda.report.formats.markdown import markdown
from servanda.report.material import Material, material
from servanda.report.parts import parts

TOP = Path(__file__).parents[3]

SHIPPED: dict[str, Callable[[], Case]] = {
    **{name: lambda name=name: load(TOP / "examples" / name)  # type: ignore[misc]
       for name in ("tutorial", "sudan", "ukraine")},
    **{kind: lambda kind=kind: parse(first_case(kind)) for kind in KINDS},  # type: ignore[misc]
    "strait": lambda: load(TOP / "tests" / "cases" / "strait"),
}  # fmt: skip
ORDER = [
    "The answer", "What the parties have said in public", "The proposals side by side",
    "What would change it", "One next step", "How robust this is",
    "How such judgements have scored",
]  # fmt: skip


@cache
def drawn(name: str) -> Material:
    case = SHIPPED[name]()
    return material(case, assess(case, worlds=150, seed=1), None, part="brief")


def brief_of(name: str) -> tuple[Section, ...]:
    return parts(drawn(name)).brief


def texts(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield "".join(run.text for run in block.runs)
        elif isinstance(block, Bullets):
            yield from ("".join(run.text for run in item) for item in block.items)
        elif isinstance(block, Table):
            yield from block.head
            yield block.caption
            yield from ("".join(run.text for run in cell) for row in block.rows for cell in row)
        elif isinstance(block, Figure):
            yield block.title


@pytest.mark.parametrize("name", SHIPPED)
def test_a_brief_has_seven_parts_nine_hundred_words_one_table_and_two_pictures(name: str) -> None:
    made = brief_of(name)
    assert [each.title for each in made[: len(PARTS)]] == ORDER
    summary = drawn(name).case.summary or ""
    assert words_in(made[: len(PARTS)]) + len(summary.split()) <= MOST_WORDS
    blocks = [block for section in made for block in section.blocks]
    assert sum(isinstance(block, Table) for block in blocks) == 1
    assert sum(isinstance(block, Figure) for block in blocks) == 2


@pytest.mark.parametrize("name", SHIPPED)
def test_no_share_is_above_all_and_no_number_a_power_of_ten(name: str) -> None:
    for part in ("brief", "annex"):
        made = parts(_as(drawn(name), part)).every
        for text in (text for section in made for text in texts(section)):
            assert all(float(each) <= 100.0 for each in re.findall(r"([\d.]+)%", text)), text
            assert not re.search(r"\d[eE][-+]\d", text), text


@pytest.mark.parametrize("name", SHIPPED)
def test_words_are_those_of_the_trade(name: str) -> None:
    whole = markdown(_as(drawn(name), "both"))
    assert "middle world" not in whole
    assert "middle of the worlds" not in whole.lower()
    for line in whole.splitlines():
        if "alone stands in the way" in line or "alone in the way" in line.lower():
            assert "consent" in line.lower(), line


@pytest.mark.parametrize("name", SHIPPED)
def test_no_sentence_of_the_brief_lists_more_than_four_conditions(name: str) -> None:
    for section in brief_of(name):
        for block in section.blocks:
            if isinstance(block, Paragraph | Bullets):
                for text in texts(Section("", "", (block,))):
                    for sentence in re.split(r"(?<=[.!?]) ", text):
                        assert sentence.count(";") <= 4, sentence


@pytest.mark.parametrize("name", SHIPPED)
def test_the_table_tells_the_assessment_to_the_printed_digit(name: str) -> None:
    from servanda.report.number_words import percent

    made = drawn(name)
    (table,) = (b for s in brief_of(name) for b in s.blocks if isinstance(b, Table))
    by_title = {each.title: each for each in made.assessment.proposals}
    for row in table.rows:
        cells = ["".join(run.text for run in cell) for cell in row]
        result = by_title[cells[0]]
        assert cells[1].partition(" (")[0] == percent(result.signed.share)
        assert cells[3] == percent(result.stops_fighting.share)
        for party in result.armed:
            if party.id in result.consent:
                assert f"{party.name} {percent(result.consent[party.id].share)}" in cells[2]


@pytest.mark.parametrize("name", SHIPPED)
def test_parties_stand_in_the_order_of_the_alphabet(name: str) -> None:
    (answer, said, *_) = brief_of(name)
    names = [each.name for each in _refusing(name)]
    told = re.findall(r"Unsignable as long as (.+?) refuses", " ".join(texts(answer)))
    assert told == sorted(told)
    assert set(told) <= set(names)
    assert said.title == ORDER[1]


@pytest.mark.parametrize("name", SHIPPED)
def test_holding_shrunk_to_its_kind_is_told_with_what_it_was_shown_to_gain(name: str) -> None:
    from servanda.report.number_words import range_text

    said = " ".join(texts(brief_of(name)[len(PARTS) - 1]))
    known = [r for r in drawn(name).assessment.proposals if r.holds_shrunk]
    told = [
        r for r in known if r.holds_shrunk and f"{r.title} {range_text(r.holds_shrunk)}" in said
    ]
    assert bool(told) == bool(known)
    if known:
        assert shrinkage().in_short in said
        assert len(told) == len(known) or f"{len(known) - len(told)} proposal" in said


def test_a_brief_that_goes_alone_leads_nowhere_that_is_not_there() -> None:
    for section in brief_of("strait"):
        for block in section.blocks:
            for run in _runs(block):
                assert not run.href.startswith("#")


def _runs(block: object) -> Iterator[Run]:
    if isinstance(block, Run):
        yield block
    elif isinstance(block, tuple):
        for each in block:
            yield from _runs(each)
    elif isinstance(block, Paragraph):
        yield from _runs(block.runs)
    elif isinstance(block, Bullets):
        yield from _runs(block.items)
    elif isinstance(block, Table):
        yield from _runs(block.rows)


def _refusing(name: str) -> list:  # type: ignore[type-arg]
    results = drawn(name).assessment.proposals
    return [party for result in results for party in result.parties if party.share.share < 0.5]


def _as(made: Material, part: str) -> Material:
    from dataclasses import replace

    return replace(made, part=part)  # type: ignore[arg-type]
