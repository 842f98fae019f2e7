"""How good is the reading? The scores used for attribution, against annotated articles.

The figures are those of the corpus' scorer: content counted over word tokens, attributions
paired one to one. A span stands for its words (or, where it has none, its punctuation marks), so
edges that differ in quotation marks, commas and full stops are the same.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from servanda.errors import InputError
from servanda.reading.grammar.attribution import Attribution

__all__ = ["Annotated", "Count", "Scores", "corpus_hash", "read_annotated", "score"]

Span = tuple[int, int]
Role = frozenset[int]

WORD: Final = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
QUOTE: Final = re.compile(r"[“”„«»\"]|``|''")
SPAN_LINE: Final = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
ENOUGH: Final = 0.8
KINDS: Final = ("direct", "mixed", "indirect")
ROLES: Final = ("source", "cue", "content")
LEVELS: Final = ("full", "content", "full_cue", "lenient")


@dataclass(frozen=True)
class Annotated:
    """An article with the attributions a person marked in it, and passages to leave out."""

    name: str
    text: str
    gold: tuple[Attribution, ...]
    discarded: tuple[Span, ...]


@dataclass
class Count:
    """Hits among the predicted and among the gold things; precision, recall and F1 of them."""

    predicted_hits: int = 0
    predicted: int = 0
    gold_hits: int = 0
    gold: int = 0

    def add(self, predicted_hits: int, predicted: int, gold_hits: int, gold: int) -> None:
        """Add the counts of one article."""
        self.predicted_hits += predicted_hits
        self.predicted += predicted
        self.gold_hits += gold_hits
        self.gold += gold

    @property
    def precision(self) -> float:
        """The share of the predicted that is right; 1 where nothing is predicted nor to find."""
        return self.predicted_hits / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 1 where nothing is to find nor predicted."""
        return self.gold_hits / self.gold if self.gold else float(not self.predicted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 where both are.

        >>> Count(1, 2, 1, 3).f1
        0.4
        """
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Scores:
    """All figures of a run.

    `attributions`: by level. ``full``, the headline: content Dice of at least 0.8 and sources that
    overlap; ``content``: sources ignored; ``full_cue``: the cues overlap too; ``lenient``: any
    common content word. `kinds`: (kind, "full" or "content"). `spans`: (role, mode) where mode is
    exact, fragment or token. `source_right`, `source_asked`: by kind and "all", among the
    pairs made on content alone.
    """

    attributions: dict[str, Count] = field(default_factory=dict)
    kinds: dict[tuple[str, str], Count] = field(default_factory=dict)
    spans: dict[tuple[str, str], Count] = field(default_factory=dict)
    source_right: Counter[str] = field(default_factory=Counter)
    source_asked: Counter[str] = field(default_factory=Counter)

    def source_accuracy(self, kind: str = "all") -> float | None:
        """Return the share of found contents whose source is right too; None where none is."""
        asked = self.source_asked[kind]
        return self.source_right[kind] / asked if asked else None


def corpus_hash(folder: Path) -> str:
    """Return the SHA-256 of an annotated corpus: file names and bytes, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(p for part in ("text", "attributions") for p in (folder / part).iterdir()):
        digest.update(f"{path.parent.name}/{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_annotated(folder: Path) -> list[Annotated]:
    """Read a corpus of stand-off annotations: text/NAME.txt and attributions/NAME_xxxx.ann.

    Where several people annotated an article, the first file by name counts. Raises `InputError`
    where the folder holds no such corpus.
    """
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(re.sub(r"_[0-9a-f]{4}$", "", path.stem), path)
    if not first:
        raise InputError(f"{folder}: no attributions/*.ann found; give a folder of such a corpus")
    return [annotated(folder, name, path) for name, path in first.items()]


def annotated(folder: Path, name: str, path: Path) -> Annotated:
    """Read one article and one person's annotation of it."""
    with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    marked: dict[str, list[Span]] = {}
    discarded: list[Span] = []
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := SPAN_LINE.match(line):
            spans = [(int(a), int(b)) for a, b in map(str.split, match[3].split(";"))]
            marked[match[1]] = spans
            if match[2] == "Discard":
                discarded += spans
        elif re.match(r"E\d+\t", line):
            events.append(line.split("\t", 1)[1].split())
    cut = Words(text)
    gold = (event(cut, arguments, marked) for arguments in events)
    return Annotated(name, text, tuple(a for a in gold if a.content), tuple(discarded))


def event(cut: Words, arguments: list[str], marked: Mapping[str, list[Span]]) -> Attribution:
    """Put the parts of one annotated attribution together; Content2, Content3 ... are fragments."""
    spans: dict[str, set[Span]] = {role: set() for role in ROLES}
    for argument in arguments:
        name, _, reference = argument.partition(":")
        role = name.rstrip("0123456789").lower()
        if role in spans:
            spans[role].update(marked.get(reference, ()))
    source, cue, content = (tuple(sorted(spans[role])) for role in ROLES)
    return Attribution(source, cue, content, cut.kind(cut.of(content)), 1.0)  # type: ignore[arg-type]


class Words:
    """A text as the scorer sees it: words and punctuation marks, in double quotes or not."""

    def __init__(self, text: str) -> None:
        matches = list(WORD.finditer(text))
        self.start = [m.start() for m in matches]
        self.end = [m.end() for m in matches]
        self.word = [m[0][0].isalnum() or m[0][0] == "_" for m in matches]
        self.quoted = [False] * len(matches)
        for a, b in quotations(text):
            for i in self.within(a, b):
                self.quoted[i] = True

    def within(self, a: int, b: int) -> range:
        """Return the tokens that overlap the code points from a to b."""
        return range(bisect_right(self.end, a), bisect_left(self.start, b))

    def of(self, spans: Iterable[Span]) -> Role:
        """Return the words of a role, or its punctuation marks where it has no word."""
        tokens = [i for a, b in spans for i in self.within(a, b)]
        return frozenset([i for i in tokens if self.word[i]] or tokens)

    def kind(self, content: Role) -> str:
        """Return whether a content is quoted from its first word, a later one, or nowhere."""
        inside = [self.quoted[i] for i in sorted(content) if self.word[i]]
        return "indirect" if not any(inside) else "direct" if inside[0] else "mixed"


def quotations(text: str) -> list[Span]:
    """Return what stands inside double quotation marks, paragraph by paragraph.

    A straight mark opens or closes by the spaces around it, else in turn; a quotation left open
    ends with its paragraph.

    >>> quotations('He said "no" and “yes')
    [(9, 11), (18, 21)]
    """
    found = []
    for paragraph in re.finditer(r"[^\n]+", text):
        line, opened = paragraph[0], -1
        for mark in QUOTE.finditer(line):
            if opens(line, mark, opened >= 0):
                opened = mark.end() if opened < 0 else opened
            elif opened >= 0:
                found.append((paragraph.start() + opened, paragraph.start() + mark.start()))
                opened = -1
        if opened >= 0:
            found.append((paragraph.start() + opened, paragraph.end()))
    return found


def opens(line: str, mark: re.Match[str], is_open: bool) -> bool:
    """Return whether a quotation mark opens."""
    if mark[0] != '"':
        return mark[0] in ("“", "„", "«", "``")
    before = line[mark.start() - 1] if mark.start() else " "
    after = line[mark.end()] if mark.end() < len(line) else " "
    may_open = (before.isspace() or before in "([—–-") and not after.isspace()
    may_close = not before.isspace() and (after.isspace() or after in ".,;:!?)]—–")
    return not is_open if may_open == may_close else may_open


class Marked:
    """One attribution as sets of words."""

    def __init__(self, cut: Words, found: Attribution) -> None:
        self.roles = {role: cut.of(getattr(found, role)) for role in ROLES}
        self.fragments = {
            role: {cut.of([span]) for span in getattr(found, role)} - {frozenset()}
            for role in ROLES
        }
        self.content = self.roles["content"]
        self.kind = cut.kind(self.content)

    def shares(self, other: Marked, role: str) -> bool:
        """Return whether both have a word of a role in common, or neither has any."""
        a, b = self.roles[role], other.roles[role]
        return bool(a & b) or not (a or b)


def dice(a: Role, b: Role) -> float:
    """Return twice the common words over the sum of both."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


Rule = Callable[[Marked, Marked, float], bool]
RULES: Final[dict[str, Rule]] = {
    "full": lambda g, p, d: d >= ENOUGH and g.shares(p, "source"),
    "content": lambda g, p, d: d >= ENOUGH,
    "full_cue": lambda g, p, d: d >= ENOUGH and g.shares(p, "source") and g.shares(p, "cue"),
    "lenient": lambda g, p, d: g.shares(p, "source"),
}


def paired(gold: Sequence[Marked], found: Sequence[Marked], rule: Rule) -> list[Span]:
    """Pair gold and found attributions one to one, those most alike in content first."""
    ranked = []
    for i, g in enumerate(gold):
        for j, p in enumerate(found):
            if g.content & p.content:
                alike = dice(g.content, p.content)
                if rule(g, p, alike):
                    unlike = (not g.shares(p, "source"), not g.shares(p, "cue"))
                    ranked.append((-alike, *unlike, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(ranked):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return list(pairs.items())


def score(articles: Iterable[Annotated], found: Mapping[str, Sequence[Attribution]]) -> Scores:
    """Score the attributions found, by article name, against the annotated articles.

    What lies mostly in a passage the annotators were told to skip is left out.

    *Checked against* the corpus' own scorer: every figure is the same.
    """
    scores = Scores(
        {level: Count() for level in LEVELS},
        {(kind, level): Count() for kind in KINDS for level in ("full", "content")},
        {(role, mode): Count() for role in ROLES for mode in ("exact", "fragment", "token")},
    )
    for article in articles:
        cut = Words(article.text)
        skipped = cut.of(article.discarded)
        gold = [m for a in article.gold if (m := Marked(cut, a)).content]
        guess = [
            m
            for a in found.get(article.name, ())
            if (m := Marked(cut, a)).content and 2 * len(m.content & skipped) <= len(m.content)
        ]
        count_spans(scores, gold, guess)
        count_attributions(scores, gold, guess)
    return scores


def count_spans(scores: Scores, gold: Sequence[Marked], found: Sequence[Marked]) -> None:
    """Count the spans of every role, whole, by fragment and by word."""
    for role in ROLES:
        views: dict[str, Callable[[Sequence[Marked]], set[object]]] = {
            "exact": lambda ms, r=role: {m.roles[r] for m in ms} - {frozenset()},  # type: ignore[misc]
            "fragment": lambda ms, r=role: {f for m in ms for f in m.fragments[r]},  # type: ignore[misc]
            "token": lambda ms, r=role: {t for m in ms for t in m.roles[r]},  # type: ignore[misc]
        }
        for mode, view in views.items():
            g, p = view(gold), view(found)
            scores.spans[role, mode].add(len(g & p), len(p), len(g & p), len(g))


def count_attributions(scores: Scores, gold: Sequence[Marked], found: Sequence[Marked]) -> None:
    """Count the attributions paired at every level, by kind, and the sources that are right."""
    for level, rule in RULES.items():
        pairs = paired(gold, found, rule)
        scores.attributions[level].add(len(pairs), len(found), len(pairs), len(gold))
        if level in ("full", "content"):
            right, hit = {i for i, _ in pairs}, {j for _, j in pairs}
            for kind in KINDS:
                g = [i for i, m in enumerate(gold) if m.kind == kind]
                p = [j for j, m in enumerate(found) if m.kind == kind]
                scores.kinds[kind, level].add(
                    len(hit.intersection(p)), len(p), len(right.intersection(g)), len(g)
                )
        if level == "content":
            for i, j in pairs:
                for kind in (gold[i].kind, "all"):
                    scores.source_asked[kind] += 1
                    scores.source_right[kind] += gold[i].shares(found[j], "source")
