"""A folder of made-up articles through the store: articles a second, and peak memory, by size."""

from __future__ import annotations

import random
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from servanda.reading.many.store import Store

STATES = "Kenya Benin Brazil Canada Poland France Hungary Egypt Qatar Japan".split()  # noqa: SIM905
ISSUES = ("a ceasefire in Mali", "sanctions on Iran", "an arms embargo", "peacekeepers in Haiti")
VERBS = ("opposes", "supports", "rejected", "called for", "remains wary of")


def article(seed: int) -> str:
    """Return some 5,000 characters in which states take two dozen positions."""
    draw = random.Random(seed)
    lines = [
        f"{draw.choice(STATES)} {draw.choice(VERBS)} {draw.choice(ISSUES)}, an envoy told council "
        f"{draw.randrange(10**6)}. On day {draw.randrange(10**6)} rain fell in hall {i}, "
        f"and clerk {draw.randrange(10**6)} carried {draw.randrange(10**6)} pages past the guards."
        for i in range(24)
    ]
    return "\n\n".join(" ".join(lines[i : i + 5]) for i in range(0, len(lines), 5))


def nothing(_: str) -> list[Any]:
    return []


def run(count: int) -> tuple[float, float]:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "articles").mkdir()
        for i in range(count):
            (home / "articles" / f"{i}.txt").write_text(article(i))
        with Store(home / "read.db") as store:
            began = time.perf_counter()
            outcomes = [outcome for _, outcome in store.read([home / "articles"], extract=nothing)]
            seconds = time.perf_counter() - began
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            assert outcomes.count("read") == count
            first = next(store.documents())
            assert len(first.stances) > 10
            again = [o for _, o in store.read([home / "articles"], extract=nothing)]
            assert again == ["skipped"] * count
    return seconds, peak


def main() -> None:
    """Read three sizes; the tagger is left out, so this is the cost of all the rest."""
    run(5)
    print("articles  seconds  a second  peak MB of the process")
    peaks = []
    for count in (50, 200, 800):
        seconds, peak = run(count)
        peaks.append(peak)
        print(f"{count:8}  {seconds:7.2f}  {count / seconds:8.0f}  {peak:7.1f}")
    assert peaks[-1] < peaks[0] + 40, "memory grows with the folder"


if __name__ == "__main__":
    main()
