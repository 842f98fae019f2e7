"""Every sign of a masthead weighs something, and every weight is that of a sign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from servanda.reading.text.head_lines import HEAD, lines_of
from servanda.reading.text.masthead_weights import HEADLINE, PRINTED, WROTE
from servanda.reading.text.part_places import Page

TEXTS = Path(__file__).parents[3] / "validation" / "terms"


def heads() -> Iterator[list[str]]:
    """Yield the first lines of the labelled articles, and of one by an outlet of the table."""
    yield ["Truce holds", "Reuters", "3 May 2024"]
    for file in sorted(TEXTS.glob("*.txt")):
        for article in file.read_text(encoding="utf-8").split("\n@ "):
            lines = [line.partition("\t")[2] for line in article.splitlines()[1:]]
            yield [line for line in lines if line]


def signs() -> tuple[set[str], set[str]]:
    printed, wrote = {"always"}, {"always"}
    for lines in heads():
        page = Page(list(lines_of(lines[:HEAD], lines[HEAD:][-3:])))
        for i, line in enumerate(page.lines):
            for at, part in enumerate(line.parts):
                if part.kind == "words":
                    stands = set(page.standing(i, at))
                    printed |= stands | set(page.outlet_signs(i, at))
                    wrote |= stands | set(page.writer_signs(i, at))
    return printed, wrote


def test_no_sign_is_without_weight_and_no_weight_without_sign() -> None:
    printed, wrote = signs()
    assert set(PRINTED) <= printed and set(WROTE) <= wrote
    assert printed | wrote <= set(PRINTED) | set(WROTE)


def test_what_a_headline_weighs_is_less_than_a_sure_sign_of_either_name() -> None:
    assert 0 < HEADLINE < min(max(PRINTED.values()), max(WROTE.values()))
