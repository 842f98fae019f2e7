"""Merge shards: check that they are of one run, tell none of their worlds twice, miss none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from servanda.engine.assess import assessment_of
from servanda.engine.results import Assessment
from servanda.engine.shard_file import ENDING, read_shard
from servanda.engine.sketch import Ranges, Run, Sketch, joined, missing
from servanda.errors import InputError
from servanda.sentences import listed
from servanda.version import __version__

__all__ = ["Merged", "merge_shards", "shards_in"]


@dataclass(frozen=True)
class Seen:
    """What a shard is of, and the digest of what it says."""

    path: Path
    run: Run
    ranges: Ranges
    says: str


_SHOWN = 20
"""Lines of a list of faults; more are counted."""


@dataclass(frozen=True)
class Merged:
    """What shards say together: how many there were, and which of them were there twice."""

    assessment: Assessment
    shards: int
    duplicates: tuple[Path, ...]


def shards_in(folder: Path) -> list[Path]:
    """Return the files of shards in a folder, by name.

    Raises: InputError where there is none.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; make shards there with "
                         f"`servanda shard CASE --range 0:10000 -o {folder}`")  # fmt: skip
    found = sorted(each for each in folder.iterdir() if each.suffix == ENDING)
    if not found:
        raise InputError(f"{folder}: there is no shard in it; make some with "
                         f"`servanda shard CASE --range 0:10000 -o {folder}`")  # fmt: skip
    return found


def merge_shards(paths: Iterable[Path], worlds: int | None = None) -> Merged:
    """Return what the shards in some files say together: what `assess` says of all their worlds.

    Parameters: `worlds`, how many there must be from world 0 on; as far as the shards go where
    None.

    Raises: InputError that names every file that is damaged, of another case, version, seed or
    choice of proposals, or tells of worlds that another one tells of; and the worlds that are
    missing, with the commands that make them.
    """
    seen, faults = _look_at(list(paths))
    _raise(faults, "shards cannot be merged")
    _raise(_foreign(seen), "shards are not of one run")
    once, duplicates, overlaps = _once(seen)
    _raise(overlaps, "shards tell of the same worlds")
    _raise_where_missing(once, worlds)
    whole = Sketch(once[0].run)
    case = read_shard(once[0].path).parsed()
    for each in once:  # one at a time: a thousand shards need the room of one
        found = read_shard(each.path)
        if found.says != each.says:
            raise InputError(f"{each.path}: it was changed meanwhile; merge again")
        whole.add(found.sketch)
    return Merged(assessment_of(case, whole), len(once), tuple(duplicates))


def _look_at(paths: list[Path]) -> tuple[list[Seen], list[str]]:
    """Return what each shard is of, and what is wrong with those that cannot be read."""
    seen, faults = [], []
    for path in paths:
        try:
            found = read_shard(path)
        except InputError as error:
            faults.append(str(error))
        else:
            seen.append(Seen(path, found.sketch.run, found.sketch.ranges, found.says))
    return seen, faults


def _raise(faults: list[str], what: str) -> None:
    if faults:
        more = [f"... and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        lines = "\n".join(f"  {each}" for each in [*faults[:_SHOWN], *more])
        raise InputError(f"{what}:\n{lines}")


def _foreign(seen: list[Seen]) -> list[str]:
    """Say of every shard that is of another run than most, in what."""
    by_run: dict[Run, list[Seen]] = {}
    for each in seen:
        by_run.setdefault(each.run, []).append(each)
    run = max(by_run, key=lambda one: len(by_run[one]))
    found = [
        f"{each.path}: {_apart(other, run)}; move it elsewhere, or make it anew"
        for other, some in by_run.items()
        if other != run
        for each in some
    ]
    if run.version != __version__:
        made = f"version {run.version}, and this is {__version__}"
        found.append(
            f"{by_run[run][0].path}: made by {made}; merge with that one, or make the shards anew"
        )
    return found


def _apart(one: Run, run: Run) -> str:
    names = {
        "case_hash": "of another case: {}, where the others are of {}",
        "version": "made by version {}, the others by {}",
        "seed": "of seed {}, the others of seed {}",
        "proposals": "of the proposals {}, the others of {}",
        "weighed": "weighed by the evidence: {}, the others: {}",
    }
    told = []
    for name, said in names.items():
        own, other = getattr(one, name), getattr(run, name)
        if own != other:
            both = [listed(each) if isinstance(each, tuple) else each for each in (own, other)]
            told.append(said.format(*both))
    return listed(told)


def _once(seen: list[Seen]) -> tuple[list[Seen], list[Path], list[str]]:
    """Return each shard once, in order; those there twice; and what is wrong between them."""
    found: list[Seen] = []
    duplicates, faults = [], []
    for each in sorted(seen, key=lambda one: (one.ranges, one.path.name)):
        before = found[-1] if found else None
        if before is None or each.ranges[0][0] >= before.ranges[-1][1]:
            found.append(each)
        elif each.ranges != before.ranges:
            faults.append(f"{each.path} (worlds {_said(each.ranges)}) and {before.path} "
                          f"(worlds {_said(before.ranges)}); remove one of them")  # fmt: skip
        elif each.says == before.says:
            duplicates.append(each.path)
        else:
            faults.append(f"{each.path} and {before.path} tell of the same worlds, and not the "
                          "same: one of the machines computes otherwise; make that shard anew on "
                          "each of them, and keep to one kind")  # fmt: skip
    return found, duplicates, faults


def _said(ranges: Ranges) -> str:
    return ", ".join(f"{start}:{stop}" for start, stop in ranges)


def _raise_where_missing(once: list[Seen], worlds: int | None) -> None:
    ranges: Ranges = ()
    for each in once:
        ranges = joined(ranges, each.ranges)
    last, first = ranges[-1][1], once[0]
    if worlds is not None and last > worlds:
        raise InputError(f"the shards go on to world {last}, and {worlds} were asked for; ask for "
                         f"{last}, or move those beyond elsewhere")  # fmt: skip
    gaps = missing(ranges, worlds or last)
    if gaps:
        run = f"servanda shard CASE --seed {first.run.seed} -o {first.path.parent}"
        lines = [f"{run} --range {start}:{stop}" for start, stop in gaps]
        _raise(lines, f"worlds {_said(gaps[:_SHOWN])} are missing; make them and merge again")
