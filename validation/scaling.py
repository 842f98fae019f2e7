"""One process against workers of a dask cluster on this machine: the same digits, and the cost.

    python validation/scaling.py [CASE] [--worlds 1e6] [--workers 2,4] [--seed 0]

Assesses a case in one process of one thread, then by so many workers of a cluster of its own.
Prints seconds by the clock and of processor time, the largest memory of a process, and the first
digits of a hash of what `assess --json` prints; they must be the same. Needs the extra `cluster`.
"""

from __future__ import annotations

import argparse
import resource
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import servanda as sv
from servanda.escaping.json_text import json_text

UKRAINE = Path(__file__).resolve().parents[1] / "examples" / "ukraine"


def spent() -> tuple[float, float]:
    """Return seconds of processor time and megabytes at most of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1_024


def told(how: str, began: float, cpu: float, most: float, found: Any) -> str:
    """Print a line, and return the hash of what was found."""
    digits = sha256(json_text(found.to_dict()).encode()).hexdigest()[:12]
    print(f"{how:24s}{time.perf_counter() - began:8.0f} s{cpu:8.0f} s of processor time"
          f"{most:8.0f} MB at most  {digits}", flush=True)  # fmt: skip
    return digits


def alone(case: Any, worlds: int, seed: int) -> str:
    """Assess in this process, by one thread, through shards as engines do."""
    began, (before, _) = time.perf_counter(), spent()
    found = sv.assess(case, worlds=worlds, seed=seed, engine="threads", workers=1)
    after, most = spent()
    return told("one process", began, after - before, most, found)


def in_a_cluster(case: Any, worlds: int, seed: int, workers: int) -> str:
    """Assess by so many workers, each a process of one thread."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0") as cluster,
        Client(cluster) as client,
    ):
        before = client.run(spent)
        began = time.perf_counter()
        found = sv.assess(
            case, worlds=worlds, seed=seed, engine="cluster", scheduler=cluster.scheduler_address
        )
        after = client.run(spent)
        cpu = sum(after[each][0] - before[each][0] for each in after)
        most = max(each for _, each in after.values())
        return told(f"{workers} dask workers", began, cpu, most, found)


def main() -> None:
    """Run all, and fail where digits differ."""
    parser = argparse.ArgumentParser()
    parser.add_argument("case", nargs="?", type=Path, default=UKRAINE)
    parser.add_argument("--worlds", type=float, default=1e6)
    parser.add_argument("--workers", default="2,4")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    case, worlds = sv.load(given.case), int(given.worlds)
    digits = {alone(case, worlds, given.seed)}
    for workers in map(int, given.workers.split(",")):
        digits.add(in_a_cluster(case, worlds, given.seed, workers))
    if len(digits) > 1:
        raise SystemExit("digits differ")
    print(f"{worlds:,} worlds, the same digits")


if __name__ == "__main__":
    main()
