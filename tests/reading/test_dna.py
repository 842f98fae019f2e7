"""The exported DNA project, read back as its program reads it: by table and column."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from servanda.reading.dna import PASSWORD
from servanda.reading.export import export
from servanda.reading.read import Said, read_text

TALKS = (
    "“We will not sign 🕊 this paper,” Ukrainian President Volodymyr Zelensky said in Kyiv.\n\n"
    "Poland will not send troops to Ukraine. France will send troops to Ukraine if the truce "
    "holds. =Moscow warned that the talks <& plans> would fail.\n"
)
SAMPLE = "t7STqOHxpl+RXxRUgjsEno+e/38banaYjANbdYQ1geGfH6Xlc2roWgYrPbpCeg5M"
"""What the program itself keeps of the password "sample", published with its sample project."""


@pytest.fixture(scope="module")
def documents() -> list[Said]:
    return [
        read_text(TALKS, "talks", date(2025, 9, 5)),
        read_text("Snow fell on the pass.\n", "snow"),
        read_text("Le président a dit que la paix n’est pas possible dans les conditions.", "fr"),
    ]


@pytest.fixture(scope="module")
def project(documents: list[Said], tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = tmp_path_factory.mktemp("dna") / "talks.dna"
    count = export(documents, path)
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row
    assert database.execute("select count(*) from STATEMENTS").fetchone()[0] == count > 0
    return database


def coded(project: sqlite3.Connection, label: str) -> list[dict[str, object]]:
    """Return the statements of a type with their values, and the words they stand over."""
    found = []
    for s in project.execute(
        "select s.*, d.Text from STATEMENTS s join STATEMENTTYPES t on t.ID = s.StatementTypeId"
        " join DOCUMENTS d on d.ID = s.DocumentId where t.Label = ?",
        (label,),
    ):
        wide = s["Text"].encode("utf-16-le")
        row: dict[str, object] = {"words": wide[2 * s["Start"] : 2 * s["Stop"]].decode("utf-16-le")}
        for table, value in (
            ("DATABOOLEAN", "x.Value"), ("DATALONGTEXT", "x.Value"),
            ("DATASHORTTEXT", "(select Value from ENTITIES e where e.ID = x.Entity)"),
        ):  # fmt: skip
            held = project.execute(
                f"select v.Variable, {value} from {table} x join VARIABLES v"
                " on v.ID = x.VariableId where x.StatementId = ?",
                (s["ID"],),
            )
            row |= dict(held)
        found.append(row)
    return found


def test_documents_hold_the_text_and_its_day(
    project: sqlite3.Connection, documents: list[Said]
) -> None:
    rows = project.execute("select * from DOCUMENTS order by ID").fetchall()
    assert [row["Text"] for row in rows] == [said.text for said in documents if not said.unread]
    assert datetime.fromtimestamp(rows[0]["Date"], UTC).date() == date(2025, 9, 5)
    assert rows[1]["Date"] == 0 and "not known" in rows[1]["Notes"]


def test_every_stance_is_a_statement_over_its_evidence(
    project: sqlite3.Connection, documents: list[Said]
) -> None:
    stances = [stance for said in documents for stance in said.stances]
    agreed = coded(project, "DNA Statement")
    other = coded(project, "Stance without agreement")
    assert len(agreed) + len(other) == len(stances)
    assert {row["words"] for row in (*agreed, *other)} == {stance.quote for stance in stances}
    poland = next(row for row in agreed if row["organization"] == "Poland")
    assert poland["agreement"] == 0
    assert poland["commitment"] == "will_not"
    assert all(row["position"] in {"conditional", "ambivalent", "neutral"} for row in other)


def test_attributions_keep_their_place_past_wide_signs(project: sqlite3.Connection) -> None:
    rows = coded(project, "Attribution")
    zelensky = next(row for row in rows if row["person"] == "Volodymyr Zelensky")
    assert zelensky["words"] == "“We will not sign 🕊 this paper,”"
    assert zelensky["kind"] == "direct"


def test_references_hold(project: sqlite3.Connection) -> None:
    assert project.execute("pragma foreign_key_check").fetchall() == []
    assert project.execute("pragma integrity_check").fetchone()[0] == "ok"


def keeps(password: str, kept: str) -> bool:
    """Check a password as the program does."""
    raw = base64.b64decode(kept)
    found = sha256(raw[:16] + password.encode()).digest()
    for _ in range(99_999):
        found = sha256(found).digest()
    return found == raw[16:]


@pytest.mark.parametrize("told", [lambda p: p, lambda _: SAMPLE], ids=["ours", "theirs"])
def test_the_password_opens_the_file(
    project: sqlite3.Connection, told: Callable[[str], str]
) -> None:
    kept = told(project.execute("select Password from CODERS where ID = 1").fetchone()[0])
    assert keeps("sample" if kept == SAMPLE else PASSWORD, kept)
    assert not keeps("another", kept)


def test_the_same_reading_gives_the_same_bytes(documents: list[Said], tmp_path: Path) -> None:
    export(documents, tmp_path / "a.dna"), export(documents, tmp_path / "b.dna")
    assert (tmp_path / "a.dna").read_bytes() == (tmp_path / "b.dna").read_bytes()
