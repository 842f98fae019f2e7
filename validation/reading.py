"""How well the reader finds who said what, on annotated articles it was not trained on.

python validation/reading.py --corpus FOLDER [--floor tests/reading/quality_floor.json]
python validation/reading.py --corpus FOLDER --careful [--every 3] [--floor ...careful_floor.json]

FOLDER holds text/ and attributions/. Prints the tables of docs/reading/attribution.md; with
`--floor`, writes the scores less a margin as those that the tests hold the reader to. `--careful`:
of the careful mode; `--every`: of every so manieth article.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from servanda.reading.error_kinds import ERROR_KINDS, error_kinds
from servanda.reading.grammar.attribution import attributions_of
from servanda.reading.quality import Count, Scores, corpus_hash, read_annotated, score

KINDS = ("direct", "mixed", "indirect")
MARGIN = 0.004


def rows(scores: Scores) -> list[tuple[str, Count]]:
    """What is printed, in order."""
    return [
        ("attribution, full", scores.attributions["full"]),
        *((f"&nbsp;&nbsp;{kind}", scores.kinds[kind, "full"]) for kind in KINDS),
        ("content alone", scores.attributions["content"]),
        ("full and cue", scores.attributions["full_cue"]),
        ("content tokens", scores.spans["content", "token"]),
        ("source, exact spans", scores.spans["source", "exact"]),
        ("cue, exact spans", scores.spans["cue", "exact"]),
    ]


def floor_of(scores: Scores) -> dict[str, float]:
    """The scores that must not drop, less the margin."""
    reached = {
        "full": scores.attributions["full"].f1,
        **{kind: scores.kinds[kind, "full"].f1 for kind in KINDS},
        "source accuracy": scores.source_accuracy() or 0.0,
        "content tokens": scores.spans["content", "token"].f1,
    }
    return {name: round(value - MARGIN, 3) for name, value in reached.items()}


def main() -> None:
    """Print the scores and the kinds of error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--floor", type=Path, help="write the scores the tests hold to")
    parser.add_argument("--careful", action="store_true", help="with the encoder")
    parser.add_argument("--every", type=int, default=1, help="read every so manieth article")
    given = parser.parse_args()
    articles = read_annotated(given.corpus)[:: given.every]
    read = attributions_of((article.text for article in articles), careful=given.careful)
    found = {article.name: one for article, one in zip(articles, read, strict=True)}
    scores = score(articles, found)
    print("| | precision | recall | F1 |\n|---|---|---|---|")
    for name, one in rows(scores):
        print(f"| {name} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} |")
    right = ", ".join(f"{kind} {scores.source_accuracy(kind) or 0.0:.3f}" for kind in KINDS)
    print(f"\nSource right, given the content: all {scores.source_accuracy():.3f}, {right}.\n")
    kinds = error_kinds(articles, found)
    print("| | direct | mixed | indirect | all |\n|---|---|---|---|---|")
    for what in ERROR_KINDS:
        counts = [kinds[kind, what] for kind in KINDS]
        print(f"| {what} | {' | '.join(map(str, counts))} | {sum(counts)} |")
    if given.floor:
        floor = {"corpus": corpus_hash(given.corpus), **floor_of(scores)}
        if given.every > 1:
            floor["every"] = given.every
        given.floor.write_text(json.dumps(floor, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
