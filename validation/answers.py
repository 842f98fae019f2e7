"""Who answers a plan, and how: what the reader makes of sentences it was not tuned on.

python validation/answers.py [--wrong]

`validation/answers/*.tsv` holds sentences in words of our own, one a line behind its label: the
answer of the party marked `[P: ...]`, others being marked `[O: ...]`; `none` where it gives none.
They were written by others, who did not know the reader's rules, in the ways of news of all kinds
and mostly harder than it: each stands alone, with no article around it. The network of answers has
learnt from three of the files; from `newsprint.tsv` it has not. --wrong lists those read as
something else than they are.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from servanda.drafting.sides import belligerents_of
from servanda.reading.packages.plan import package_in
from servanda.reading.read import read_text

SENTENCES = Path(__file__).with_name("answers")
LABELS = ("accepts", "rejects", "conditional", "undeclared", "none")
HEAD = (
    "Talks\n\n3 May 1994\n\n"
    "Soldiers of Chad and Libya fought over the strip. A peace plan is on the table. "
)
"""What stands before each sentence: a war, its sides, a plan."""
OWN, OTHER = re.compile(r"\[P: [^\]]*\]"), re.compile(r"\[O: [^\]]*\]")


def sentences() -> Iterator[tuple[str, str, str]]:
    """Yield file, label and sentence."""
    for file in sorted(SENTENCES.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            label, sentence = line.split("\t")
            yield file.stem, label, sentence


def answer_in(sentence: str) -> str:
    """Return the answer that is read of the marked party, who is called Libya."""
    text = HEAD + OTHER.sub("Chad", OWN.sub("Libya", sentence))
    read = [read_text(text, "one", extract=lambda _: [])]
    parties, war = belligerents_of(read, ["Chad", "Libya"])
    told = package_in(read, parties, war.all).answers.get("LBY")
    if not told:
        return "none"
    return "accepts" if told[-1].answer == "in_principle" else told[-1].answer


def main() -> None:
    """Print what each label is read as, and of what is read as an answer how much is right."""
    parser = argparse.ArgumentParser(description="Score answers read in sentences.")
    parser.add_argument("--wrong", action="store_true", help="list what is read otherwise")
    given = parser.parse_args()
    read: Counter[tuple[str, str]] = Counter()
    for file, label, sentence in sentences():
        found = answer_in(sentence)
        read[label, found] += 1
        if given.wrong and found != label:
            print(f"{file}: {label} read as {found}: {sentence}")
    print(f"{'':14s}" + "".join(f"{'read ' + found:>18s}" for found in LABELS))
    for label in LABELS:
        print(f"{label:14s}" + "".join(f"{read[label, found]:18,d}" for found in LABELS))
    said = sum(count for (_, found), count in read.items() if found != "none")
    told = sum(count for (label, _), count in read.items() if label != "none")
    right = sum(read[label, label] for label in LABELS[:-1])
    turned = read["accepts", "rejects"] + read["rejects", "accepts"]
    print(f"of {told:,} answers {right / told:.3f} are read as they are; of {said:,} that are read "
          f"{right / said:.3f} are right, {turned / said:.3f} reversed")  # fmt: skip


if __name__ == "__main__":
    main()
