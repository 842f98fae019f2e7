"""A thousand shards in random order, copies among them: the bytes of one run, and no world twice.

    python validation/shards.py [CASE] [--shards 1000] [--worlds 20] [--seed 0]

Makes the shards in random order, copies every tenth under another name, merges the folder, and adds
up their sketches in another random order, offering every tenth twice. Then what must be refused: a
world told of twice, a shard cut short, one that is missing. Prints the seconds of processor time.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from pathlib import Path

import servanda as sv
from servanda.engine.merge import merge_shards, shards_in
from servanda.engine.shard_file import read_shard
from servanda.engine.sketch import Sketch
from servanda.errors import InputError
from servanda.escaping.json_text import json_text

TUTORIAL = Path(__file__).resolve().parents[1] / "examples" / "tutorial"


def main() -> None:
    """Run it, and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("case", nargs="?", type=Path, default=TUTORIAL)
    parser.add_argument("--shards", type=int, default=1_000)
    parser.add_argument("--worlds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    case, count = sv.load(given.case), given.shards * given.worlds
    order, by_chance = list(range(given.shards)), random.Random(given.seed)
    by_chance.shuffle(order)
    with tempfile.TemporaryDirectory() as name:
        folder, started = Path(name), time.process_time()
        for k in order:
            sv.shard(case, (k * given.worlds, (k + 1) * given.worlds), folder, seed=given.seed)
        told("made", started, f"{given.shards} shards of {given.worlds} worlds")
        paths = shards_in(folder)
        size = sum(path.stat().st_size for path in paths)
        copies = [shutil.copy(path, folder / f"copy-{path.name}") for path in paths[::10]]
        started = time.process_time()
        merged = merge_shards(shards_in(folder), count)
        told("merged", started, f"{size / 1e6:.1f} MB, {len(merged.duplicates)} copies told")
        assert (merged.shards, len(merged.duplicates)) == (given.shards, len(copies))
        for path in copies:
            Path(path).unlink()
        started = time.process_time()
        whole = sv.assess(case, worlds=count, seed=given.seed)
        told("one run", started, f"{count} worlds")
        assert json_text(merged.assessment.to_dict()) == json_text(whole.to_dict())
        print("the same bytes")
        adds_up_in_any_order(paths, by_chance)
        refuses(paths, count)


def adds_up_in_any_order(paths: list[Path], by_chance: random.Random) -> None:
    """Add sketches up in two random orders, one of them offering some twice."""
    found = []
    for again in (False, True):
        by_chance.shuffle(paths)
        whole = Sketch(read_shard(paths[0]).sketch.run)
        refused = 0
        for k, path in enumerate(paths):
            whole.add(read_shard(path).sketch)
            if again and k % 10 == 0:
                try:
                    whole.add(read_shard(path).sketch)
                except InputError:
                    refused += 1
        for proposal in whole.proposals.values():
            for histogram in proposal.spreads.values():
                histogram.settle()
        assert not again or refused == len(range(0, len(paths), 10))
        found.append((whole.ranges, sums_of(whole)))
    assert found[0] == found[1]
    print(f"the same sums and bins in two random orders; {refused} shards offered twice refused")


def sums_of(sketch: Sketch) -> list[object]:
    """Return all that a sketch keeps, in order, to be compared."""
    return [
        (name, pair, histogram.bins.tobytes(), histogram.counts.tobytes(), histogram.low.tobytes(),
         histogram.high.tobytes(), histogram.totals)
        for name, proposal in sorted(sketch.proposals.items())
        for pair, histogram in sorted(proposal.spreads.items())
    ] + [
        (name, sorted(proposal.sums.tallies.items(), key=lambda each: each[0]))
        for name, proposal in sorted(sketch.proposals.items())
    ]  # fmt: skip


def refuses(paths: list[Path], count: int) -> None:
    """Ask for what must be refused: a shard that is missing, and one that is cut short."""
    for wrong, change in (("are missing", None), ("damaged or cut short", -7)):
        path = paths[1]
        whole = path.read_bytes()
        path.unlink() if change is None else path.write_bytes(whole[:change])
        said = ""
        try:
            merge_shards(shards_in(path.parent), count)
        except InputError as error:
            said = str(error)
        assert wrong in said, f"merged, or another word than {wrong}: {said}"
        path.write_bytes(whole)
    print("a missing shard and one cut short are refused")


def told(what: str, since: float, more: str) -> None:
    """Print how long something took."""
    print(f"{what}: {more}, {time.process_time() - since:.1f} s of processor time", flush=True)


if __name__ == "__main__":
    main()
