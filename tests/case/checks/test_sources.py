"""Quotations stand word for word in their sources, inside the case's folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.case.planted import planted

from servanda.case.checks.sources import quotes_are_verbatim
from servanda.case.load import load


def test_a_sound_case_passes(isle: Path) -> None:
    assert list(quotes_are_verbatim(load(isle), isle)) == []


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("/etc/passwd", "no path below"), ("../isle/../../x.md", "leads out"),
        ("sources/brif.md", "there is no file"), ("C:\\x.md", "no path below"),
    ],
)  # fmt: skip
def test_a_source_outside_the_folder_or_absent_is_refused(file: str, says: str, isle: Path) -> None:
    case = planted(load(isle), "sources.brief.file", file)
    problem = next(iter(quotes_are_verbatim(case, isle)))
    assert problem.path == ("sources", "brief", "file")
    assert says in problem.wrong


def test_a_quotation_that_is_changed_is_found_with_its_nearest(isle: Path) -> None:
    case = planted(load(isle), "proposals.truce.cite.0.quote", "offered in January 2024 to watch")
    problem = next(iter(quotes_are_verbatim(case, isle)))
    assert "does not stand in" in problem.wrong
    assert "offered in January 2025" in problem.mend


def test_what_is_no_text_is_refused(own_isle: Path) -> None:
    case = load(own_isle)
    for content, says in ((b"a\0b", "is no text"), (b"\xff\xfe\xfa", "no text in UTF-8")):
        (own_isle / "sources" / "brief.md").write_bytes(content)
        assert says in next(iter(quotes_are_verbatim(case, own_isle))).wrong
