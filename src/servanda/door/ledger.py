"""Verdicts as dated questions, and the ledger that shows what came of them."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.door.case import CaseLike, case_of
from servanda.door.judge import assess
from servanda.errors import InputError
from servanda.threads import Progress

if TYPE_CHECKING:
    from servanda.engine.results import Assessment
    from servanda.forecasts.book import Book, Fault
    from servanda.forecasts.questions import Dated, Questions
    from servanda.forecasts.scores import LedgerScore

__all__ = [
    "ledger",
    "ledger_add",
    "ledger_crowd",
    "ledger_resolve",
    "ledger_score",
    "ledger_verify",
    "questions",
]

PathLikeOr = str | PathLike[str]


def questions(
    case: CaseLike,
    *,
    months: int = 12,
    assessment: Assessment | None = None,
    worlds: int = 10_000,
    seed: int = 0,
    progress: Progress | None = None,
) -> Questions:
    """Turn the verdicts on a case into dated questions, each with what decides and what voids it.

    Parameters: `months`, how long after the day of the case a signature counts, 1 to 120;
    `assessment`, where there is one already.

    Raises: CaseError, InputError.
    """
    from servanda.forecasts.questions import dated_questions

    if not 1 <= months <= 120:
        raise InputError(f"months: {months} is not from 1 to 120; 12 is usual")
    loaded = case_of(case)
    made = assessment
    if made is None:
        made = assess(loaded, worlds=worlds, seed=seed, progress=progress)
    return dated_questions(loaded, made, months)


def ledger(path: PathLikeOr) -> Book:
    """Return a ledger whose chain is whole.

    Raises: InputError where there is none, or where an entry was changed.
    """
    from servanda.forecasts.book import read_book

    return read_book(Path(path))


def ledger_add(
    path: PathLikeOr, questions: PathLikeOr | Iterable[Dated | Mapping[str, Any]]
) -> Book:
    """Add questions to a ledger: a file of `servanda questions --json`, or questions themselves.

    Raises: InputError for a question that lacks a part, or that the ledger has already.
    """
    from servanda.forecasts.book import append, questions_of

    if isinstance(questions, str | PathLike):
        asked = _read_questions(Path(questions))
    else:
        asked = [each if isinstance(each, Mapping) else each.to_dict() for each in questions]
    return append(Path(path), lambda book: questions_of(asked, book))


def ledger_crowd(path: PathLikeOr, table: PathLikeOr, source: str) -> Book:
    """Add a crowd's probabilities to a ledger: a CSV file with the columns id and probability.

    Raises: InputError for an id that the ledger lacks, and for what is no probability.
    """
    from servanda.forecasts.book import append, crowd_of

    rows = _read_table(Path(table))
    return append(Path(path), lambda book: crowd_of(rows, book, source))


def ledger_resolve(
    path: PathLikeOr, question: str, answer: str, source: str, on: datetime.date | None = None
) -> Book:
    """Enter what came of a question: yes, no or void, and where that can be looked up.

    Raises: InputError where it is resolved already or unknown.
    """
    from servanda.forecasts.book import append, resolution_of

    day = on or datetime.datetime.now(datetime.UTC).date()
    return append(Path(path), lambda book: resolution_of(question, answer, source, day, book))


def ledger_score(path: PathLikeOr, seed: int = 0) -> LedgerScore:
    """Score what is resolved: Brier, logarithmic score, calibration, the crowd beside it.

    Raises: InputError where nothing is resolved, or where an entry was changed.
    """
    from servanda.forecasts.scores import score_ledger

    return score_ledger(ledger(path), seed)


def ledger_verify(path: PathLikeOr, head: str = "") -> list[Fault]:
    """Return where a ledger's chain is broken; `head` is the last hash as it was noted earlier."""
    from servanda.forecasts.book import verify

    return verify(Path(path), head)


def _read_questions(path: Path) -> list[Mapping[str, Any]]:
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; `servanda questions CASE --json`") from None
    except ValueError:
        body = None
    found = body.get("questions") if isinstance(body, dict) else body
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise InputError(
            f"{path}: no questions in it; write `servanda questions CASE --json` to it"
        )
    return found


def _read_table(path: Path) -> list[Mapping[str, Any]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows: list[Mapping[str, Any]] = list(csv.DictReader(file))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; name a CSV file") from None
    except (UnicodeDecodeError, csv.Error):
        raise InputError(f"{path}: this is no CSV file in UTF-8") from None
    if not rows or not {"id", "probability"} <= set(rows[0]):
        raise InputError(f"{path}: its first line must name the columns id and probability")
    return rows
