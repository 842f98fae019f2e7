"""Leaders whom the tables know, as articles name them: in full, by surname, with a title."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from servanda.reading.packages.party_patterns import COMMON_NAMES
from servanda.reading.packages.party_tables import armed_party, leaders
from servanda.reading.who.tables import actors, plain

__all__ = ["LeaderNamed", "leaders_named", "places_of"]

_TITLED: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Gens|Messrs)\.?|\b(?:[Pp]resident|[Pp]remier|[Mm]inister"
    r"|[Cc]hancellor|[Kk]ing|[Gg]eneral|[Cc]olonel|[Mm]arshal|[Cc]omrade|[Cc]hairman|[Ss]ecretary"
    r"|[Ll]eader|[Cc]ommander|[Ss]heikh|[Ee]mir|[Ss]enator))\s\Z"
)
_FIRST_NAME: Final = re.compile(r"\b(?P<word>[A-Z][\w'-]+|[A-Z]\.)\s\Z")
_GOES_ON: Final = re.compile(r"\s(?P<word>[A-Z][\w'-]{2,})")


_OFTEN: Final = frozenset(
    """Johnson Carter Wilson Taylor Vance Baker Nelson Powell Howard Marshall Jackson Mitchell
    Collins Griffiths Williams Brooke Truman Martin Fischer Schmidt Garcia Fernando Mendes Santos
    Barak Ibrahim Hassan Hussein Ahmed Mahmoud Mohamed Mohammed Abdullah Rahman Singh Kumar
    Cooper Harding Kennedy Martin Miliband Cameron Griffith Clarke Attlee Hussain""".split()  # noqa: SIM905
)
"""Surnames that too many have to tell who is meant without the title of who leads a state."""
_LEADS: Final = re.compile(r"\b(?:President|Premier|Prime Minister|Chancellor|King|Emir)\s\Z")


class LeaderNamed(NamedTuple):
    """A leader in a text: the name as it stands, whose leader, and whether the name is whole."""

    name: str
    party: str
    whole: bool


class _Row(NamedTuple):
    party: str
    low: int
    high: int
    kind: str


@cache
def _names() -> Mapping[str, tuple[_Row, ...]]:
    """Return the rows of each name.

    It is `whole` (of several words), `given` alone, a `surname`, or one that many have, `often`.
    """
    found: dict[str, list[_Row]] = defaultdict(list)
    for name, party, low, high in leaders():
        folded = plain(name)
        found[folded].append(_Row(party, low, high, "whole" if " " in folded else "given"))
        last = re.sub(r"\A(?:al|el)-", "", folded.split()[-1])
        if " " in folded and len(last) > 3 and last not in COMMON_NAMES:
            kind = "often" if last in _OFTEN else "surname"
            found[last].append(_Row(party, low, high, kind))
    return {name: tuple(rows) for name, rows in found.items()}


_WORD: Final = re.compile(r"(?<![\w'-])(?:al-|el-)?(?P<word>[A-Z][\w.'-]*)")


@cache
def _by_first_word() -> Mapping[str, tuple[str, ...]]:
    """Return the names by their first word, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(_names(), key=len, reverse=True):
        first = _WORD.match(name)
        if first:
            found[first["word"].removesuffix("'s")].append(name)
    return {word: tuple(names) for word, names in found.items()}


def _names_in(folded: str) -> list[tuple[str, int, int]]:
    """Return the names of the table that stand in a text, the longest where several begin."""
    found, after = [], 0
    for match in _WORD.finditer(folded):
        start = match.start("word")
        if start < after:
            continue
        word = match["word"].removesuffix("'s")
        for name in _by_first_word().get(word, ()):
            end = start + len(name)
            if folded.startswith(name, start) and not _IN_A_WORD.match(folded, end):
                found.append((name, start, end))
                after = end
                break
    return found


_IN_A_WORD: Final = re.compile(r"[\w-]")


def leaders_named(
    texts: Iterable[tuple[str, str]], year: int | None, home: Counter[str], told: Iterable[str]
) -> list[LeaderNamed]:
    """Return the leaders that texts name, each with the party that it leads.

    `texts`: as written and with plain letters; `home`: how often each state is named; `told`: the
    parties known to be spoken of. A surname alone counts for a party that is spoken of, or whose
    land is; of several parties with such a leader, for the one whose land is named most.
    """
    told = set(told)
    found: list[LeaderNamed] = []
    for text, folded in texts:
        for name, start, end in _names_in(folded):
            rows = [row for row in _names()[name] if year is None or row.low <= year <= row.high]
            if not rows or not _is_a_name(folded, start, end):
                continue
            if rows[0].kind == "often" and not _leads(folded, start, rows):
                continue
            whole = [row for row in rows if row.kind == "whole"]
            if not whole and _is_another(folded, name):
                continue
            if not whole and not _is_unmistakable(folded, start, end, rows):
                rows = [row for row in rows if _is_near(row.party, home, told)]
            parties = sorted(
                {row.party for row in rows}, key=lambda p: (-_weight(p, home, told), p)
            )
            if parties and (
                len(parties) == 1
                or _weight(parties[0], home, told) > _weight(parties[1], home, told)
            ):
                found.append(LeaderNamed(text[start:end], parties[0], bool(whole)))
    return list(dict.fromkeys(found))


def places_of(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands in a text as words of its own."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        inside = (at and _IN_A_WORD.match(text, at - 1)) or _IN_A_WORD.match(text, end)
        if not inside or (
            at > 2 and text[at - 3 : at] in {"al-", "el-"} and not _IN_A_WORD.match(text, end)
        ):
            yield at, end
        at = text.find(name, end)


_FULL_NAME: Final = re.compile(
    r"(?<![\w'-])(?P<first>[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?) (?P<of>(?:al-|el-)?)\Z"
)


def _is_another(folded: str, surname: str) -> bool:
    """Say whether a text names in full somebody else of that surname."""
    for start, _ in places_of(surname, folded):
        lead = _FULL_NAME.search(folded[max(0, start - 40) : start])
        if lead is None:
            continue
        words = lead["first"].split()
        full = f"{lead['first']} {lead['of']}{surname}"
        if not (set(words) & COMMON_NAMES or full in _names() or _TITLED.search(lead.group())):
            return True
    return False


def _is_a_name(folded: str, start: int, end: int) -> bool:
    """Say whether a single word stands alone or with a title, not in somebody else's name."""
    if " " in folded[start:end]:
        return True
    before = folded[max(0, start - 30) : start]
    after = _GOES_ON.match(folded, end)
    if after and after["word"] not in COMMON_NAMES:
        return False
    if _TITLED.search(before):
        return True
    first = _FIRST_NAME.search(before)
    return first is None or first["word"] in COMMON_NAMES


def _is_unmistakable(folded: str, start: int, end: int, rows: Iterable[_Row]) -> bool:
    """Say whether a surname with a title can be one leader's only: "Mr Gromyko"."""
    name = folded[start:end]
    titled = _TITLED.search(folded[max(0, start - 30) : start])
    one = len({row.party for row in rows}) == 1
    return bool(titled) and one and (len(name) > 5 or _leads(folded, start, rows))


def _leads(folded: str, start: int, rows: Iterable[_Row]) -> bool:
    """Say whether a surname that many have can be one leader's only: "President Carter"."""
    titled = _LEADS.search(folded[max(0, start - 20) : start])
    return bool(titled) and len({row.party for row in rows}) == 1


def _home_of(party: str) -> tuple[str, ...]:
    row = armed_party(party)
    if row is not None:
        return (row.state, *row.against)
    return (party,)


def _is_near(party: str, home: Counter[str], told: set[str]) -> bool:
    return party in told or any(home[state] for state in _home_of(party) if state)


def _weight(party: str, home: Counter[str], told: set[str]) -> float:
    own = _home_of(party)
    known = party in told or (party in actors() and bool(home[party]))
    return home[own[0]] + 0.5 * sum(home[s] for s in own[1:]) + 2.0 * known
