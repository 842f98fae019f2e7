"""Names and words of sources, found however they are typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.case.parts import citations_in
from servanda.case.text.written import written
from servanda.report.source_names import WITHHELD, SourceNames

EXAMPLE = Path(__file__).parents[2] / "examples" / "ukraine"


NAMES = {
    "AP": ("the AP plan", "AP's plan", "ap plan", "[AP] plan"),
    "The Herald": ("the herald's line", "HERALD line", "He\u0301rald line", "a Herald-backed line"),
    "Süddeutsche Zeitung": ("suddeutsche zeitung", "Süddeutsche-Zeitung", "SÜDDEUTSCHEZEITUNG"),
    "The New York Times": ("NYT plan", "New York Times plan", "new-york-times plan"),
    "人民日报": ("人民日报的方案", "按人民日报"),
    "Известия": ("план «Известия»", "ИЗВЕСТИЯ"),
    "J. Roe": ("the Roe plan", "ROE'S"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_however_it_is_typed(name: str) -> None:
    raw = written(load(EXAMPLE))
    raw["sources"]["front"]["author" if name == "J. Roe" else "publisher"] = name
    clear = SourceNames(Case.model_validate(raw))
    for text in NAMES[name]:
        assert WITHHELD in clear(text), text
        assert not re.search(r"(?i)herald|roe\b|zeitung|york|\bap\b|人民|извест", clear(text)), text


def test_hosts_and_files_tell_a_source_too() -> None:
    raw = written(load(EXAMPLE))
    raw["sources"]["front"] |= {"url": "https://www.daily-echo.co.uk/x?y", "file": "s/echo_9.md"}
    clear = SourceNames(Case.model_validate(raw))
    for text in (
        "daily-echo.co.uk",
        "the Daily Echo",
        "see www.daily-echo.co.uk",
        "echo_9",
        "s/echo_9.md",
    ):
        assert WITHHELD in clear(text), text
    assert clear("an uneventful truce in the UK") == "an uneventful truce in the UK"


def test_a_quotation_is_found_however_it_is_typed() -> None:
    case = load(EXAMPLE)
    quote = max((each.quote for _, each in citations_in(case)), key=len)
    clear = SourceNames(case)
    words = re.findall(r"\w+", quote)
    for typed in (
        quote,
        quote.upper(),
        " - ".join(words),
        " ".join(words[2:7]),
        f"“{quote[5:60]}”",
    ):
        assert WITHHELD in clear(typed)


def test_words_of_every_report_stay() -> None:
    clear = SourceNames(load(EXAMPLE))
    said = "The front moves, NATO's force and the coalition hold what promises were kept."
    assert clear(said) == said
