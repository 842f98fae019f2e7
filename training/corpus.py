"""Read a corpus of stand-off annotations and turn its articles into training examples."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from servanda.reading.text.tokens import Tokens, tokenised

SPAN = re.compile(r"T\d+\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
ROLES = ("source", "cue", "content")


@dataclass
class Article:
    """An article with the attributions of each of its annotators."""

    name: str
    text: str
    versions: list[list[dict[str, list[tuple[int, int]]]]]


@dataclass
class Example:
    """Tokens with tags, and the spans of each role with the attribution they belong to."""

    name: str
    cut: Tokens
    tags: np.ndarray
    owner: dict[str, np.ndarray] = field(default_factory=dict)  # role -> attribution per token
    holds: dict[int, set[int]] = field(
        default_factory=dict
    )  # token -> attributions it is source of
    shift: int = 0  # where in the article the text begins


def read_annotations(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """Read the attributions of one .ann file."""
    spans, out = {}, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if found := SPAN.match(line):
            key = line.split("\t", 1)[0]
            spans[key] = [tuple(map(int, p.split())) for p in found.group(2).split(";")]
        elif re.match(r"E\d+\t", line):
            one = {role: [] for role in ROLES}
            for argument in line.split("\t", 1)[1].split():
                role, _, ref = argument.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in one and ref in spans:
                    one[role].extend(spans[ref])
            if one["content"]:
                out.append({role: sorted(set(one[role])) for role in ROLES})
    return out


def read_corpus(folder: Path) -> list[Article]:
    """Read every article of a folder with text/ and attributions/."""
    files: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(re.sub(r"_[0-9a-f]{4}$", "", path.stem), []).append(path)
    articles = []
    for name, paths in sorted(files.items()):
        with open(folder / "text" / f"{name}.txt", encoding="utf-8", newline="") as file:
            text = file.read()
        articles.append(Article(name, text, [read_annotations(p) for p in paths]))
    return articles


def fold_of(articles: list[Article], fold: str) -> list[Article]:
    """Return the articles of a fold "i/k": every k-th, from the i-th on."""
    first, size = map(int, fold.split("/"))
    return articles[first::size]


def example(article: Article, text: str, gold: list, shift: int = 0) -> Example:
    """Cut a text (the article's, or the part of it from `shift`) and lay the tags over it."""
    cut = tokenised(text)
    n = len(cut)
    tags = np.zeros(n, np.int64)
    owner = {role: np.full(n, -1, np.int32) for role in ROLES}
    held: dict[int, set[int]] = {}
    for number, one in enumerate(gold):
        for r, role in enumerate(ROLES):
            for s, e in one[role]:
                a = int(np.searchsorted(cut.end, s - shift, side="right"))
                b = int(np.searchsorted(cut.start, e - shift, side="left"))
                if e - shift <= 0 or s - shift >= len(text) or a >= b:
                    continue
                if role == "source":
                    for t in range(a, b):
                        held.setdefault(t, set()).add(number)
                free = tags[a:b] == 0
                if role == "cue":
                    free |= tags[a:b] <= 2
                elif role == "source" and (tags[a:b] > 0).any():
                    continue  # shared with an attribution before, or part of its cue
                owner[role][a:b] = number
                where = a + np.flatnonzero(free)
                if len(where):
                    tags[where] = 2 + 2 * r
                    tags[where[0]] = 1 + 2 * r
    return Example(article.name, cut, tags, owner, held, shift)


def plain_quotes(text: str) -> str:
    """Return the text with straight quotation marks, same length."""
    return text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")


def curly_quotes(text: str) -> str:
    """Return the text with curly double marks where the straight ones' direction is clear."""
    cut, letters = tokenised(text), list(text)
    for i in np.flatnonzero((cut.quote == 1) | (cut.quote == 3)):
        if cut.words[i] == '"':
            letters[cut.start[i]] = "“" if cut.quote[i] == 1 else "”"
    return "".join(letters).replace("'", "’")


def varied(article: Article, rng: random.Random) -> Example:
    """Return the article as one annotator saw it, sometimes cut short or with other quote marks."""
    text, shift = article.text, 0
    draw = rng.random()
    if draw < 0.2:
        text = plain_quotes(text)
    elif draw < 0.4:
        text = curly_quotes(text)
    elif draw < 0.44:
        text = curly_quotes(text).replace("“", "‘").replace("”", "’")
    if rng.random() < 0.3:
        ends = [m.end() for m in re.finditer(r"\n+", text)]
        edges = [0, *ends, len(text)]
        a = rng.randrange(len(edges) - 1)
        b = min(len(edges) - 1, a + rng.choice([1, 2, 3, 5, 8, 12]))
        text, shift = text[edges[a] : edges[b]], edges[a]
    return example(article, text, rng.choice(article.versions), shift)
