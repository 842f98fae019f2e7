"""Some of the worlds of a case in a file of their own, and files put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.door.case import CaseLike, case_of
from servanda.errors import InputError
from servanda.threads import Progress

if TYPE_CHECKING:
    from servanda.engine.results import Assessment

__all__ = ["merge", "shard"]

Tell = Callable[[str], None]
"""Told what its user should know, a line at a time."""


def shard(
    case: CaseLike,
    worlds: tuple[int, int],
    output: str | PathLike[str],
    *,
    seed: int = 0,
    proposals: Iterable[str] = (),
    threads: int | None = None,
    weigh_evidence: bool = False,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Path:
    """Work through some worlds, for `merge`: on another machine, or at another time.

    Parameters: `worlds`, the number of the first and that of the one after the last, from 0;
    `output`, the folder of the shards, made where it is not there; `seed`, `proposals`, `threads`,
    `weigh_evidence` and `progress` as for `assess`; `tell`, told where the shard is there
    already: it is then not made again.

    Returns the file, named by what is in it; it is written whole or not at all.

    Raises: CaseError; InputError where the range cannot be or the folder cannot be written to.
    """
    from servanda.engine.shard import run_of
    from servanda.engine.shard import shard as work
    from servanda.engine.shard_file import ENDING, named_like, read_shard, shard_bytes, shard_name
    from servanda.saving import save_files

    loaded, folder, chosen = case_of(case), Path(output), tuple(proposals)
    run = run_of(loaded, seed, chosen, weigh_evidence)
    for there in sorted(folder.glob(f"{named_like(run, *worlds)}-*{ENDING}")):
        if _is_of(run, there, read_shard):
            if tell:
                tell(f"{there}: this shard is there already, whole; it is not made again")
            return there
    sketch = work(
        loaded,
        *worlds,
        seed=seed,
        proposals=chosen,
        threads=threads,
        weigh_evidence=weigh_evidence,
        progress=progress,
    )
    content, says = shard_bytes(sketch, loaded)
    path = folder / shard_name(sketch, says)
    save_files({path: content})
    return path


def _is_of(run: object, there: Path, read: Callable[[Path], object]) -> bool:
    """Whether a file holds a whole shard of a run; a damaged one is made anew beside it."""
    try:
        return bool(read(there).sketch.run == run)  # type: ignore[attr-defined]
    except InputError:
        return False


def merge(
    folder: str | PathLike[str], *, worlds: int | None = None, tell: Tell | None = None
) -> Assessment:
    """Put the shards of a folder together: what `assess` says of all their worlds, to the digit.

    Parameters: `worlds`, how many there must be; as far as the shards go where None; `tell`, told
    of shards that are there twice, which count once.

    Raises: InputError that names every shard that is damaged, of another case, version, seed or
    choice of proposals, or overlaps another; and the worlds that are missing.
    """
    from servanda.engine.merge import merge_shards, shards_in

    found = merge_shards(shards_in(Path(folder)), worlds)
    for path in found.duplicates:
        if tell:
            tell(f"{path}: the same shard twice; it counts once")
    return found.assessment
