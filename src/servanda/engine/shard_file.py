"""A shard in a file: the sketch of some worlds with the case it is of, sealed.

The first line names the format and the seal, a BLAKE2b digest of all that follows; a file that was
cut short or changed does not match it. What follows is a NumPy archive (`.npz`): a header in JSON,
and the bins of all histograms end to end. The file is named by what it is of and by what it says,
so that the same shard made twice is one file, whoever made it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.case.load import parse
from servanda.case.text.save import case_text
from servanda.engine.histogram import ARRAYS, Histogram
from servanda.engine.sketch import ProposalSketch, Run, Sketch
from servanda.engine.tally import EXACT_SUMS, Sums, Tally
from servanda.errors import InputError
from servanda.escaping.json_text import json_text

__all__ = [
    "ENDING",
    "ShardFile",
    "again",
    "named_like",
    "read_shard",
    "shard_bytes",
    "shard_in",
    "shard_name",
]

ENDING = ".shard"
FORMAT = b"servanda shard 1"
_SEAL = 32
_NAME = re.compile(r"([0-9a-f]{16})-s(\d+)-(\d+)-(\d+)-[0-9a-f]{12}\.shard")


@dataclass(frozen=True)
class ShardFile:
    """A shard as read: its sketch, the text of its case, and the digest of what it says."""

    path: Path
    sketch: Sketch
    case: str
    says: str

    def parsed(self) -> Case:
        """Return the case it is of.

        Raises: InputError where that is not the case that it names.
        """
        case = parse(self.case, f"{self.path} (the case in it)")
        if case_hash(case) != self.sketch.run.case_hash:
            raise InputError(f"{self.path}: the case in it is not the one it names; {_MAKE_ANEW}")
        return case


_MAKE_ANEW = "remove it and make that shard anew"


def shard_bytes(sketch: Sketch, case: Case, text: str = "") -> tuple[bytes, str]:
    """Return a shard as its file holds it, and the digest of what it says.

    text: the case written out (`case_text`), where it was before: for a thousand shards, once.
    """
    header, arrays = _written(sketch, text or case_text(case))
    says = _digest(header, arrays)
    body = io.BytesIO()
    told = np.frombuffer(header.encode(), dtype=np.uint8)
    # As `np.savez_compressed`, but packed less tightly: in half the time, a twentieth larger.
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, values in {"header": told, **arrays}.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as part:
                np.lib.format.write_array(part, values, allow_pickle=False)
    content = body.getvalue()
    return FORMAT + b" " + _seal(content) + b"\n" + content, says


def shard_name(sketch: Sketch, says: str) -> str:
    """Return what the file of a shard is called."""
    (start, stop), *_ = sketch.ranges
    return f"{named_like(sketch.run, start, stop)}-{says[:12]}{ENDING}"


def named_like(run: Run, start: int, stop: int) -> str:
    """Return how the name begins of any file with these worlds of a run."""
    return f"{run.case_hash}-s{run.seed}-{start}-{stop}"


def again(path: Path) -> str:
    """Return how to make a damaged shard anew, as far as its name tells.

    >>> again(Path("out/0123456789abcdef-s7-0-500-aaaabbbbcccc.shard"))
    'remove it and run `servanda shard CASE --range 0:500 --seed 7 -o out` again'
    """
    found = _NAME.fullmatch(path.name)
    if not found:
        return _MAKE_ANEW
    _, seed, start, stop = found.groups()
    run = f"servanda shard CASE --range {start}:{stop} --seed {seed} -o {path.parent}"
    return f"remove it and run `{run}` again"


def read_shard(path: Path) -> ShardFile:
    """Return the shard in a file.

    Raises: InputError where it is no shard, is of another format, or is damaged.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: it cannot be read: {error.strerror or error}") from None
    return shard_in(content, path)


def shard_in(content: bytes, path: Path) -> ShardFile:
    """Return the shard that a file holds; `path` is what it is called where it is told of.

    Raises: InputError as `read_shard`.
    """
    line, _, body = content.partition(b"\n")
    kind, _, seal = line.rpartition(b" ")
    if not line.startswith(b"servanda shard ") or len(line) > 200:
        raise InputError(f"{path}: this is no shard, or its beginning is lost; {again(path)}")
    if kind != FORMAT:
        raise InputError(f"{path}: {kind.decode(errors='replace')} is not {FORMAT.decode()}, "
                         "which this version reads; merge with what made it")  # fmt: skip
    if seal != _seal(body):
        raise InputError(f"{path}: it is damaged or cut short: its seal does not match; "
                         f"{again(path)}")  # fmt: skip
    try:
        return _read(path, body)
    except (ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        # Sealed, and yet no shard that we wrote.
        raise InputError(f"{path}: what it holds is no sketch ({error}); {again(path)}") from None


def _seal(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SEAL).hexdigest().encode()


def _digest(header: str, arrays: dict[str, Any]) -> str:
    digest = hashlib.blake2b(header.encode(), digest_size=_SEAL)
    for name in ARRAYS:
        digest.update(np.ascontiguousarray(arrays[name]).astype(arrays[name].dtype, "C").tobytes())
    return digest.hexdigest()


def _written(sketch: Sketch, case: str) -> tuple[str, dict[str, Any]]:
    """Return the header of a shard, and the arrays of its histograms end to end."""
    every: list[Histogram] = []
    proposals = {}
    for name, proposal in sketch.proposals.items():
        spreads = []
        for pair, histogram in proposal.spreads.items():
            histogram.settle()
            every.append(histogram)
            spreads.append([*pair, len(histogram.bins), _exact(histogram.totals)])
        proposals[name] = {
            "worlds": proposal.worlds,
            "sums": _sums(proposal.sums),
            "weighed": _sums(proposal.weighed),
            "spreads": spreads,
        }
    run = sketch.run
    header = {
        "case": case,
        "case_hash": run.case_hash,
        "version": run.version,
        "seed": run.seed,
        "ranges": [list(each) for each in sketch.ranges],
        "evidence_weighed": run.weighed,
        "order": list(run.proposals),
        "proposals": proposals,
        "events": {name: _sums(sums) for name, sums in sketch.events.items()},
    }
    empty = Histogram()
    arrays = {
        name: np.concatenate([getattr(each, name) for each in (empty, *every)]) for name in ARRAYS
    }
    return json_text(header, compact=True), arrays


def _exact(total: dict[int, int]) -> list[list[int]]:
    return [[power, whole] for power, whole in sorted(total.items())]


def _sums(sums: Sums) -> list[list[Any]]:
    return [
        [*pair, tally.asked, tally.known, *(_exact(getattr(tally, name)) for name in EXACT_SUMS)]
        for pair, tally in sums.tallies.items()
    ]


def _read(path: Path, body: bytes) -> ShardFile:
    with np.load(io.BytesIO(body), allow_pickle=False) as archive:
        text = archive["header"].tobytes().decode()
        arrays = {name: archive[name] for name in ARRAYS}
    header = json.loads(text)
    run = Run(
        str(header["case_hash"]), str(header["version"]), int(header["seed"]),
        tuple(header["order"]), bool(header["evidence_weighed"]),
    )  # fmt: skip
    ranges = tuple((int(start), int(stop)) for start, stop in header["ranges"])
    sketch = Sketch(run, ranges)
    begin = 0
    for name, told in header["proposals"].items():
        proposal = ProposalSketch(
            int(told["worlds"]), _sums_read(told["sums"]), _sums_read(told["weighed"])
        )
        for column, given, count, totals in told["spreads"]:
            # Each its own memory: a few bins that wait to be added up would keep the whole file's.
            some = {each: arrays[each][begin : begin + count].copy() for each in ARRAYS}
            proposal.spreads[column, given] = Histogram(**some, totals=_exact_read(totals))
            begin += count
        sketch.proposals[name] = proposal
    sketch.events = {name: _sums_read(told) for name, told in header["events"].items()}
    return ShardFile(path, sketch, str(header["case"]), _digest(text, arrays))


def _exact_read(told: list[list[int]]) -> dict[int, int]:
    return {int(power): int(whole) for power, whole in told}


def _sums_read(told: list[list[Any]]) -> Sums:
    return Sums(
        {
            (name, given): Tally(int(asked), int(known), *map(_exact_read, exact))
            for name, given, asked, known, *exact in told
        }
    )
