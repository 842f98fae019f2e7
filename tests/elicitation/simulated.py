"""Simulated experts: files of answers as the form writes them."""

from __future__ import annotations

import csv
from pathlib import Path

from servanda.elicitation.seeds import seeds


def answered(
    path: Path,
    numbers: dict[str, tuple[float, float, float]],
    bias: float = 0.0,
    half: float = 12.0,
    seed_questions: bool = True,
) -> Path:
    """Write the answers of an expert whose seed ranges are `half` wide and off by `bias`."""
    rows: list[list[object]] = [[name, *values, ""] for name, values in numbers.items()]
    for place, each in enumerate(seeds() if seed_questions else ()):
        middle = each.answer + bias + (1.0 if place % 2 else -1.0)
        rows.append([each.id, middle - half, middle, middle + half, ""])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "5%", "50%", "95%", "why"])
        writer.writerows(rows)
    return path
