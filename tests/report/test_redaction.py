"""A public report holds nothing of its sources: not one string of the case that is not listed."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.case.text.written import written
from servanda.cli import main
from servanda.door.hand_over import found_again
from servanda.engine.assess import assess
from servanda.errors import InputError
from servanda.report.formats import FORMATS
from servanda.report.formats.write import write
from servanda.report.material import Explored
from servanda.report.redaction import public_version

EXAMPLE = Path(__file__).parents[2] / "examples" / "ukraine"
PLAIN = ["html", "md", "docx", "csv", "parquet", "svg"]
SHOWN = {"title", "name", "unit"}
PARTIES = {*load(EXAMPLE).actors, *load(EXAMPLE).sides}
FREE = {"why", "note", "summary", "by", "limits", "aliases", "author", "publisher", "quote", "url",
        "file", "reporter", "condition", *SHOWN}  # fmt: skip
ALONE = FREE - SHOWN
"""Texts of which the word is all there is: it looks like a name of the case, and is none."""


def told(raw: Any, key: str = "", source: bool = False) -> Iterator[tuple[str, bool, str]]:
    """Yield every free text of a case as plain data: its key, whether of a source, and itself."""
    if isinstance(raw, dict):
        for name, entry in raw.items():
            yield from told(entry, str(name), source or name == "sources")
    elif isinstance(raw, list):
        for entry in raw:
            yield from told(entry, key, source)
    elif isinstance(raw, str) and key in FREE and not (key == "by" and raw in PARTIES):
        yield key, source, raw


def marked(raw: Any, numbers: Iterator[int], key: str = "", source: bool = False) -> Any:
    """Return plain data with a word of its own put into every free text."""
    if isinstance(raw, dict):
        return {
            name: marked(entry, numbers, str(name), source or name == "sources")
            for name, entry in raw.items()
        }
    if isinstance(raw, list):
        return [marked(entry, numbers, key, source) for entry in raw]
    if not isinstance(raw, str) or key not in FREE or (key == "by" and raw in PARTIES):
        return raw
    word = f"kanarek{next(numbers)}x"
    if key == "url":
        return f"https://www.{word}.example/{word}"
    if key in ALONE:
        return f"sources/{word}.md" if key == "file" else word
    return f"{raw} {word}"


@pytest.fixture(scope="module")
def canaries() -> Case:
    """The shipped case with a word of its own in every free text, and a text in every place."""
    raw = written(load(EXAMPLE))
    for name, body in raw["actors"].items():
        if isinstance(body, str):
            raw["actors"][name] = {"name": body}
        raw["actors"][name] |= {"aliases": ["Other", "Name"], "note": "of it"}
    for body in raw["sources"].values():
        body |= {"author": "Ann", "url": "x", "file": "x", "note": "of it"}
    for body in raw["proposals"].values():
        body |= {"summary": "In short", "note": "of it"}
        for answer in body.get("acceptance", ()):
            answer |= {"reporter": "Echo", "answer": "conditional", "condition": "Peace"}
    raw |= {"summary": "In short", "limits": ["Left out"]}
    return Case.model_validate(marked(raw, itertools.count()))


def everything(files: list[Path]) -> str:
    """Return all that can be read in files, what is packed in them unpacked."""
    pieces = []
    for file in files:
        data = file.read_bytes()
        if file.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"\n".join(archive.read(name) for name in archive.namelist())
        if file.suffix == ".parquet":
            duckdb = pytest.importorskip("duckdb")
            with duckdb.connect() as connection:
                data = str(connection.sql(f"from '{file}'").fetchall()).encode()
        pieces.append(data.decode("utf-8", "replace"))
    return "\n".join(pieces)


def published(case: Case, folder: Path, first: bool = True) -> str:
    """Return all formats of a public report, made from the shown case or from the whole one."""
    used = public_version(case).case if first else case
    made = assess(used, worlds=60, seed=1)
    explored = Explored(lens=tuple(case.proposals)[:2])
    found = found_again(used, made, explored)
    formats = FORMATS.resolve(PLAIN)
    return everything(
        write(used, made, None, folder / "memo", formats, found, public=True, explored=explored)
    )


@pytest.mark.parametrize("first", [True, False], ids=["shown case", "whole case"])
def test_no_string_of_the_case_that_is_not_listed_is_published(
    canaries: Case, tmp_path: Path, first: bool
) -> None:
    listed = {text for _, text in public_version(canaries).texts}
    out = published(canaries, tmp_path, first).casefold()
    words = {
        word: (key, source)
        for key, source, text in told(written(canaries))
        for word in re.findall(r"kanarek\d+x", text)
    }
    assert len(words) > 250
    leaked = {
        word: where
        for word, where in words.items()
        if word in out and not any(word in text for text in listed)
    }
    assert not leaked
    assert not [word for word, (key, source) in words.items() if word in out and source]
    assert {key for key, _ in words.values()} >= FREE - {"unit"}
    shown = [key for word, (key, _) in words.items() if word in out]
    assert set(shown) <= SHOWN


def test_every_digit_stays_the_same(canaries: Case) -> None:
    one = assess(canaries, worlds=60, seed=3).to_dict()
    other = assess(public_version(canaries).case, worlds=60, seed=3).to_dict()

    def numbers(body: Any) -> Any:
        if isinstance(body, dict):
            return {key: numbers(entry) for key, entry in body.items()}
        if isinstance(body, list):
            return [numbers(entry) for entry in body]
        return body if isinstance(body, int | float) else None

    assert numbers(one["proposals"]) == numbers(other["proposals"])


def test_what_is_public_is_public(canaries: Case) -> None:
    once = public_version(canaries)
    assert public_version(once.case).case == once.case


def test_a_name_of_the_case_that_tells_a_source_is_refused_unless_it_may_stand() -> None:
    raw = written(load(EXAMPLE))
    raw["sources"]["front"]["publisher"] = "Kyiv Echo"
    raw["proposals"]["kyiv_echo_plan"] = next(iter(raw["proposals"].values()))
    case = Case.model_validate(raw)
    with pytest.raises(InputError, match=r"kyiv_echo_plan.*--show"):
        public_version(case)
    assert "kyiv_echo_plan" in public_version(case, ["Kyiv Echo"]).case.proposals


def test_what_remains_is_listed_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(
        "servanda.report.formats.write.save_files",
        lambda files: order.append(capsys.readouterr().err),
    )
    with pytest.raises(SystemExit) as stopped:
        main(["report", str(EXAMPLE), "-o", str(tmp_path / "memo.html"), "--public",
              "--worlds", "60", "--explore", "none"])  # fmt: skip
    assert stopped.value.code == 0
    listed = order[0]
    for place, text in public_version(load(EXAMPLE)).texts:
        assert f"{place}: {text}" in listed


CASES = sorted(
    file.parent
    for folder in ("examples", "tests/cases")
    for file in (EXAMPLE.parents[1] / folder).glob("*/case.yaml")
)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_shipped_case_can_be_shown_and_means_the_same(folder: Path) -> None:
    case = load(folder)
    shown = public_version(case).case
    one, other = (assess(each, worlds=8, robustness=False) for each in (case, shown))
    assert [each.signed for each in one] == [each.signed for each in other]
    assert [each.would_hold for each in one] == [each.would_hold for each in other]
