"""What the reader makes of articles that it was not tuned on: the issues of a plan, and mastheads.

    python validation/terms.py

`validation/terms/*.txt` holds 270 articles in words of our own on wars since 1918, by writers who
did not know the reader. `@ publisher=...; author=...; date=...` begins an article; then a line each
`labels<TAB>sentence`: the issues that a sentence settles (and `g_...` who is to uphold the plan,
`phase`, `expiry`, `ratification`, `popular_vote`, `veto`), `-` where it settles nothing, `head` for
what the head of an article says; an empty line parts paragraphs. Prints, by file, how many issues
are found in their own sentence and how many of those said are right, and how many publishers,
authors and days are. `t1` to `t4` were learnt from for the weights of mastheads, the others not;
no rule for issues was made from any; the network of issues has learnt from `t1` to `t5`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from servanda.reading.packages.party_finder import parties_of
from servanda.reading.packages.passages import passages_in
from servanda.reading.packages.terms import terms_in
from servanda.reading.read import read_text

TEXTS = Path(__file__).with_name("terms")
REST = {"phase", "expiry", "ratification", "popular_vote", "veto"}


@dataclass
class Labelled:
    """An article: what its head should say, its lines, and the issues of its sentences."""

    told: dict[str, str]
    lines: list[str] = field(default_factory=list)
    issues: list[tuple[set[str], str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the article as it is printed."""
        return "\n".join(self.lines)


def articles(file: Path) -> Iterator[Labelled]:
    """Yield the articles of a file."""
    article = None
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            if article:
                yield article
            pairs = (each.partition("=") for each in line[1:].split("; "))
            article = Labelled({key.strip(): value.strip() for key, _, value in pairs})
        elif article:
            labels, _, words = line.partition("\t")
            article.lines.append(words)
            if words and labels != "head":
                named = {each for each in labels.split(",") if not each.startswith("g_")}
                article.issues.append((named - REST - {"-"}, words))
    if article:
        yield article


def named(words: str) -> str:
    """Return a name as it is compared."""
    return re.sub(r"\W+", " ", words.casefold()).removeprefix("the ").strip()


def judged(article: Labelled) -> Counter[str]:
    """Count what is found, said and right in an article."""
    said = read_text(article.text, "one", extract=lambda _: [])
    terms = terms_in(list(passages_in(said)), parties_of([said]))
    count: Counter[str] = Counter()
    for wanted, words in article.issues:
        own = {t.issue for t in terms for c in t.citations if c.quote.strip() in words}
        count.update(wanted=len(wanted), said=len(own), right=len(wanted & own))
    source, told = said.source, article.told
    for key, found in (("publisher", source.publisher), ("author", source.author or "")):
        wanted_name, name = named(told.get(key, "")), named(found)
        same = bool(name) and (name in wanted_name or wanted_name in name)
        count[key] += same if wanted_name else not name
    count["date"] += str(source.published or "") == told.get("date", "")
    count["articles"] += 1
    return count


def main() -> None:
    """Print a line a file."""
    for file in sorted(TEXTS.glob("*.txt")):
        count: Counter[str] = Counter()
        for article in articles(file):
            count += judged(article)
        heads = ", ".join(
            f"{key} {count[key] / count['articles']:.2f}" for key in ("publisher", "author", "date")
        )
        print(
            f"{file.stem}: {count['wanted']} issues, {count['right'] / count['wanted']:.2f} found, "
            f"{count['right'] / max(1, count['said']):.2f} of {count['said']} said right; "
            f"{count['articles']} articles, {heads}"
        )


if __name__ == "__main__":
    main()
