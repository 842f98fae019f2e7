"""What was read as a project of Discourse Network Analyzer (DNA 3), a `.dna` file.

DNA's users code statements over text spans by person, organisation, concept and agreement
[@Leifeld2017]; it opens this file as a database of its own, with every article in it.
"""

from __future__ import annotations

import base64
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from servanda.evidence.records import Stance, Statement
from servanda.reading.read import Said
from servanda.reading.who.tables import actors

__all__ = ["PASSWORD", "write_dna"]

PASSWORD: Final = "servanda"
"""What DNA asks of its coder "Admin" when the file is opened."""
_VERSION: Final = (("version", "3.0.11.5"), ("date", "2025-02-05"))
"""The version of DNA whose tables these are."""
_COLOUR: Final = ("Red", "Green", "Blue")
_REF: Final = "integer not null check ({0} > 0) references {1}(ID) on delete cascade"
_CODER_SETTINGS: Final = {
    "Refresh": 0, "FontSize": 14, "PopupWidth": 300, "ColorByCoder": 0, "PopupDecoration": 0,
    "PopupAutoComplete": 1,
}  # fmt: skip
_PERMISSIONS: Final = tuple(
    f"Permission{what}"
    for what in (
        "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements",
        "EditStatements", "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes",
        "EditCoders", "EditCoderRelations", "ViewOthersDocuments", "EditOthersDocuments",
        "ViewOthersStatements", "EditOthersStatements",
    )
)  # fmt: skip
_TYPES: Final[Mapping[str, Mapping[str, str]]] = {
    "DNA Statement": {
        "person": "short text", "organization": "short text", "concept": "short text",
        "agreement": "boolean", "commitment": "short text",
    },
    "Stance without agreement": {
        "person": "short text", "organization": "short text", "concept": "short text",
        "position": "short text", "commitment": "short text",
    },
    "Attribution": {
        "person": "short text", "organization": "short text", "kind": "short text",
        "act": "short text", "polarity": "short text", "issues": "long text",
        "said on": "short text",
    },
}  # fmt: skip
"""Statement types and their variables; DNA's own type knows yes and no, so the rest has another."""
_COLOURS: Final = ((239, 208, 51), (100, 200, 190), (211, 211, 211))
_NAMED: Final = frozenset({"person", "organization", "concept"})
_ATTRIBUTES: Final = ("Type", "Alias", "Notes")


def write_dna(documents: Iterable[Said], path: Path) -> int:
    """Write a DNA project and return its number of statements.

    Every article that was read is a document, each stance a statement over its evidence: a yes or
    no as a "DNA Statement", a conditional, ambivalent or neutral one as a "Stance without
    agreement"; each attribution is an "Attribution" over each part of its content. Positions are
    UTF-16 code units, as DNA counts them. One document is held at a time.

    *Departure*: DNA has no unknown day; an article without one is dated 1970-01-01, and its notes
    say so.
    """
    path.write_bytes(b"")  # emptied, not made anew: it may be a file that is held until it lands
    database = sqlite3.connect(path)
    try:
        with database:
            book = _Book(database)
            return sum(book.add(said) for said in documents if not said.unread)
    finally:
        database.close()


class _Book:
    """A DNA database as it is filled."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.variables: dict[tuple[int, str], int] = {}
        self.entities: dict[tuple[int, str], int] = {}
        self.documents = self.statements = 0
        for table, columns in _tables().items():
            database.execute(f"create table {table}({columns})")
        self._begin()

    def _begin(self) -> None:
        run = self.database
        run.executemany("insert into SETTINGS values (?, ?)", _VERSION)
        names = ("ID", "Name", *_COLOUR, "Password", *_PERMISSIONS)
        values = (1, "Admin", 255, 255, 0, _hashed(PASSWORD), *(1 for _ in _PERMISSIONS))
        marks = ", ".join("?" * len(values))
        run.execute(f"insert into CODERS ({', '.join(names)}) values ({marks})", values)
        for number, (label, variables) in enumerate(_TYPES.items(), 1):
            run.execute(
                "insert into STATEMENTTYPES values (?, ?, ?, ?, ?)",
                (number, label, *_COLOURS[number - 1]),
            )
            for name, kind in variables.items():
                id = len(self.variables) + 1
                self.variables[number, name] = id
                run.execute("insert into VARIABLES values (?, ?, ?, ?)", (id, name, kind, number))
                if name in _NAMED:
                    for attribute in _ATTRIBUTES:
                        run.execute(
                            "insert into ATTRIBUTEVARIABLES (VariableId, AttributeVariable)"
                            " values (?, ?)",
                            (id, attribute),
                        )

    def add(self, said: Said) -> int:
        """Add an article and return how many statements it holds."""
        before = self.statements
        source = said.source
        self.documents += 1
        day = source.published
        when = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
        notes = "" if when else "its day of publication is not known"
        self.database.execute(
            "insert into DOCUMENTS values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)",
            (
                self.documents, source.title or source.id, _plain(said.text), source.author,
                source.publisher, source.id, notes, "article", int(when.timestamp()) if when else 0,
            ),
        )  # fmt: skip
        places = _Places(said.text)
        names = {issue.id: issue.name for issue in said.issues}
        for stance in said.stances:
            self._stance(stance, names, places)
        for statement in said.statements:
            for span in statement.content:
                if len(span):
                    self._attribution(statement, places.of(span.start, span.end))
        return self.statements - before

    def _stance(self, stance: Stance, names: Mapping[str, str], places: _Places) -> None:
        number = 1 if stance.position in {"support", "oppose"} else 2
        person, organisation = _who(stance.actor)
        values: dict[str, str | int] = {
            "person": person,
            "organization": organisation,
            "concept": names.get(stance.issue, stance.issue.replace("_", " ")),
            "commitment": stance.commitment or "",
        }
        if number == 1:
            values["agreement"] = int(stance.position == "support")
        else:
            values["position"] = stance.position
        self._code(number, places.of(stance.evidence.start, stance.evidence.end), values)

    def _attribution(self, statement: Statement, place: tuple[int, int]) -> None:
        who = statement.speaker
        side = actors()[who.side].name if who and who.side in actors() else ""
        values: dict[str, str | int] = {
            "person": who.name if who else "",
            "organization": (who.organisation or side) if who else "",
            "kind": statement.kind,
            "act": statement.act,
            "polarity": statement.polarity,
            "issues": "; ".join(statement.issues),
            "said on": (statement.said_on.value or "") if statement.said_on else "",
        }
        self._code(3, place, values)

    def _code(self, number: int, place: tuple[int, int], values: Mapping[str, str | int]) -> None:
        """Add one coded statement of a type."""
        self.statements += 1
        self.database.execute(
            "insert into STATEMENTS values (?, ?, ?, ?, ?, 1)",
            (self.statements, number, self.documents, *place),
        )
        for name, kind in _TYPES[list(_TYPES)[number - 1]].items():
            variable, value = self.variables[number, name], values.get(name, "")
            table = {"boolean": "DATABOOLEAN", "long text": "DATALONGTEXT"}.get(kind)
            column = "Value" if table else "Entity"
            held = value if table else self._entity(variable, str(value))
            self.database.execute(
                f"insert into {table or 'DATASHORTTEXT'} (StatementId, VariableId, {column})"
                " values (?, ?, ?)",
                (self.statements, variable, held),
            )

    def _entity(self, variable: int, value: str) -> int:
        """Return the number of a value of a variable; equal values are one entity."""
        value = _plain(value)
        known = self.entities.get((variable, value))
        if known is None:
            known = self.entities[variable, value] = len(self.entities) + 1
            self.database.execute(
                "insert into ENTITIES values (?, ?, ?, 0, 0, 0, null)", (known, variable, value)
            )
            self.database.execute(
                "insert into ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue)"
                " select ?, ID, '' from ATTRIBUTEVARIABLES where VariableId = ?",
                (known, variable),
            )
        return known


class _Places:
    """Turns code points into UTF-16 code units, of which a sign beyond the first plane has two."""

    def __init__(self, text: str) -> None:
        self.wide = [at for at, sign in enumerate(text) if ord(sign) > 0xFFFF]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Return a span in code units."""
        return start + bisect_left(self.wide, start), end + bisect_left(self.wide, end)


def _who(actor: str) -> tuple[str, str]:
    """Return person and organisation of an actor; one that is no person is an organisation."""
    known = actors().get(actor)
    if known is None:
        return "", actor
    if known.kind != "person":
        return "", known.name
    side = actors().get(known.side)
    return known.name, side.name if side else ""


def _plain(text: str) -> str:
    """Return a text that UTF-8 can hold, every sign in its old place."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _hashed(password: str) -> str:
    """Return a password as DNA keeps it: SHA-256, 100,000 times over a salt of sixteen bytes.

    The salt is fixed, so that the same reading gives the same file: the password is no secret.
    """
    salt = sha256(b"servanda").digest()[:16]
    found = sha256(salt + password.encode()).digest()
    for _ in range(99_999):
        found = sha256(found).digest()
    return base64.b64encode(salt + found).decode("ascii")


def _tables() -> dict[str, str]:
    """Return the columns of DNA's tables, in the order in which they refer to one another."""
    id = "ID integer primary key not null check (ID > 0)"
    colour = ", ".join(
        f"{c} integer not null default 0 check ({c} between 0 and 255)" for c in _COLOUR
    )
    settings = ", ".join(f"{s} integer not null default {n}" for s, n in _CODER_SETTINGS.items())
    may = ", ".join(
        f"{p} integer not null default 1 check ({p} between 0 and 1)" for p in _PERMISSIONS
    )
    text = "text not null default ''"

    def of(column: str, table: str) -> str:
        return f"{column} {_REF.format(column, table)}"

    datum = f"{id}, {of('StatementId', 'STATEMENTS')}, {of('VariableId', 'VARIABLES')}"
    once = "unique (StatementId, VariableId)"
    views = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
    return {
        "SETTINGS": "Property text primary key not null, Value text not null",
        "CODERS": f"{id}, Name text not null, {colour}, Password text not null, {settings}, {may}",
        "DOCUMENTS": f"{id}, Title text not null, Text text not null, {of('Coder', 'CODERS')}, "
        f"Author {text}, Source {text}, Section {text}, Notes {text}, Type {text}, "
        "Date integer not null",
        "STATEMENTTYPES": f"{id}, Label text not null, {colour}",
        "VARIABLES": f"{id}, Variable text not null, DataType text not null default 'short text', "
        f"{of('StatementTypeId', 'STATEMENTTYPES')}, unique (Variable, StatementTypeId)",
        "VARIABLELINKS": f"{id}, {of('SourceVariableId', 'VARIABLES')}, "
        f"{of('TargetVariableId', 'VARIABLES')}, check (SourceVariableId != TargetVariableId)",
        "REGEXES": f"Label text primary key not null, {colour}",
        "CODERRELATIONS": f"{id}, {of('Coder', 'CODERS')}, {of('OtherCoder', 'CODERS')}, "
        + ", ".join(f"{v} integer not null default 1 check ({v} between 0 and 1)" for v in views),
        "STATEMENTS": f"{id}, {of('StatementTypeId', 'STATEMENTTYPES')}, "
        f"{of('DocumentId', 'DOCUMENTS')}, Start integer not null check (Start >= 0), "
        f"Stop integer not null check (Stop >= 0), {of('Coder', 'CODERS')}, check (Start < Stop)",
        "DATABOOLEAN": f"{datum}, Value integer not null default 1 check (Value between 0 and 1), "
        + once,
        "DATAINTEGER": f"{datum}, Value integer not null default 0, {once}",
        "ENTITIES": f"{id}, {of('VariableId', 'VARIABLES')}, Value {text}, {colour}, "
        "ChildOf integer references ENTITIES(ID) on delete cascade, unique (VariableId, Value)",
        "DATASHORTTEXT": f"{datum}, {of('Entity', 'ENTITIES')}, {once}",
        "DATALONGTEXT": f"{datum}, Value text not null, {once}",
        "ATTRIBUTEVARIABLES": f"{id}, {of('VariableId', 'VARIABLES')}, "
        "AttributeVariable text not null, unique (VariableId, AttributeVariable)",
        "ATTRIBUTEVALUES": f"{id}, {of('EntityId', 'ENTITIES')}, "
        f"{of('AttributeVariableId', 'ATTRIBUTEVARIABLES')}, AttributeValue {text}, "
        "unique (EntityId, AttributeVariableId)",
    }
