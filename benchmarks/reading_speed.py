"""How fast are articles read for who said what, and does time grow with the text alone?

    python -m benchmarks.reading_speed [FOLDER] [--careful]

FOLDER holds text files; without one, articles of the corpus' usual length are made up. `--careful`
times the careful mode, on a tenth of the articles.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from servanda.reading.grammar.attribution import attributions, attributions_of  # noqa: E402
from servanda.reading.text.tokens import tokenised  # noqa: E402

PARAGRAPHS = (
    "“We will not sign this paper as it stands,” Foreign Minister Olga Petrova said on Monday "
    "after talks in the capital, adding that her government wanted firmer guarantees from others.",
    "Her spokesman told reporters that the two sides would meet again next week. According to the "
    "ministry, three of the nine points remain open, and officials doubt that all can be settled.",
    "Snow fell on the square where some two hundred people had gathered since the early morning. "
    "The trains ran late, and the shops along the avenue kept their shutters down until noon.",
    "Analysts at a research institute warned that the ceasefire could fail within months unless "
    "observers are sent; the head of the mission called the idea “premature” and left the room.",
)


def made_up(words: int = 850) -> str:
    """Return an article of about so many words."""
    count = sum(len(p.split()) for p in PARAGRAPHS)
    return "\n\n".join(islice(cycle(PARAGRAPHS), max(1, words * len(PARAGRAPHS) // count)))


def articles(folder: str | None, number: int) -> list[str]:
    """Return articles from a folder, repeated as needed, or made-up ones."""
    texts = [made_up()]
    if folder:
        texts = [p.read_text(encoding="utf-8") for p in sorted(Path(folder).glob("*.txt"))]
    return list(islice(cycle(texts), number))


CAREFUL = "--careful" in sys.argv
SHARE = 10 if CAREFUL else 1


def read_all(texts: list[str]) -> int:
    """Return how many attributions some articles hold."""
    return sum(len(found) for found in attributions_of(texts, careful=CAREFUL))


def check() -> None:
    """Assert an answer before any time is taken."""
    text = PARAGRAPHS[0]
    found = attributions(text, careful=CAREFUL)[0]
    assert text[slice(*found.source[0])] == "Foreign Minister Olga Petrova", found


def by_number(folder: str | None) -> None:
    """Time one and two processes at three numbers of articles."""
    print(f"{'articles':>9} {'tokens each':>12} {'1 process':>12} {'2 processes':>12}")
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(read_all, [articles(folder, 8)] * 2))
        for number in (100 // SHARE, 200 // SHARE, 400 // SHARE):
            texts = articles(folder, number)
            tokens = sum(len(tokenised(text)) for text in texts) // number
            began = time.perf_counter()
            alone = read_all(texts)
            one = number / (time.perf_counter() - began)
            began = time.perf_counter()
            parts = [texts[i::8] for i in range(8)]
            assert sum(pool.map(read_all, parts)) == alone
            two = number / (time.perf_counter() - began)
            print(f"{number:9} {tokens:12} {one:10.0f}/s {two:10.0f}/s")


def by_length() -> None:
    """Time one text at growing lengths: the time a thousand words stays the same."""
    print(f"{'words':>9} {'seconds':>9} {'ms a thousand words':>20}")
    for words in (1_000, 10_000, 100_000)[: 2 if CAREFUL else 3]:
        text = made_up(words)
        began = time.perf_counter()
        attributions(text, careful=CAREFUL)
        spent = time.perf_counter() - began
        print(f"{words:9} {spent:9.3f} {1e6 * spent / words:20.1f}")


def memory(folder: str | None) -> None:
    """Measure the most memory the process has held after longer and longer streams."""

    def stream(number: int) -> Iterator[str]:
        yield from islice(cycle(articles(folder, 50)), number)

    print(f"{'streamed':>9} {'peak MB':>9}")
    for number in (100 // SHARE, 400 // SHARE, 1600 // SHARE):
        for _ in attributions_of(stream(number), careful=CAREFUL):
            pass
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{number:9} {peak / 1024:9.0f}")


def main() -> None:
    """Check, then print the three tables."""
    folder = next((given for given in sys.argv[1:] if not given.startswith("--")), None)
    check()
    memory(folder)
    by_length()
    by_number(folder)


if __name__ == "__main__":
    main()
