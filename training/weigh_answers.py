"""Fit what rules and network count for when it is judged what a party answers, as a small table.

    python training/weigh_answers.py answer_evidence.csv answer_weights.csv

A conditional logit with a slight ridge, evidence never counting against what it is evidence for,
by descent to rest. Prints how answers do that these weights and thresholds would give, each in sets
that they were not fitted to, and what rules alone say of the same.
"""

import argparse
import csv
from pathlib import Path

import numpy as np

from servanda.reading.packages.answer_evidence import ANSWERS, EVIDENCE
from servanda.reading.packages.weighed_answers import decided

STEPS, STEP, RIDGE = 4_000, 0.2, 0.5
PARTS = 5


def fitted(evidence, right, counts):
    """Return what each answer counts beforehand, and what evidence counts."""
    base, weight = np.zeros(len(ANSWERS)), np.zeros(len(EVIDENCE))
    for _ in range(STEPS):
        off = (chances(evidence, base, weight) - right) * counts[:, None]
        base -= STEP * (off.sum(axis=0) + RIDGE * base) / len(right)
        slope = np.einsum("nk,nkj->j", off, evidence) + RIDGE * weight
        weight = np.maximum(weight - STEP * slope / len(right), 0.0)
    return base, weight


def chances(evidence, base, weight):
    scores = base + evidence @ weight
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


def last_read(evidence):
    """Return what rules read last of each party, nothing where they read none."""
    rows = evidence[:, :, EVIDENCE.index("read")]
    return [ANSWERS[int(row.argmax())] if row.any() else "" for row in rows]


def report(name, said, right):
    """Print how many answers are right, and how many of those given are right and reversed."""
    known = [dict(zip(ANSWERS, row, strict=True)) for row in right]
    hit = [bool(row.get(answer)) for answer, row in zip(said, known, strict=True)]
    given = [h for answer, h in zip(said, hit, strict=True) if answer not in {"", "undeclared"}]
    other = {"accepts": "rejects", "rejects": "accepts"}
    turned = sum(
        not h and bool(row.get(other.get(answer, "")))
        for answer, h, row in zip(said, hit, known, strict=True)
    )
    print(
        f"{name}: {np.mean(hit):.3f} of {len(said)} answers, {np.mean(given):.3f} of {len(given)} "
        f"given right, {turned} reversed"
    )


def main():
    p = argparse.ArgumentParser()
    p.add_argument("table", type=Path)
    p.add_argument("out", type=Path)
    a = p.parse_args()
    with a.table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    number = np.array([int(row["set"]) for row in rows])
    tuned = np.array([row["tuned"] == "1" for row in rows])
    evidence = np.array(
        [[[float(row[f"{e}.{answer}"]) for e in EVIDENCE] for answer in ANSWERS] for row in rows]
    )
    right = np.array([[float(row[f"is.{answer}"]) for answer in ANSWERS] for row in rows])
    told, counts = np.zeros_like(right), np.ones(len(right))
    for part in range(PARTS):
        held = number % PARTS == part
        told[held] = chances(evidence[held], *fitted(evidence[~held], right[~held], counts[~held]))
    read = last_read(evidence)
    given = [
        decided(dict(zip(ANSWERS, row, strict=True)), before) or "undeclared"
        for row, before in zip(told, read, strict=True)
    ]
    for name, chosen in (("no rule was made from", ~tuned), ("rules were made from", tuned)):
        for how, said in (("rules", [r or "undeclared" for r in read]), ("weighed", given)):
            report(f"sets that {name}, {how}", [s for s, c in zip(said, chosen, strict=True) if c],
                   right[chosen])  # fmt: skip
    base, weight = fitted(evidence, right, counts)
    with a.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["of", "weight"])
        table.writerows((name, f"{x:.3f}") for name, x in zip(ANSWERS, base, strict=True))
        table.writerows((name, f"{x:.3f}") for name, x in zip(EVIDENCE, weight, strict=True))


if __name__ == "__main__":
    main()
