"""How fast does a folder of articles become statements, stances and events, start to lines?

    python -m benchmarks.reading_end_to_end [FOLDER]

FOLDER holds text files; without one, articles of the usual length are made up. Imports and the
loading of the tagger are left out; wall time is that of this machine now, so the processor time of
an article stands beside it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from benchmarks.reading_speed import made_up  # noqa: E402
from servanda.reading.export import line_of  # noqa: E402
from servanda.reading.many import Job, read_many  # noqa: E402
from servanda.reading.read import Said, read_articles  # noqa: E402
from servanda.reading.wire import first_copies  # noqa: E402


def files_of(folder: str | None, made: Path) -> list[Path]:
    """Return the articles of a folder, or some made up and all different."""
    if folder:
        return sorted(Path(folder).glob("*.txt"))
    for number in range(60):
        words = f"Envoy {number} of hall {number * 7} spoke first. "
        (made / f"{number:03}.txt").write_text(words * 3 + made_up(), encoding="utf-8")
    return sorted(made.glob("*.txt"))


def lines(files: list[Path], number: int, processes: int) -> Iterator[str]:
    """Yield the lines `servanda read --json` prints for so many articles."""
    jobs = (Job(file) for file in islice(cycle(files), number))
    for _, said in read_many(jobs, processes=processes):
        if said:
            yield from (json.dumps(line_of(said, s), ensure_ascii=False) for s in said.statements)


def check(files: list[Path]) -> None:
    """Assert that two processes say what one does, and warm everything up."""
    alone = list(read_articles(files))
    jobs = [Job(file) for file in files]
    shared: list[Said] = [said for _, said in read_many(jobs, processes=2) if said]
    assert shared == alone
    assert sum(1 for said in first_copies(shared) if said.statements) >= 1


def spent() -> float:
    """Return the processor seconds of this process and of those that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    """Time one and two processes at three numbers of articles."""
    with TemporaryDirectory() as made:
        files = files_of(sys.argv[1] if len(sys.argv) > 1 else None, Path(made))
        size = sum(file.stat().st_size for file in files) / len(files)
        check(files)
        print(f"{len(files)} articles of {size:.0f} bytes on average")
        print(f"{'articles':>9} {'processes':>10} {'a second':>9} {'processor ms each':>18}")
        for number in (84, 336, 672):
            for processes in (1, 2):
                began, used = time.perf_counter(), spent()
                count = sum(1 for _ in lines(files, number, processes))
                seconds = time.perf_counter() - began
                assert count >= number
                each = f"{1000 * (spent() - used) / number:.1f}" if processes == 1 else ""
                print(f"{number:9} {processes:10} {number / seconds:9.0f} {each:>18}")


if __name__ == "__main__":
    main()
