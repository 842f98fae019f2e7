"""What kind of error is each attribution that was not found, or found where none is?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from servanda.reading.grammar.attribution import Attribution
from servanda.reading.quality import ENOUGH, RULES, Annotated, Marked, Words, dice, paired

__all__ = ["ERROR_KINDS", "error_kinds"]

ERROR_KINDS: Final = (
    "found",
    "nothing found there",
    "content too long",
    "content too short",
    "content shifted",
    "source wrong",
    "source missed",
    "source where none is",
    "found where none is",
)


def error_kinds(
    articles: Iterable[Annotated], found: Mapping[str, Sequence[Attribution]]
) -> Counter[tuple[str, str]]:
    """Count gold attributions by kind and by what became of them, and those made up.

    An attribution that is right by the headline measure (content Dice of at least 0.8, sources
    overlap) counts as "found". Any other is compared with the found one most like it in content.
    Keys are (direct, mixed or indirect; one of `ERROR_KINDS`).
    """
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        cut = Words(article.text)
        skipped = cut.of(article.discarded)
        gold = [m for a in article.gold if (m := Marked(cut, a)).content]
        guess = [Marked(cut, a) for a in found.get(article.name, ())]
        guess = [m for m in guess if 2 * len(m.content & skipped) <= len(m.content)]
        right = dict(paired(gold, guess, RULES["full"]))
        nearest = dict(paired(gold, guess, lambda g, p, d: True))
        for i, one in enumerate(gold):
            near = guess[nearest[i]] if i in nearest else None
            counts[one.kind, "found" if i in right else fault(one, near)] += 1
        for j, one in enumerate(guess):
            if j not in {*right.values(), *nearest.values()}:
                counts[one.kind, "found where none is"] += 1
    return counts


def fault(gold: Marked, found: Marked | None) -> str:
    """Name what is wrong with the found attribution nearest to a gold one."""
    if found is None:
        return "nothing found there"
    if dice(gold.content, found.content) >= ENOUGH:
        if not gold.roles["source"]:
            return "source where none is"
        return "source wrong" if found.roles["source"] else "source missed"
    common = gold.content & found.content
    if common == gold.content:
        return "content too long"
    return "content too short" if common == found.content else "content shifted"
