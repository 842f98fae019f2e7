"""Who printed an article, who wrote it and when: from dateline, byline and the lines around them.

Newsrooms set these a dozen ways: "By Ana Ruiz / The Courier / May 3, 2024", "OSLO, May 3
(Agency) —", "The Courier, Monday 3 May 2024" over "Ana Ruiz, Political Editor".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from servanda.reading.text.masthead_words import (
    AGENCY,
    BY,
    FROM_OUR,
    HEADED,
    NAME,
    NO_PUBLISHER,
    NOBODY,
    ON,
    OUTLET,
    OUTLET_IN_CITY,
    PARTS,
    PRESENTS,
    PRINTED_BY,
    ROLE,
    SMALL,
    UPDATED,
    WEEKDAY,
    WHO_OF_OURS,
    WORDS_IN_LINE,
    WRITES_ON,
)
from servanda.reading.text.printed_days import HEAD_LINES, PLACE, WRITTEN, day_in
from servanda.reading.text.speech import holds_speech
from servanda.reading.who.gazetteer import find_names
from servanda.reading.who.personal_names import is_given_name
from servanda.reading.who.tables import plain

__all__ = ["Masthead", "masthead"]


@dataclass(frozen=True)
class Masthead:
    """What the lines at the top of an article say of it; empty or None where they do not.

    `lines`: the numbers of the lines that are nothing else, counted from 0.
    """

    publisher: str = ""
    author: str = ""
    day: date | None = None
    lines: tuple[int, ...] = ()


def masthead(lines: Sequence[str]) -> Masthead:
    """Return what an article's first lines, the headline first, say of where it was printed.

    >>> found = masthead(["Truce holds", "By Ana Ruiz / The Courier / May 3, 2024", "It held."])
    >>> found.author, found.publisher, found.day
    ('Ana Ruiz', 'The Courier', datetime.date(2024, 5, 3))
    """
    head = _Head()
    for number, line in enumerate(lines[:HEAD_LINES]):
        line = " ".join(line.split())
        if number == 0:
            head.title(line, *lines[1:3])
            continue
        told = head.dateline(line)
        if _is_headline_quoted(line):
            continue
        if not told and (holds_speech(line) or _is_sentence(line) or line[:1] in '—–-“"‘»'):
            break
        short = len(line.split()) <= WORDS_IN_LINE and len(line) <= 140
        if not short or (told and not head.is_only_dateline(line)):
            break
        if not told and not head.read(number, line):
            head.doubtful += 1
            if head.doubtful > 1:
                break
            continue
        head.lines.append(number)
    return head.settled()


_DAY_AT_THE_END = re.compile(r"[^\d\W]{3} [-–—|] (?P<day>\d{4}-\d{2}-\d{2})\Z")
"""A day that a headline ends on: "Truce holds - 2024-05-03"."""


class _Head:
    """What has been found in a masthead so far."""

    def __init__(self) -> None:
        self.publisher = self.author = self.perhaps = ""
        self.day: date | None = None
        self.lines: list[int] = []
        self.loose: list[tuple[int, str]] = []
        self.dated = False
        self.doubtful = 0

    def title(self, line: str, below: str = "", third: str = "") -> None:
        """Read a first line that is a masthead: it bears the day, or names who printed it.

        `below`: the line after it; a day alone there tells that the first is no headline, where
        it has a word of outlets or the `third` line is the headline.
        """
        if by := BY.match(line):
            self._byline(by["who"])
            return
        if WRITTEN.search(line.split("(")[0]) and self.dateline(line):
            return
        if ended := _DAY_AT_THE_END.search(line):
            self.day, self.dated = day_in(ended["day"]), True
            return
        if day_in(line) is None:
            rest = UPDATED.sub("", re.sub(r"\([^)]*\)", "", WRITTEN.sub("", below)))
            alone = day_in(below) and not WEEKDAY.sub("", rest).strip(" .,|")
            named = OUTLET.search(line) or (len(line.split()) <= 4 and _is_headline(third))
            bare = re.sub(r"\s*\([^)]*\)", "", line)
            if alone and named and _is_titled(bare) and len(bare.split()) <= 6:
                self.publisher = _outlet_name(bare)
                self.lines += [0] if _is_headline(third) else []
            return
        parts = [p for p in _split(line) if not WRITTEN.fullmatch(p) and not day_in(p)]
        first = next((p for p in parts[:2] if OUTLET.search(p)), "")
        printed = PRINTED_BY.search(line)
        if printed:
            first = printed["who"]
        elif not first and parts and _stands_alone(parts, line, below):
            first = parts[0]
        if first and len(first.split()) <= 6:
            self.publisher = _outlet_name(first)
            self.day, self.dated = day_in(line), True
        if (presents := PRESENTS.search(line)) and not self.author:
            self.author = presents["who"]

    def dateline(self, line: str) -> bool:
        """Read the agency and day of a dateline: "OSLO, May 3, 2024 (Agency) — ..."."""
        match = AGENCY.match(line)
        if not match or match["agency"] in {"AM", "PM"}:
            return False
        before = match["before"] or ""
        if OUTLET_IN_CITY.fullmatch(line):
            self.publisher = self.publisher or before.strip()
            return True
        place = re.sub(r"[\s,|]+", " ", WRITTEN.sub("", before)).strip()
        if len(place.split()) > 6 or (place and not place[0].isupper()):
            return False
        if not (before or match["after"] or line.startswith("(")):
            return False
        self.publisher = self.publisher or match["agency"].strip()
        self.day = self.day or day_in(before)
        by = re.search(rf"\bby\s+({NAME.pattern})\s*\Z", line)
        if by and not self.author:
            self.author = by[1]
        return True

    def is_only_dateline(self, line: str) -> bool:
        """Say whether a line holds nothing but its dateline."""
        match = AGENCY.match(line)
        rest = line[match.end() :] if match else line
        return len(re.sub(rf"\bby\s+{NAME.pattern}", "", rest).split()) <= 1

    def read(self, number: int, line: str) -> bool:
        """Read a line of the masthead; say whether it is one."""
        our = FROM_OUR.match(line)
        if our:
            named = WHO_OF_OURS.search(line, our.end())
            self.author = self.author or _capitalised(named["who"] if named else our["who"])
            return True
        if about := WRITES_ON.match(line):
            self.author = self.author or about["who"]
            return True
        if headed := HEADED.match(line):
            self.author = self.author or _capitalised(headed["who"])
            return True
        by = BY.match(line)
        day = day_in(line)
        if by:
            return self._byline(by["who"])
        if day or (WRITTEN.search(line) and len(line.split()) <= 8):
            self.day = self.day or day
            self.dated = True
            return self._parts(_split(line))
        alone = _split(line)
        if len(alone) == 2 and ROLE.search(alone[1]) and _is_name(alone[0]):
            self.author = self.author or alone[0]
            return True
        if len(alone) == 2 and NO_PUBLISHER.match(alone[0]) and _is_name(alone[1]):
            self.author = self.author or _capitalised(alone[1])
            return True
        town = len(alone) == 2 and alone[1].istitle() and len(alone[1].split()) <= 2
        if town and " " in alone[0] and _is_name(alone[0]):
            self.loose.append((number, alone[0]))
            return True
        if line[-1:] not in '.?!:;"”' and len(alone) <= 2:
            self.loose.append((number, line))
            return _could_be_either(line)
        return False

    def _byline(self, words: str) -> bool:
        if "," in words or "|" in words or " / " in words or ON.search(words):
            first, *rest = [p for piece in _split(words) for p in ON.split(piece, maxsplit=1)]
            rest = [p for p in rest if OUTLET.search(p) or f" in {p}" not in words]
        else:
            first, rest = words, []
        first = first.strip()
        if first.lower().startswith("our "):
            return True
        if NOBODY.search(first):
            named = NOBODY.split(first)[0].strip()
            if beside := re.fullmatch(r"(.+?),? (?:and|with)(?: our| other| the)?", named):
                self.author = self.author or _capitalised(beside[1])
                return True
            self.publisher = self.publisher or (named if len(named.split()) > 1 else "")
            return True
        if not self.author and (_is_name(first) or NAME.match(first)):
            self.author = _capitalised(first)
        self.day = self.day or day_in(words)
        self.dated = self.dated or self.day is not None
        self._parts(rest)
        return True

    def _parts(self, parts: Iterable[str]) -> bool:
        """Read what stands beside a date: the outlet, the author, the place."""
        left = []
        for part in parts:
            by = BY.match(part)
            if by:
                self.author = self.author or by["who"].strip(" .")
            elif not (
                WRITTEN.search(part)
                or day_in(part)
                or NO_PUBLISHER.match(part)
                or ROLE.fullmatch(part)
            ):
                left.append(part.strip(" .()"))
        left = [
            p for p in left
            if OUTLET.search(p) or _is_letters(p) or not re.fullmatch(PLACE, p)
        ]  # fmt: skip
        outlets = [p for p in left if OUTLET.search(p) and _is_titled(p)]
        names = [p for p in left if p not in outlets and _is_name(_without_place(p))]
        if names == left and len(left) == 1 and not is_given_name(plain(left[0]).split()[0]):
            names = [p for p in names if p[1:2] == "."]
        if outlets and not self.publisher:
            self.publisher = outlets[0]
        if not self.publisher and left:
            others = [p for p in left if p not in names and _is_titled(p)] or (
                names if self.author or len(names) > 1 else []
            )
            first = next((p for p in others if p != self.author), "")
            if first and first == left[0] and len(left) == 1 and _is_one_word(first):
                self.perhaps = self.perhaps or first
            elif (
                first
                and (first == left[0] or first in names or self.author)
                and not _is_place_alone(left, first)
            ):
                self.publisher = first
                names = [n for n in names if n != first]
        if names and not self.author:
            self.author = _without_place(names[0])
        return True

    def settled(self) -> Masthead:
        """Return what was found, lines of a name alone put to use where one is still wanted."""
        if self.dated or self.author or self.publisher or self.day:
            for number, line in self.loose:
                if not self.publisher and (
                    OUTLET.search(line) or not _is_name(line) or self.author
                ):
                    self.publisher = line
                elif (
                    not self.author
                    and (_is_name(line) or _is_somebody(line))
                    and not OUTLET.search(line)
                    and not _is_headline_in_capitals(line)
                ):
                    self.author = _capitalised(_without_place(line))
                else:
                    continue
                if number not in self.lines:
                    self.lines.append(number)
        publisher = _outlet_name(self.publisher or self.perhaps)
        return Masthead(publisher, _capitalised(self.author), self.day, tuple(sorted(self.lines)))


def _is_letters(words: str) -> bool:
    """Say whether a name is an outlet's by its letters: "NPR", and not "UK" or "OSLO"."""
    return bool(re.fullmatch(r"[A-Z]{2,3}", words)) and not find_names(words, plain(words))


def _is_headline(line: str) -> bool:
    """Say whether a line is set as a headline: four words or more, no stop, no byline."""
    return len(line.split()) >= 4 and line[-1:] not in ".;:" and not BY.match(line)


def _is_headline_quoted(line: str) -> bool:
    """Say whether a line that opens with a quotation mark is a headline in capitals."""
    return line[:1] in '“"‘' and line.isupper() and line[-1:] not in ".;:"


def _stands_alone(parts: Sequence[str], line: str, below: str) -> bool:
    """Say whether a name beside a day in a first line can only be who printed it.

    It is set in capitals before a bar, or is two words or more and stands alone over a headline.
    """
    first = parts[0]
    words = first.split()
    if not _is_titled(first) or len(words) > 5 or re.search(r"\d", first):
        return False
    if " | " in line and line.startswith(first) and len(parts) > 1:
        return True
    return len(parts) == 1 and len(words) > 1 and _is_headline(below) and line.startswith(first)


def _is_sentence(line: str) -> bool:
    """Say whether a line is prose: it ends with a stop and has words in small letters."""
    small = [w for w in line.split() if w[0].islower() and w not in SMALL and w != "by"]
    return line.endswith((".", "?", "!")) and len(small) > 2


def _split(line: str) -> list[str]:
    """Return the parts of a line, a date with a comma in it kept whole."""
    held: list[str] = []
    line = re.sub(r"\s*\([A-Z][a-z]+ (?:pages?|edition|service|section)\)", "", line)
    line = re.sub(r"\A(The [A-Z]\w+(?: [A-Z]\w+)? on S)(?=(?:atur|un)day\b)", "\\1\x01", line)

    def keep(match: re.Match[str]) -> str:
        held.append(match.group())
        return f"\x00{len(held) - 1}\x00"

    line = WRITTEN.sub(keep, line)
    parts = [p.strip().replace("\x01", "") for p in PARTS.split(line) if p.strip()]
    return [re.sub(r"\x00(\d+)\x00", lambda m: held[int(m[1])], p) for p in parts]


def _is_name(words: str) -> bool:
    if re.fullmatch(r"[A-ZÀ-Þ][\w’'-]+ [A-Z]\.", words):
        return True
    return bool(NAME.fullmatch(words.strip(" ."))) and not words.startswith("The ")


def _is_somebody(line: str) -> bool:
    return _is_name(_without_place(line)) and is_given_name(plain(line).split()[0])


def _without_place(words: str) -> str:
    return re.split(r"\s+in\s+(?=[A-Z])", words)[0]


def _is_titled(words: str) -> bool:
    """Say whether a name is set as a title: every word but small ones with a capital."""
    return bool(words) and all(w in SMALL or not w[0].islower() for w in words.split())


def _is_place_alone(parts: Sequence[str], first: str) -> bool:
    """Say whether a name beside a date is where, not in what: "Rimbo, Sweden, 3 May"."""
    return (
        not OUTLET.search(first) and len(parts) > 1 and len(first.split()) == 1 and first.isalpha()
    )


def _is_headline_in_capitals(line: str) -> bool:
    """Say whether a line in capitals is longer than a name, or has small words in it."""
    words = line.lower().split()
    if not line.isupper() or is_given_name(plain(words[0])):
        return False
    return len(words) > 3 or any(word in SMALL for word in words)


def _is_one_word(words: str) -> bool:
    """Say whether a name beside a date may as well be where: "Amman, 1 April 2022"."""
    return words.isalpha() and not OUTLET.search(words)


def _could_be_either(line: str) -> bool:
    return (
        _is_titled(line)
        and len(line.split()) <= (13 if re.match(r"Office of|Ministry of", line) else 9)
        and (bool(OUTLET.search(line)) or _is_name(line))
    )


def _capitalised(name: str) -> str:
    """Return a name set in capitals as it is written."""
    return " ".join(w.capitalize() if len(w) > 2 and w.isupper() else w for w in name.split())


def _outlet_name(name: str) -> str:
    name = re.split(r"\s+(?=NEWS AT |AT \w+\b)", name)[0].strip(' "“”-–—')
    words = name.split()
    return (
        _capitalised(name)
        if len(words) > 1 and all(w.isupper() for w in words if len(w) > 3)
        else name
    )
