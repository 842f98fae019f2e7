"""What experts answered: three quantiles a question, read from the files that the form writes."""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from servanda.case.change import with_values
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import Quantity
from servanda.elicitation.seeds import seeds
from servanda.errors import InputError
from servanda.escaping.csv_cells import read_back

__all__ = ["Expert", "case_as_told", "read_experts"]

QUANTILES = ("5%", "50%", "95%")
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Expert:
    """One expert's answers: 5%, 50% and 95% by question; seeds apart from numbers of the case."""

    name: str
    numbers: Mapping[str, tuple[float, float, float]]
    seeds: Mapping[str, tuple[float, float, float]]
    why: Mapping[str, str]


def read_experts(files: Sequence[Path], case: Case, named: bool = False) -> tuple[Expert, ...]:
    """Return the experts whose answers are in some files, a file an expert.

    They are anonymous: expert 1, 2, ... in the order of a hash of what they answered, unless
    `named`; then by the names of their files. A question left empty is not answered.

    Raises: InputError that names file, line and what to write.
    """
    if not files:
        raise InputError("name the files of answers, one an expert")
    read = [(path, _read(path, case)) for path in files]
    if named:
        return tuple(Expert(path.stem, *answers) for path, answers in read)
    read.sort(key=lambda pair: hashlib.sha256(repr(pair[1]).encode()).hexdigest())
    return tuple(
        Expert(f"expert {place}", *answers) for place, (_, answers) in enumerate(read, start=1)
    )


Answers = tuple[
    dict[str, tuple[float, float, float]], dict[str, tuple[float, float, float]], dict[str, str]
]


def _read(path: Path, case: Case) -> Answers:
    numbers, known = dict(numbers_in(case)), {each.id for each in seeds()}
    told: Answers = ({}, {}, {})
    for line, row in enumerate(_rows(path), start=2):
        name = read_back((row.get("id") or "").strip())
        given = [(row.get(each) or "").strip() for each in QUANTILES]
        if not name or not any(given):
            continue
        where = f"{path}:{line}: {name}"
        if name not in numbers and name not in known:
            raise InputError(f"{where}: the case has no such number; was the form made from it?")
        values = _quantiles(given, where)
        if name in numbers:
            told[0][name] = _inside(values, numbers[name], where)
        else:
            told[1][name] = values
        if row.get("why"):
            told[2][name] = read_back(row["why"])
    if not told[0] and not told[1]:
        raise InputError(f"{path}: no question is answered in it")
    return told


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: this is no CSV file in UTF-8; save it as such") from None
    first = text.split("\n", 1)[0]
    rows = list(csv.DictReader(text.splitlines(), delimiter=";" if first.count(";") > 3 else ","))
    if not rows or not {"id", *QUANTILES} <= set(rows[0]):
        raise InputError(f"{path}: its first line must name the columns id, {', '.join(QUANTILES)}")
    if len(rows) > MOST_ROWS:
        raise InputError(f"{path}: {len(rows)} rows are more than any form has")
    return rows


def _quantiles(given: Sequence[str], where: str) -> tuple[float, float, float]:
    values = []
    for text, name in zip(given, QUANTILES, strict=True):
        try:
            value = float(text.rstrip("%").replace(",", "."))
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise InputError(f"{where}: `{text}` is no number at {name}; give all three, or none")
        values.append(value)
    low, middle, high = values
    if not low < middle < high:
        raise InputError(f"{where}: {low:g}, {middle:g}, {high:g} are not in order, low to high")
    return low, middle, high


def _inside(
    values: tuple[float, float, float], number: Quantity, where: str
) -> tuple[float, float, float]:
    low, _, high = values
    if not number.low <= low or not high <= number.high:
        raise InputError(
            f"{where}: {low:g} to {high:g} reaches beyond {number.range_in_words()}; "
            "answers are in the unit of the form"
        )
    return values


def case_as_told(case: Case, expert: Expert, only: str = "") -> Case:
    """Return a case with the numbers that an expert answered, or one of them.

    An answer becomes a 90% interval from its 5% to its 95%, or all numbers between alike where an
    end is a limit of the place. *Departure*: the 50% counts for seeds alone.
    """
    numbers = dict(numbers_in(case))
    chosen = {only: expert.numbers[only]} if only else expert.numbers
    return with_values(
        case, {path: _written(values, numbers[path]) for path, values in chosen.items()}
    )


def _written(values: tuple[float, float, float], number: Quantity) -> object:
    low, _, high = values
    if low <= number.low or high >= number.high:
        return {"uniform": [low, high]}
    return f"{low!r} to {high!r}"
