"""The exported project, read back by models generated from the format's schema."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from pyrefiqda import RefiProject
from pyrefiqda.models import Project

from servanda.errors import InputError
from servanda.reading.export import export
from servanda.reading.read import Said, read_text

TALKS = (
    "“We will not sign 🕊 this paper,” Ukrainian President Volodymyr Zelensky said in Kyiv.\n\n"
    "Poland will not send troops to Ukraine. Moscow warned that the talks <& plans> would fail.\n"
)
SNOW = "Snow fell on the pass.\n"


@pytest.fixture(scope="module")
def documents() -> list[Said]:
    """Two articles, and one in a language that is not read."""
    return [
        read_text(TALKS, "talks", date(2025, 9, 5)),
        read_text(SNOW, "snow"),
        read_text("Le président a dit que la paix n’est pas possible dans les conditions.", "fr"),
    ]


def loaded(path: Path, folder: Path) -> tuple[Project, dict[str, str]]:
    """Return a project, and the texts of its sources by name."""
    project = RefiProject.load(path, str(folder))
    texts = {}
    for source in project.sources.text_source:
        place = RefiProject.resolve_source_path(source.plain_text_path, folder)
        texts[source.name] = place.read_bytes().decode("utf-8")
    return project, texts


def names_of(project: Project) -> dict[str, str]:
    """Return the path of every code by its identifier."""
    found: dict[str, str] = {}

    def walk(codes: list, before: str) -> None:
        for code in codes:
            found[code.guid] = before + code.name
            walk(code.code, before + code.name + "/")

    walk(project.code_book.codes.code, "")
    return found


def test_selections_hold_the_words_and_their_codes(documents: list[Said], tmp_path: Path) -> None:
    count = export(documents, tmp_path / "talks.qdpx")
    project, texts = loaded(tmp_path / "talks.qdpx", tmp_path / "open")
    assert texts == {"talks": TALKS, "snow": SNOW}
    names = names_of(project)
    coded: dict[str, set[str]] = {}
    number = 0
    for source in project.sources.text_source:
        for selection in source.plain_text_selection:
            words = texts[source.name][selection.start_position : selection.end_position]
            assert " ".join(words.split())[:80] == selection.name
            mine = {names[coding.code_ref.target_guid] for coding in selection.coding}
            coded.setdefault(words, set()).update(mine)
            number += 1
    assert number == count > 0
    content = coded["“We will not sign 🕊 this paper,”"]
    assert {"speaker/Volodymyr Zelensky", "kind/direct", "attribution/content"} <= content
    assert any(code.startswith("act/") for code in content)
    assert "attribution/cue" in coded["said"]
    stance = next(codes for codes in coded.values() if "actor/Poland" in codes)
    assert {"concept/troops in Ukraine/oppose", "commitment/will_not"} <= stance


def test_a_source_tells_its_day(documents: list[Said], tmp_path: Path) -> None:
    export(documents, tmp_path / "talks.qdpx")
    project, _ = loaded(tmp_path / "talks.qdpx", tmp_path / "open")
    variables = {v.guid: v.name for v in project.variables.variable}
    talks = next(s for s in project.sources.text_source if s.name == "talks")
    told = {variables[v.variable_ref.target_guid]: v.date_value for v in talks.variable_value}
    assert str(told["published"]) == "2025-09-05"


def test_selections_bear_the_day_of_the_article_or_of_the_saying(tmp_path: Path) -> None:
    text = "“We will not sign this paper,” Olga Stefanishyna said in Kyiv on 3 September 2025."
    export([read_text(text, "talks", date(2025, 9, 5))], tmp_path / "talks.qdpx")
    project, _ = loaded(tmp_path / "talks.qdpx", tmp_path / "open")
    source = project.sources.text_source[0]
    assert str(source.creation_date_time) == "2025-09-05T00:00:00Z"
    said = [s for s in source.plain_text_selection if s.name.startswith("“We")]
    assert {str(s.creation_date_time) for s in said} == {"2025-09-03T00:00:00Z"}
    assert {str(c.creation_date_time) for s in said for c in s.coding} == {"2025-09-03T00:00:00Z"}


def test_what_has_no_day_has_no_time(tmp_path: Path) -> None:
    export([read_text(SNOW, "snow")], tmp_path / "snow.qdpx")
    project, _ = loaded(tmp_path / "snow.qdpx", tmp_path / "open")
    assert project.sources.text_source[0].creation_date_time is None


def test_identifiers_are_unique_and_the_same_reading_gives_the_same_bytes(
    documents: list[Said], tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        export(documents, tmp_path / name / "talks.qdpx")
    first, second = ((tmp_path / name / "talks.qdpx").read_bytes() for name in ("a", "b"))
    assert first == second
    project, _ = loaded(tmp_path / "a" / "talks.qdpx", tmp_path / "open")
    guids = [
        one.guid
        for source in project.sources.text_source
        for selection in source.plain_text_selection
        for one in (selection, *selection.coding)
    ]
    assert len(guids) == len(set(guids))


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    text = "“We will\x07 not sign this paper,” Olga Stefanishyna said in Kyiv on Monday."
    export([read_text(text, "odd\x01name")], tmp_path / "odd.qdpx")
    project, _ = loaded(tmp_path / "odd.qdpx", tmp_path / "open")
    assert project.sources.text_source[0].name == "odd\ufffdname"


def test_nothing_read_is_an_empty_project(tmp_path: Path) -> None:
    assert export([], tmp_path / "none.qdpx") == 0
    project, texts = loaded(tmp_path / "none.qdpx", tmp_path / "open")
    assert not texts and names_of(project)
    with ZipFile(tmp_path / "none.qdpx") as archive:
        assert archive.namelist() == ["project.qde"]


@pytest.mark.parametrize("ending", ["qdpx", "dna", "csv", "jsonl", "parquet"])
def test_what_a_file_held_is_kept_where_writing_fails(tmp_path: Path, ending: str) -> None:
    def broken() -> Iterator[Said]:
        yield read_text(TALKS, "talks")
        raise InputError("no file is called so")

    path = tmp_path / f"talks.{ending}"
    path.write_text("kept")
    with pytest.raises(InputError, match="no file"):
        export(broken(), path)
    assert path.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no folder is called .*nowhere"):
        export([], tmp_path / "nowhere" / "talks.qdpx")


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.qdpx"):
        export([], tmp_path / "talks.doc")
