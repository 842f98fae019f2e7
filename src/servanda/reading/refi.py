"""What was read as a project for qualitative data analysis: the REFI-QDA exchange format, .qdpx.

MAXQDA, NVivo, ATLAS.ti, QualCoder and others open it [@REFI2019]: the articles' texts, and over
them coded selections of who said what, how, and where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from servanda.evidence.records import Speaker, Stance, Statement
from servanda.evidence.span import Span
from servanda.reading.read import Said
from servanda.reading.who.tables import actors

__all__ = ["write_project"]

NAMESPACE: Final = "urn:QDA-XML:project:1.0"
_ROOT = UUID("b3a1d7a2-64f0-5c39-9a53-6f2f8d1c0e77")
"""What all identifiers of a project are derived from: the same reading gives the same file."""
_USER = "servanda"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an XML document cannot hold."""
_THEN = (1980, 1, 1, 0, 0, 0)
"""The day that an archive gives its files, so that it is the same whenever it is written."""

Code = tuple[str, ...]
"""A code by its path: the group first."""


def write_project(documents: Iterable[Said], path: Path, name: str) -> int:
    """Write a REFI-QDA project and return its number of coded selections.

    Every article that was read is a plain text source. The spans of a statement are selections
    coded by part (source, cue, content); a content is coded by speaker, organisation, kind and act
    too, and a stance's evidence by actor, concept and position. Positions are code points from 0, a
    selection ends before its `endPosition`. One document is held at a time.

    *Departure*: the times of creation are those of the articles' days, and of the days on which
    something was said where the text tells, not of the reading: the same reading gives the same
    bytes. What has no day has no time.
    """
    codes: dict[Code, None] = {}
    count = 0
    with TemporaryFile() as sources, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for said in documents:
            if said.unread:
                continue
            element, selections = _source(said, codes)
            text = said.text.encode("utf-8", "replace")
            archive.writestr(_file(f"sources/{_id('source', said.source.id)}.txt"), text)
            sources.write(ET.tostring(element, "utf-8") + b"\n")
            count += selections
        sources.seek(0)
        with archive.open(_file("project.qde"), "w") as project:
            project.write(_opening(name, codes))
            while piece := sources.read(1 << 20):
                project.write(piece)
            project.write(b"</Sources>\n</Project>\n")
    return count


def _file(name: str) -> ZipInfo:
    about = ZipInfo(name, _THEN)
    about.compress_type = ZIP_DEFLATED
    return about


def _id(*words: object) -> str:
    """Return the identifier of what some words name."""
    return str(uuid5(_ROOT, "\x1f".join(map(str, words))))


def _plain(words: str) -> str:
    return _NO_XML.sub("\ufffd", words)


def _opening(name: str, codes: Iterable[Code]) -> bytes:
    """Return a project up to its sources: who coded, and the codes they coded by."""
    user = _id("user")
    project = ET.Element("Project", name=_plain(name), origin="servanda", creatingUserGUID=user)
    ET.SubElement(ET.SubElement(project, "Users"), "User", guid=user, name=_USER)
    book = ET.SubElement(ET.SubElement(project, "CodeBook"), "Codes")
    _add_codes(book, (("attribution", "content"), *codes))
    variables = ET.SubElement(project, "Variables")
    for variable, kind in _VARIABLES.items():
        ET.SubElement(
            variables, "Variable", guid=_id("variable", variable), name=variable,
            typeOfVariable=kind,
        )  # fmt: skip
    ET.SubElement(project, "Sources").text = "\n"
    project.set("xmlns", NAMESPACE)
    written: bytes = ET.tostring(project, "utf-8", xml_declaration=True)
    return written[: written.rindex(b"</Sources>")]


_VARIABLES = {
    "publisher": "Text",
    "published": "Date",
    "url": "Text",
    "author": "Text",
    "outlets": "Text",
}


def _add_codes(book: ET.Element, codes: Iterable[Code]) -> None:
    """Add codes below their groups, in the order of the alphabet; a group is none itself."""
    leaves = set(codes)
    groups = {code[:size] for code in leaves for size in range(1, len(code))}
    made: dict[Code, ET.Element] = {(): book}
    for code in sorted(leaves | groups):
        made[code] = ET.SubElement(
            made[code[:-1]], "Code", guid=_id("code", *code), name=_plain(code[-1]),
            isCodable="true" if code in leaves else "false",
        )  # fmt: skip


def _source(said: Said, codes: dict[Code, None]) -> tuple[ET.Element, int]:
    """Return an article as a source with its selections, and how many there are."""
    source = said.source
    guid = _id("source", source.id)
    element = ET.Element(
        "TextSource", guid=guid, name=_plain(source.id), plainTextPath=f"internal://{guid}.txt"
    )
    if source.title:
        ET.SubElement(element, "Description").text = _plain(source.title)
    count = 0
    day = source.published.isoformat() if source.published else ""
    _date(element, day)
    for span, about, coded, said_on in _selections(said):
        place = (source.id, span.start, span.end, about, *coded)
        selection = ET.SubElement(
            element, "PlainTextSelection", guid=_id("selection", *place),
            name=_plain(" ".join(span.of(said.text).split())[:80]),
            startPosition=str(span.start), endPosition=str(span.end), creatingUser=_id("user"),
        )  # fmt: skip
        _date(selection, said_on or day)
        ET.SubElement(selection, "Description").text = _plain(about)
        for code in coded:
            codes.setdefault(code)
            coding = ET.SubElement(
                selection, "Coding", guid=_id("coding", *place, *code), creatingUser=_id("user")
            )
            _date(coding, said_on or day)
            ET.SubElement(coding, "CodeRef", targetGUID=_id("code", *code))
        count += 1
    _add_values(element, said)
    return element, count


def _date(element: ET.Element, day: str) -> None:
    """Give an element the day it is of, where there is one."""
    if len(day) == len("2025-01-01"):
        element.set("creationDateTime", f"{day}T00:00:00Z")


def _add_values(element: ET.Element, said: Said) -> None:
    source = said.source
    values = {
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else "",
        "url": source.url,
        "author": source.author,
        "outlets": "; ".join(source.outlets),
    }
    for variable, value in values.items():
        if value:
            told = ET.SubElement(element, "VariableValue")
            ET.SubElement(told, "VariableRef", targetGUID=_id("variable", variable))
            kind = "DateValue" if _VARIABLES[variable] == "Date" else "TextValue"
            ET.SubElement(told, kind).text = _plain(value)


def _selections(said: Said) -> Iterator[tuple[Span, str, tuple[Code, ...], str]]:
    """Yield what is selected in an article, what is said of it, its codes and its own day."""
    names = {issue.id: issue.name for issue in said.issues}
    for statement in said.statements:
        about = _about(statement)
        when = (statement.said_on.value or "") if statement.said_on else ""
        for part in ("source", "cue"):
            for span in getattr(statement, part):
                yield span, about, (("attribution", part),), when
        codes = _codes_of(statement)
        for span in statement.content:
            yield span, about, codes, when
    days = {s.id: s.said_on.value or "" for s in said.statements if s.said_on}
    for stance in said.stances:
        when = days.get(stance.asserted_by, "")
        yield stance.evidence, _about_stance(stance), _codes_of_stance(stance, names), when


def _codes_of(statement: Statement) -> tuple[Code, ...]:
    speaker = statement.speaker
    codes: list[Code] = [
        ("attribution", "content"),
        ("kind", statement.kind),
        ("act", statement.act),
        ("polarity", statement.polarity),
    ]
    if speaker:
        codes.append(("speaker", speaker.name))
    if speaker and speaker.organisation:
        codes.append(("organisation", speaker.organisation))
    return tuple(codes)


def _codes_of_stance(stance: Stance, names: dict[str, str]) -> tuple[Code, ...]:
    codes: list[Code] = [
        ("actor", _name(stance.actor)),
        ("concept", names.get(stance.issue, stance.issue.replace("_", " ")), stance.position),
    ]
    if stance.commitment:
        codes.append(("commitment", stance.commitment))
    return tuple(codes)


def _name(actor: str) -> str:
    known = actors().get(actor)
    return known.name if known else actor


def _about(statement: Statement) -> str:
    """Return a statement in a line: who, how, when, how sure."""
    when = statement.said_on.value if statement.said_on else None
    told = [_who(statement.speaker), statement.act, statement.polarity, when, statement.place]
    return "; ".join([*filter(None, told), f"confidence {statement.confidence:.2f}", statement.id])


def _who(speaker: Speaker | None) -> str:
    if speaker is None:
        return "somebody"
    return ", ".join(filter(None, [speaker.name, speaker.role, speaker.organisation]))


def _about_stance(stance: Stance) -> str:
    hedged = "hedged; " if stance.hedged else ""
    return f"{hedged}asserted by {stance.asserted_by}; confidence {stance.confidence:.2f}"
