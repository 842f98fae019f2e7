"""One lexicon of the verbs and nouns that report, answer, undertake and name, in every form.

`lexicon.csv` lists them by use; a row gives what the use does (act), which way it points (sign),
what follows (complement: a noun phrase, `to`, another preposition, an infinitive, an -ing form, a
clause, nothing) and the entries. `*` in an entry stands for up to three words, `!` says that the
entry is only used negated ("would not hear of"), `?` that it answers only what is proposed ("took
the deal", but not "took the town"). Rows of use `oblique` list turns of phrase that say yes, no or
nothing without a verb of answering ("we can put no name to it"), see `turns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

__all__ = [
    "Entry",
    "Form",
    "entries",
    "finite_forms",
    "forms_of",
    "heads",
    "pattern_of",
    "turns",
    "words_of",
]

Form = Literal["base", "s", "past", "part", "ing"]
_VOWEL: Final = frozenset("aeiou")


@dataclass(frozen=True)
class Entry:
    """A verb, phrase or noun in one use; `words` are its lemma and what must follow it."""

    words: tuple[str, ...]
    use: str
    act: str
    sign: int
    complement: str
    negated_only: bool = False
    of_proposals: bool = False


@cache
def entries() -> tuple[Entry, ...]:
    """Return every entry in the order of the file."""
    found = []
    for use, act, sign, complement, listed in _rows():
        if use in {"distant", "organ", "forms", "oblique"}:
            continue
        value = {"+": 1, "-": -1}.get(sign, 0)
        for words in listed.split(";"):
            parts = tuple(word for word in words.split() if word not in {"!", "?"})
            marks = words.endswith(" !"), words.endswith(" ?")
            found.append(Entry(parts, use, act, value, complement, *marks))
    return tuple(found)


@cache
def _rows() -> tuple[tuple[str, str, str, str, str], ...]:
    text = (files("servanda.reading.grammar") / "lexicon.csv").read_text(encoding="utf-8")
    rows = (line.split("|") for line in text.splitlines()[1:])
    return tuple((use, act, sign, takes, listed) for use, act, sign, takes, listed in rows)


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    listed = next(row[4] for row in _rows() if row[0] == "forms")
    return {words.split()[0]: tuple(words.split()[1:]) for words in listed.split(";")}


@cache
def irregular_pasts() -> frozenset[str]:
    """Return the past forms that do not end as others do: gave, took, broke.

    >>> "gave" in irregular_pasts(), "sent" in irregular_pasts()
    (True, True)
    """
    listed = {forms[0] for forms in _irregular().values() if forms}
    return frozenset(listed - {"put", "let", "cut", "hit", "split", "shed", "quit", "left", "led"})


def heads(use: str, act: str) -> frozenset[str]:
    """Return the nouns or modifiers listed for a use: those that keep a distance, say.

    >>> "critic" in heads("distant", "critic")
    True
    """
    return frozenset(word for row in _rows() if row[:2] == (use, act) for word in row[4].split(";"))


@cache
def forms_of(lemma: str) -> dict[str, Form]:
    """Return every form of a verb and which it is; a form that is two is the past.

    >>> forms_of("deny")["denied"], forms_of("commit")["committing"], forms_of("refuse")["refuses"]
    ('past', 'ing', 's')
    """
    if lemma == "be":
        return dict(_BE)
    past, *participle = _irregular().get(lemma, ()) or (_regular_past(lemma),)
    found: dict[str, Form] = {lemma: "base", _third(lemma): "s", _ing(lemma, past): "ing"}
    found.setdefault((participle or [past])[0], "part")
    found[past] = "past" if past != lemma else "base"
    if _SHORT.search(lemma) and not _irregular().get(lemma):
        found |= {lemma + lemma[-1] + "ed": "past", lemma + lemma[-1] + "ing": "ing"}
    return found | ({"signaled": "past"} if lemma == "signal" else {})


_SHORT: Final = re.compile(r"\A[^aeiou]*[aeiou][bdgmnprt]\Z")
"""Verbs that double their last letter: slam, rub, plan."""
_BE: Final[dict[str, Form]] = {
    "be": "base", "is": "s", "are": "base", "was": "past", "were": "past", "am": "base",
    "been": "part", "being": "ing", "remain": "base", "remains": "s", "remained": "past",
    "'re": "base", "stands": "s",
}  # fmt: skip


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWEL:
        return lemma[:-1] + "ies"
    irregular = {"have": "has", "do": "does", "go": "goes"}
    if lemma in irregular:
        return irregular[lemma]
    return lemma + ("es" if re.search(r"(?:s|x|z|ch|sh|o)\Z", lemma) else "s")


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWEL:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _ing(lemma: str, past: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and lemma not in {"be", "see", "agree", "guarantee"}:
        return lemma[:-1] + "ing"
    if past == lemma + lemma[-1] + "ed" or lemma in _DOUBLED:
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"


_DOUBLED: Final = frozenset(
    {"put", "let", "get", "dig", "stop", "cut", "shed", "win", "bet", "quit", "hit", "sit", "shut"}
)


@cache
def words_of(use: str, act: str = "", sign: int | None = None) -> frozenset[str]:
    """Return every form of the first words of a use's entries that are one word long.

    >>> {"rejects", "vetoed"} <= words_of("answer", "reject")
    True
    """
    found: set[str] = set()
    for entry in entries():
        fits = entry.use == use and act in {"", entry.act} and sign in {None, entry.sign}
        if fits and len(entry.words) == 1:
            found |= forms_of(entry.words[0]).keys()
    return frozenset(found)


@cache
def pattern_of(use: str, *acts: str) -> re.Pattern[str]:
    """Return a pattern of the entries of a use and some acts, in any form, as whole words.

    >>> bool(pattern_of("cue", "reject").search("they have ruled out talks"))
    True
    """
    found: set[str] = set()
    for entry in entries():
        if entry.use == use and entry.act in acts:
            tail = " ".join(entry.words[1:])
            found |= {f"{form} {tail}".strip() for form in forms_of(entry.words[0])}
    words = sorted(found, key=lambda word: (-len(word), word))
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, words))})\b")


@cache
def turns(act: str, how: str) -> re.Pattern[str]:
    """Return a pattern of the turns of phrase that hint at an answer without a verb of answering.

    `act`: `reject`, `condition`, `accept` or `silent`; `how`: `firm` where the turn leaves little
    doubt, `ask` where it may mean something else. In an entry `~` stands for any form of the verb
    behind it, `/` between words that may stand for each other, `*` for up to four words, `NOT` for
    a word that denies, `,` for a comma that must stand there.

    >>> bool(turns("reject", "firm").search("That is not a text we can put our names to."))
    True
    """
    listed = next(r[4] for r in _rows() if r[0] == "oblique" and r[1] == act and r[3] == how)
    found = [_turn(entry.split()) for entry in listed.split(";")]
    return re.compile(rf"(?i)(?<![\w’'-])(?:{'|'.join(found)})(?![\w-])")


_DENIED: Final = (
    r"(?:not|never|cannot|no|nor|neither|nobody|no one|none|nothing|hardly|scarcely|\w+n[’']t)"
)


_BETWEEN: Final = r"[,“”\"]{0,2} [“”\"]?"
"""What may stand between two words of a turn of phrase."""


def _turn(words: list[str]) -> str:
    """Return the pattern of a turn of phrase; commas and quotation marks may stand between."""
    out = ""
    for number, word in enumerate(words):
        gap = _BETWEEN if number else ""
        if word == ",":
            out += ","
        elif word == "*":
            out += rf"(?:{gap}[\w’'-]+){{0,4}}"
        elif word == "NOT":
            out += gap + _DENIED
        else:
            out += gap + "(?:" + "|".join(f for part in word.split("/") for f in _said(part)) + ")"
    return out


def _said(word: str) -> list[str]:
    """Return the forms of a word that stand for it in a turn of phrase, as patterns."""
    if not word.startswith("~"):
        return [re.escape(word)]
    forms = {"can", "could"} if word in {"~can", "~could"} else set(forms_of(word[1:]))
    forms |= {"will", "would"} if word in {"~will", "~would"} else set()
    found = {re.escape(form) for form in forms}
    return sorted(found, key=lambda form: (-len(form), form))


@cache
def finite_forms(use: str, *acts: str) -> str:
    """Return an alternation of the finite forms of the verbs of a use, longest first.

    Past and third person of every entry that is a verb alone or with a particle: "rules out".

    >>> bool(re.fullmatch(finite_forms("answer", "reject"), "ruled out"))
    True
    """
    found: set[str] = set()
    for entry in entries():
        plain = len(entry.words) == 1 or (len(entry.words) == 2 and "*" not in entry.words)
        if entry.use == use and entry.act in acts and plain and not entry.of_proposals:
            tail = " ".join(entry.words[1:])
            for form, kind in forms_of(entry.words[0]).items():
                if kind in {"past", "s"} and entry.words[0] != "be":
                    found.add(f"{form} {tail}".strip())
    return "(?:" + "|".join(sorted(map(re.escape, found), key=lambda w: (-len(w), w))) + ")"
