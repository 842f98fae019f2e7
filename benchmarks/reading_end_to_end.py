"""How fast does a folder of articles become lines: of statements alone, and with all the rest?

    python -m benchmarks.reading_end_to_end [FOLDER]

FOLDER holds text files; without one, articles of the usual length are made up. *Statements* are
the lines of `servanda read --json`; *all* reads stances, events, breaches and turns of the fighting
too. Imports and the loading of the tagger are left out in this process, not in a second one, which
needs a second to start. Wall time is that of this machine now, so the processor time of an article
stands beside it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice, product
from pathlib import Path
from tempfile import TemporaryDirectory

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from benchmarks.reading_speed import made_up  # noqa: E402
from servanda.reading.many.parallel import Job, tell_many  # noqa: E402
from servanda.reading.many.printed import as_json, first_copies, for_people  # noqa: E402
from servanda.reading.read import read_articles  # noqa: E402


def files_of(folder: str | None, made: Path) -> list[Path]:
    """Return the articles of a folder, or some made up and all different."""
    if folder:
        return sorted(Path(folder).glob("*.txt"))
    for number in range(60):
        words = f"Envoy {number} of hall {number * 7} spoke first. "
        (made / f"{number:03}.txt").write_text(words * 3 + made_up(), encoding="utf-8")
    return sorted(made.glob("*.txt"))


def lines(files: list[Path], number: int, processes: int, wholly: bool = False) -> Iterator[str]:
    """Yield the lines `servanda read` prints for so many articles, `wholly` without `--json`."""
    jobs = (Job(file) for file in islice(cycle(files), number))
    tell = for_people if wholly else as_json
    for _, told in tell_many(jobs, tell, wholly=wholly, processes=processes):
        if told:
            yield from told.lines


def check(files: list[Path]) -> None:
    """Assert that two processes say what one does, and warm everything up."""
    alone = [as_json(said) for said in read_articles(files)]
    jobs = [Job(file) for file in files]
    shared = [told for _, told in tell_many(jobs, as_json, wholly=False, processes=2) if told]
    assert [told.lines for told in shared] == [told.lines for told in alone]
    assert sum(1 for told in first_copies(shared) if told.lines) >= 1


def main() -> None:
    """Time one and two processes at three numbers of articles."""
    with TemporaryDirectory() as made:
        files = files_of(sys.argv[1] if len(sys.argv) > 1 else None, Path(made))
        size = sum(file.stat().st_size for file in files) / len(files)
        check(files)
        print(f"{len(files)} articles of {size:.0f} bytes on average")
        heads = ("articles", "processes", "what", "a second", "processor ms each")
        print("{:>9} {:>10} {:>11} {:>9} {:>18}".format(*heads))
        for number, processes, wholly in product((84, 336, 840), (1, 2), (False, True)):
            began, used = time.perf_counter(), time.process_time()
            count = sum(1 for _ in lines(files, number, processes, wholly))
            seconds = time.perf_counter() - began
            assert count >= number
            each = f"{1000 * (time.process_time() - used) / number:.1f}" if processes == 1 else ""
            what = "all" if wholly else "statements"
            print(f"{number:9} {processes:10} {what:>11} {number / seconds:9.0f} {each:>18}")


if __name__ == "__main__":
    main()
