"""A public report holds nothing of its sources: not one string of the case that is not listed."""

from __future__ import annotations

import contextlib
import io
import struct
import typing
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from servanda.case.keys.case import Case
from servanda.case.keys.number import Part
from servanda.case.keys.proposals import Answer
from servanda.case.load import load, parse
from servanda.case.text.save import case_text
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
CASES_OF_TESTS = Path(__file__).parents[1] / "cases"
FORMATS_TRIED = [each.name for each in FORMATS]
SHOWN = {"title", "name", "unit", "labels"}
"""What is shown once it is cleared, and listed: by these the reader knows what is meant."""
NO_TEXT = {
    "base_rate": "one of the names that ship",
    "between": "the paths of two numbers of the case",
    "text": "the number itself, as it is written",
}


def free_keys() -> dict[type[Part], set[str]]:
    """Return, by part of a case, the fields that hold whatever an author writes, by the schema."""
    found: dict[type[Part], set[str]] = {}

    def look(kind: Any, owner: type[Part], field: str, named: bool) -> None:
        origin = typing.get_origin(kind)
        if origin is typing.Annotated:
            kind, *more = typing.get_args(kind)
            look(kind, owner, field, named or any(getattr(each, "pattern", None) for each in more))
        elif kind is str:
            if not named and field not in NO_TEXT:
                found[owner].add(field)
        elif origin is dict:
            look(typing.get_args(kind)[1], owner, field, named)
            if typing.get_args(kind)[0] is str:
                look(str, owner, field, named)
        elif origin is not None and origin is not typing.Literal:
            for each in typing.get_args(kind):
                look(each, owner, field, named)
        elif isinstance(kind, type) and issubclass(kind, Part) and kind not in found:
            found[kind] = set()
            hints = typing.get_type_hints(kind, include_extras=True)
            for name in kind.model_fields:
                look(hints[name], kind, name, False)

    look(Case, Case, "", False)
    return {owner: fields for owner, fields in found.items() if fields}


FREE = free_keys()
Marks = dict[str, tuple[str, str]]
"""Words put into a case: of which part, and of which of its fields."""


def marked(value: Any, marks: Marks) -> Any:
    """Return a case, or a part of it, with a word of its own in every free text it can have."""
    if isinstance(value, dict):
        return {key: marked(entry, marks) for key, entry in value.items()}
    if isinstance(value, tuple):
        return tuple(marked(entry, marks) for entry in value)
    if not isinstance(value, Part):
        return value
    changed = {name: marked(getattr(value, name), marks) for name in type(value).model_fields}
    for owner, fields in FREE.items():
        for field in fields if isinstance(value, owner) else ():
            changed[field] = _filled(changed[field], owner.__name__, field, marks)
    if isinstance(value, Answer):
        changed["answer"] = "conditional"
    return value.model_copy(update=changed)


def _filled(before: Any, part: str, field: str, marks: Marks) -> Any:
    if isinstance(before, dict):
        return {_filled("", part, field, marks): entry for entry in before.values()}
    if isinstance(before, tuple):
        return (_filled("", part, field, marks), _filled("", part, field, marks))
    word = f"kanarek{len(marks)}x"
    marks[word] = (part, field)
    if field == "url":
        return f"https://www.{word}.example/{word}"
    return f"sources/{word}.md" if field == "file" else word


COUNCIL = """
decisions:
  embargo:
    title: How much of the embargo the League lifts
    body: league
    scale: {low: 0, high: 10, unit: parts, labels: {none of it: 0, all of it: 10}}
    members:
      mora: {position: 8, salience: 0.5, capability: 3}
      nord: {position: 1, salience: 0.8, capability: 1}
"""


SOURCED = """
sources:
  ministry: {title: Numbers, author: Ann, publisher: Press, published: 2032-01-01, file: numbers.md,
    url: "https://x.org"}
correlations:
  - {between: [war.swing, war.costs.tarn], rank: 0.3, why: A wilder front costs more.,
    cite: {source: ministry, quote: a wilder front costs more}}
"""


def whole() -> Case:
    """Return a small case that holds every kind of part with words in it that a case can have."""
    text = (CASES_OF_TESTS / "gorge" / "case.yaml").read_text("utf-8")
    judged = "{value: 1 to 3 percentage points per month, judgement: {by: Ann, date: 2032-01-01,"
    text = text.replace(
        "  swing: 1 to 3 percentage points per month", f"  swing: {judged} why: It thaws}}}}", 1
    )
    return parse(text + COUNCIL + SOURCED)


@pytest.fixture(scope="module")
def canaries() -> tuple[Case, Marks]:
    """A case with a word of its own in every free text that the schema lets it have."""
    marks: Marks = {}
    case = marked(whole(), marks)
    return parse(case_text(Case.model_validate(written(case)))), marks


def test_every_free_key_of_the_schema_holds_a_canary() -> None:
    """A key that is added to the schema is tried, or is missing here."""
    marks: Marks = {}
    marked(whole(), marks)
    put = set(marks.values())
    wanted = {(part.__name__, field) for part, fields in FREE.items() for field in fields}
    assert len(wanted) > 40
    assert wanted - put == set()


def everything(files: list[Path]) -> str:
    """Return all that can be read in files, what is packed in them unpacked."""
    pieces = []
    for file in files:
        data = file.read_bytes()
        if file.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"\n".join(archive.read(name) for name in archive.namelist())
        if file.suffix == ".parquet":
            duckdb = pytest.importorskip("duckdb")
            with duckdb.connect() as connection:
                data = str(connection.sql(f"from '{file}'").fetchall()).encode()
        if file.suffix == ".pdf":
            reader = pypdf.PdfReader(file)
            told = [str(reader.metadata), str(reader.xmp_metadata), str(reader.attachments)]
            told += [f"{page.extract_text()}{page.get('/Annots')}" for page in reader.pages]
            data = b"\n".join([data, *(each.encode("utf-8", "replace") for each in told)])
        if file.suffix == ".png":
            data = b"\n".join([data, *_notes_of(data)])
        pieces.append(data.decode("utf-8", "replace"))
    return "\n".join(pieces)


def _notes_of(png: bytes) -> Iterator[bytes]:
    """Yield what a picture says of itself beside its points: chunks of words, unpacked."""
    at = 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            yield body
            with contextlib.suppress(zlib.error):
                yield zlib.decompress(body[body.index(b"\0") + 2 :])
        at += 12 + size


def published(case: Case, folder: Path, first: bool = True) -> str:
    """Return all formats of a public report, made from the shown case or from the whole one."""
    used = public_version(case).case if first else case
    made = assess(used, worlds=60, seed=1)
    explored = Explored(lens=tuple(case.proposals)[:1])
    found = found_again(used, made, explored)
    formats = FORMATS.resolve(FORMATS_TRIED)
    files = write(used, made, None, folder / "memo", formats, found, public=True, explored=explored)
    kinds = {file.suffix for file in files}
    assert kinds >= {".html", ".md", ".docx", ".pdf", ".csv", ".xlsx", ".parquet", ".svg", ".png"}
    return everything(files)


@pytest.mark.parametrize("first", [True, False], ids=["shown case", "whole case"])
def test_no_string_of_the_case_that_is_not_listed_is_published(
    canaries: tuple[Case, Marks], tmp_path: Path, first: bool
) -> None:
    case, marks = canaries
    listed = {text for _, text in public_version(case).texts}
    out = published(case, tmp_path, first).casefold()
    assert len(marks) > 100
    leaked = {
        word: where
        for word, where in marks.items()
        if word in out and not any(word in text for text in listed)
    }
    assert not leaked
    shown = {marks[word] for word in marks if word in out}
    assert {field for _, field in shown} <= SHOWN
    assert not [part for part, _ in shown if part == "SourceRecord"]
    assert {field for _, field in shown} >= {"title", "name"}  # or nothing was looked at


def test_every_digit_stays_the_same(canaries: tuple[Case, Marks]) -> None:
    case, _ = canaries
    one = assess(case, worlds=60, seed=3).to_dict()
    other = assess(public_version(case).case, worlds=60, seed=3).to_dict()

    def numbers(body: Any) -> Any:
        if isinstance(body, dict):
            return {key: numbers(entry) for key, entry in body.items()}
        if isinstance(body, list):
            return [numbers(entry) for entry in body]
        return body if isinstance(body, int | float) else None

    assert numbers(one["proposals"]) == numbers(other["proposals"])


def test_what_is_public_is_public(canaries: tuple[Case, Marks]) -> None:
    once = public_version(canaries[0])
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
