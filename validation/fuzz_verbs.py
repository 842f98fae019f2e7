"""Every verb of the command line on a case that is sound: each ends, with numbers in range.

A chain is what somebody types one after the other, such as a report and then its verification. A
verb that is in no chain, and has no reason not to be, stops the fuzzer: a new verb is tried too.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import random
import re
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from fuzz_ranges import faults_of, faults_of_result, faults_of_text

from servanda.case.check import check
from servanda.case.load import parse
from servanda.case.parts import citations_in
from servanda.cli import main
from servanda.cli.verbs import verbs

__all__ = ["CHAINS", "NO_CASE", "faults_of_verbs", "missing"]

FEW = ("--worlds", "24", "--seed", "1")
ENOUGH = ("--worlds", "100", "--seed", "1")

Chain = tuple[tuple[str, ...], ...]
# PROPOSAL stands for the first of the case, ANSWER fills in a form, `>` keeps what was printed.
CHAINS: tuple[Chain, ...] = (
    (("check", "case", "--json"), ("check", "case")),
    (("assess", "case", *FEW, "--json"), ("assess", "case", *FEW)),
    (("assess", "case", *FEW, "--weigh-evidence", "--csv"),),
    (("why", "case", "PROPOSAL", *FEW),),
    (("cite", "case", "--json"), ("cite", "case")),
    (("graph", "case", "PROPOSAL", *FEW, "--json"),
     ("graph", "case", "PROPOSAL", *FEW, "-o", "g.svg")),
    (("shard", "case", "--range", "0:10", "-o", "shards"),
     ("shard", "case", "--range", "10:24", "-o", "shards"), ("merge", "shards", "--json")),
    (("questions", "case", *FEW, "--json", ">", "questions.json"),
     ("ledger", "add", "book.jsonl", "questions.json"), ("ledger", "verify", "book.jsonl")),
    (("report", "case", "-o", "page.html", "--explore", "none", *FEW), ("verify", "page.html")),
    (("report", "case", "-o", "public", "--to", "md,csv", "--public", "--explore", "none", *FEW),),
    (("export", "case", "-o", "numbers.csv"), ("import", "numbers.csv", "--into", "case")),
    (("ask", "case", "-o", "form", "--numbers", "2", "--no-seeds"), ("ANSWER", "form/form.csv"),
     ("pool", "case", "form/form.csv", *FEW)),
    (("compare", "before", "case", *FEW, "--json"),),
    (("upgrade", "case"), ("check", "case")),
    (("read", "news.txt", "--case", "case"), ("evidence", "case", "--json")),
    (("draft", "news.txt", "-o", "case"),),
    (("library", "like", "case", "--json"),),
    (("past", "case", *FEW, "--json"),),
    (("behaviour", "case", *FEW, "--json"),),
    (("forecast", "case", *FEW, "--json"),),
    (("deals", "case", "PROPOSAL", *FEW, "--json"),),
)  # fmt: skip
SLOW_CHAINS: tuple[Chain, ...] = (
    (("linchpins", "case", "PROPOSAL", *FEW, "--json"),),
    (("explore", "case", "PROPOSAL", *ENOUGH, "--json"),),
    (("report", "case", "-o", "page.html", "--explore", "PROPOSAL", "--explore-worlds", "100",
      *ENOUGH), ("verify", "page.html")),
)  # fmt: skip
"""Seconds each: run a tenth as often."""


MOST_SECONDS = 300.0
"""Of processor time for one verb: exploring the largest case shipped takes a minute and more."""

NO_CASE = {
    "demo": "it takes no case",
    "new": "it takes no case",
    "serve": "it runs until it is stopped; the tests of the workbench ask it",
}

NEWS = (
    "France will not send troops to Haiti. Kenya said that it would send police to Haiti.\n"
    "“We will not sign the plan,” the president said on Monday.\n"
)

SAYS_SO = r"this case has no answer to that, which asks for|the evidence leaves the like of"
"""Refusals that are right for a sound case, for it has nothing that the verb is about."""


def missing() -> set[str]:
    """Return the verbs that nothing here runs or excuses."""
    run = {step[0] for chain in (*CHAINS, *SLOW_CHAINS) for step in chain}
    return {verb.name for verb in verbs()} - run - set(NO_CASE)


def faults_of_verbs(text: str, before: str, draw: random.Random, share: float) -> Iterator[str]:
    """Run some chains on a sound case, each with a chance of `share`, and yield what is wrong."""
    for chain in (*CHAINS, *SLOW_CHAINS):
        if draw.random() < (share / 10 if chain in SLOW_CHAINS else share):
            with tempfile.TemporaryDirectory() as folder:
                yield from _faults_of(chain, text, before, Path(folder))


def _faults_of(chain: Chain, text: str, before: str, folder: Path) -> Iterator[str]:
    if not (_put(text, folder / "case") and _put(before, folder / "before")):
        return  # with its sources at hand, `check` has something to say
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    proposals = list(parse(text).proposals)
    for step in chain:
        if step[0] == "ANSWER":
            _answered(folder / step[1])
            continue
        began = time.process_time()
        told, fault = _run(step, proposals[0] if proposals else "", folder)
        if time.process_time() - began > MOST_SECONDS:
            yield f"{' '.join(step)}: took {time.process_time() - began:.0f} s"
        if fault:
            yield f"{' '.join(step)}: {fault}"
        if told is None:
            return
        yield from (f"{' '.join(step)}: {each}" for each in _looked_at(step, told))


def _put(text: str, folder: Path) -> bool:
    """Write a case and sources with what it quotes; returns whether `check` finds it sound."""
    case = parse(text)
    quoted: dict[str, list[str]] = {
        source.file: [] for source in case.sources.values() if source.file
    }
    for _, cited in citations_in(case):
        source = case.sources.get(cited.source)
        if source and source.file:
            quoted[source.file].append(cited.quote)
    folder.mkdir()
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    for name, quotes in quoted.items():
        place = (folder / name).resolve()
        with contextlib.suppress(OSError, ValueError):
            if folder.resolve() in place.parents and not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text("\n\n".join(quotes), encoding="utf-8")
    checked = check(folder)
    return checked.is_sound and not checked.gaps


def _run(step: tuple[str, ...], proposal: str, folder: Path) -> tuple[str | None, str]:
    """Run a verb in a folder; returns what it printed, None where it refused, and what is wrong."""
    words = [proposal if word == "PROPOSAL" else word for word in step]
    kept = None
    if ">" in words:
        words, kept = words[: words.index(">")], folder / words[-1]
    if any(word == "" for word in words):
        return None, ""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    try:
        with (
            contextlib.chdir(folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            main(words)
    except SystemExit as ended:
        code = ended.code or 0
    except BaseException:  # noqa: BLE001 - a traceback is what is looked for
        return None, traceback.format_exc(limit=-4)
    if code:
        said = err.getvalue().strip() or out.getvalue().strip()
        right = re.search(SAYS_SO, said)
        return None, "" if right else f"exit code {code} for a sound case: {said[-600:]}"
    if kept:
        kept.write_text(out.getvalue(), encoding="utf-8")
    return out.getvalue(), ""


def _looked_at(step: tuple[str, ...], told: str) -> Iterator[str]:
    """Yield what is out of range in what a verb printed."""
    if "--json" not in step:
        yield from faults_of_text(told)
        return
    for line in told.splitlines() if step[0] == "evidence" else (told,):
        found = faults_of_result if step[0] in ("assess", "merge") else faults_of
        yield from found(json.loads(line))


def _answered(form: Path) -> None:
    """Fill in a form as an expert would who knows nothing: a tenth either way of one half."""
    with form.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    at = [rows[0].index(name) for name in ("5%", "50%", "95%")]
    for row in rows[1:]:
        for place, value in zip(at, ("0.4", "0.5", "0.6"), strict=True):
            row[place] = value
    with form.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
