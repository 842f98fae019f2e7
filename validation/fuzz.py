"""Inputs built to break it: mutants of cases and documents, ranges and endings as the oracle.

    python validation/fuzz.py cases     [--seconds 60] [--seed 0] [--verbs 0.02]
    python validation/fuzz.py documents [--seconds 60] [--seed 0]

A mutant of a case is either refused, with the place and what to write instead, or sound; then it is
assessed, every declared column of the result lies in its range (`fuzz_ranges.py`), bounds are in
order, nothing is infinite, and every verb (`fuzz_verbs.py`; each on a share of the mutants) ends
without refusing it, with no traceback; verdicts are put to their trials on every fourth. A mutant
of a document is read or told of as unread (`fuzz_documents.py`); offsets point at what they say,
and no document takes longer than its budget. Failing mutants are written to the folder that the
last line names, and the exit code is 1. One seed, one sequence: a failing number can be made again
with `--first N --count 1`. A run that is stopped (SIGTERM) tells what it tried.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml
from fuzz_count import SLOW, counted
from fuzz_documents import fuzz_documents
from fuzz_ranges import faults_of_result
from fuzz_verbs import faults_of_verbs, missing

TOP = Path(__file__).parents[1]
WORLDS = 24

ODD: tuple[Any, ...] = (
    0, 1, -1, 0.5, 1e-12, 1e-300, 1e308, -1e308, math.inf, -math.inf, math.nan, 2**63, "", " ",
    "?", "0 to 0", "1 to 1", "0.2 to 0.1", "-1 to 1", "0% to 100%", "likely", "almost no chance",
    "never", "1e3 to 1e9", "0.1 to", "=1+1", "<b>x</b>", "\u202ex", "x" * 3000, True, False, None,
    [], {}, [[]], {"a": {}}, ["a", "a"], {"mix": {}}, {"value": "0.1 to 0.3", "unit": "parsecs"},
    {"uniform": [0.2, 0.2]}, {"beta": [0, 0]}, {"lognormal": [0.1, 50]}, {"normal": [0.5, 0]},
    {"triangular": [0, 1, 0.5]}, {"base_rate": "discount"}, {"base_rate": "no_such"}, "2025-02-30",
    "as_held",
)  # fmt: skip
"""Values that something, somewhere, does not expect."""

Place = tuple[Any, Any]


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads a case as the package does: `on`, `off`, `yes` and `no` are words."""


Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
Loader.yaml_implicit_resolvers = {
    sign: [
        (tag, pattern)
        for tag, pattern in resolvers
        if not (tag.endswith(":bool") and sign not in "tTfF")
    ]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def bases() -> list[tuple[str, Any]]:
    """The cases to mutate, each sound or with gaps to fill in: name and content."""
    folders = [*(TOP / "tests" / "cases").iterdir(), *(TOP / "examples").iterdir()]
    files = [folder / "case.yaml" for folder in folders]
    files += sorted((TOP / "src" / "servanda" / "case" / "new").glob("*.yaml"))
    contents = [
        (str(file.relative_to(TOP)), yaml.load(file.read_text("utf-8"), Loader))
        for file in sorted(files)
        if file.exists()
    ]
    return [(name, content) for name, content in contents if isinstance(content, dict)]


def written(content: Any) -> str:
    """A case as a file says it."""
    return str(yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False))


def places_in(value: Any) -> Iterator[Place]:
    """Every container and the key of something in it."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield value, key
            yield from places_in(below)
    elif isinstance(value, list):
        for i, below in enumerate(value):
            yield value, i
            yield from places_in(below)


def mutated(case: Any, draw: random.Random) -> Any:
    """A case with one to four changes."""
    made = deepcopy(case)
    for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 4))):
        places = list(places_in(made))
        if not places:
            break
        holder, key = draw.choice(places)
        draw.choice((_odd, _odd, _odd, _dropped, _swapped, _renamed, _scaled, _copied, _emptied))(
            holder, key, places, draw
        )
    return made


def _odd(holder: Any, key: Any, places: list[Place], draw: random.Random) -> None:
    holder[key] = deepcopy(draw.choice(ODD))


def _dropped(holder: Any, key: Any, places: list[Place], draw: random.Random) -> None:
    del holder[key]


def _swapped(holder: Any, key: Any, places: list[Place], draw: random.Random) -> None:
    other, there = draw.choice(places)
    with contextlib.suppress(KeyError, IndexError, TypeError):
        one, two = deepcopy(holder[key]), deepcopy(other[there])
        holder[key], other[there] = two, one


def _renamed(holder: Any, key: Any, places: list[Place], draw: random.Random) -> None:
    if isinstance(holder, dict):
        names = [k for h, k in places if isinstance(h, dict)]
        holder[draw.choice([*names, "nobody", "", 7, None])] = holder.pop(key)


def _scaled(holder: Any, key: Any, places: list[Place], draw: random.Random) -> None:
    value = holder[key]
    if isinstance(value, int | float) and not isinstance(value, bool):
        holder[key] = value * draw.choice((-1, 0, 1e-9, 0.1, 10, 1e6))


def _copied(holder: Any, key: Any, places: list[Place], draw: random.Random) -> None:
    if isinstance(holder, list):
        holder.append(deepcopy(holder[key]))
    else:
        holder[f"{key}_again"] = deepcopy(holder[key])


def _emptied(holder: Any, key: Any, places: list[Place], draw: random.Random) -> None:
    holder[key] = type(holder[key])() if isinstance(holder[key], dict | list | str) else None


def try_case(text: str, trials: bool = True) -> tuple[str, list[str]]:
    """What became of a mutant, with the trials of its verdicts or without; and what is wrong."""
    from servanda.case.check import gaps_in
    from servanda.case.load import parse
    from servanda.engine.assess import assess
    from servanda.errors import ServandaError

    try:
        case = parse(text)
    except ServandaError as error:
        return "refused", [] if str(error).strip() else ["refused without a word"]
    try:
        told = assess(case, worlds=WORLDS, seed=1, robustness=trials).to_dict()
    except ServandaError as error:
        if any(gaps_in(case)):  # what is still to be filled in is told by check, and refused
            return "gaps", []
        return "sound", [f"sound for check, refused by assess: {error}"]
    return "sound", list(faults_of_result(told))


def fuzz_cases(given: argparse.Namespace, keep: Callable[[int, str, str], None]) -> Counter[str]:
    """Mutate cases until the time is over."""
    pool = bases()
    texts = {name: written(content) for name, content in pool}
    for name, text in texts.items():  # compiling is on nobody's account
        what, wrong = try_case(text)
        if what == "refused" or wrong or missing():
            sys.exit(f"{name} is {what}, so that its mutants try nothing: {wrong} {missing()}")
    given.until = time.monotonic() + given.seconds
    weights = [1.0 / (1 + len(text) / 4000) ** 2 for text in texts.values()]
    ended: Counter[str] = Counter()
    for number in counted(given):
        draw = random.Random(f"{given.seed}:{number}")
        name, content = draw.choices(pool, weights)[0]
        text = written(mutated(content, draw))
        if draw.random() < 0.1:
            text = _scribbled(text, draw)
        began = time.process_time()
        try:
            what, wrong = try_case(text, trials=number % 4 == 0)
            if time.process_time() - began > SLOW:
                wrong.append(f"took {time.process_time() - began:.0f} s")
            if what == "sound" and not wrong:
                wrong = list(faults_of_verbs(text, texts[name], draw, given.verbs))
        except Exception:  # noqa: BLE001 - a traceback is what is looked for
            what, wrong = "traceback", [traceback.format_exc(limit=-4)]
        ended[what] += 1
        if wrong:
            ended["WRONG"] += 1
            keep(number, f"{name}\n" + "\n".join(wrong), text)
    return ended


def _scribbled(text: str, draw: random.Random) -> str:
    """A text with characters taken out, doubled or put in."""
    signs = list(text)
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(signs) + 1)
        signs[at : at + draw.choice((0, 1, 5))] = draw.choice(
            ("", "\t", ":", "- ", "{", "[", "&a ", "*a", "'", '"', "\x00", "\ud7ff", "#", "!!int ")
        )
    return "".join(signs)


def main() -> int:
    """Fuzz, print what became of the mutants, keep those that broke something."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("what", choices=("cases", "documents"))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=0, help="stop after so many")
    parser.add_argument(
        "--verbs", type=float, default=0.02, help="share of sound ones that a verb runs on"
    )
    parser.add_argument("--keep", type=Path, help="where failing mutants go")
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)

    def keep(number: int, wrong: str, text: str) -> None:
        print(f"--- mutant {number} of seed {given.seed}: {wrong[:1500]}", flush=True)
        (folder / f"{given.what}-{given.seed}-{number}.txt").write_text(
            text, encoding="utf-8", errors="surrogatepass"
        )

    def stop(*_: object) -> None:
        given.until = 0.0  # what was tried so far is counted

    signal.signal(signal.SIGTERM, stop)
    began = time.monotonic()
    ended = (fuzz_cases if given.what == "cases" else fuzz_documents)(given, keep)
    total = sum(n for what, n in ended.items() if what != "WRONG")
    seconds = time.monotonic() - began
    print(
        f"{total} {given.what} of seed {given.seed} in {seconds:.0f} s: "
        + ", ".join(f"{n} {what}" for what, n in sorted(ended.items()))
    )
    if ended["WRONG"]:
        print(f"what broke something lies in {folder}")
    return 1 if ended["WRONG"] else 0


if __name__ == "__main__":
    sys.exit(main())
