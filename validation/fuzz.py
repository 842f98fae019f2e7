"""Inputs built to break it: mutants of cases and documents, ranges and endings as the oracle.

    python validation/fuzz.py cases     [--seconds 60] [--seed 0] [--verbs 0.005]
    python validation/fuzz.py documents [--seconds 60] [--seed 0]

A mutant of a case is either refused, with the place and what to write instead, or sound; then it is
assessed, and every share lies in [0, 1], every spread is in order, nothing is infinite, and every
verb ends with an exit code and no traceback. A mutant of a document is read or told of as unread;
offsets point at what they say, and no document takes longer than its budget. Failing mutants are
written to the folder that the last line names, and the exit code is 1. One seed, one sequence: a
failing number can be made again with `--first N --count 1`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import math
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

TOP = Path(__file__).parents[1]
WORLDS = 24
SLOW = 60.0
"""Seconds of processor time that nothing may take: mutants are small."""

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


def bases() -> list[tuple[str, Any]]:
    """The cases to mutate, small ones first among equals: name and content."""
    folders = [*(TOP / "tests" / "cases").iterdir(), *(TOP / "examples").iterdir()]
    files = [folder / "case.yaml" for folder in folders]
    files += sorted((TOP / "src" / "servanda" / "case" / "new").glob("*.yaml"))
    return [
        (str(file.relative_to(TOP)), yaml.safe_load(file.read_text("utf-8")))
        for file in sorted(files)
        if file.exists()
    ]


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


def faults_of(told: Any, where: str = "") -> Iterator[str]:
    """What is out of range in a result as `--json` gives it."""
    if isinstance(told, dict):
        for key, value in told.items():
            at = f"{where}.{key}"
            is_share = key in ("share", "blocks") and isinstance(value, int | float)
            if is_share and not 0 <= value <= 1:
                yield f"{at} = {value}"
            yield from faults_of(value, at)
        spread = [told.get(name) for name in ("5", "50", "95")]
        if None not in spread and spread != sorted(spread):
            yield f"{where}: quantiles out of order: {told}"
    elif isinstance(told, list | tuple):
        for i, value in enumerate(told):
            yield from faults_of(value, f"{where}.{i}")
    elif isinstance(told, float) and not math.isfinite(told):
        yield f"{where} = {told}"


def try_case(text: str, verbs: bool) -> tuple[str, list[str]]:
    """What became of a mutant, and what is wrong with that."""
    from servanda.case.check import gaps_in
    from servanda.case.load import parse
    from servanda.engine.assess import assess
    from servanda.errors import CaseError, ServandaError

    try:
        case = parse(text)
    except CaseError as error:
        return "refused", [] if str(error).strip() else ["refused without a word"]
    except ServandaError as error:
        return "refused", [] if str(error).strip() else ["refused without a word"]
    wrong = []
    try:
        told = assess(case, worlds=WORLDS, seed=1).to_dict()
        json.dumps(told, allow_nan=False)
        wrong += list(faults_of(told))
    except ServandaError as error:
        if any(gaps_in(case)):  # what is still to be filled in is told by check, and refused
            return "gaps", []
        wrong.append(f"sound for check, refused by assess: {error}")
    if verbs:
        wrong += list(_verbs(text))
    return "sound", wrong


VERBS = ("check", "assess", "why", "cite", "graph", "linchpins", "deals", "past", "forecast")


def _verbs(text: str) -> Iterator[str]:
    """Run every verb on the mutant, as a user would."""
    from servanda.cli import main

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "case.yaml").write_text(text, encoding="utf-8")
        for verb in VERBS:
            out, err = io.StringIO(), io.StringIO()
            options = ["--worlds", "24"] if verb not in ("check", "cite") else []
            try:
                with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                    main([verb, folder, *options])
            except SystemExit as ended:
                if ended.code not in (0, 1, 2, None):
                    yield f"{verb}: exit code {ended.code}"
            except Exception:  # noqa: BLE001 - a traceback is what is looked for
                yield f"{verb}: {traceback.format_exc(limit=-3)}"


def fuzz_cases(given: argparse.Namespace, keep: Callable[[int, str, str], None]) -> Counter[str]:
    """Mutate cases until the time is over."""
    pool = bases()
    for number, (_, content) in enumerate(pool):  # compiling is on nobody's account
        try_case(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), number == 0)
    given.until = time.monotonic() + given.seconds
    weights = [1.0 / (1 + len(json.dumps(content, default=str)) / 4000) for _, content in pool]
    ended: Counter[str] = Counter()
    for number in counted(given):
        draw = random.Random(f"{given.seed}:{number}")
        name, content = draw.choices(pool, weights)[0]
        text = yaml.safe_dump(mutated(content, draw), allow_unicode=True, sort_keys=False)
        if draw.random() < 0.1:
            text = _scribbled(text, draw)
        began = time.process_time()
        try:
            what, wrong = try_case(text, draw.random() < given.verbs)
        except Exception:  # noqa: BLE001 - a traceback is what is looked for
            what, wrong = "traceback", [traceback.format_exc(limit=-4)]
        if time.process_time() - began > SLOW:
            wrong.append(f"took {time.process_time() - began:.0f} s")
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


# documents

PIECES = (
    "Russia said on Thursday that it will not accept the plan.",
    "“We agree,” she said, “if they leave.”",
    "Critics of Kyiv deny that it accepted.",
    "Q: Will you sign? A: No.",
    "According to the envoy, talks",
    "The Parties agree to a cease-fire for 90 days.",
    "Mr. Smith Jr., a former adviser",
    "By A. Writer",
    "OSLO (Reuters) -",
    *("“", "”", "‘no", "»ja«", "(", "—", "\u202e", "\u200f", "e\u0301", "1994", "U.S.", "- "),
    *("* * *", "a" * 400, "<p>", "</div>", "&amp;", "\x00", "\ufffd", "\t", "=SUM(1)", "..."),
    *("’s", "\n", "\n\n"),
)


def document(draw: random.Random) -> tuple[str, bytes]:
    """A document of some kind, and its name."""
    text = " ".join(draw.choices(PIECES, k=draw.randint(0, 60)))
    if draw.random() < 0.03:
        text = draw.choice(PIECES) * draw.choice((10, 1000, 4000))
    kind = draw.choice(("txt", "md", "html", "docx", "pdf", "txt"))
    if kind == "html":
        body = "".join(f"<p>{text[i : i + 200]}</p>" for i in range(0, len(text), 200))
        data = (
            f"<!doctype html><html><body>{'<div>' * draw.choice((0, 1, 300))}{body}</body></html>"
        )
        return "a.html", _as_bytes(data, draw)
    if kind == "docx":
        return "a.docx", _damaged(_word(text, draw), draw)
    if kind == "pdf":
        return "a.pdf", _damaged(_pdf(text), draw)
    return f"a.{kind}", _as_bytes(text, draw)


def _as_bytes(text: str, draw: random.Random) -> bytes:
    encoding = draw.choice(("utf-8", "utf-8", "utf-16", "cp1252", "latin-1", "utf-8-sig"))
    return _damaged(text.encode(encoding, "replace"), draw)


def _damaged(data: bytes, draw: random.Random) -> bytes:
    """Some bytes taken out, changed or doubled, often none."""
    made = bytearray(data)
    for _ in range(draw.choice((0, 0, 1, 2, 8))):
        if made:
            at = draw.randrange(len(made))
            made[at : at + draw.choice((0, 1, 30))] = draw.randbytes(draw.choice((0, 1, 8)))
    return bytes(made)


def _word(text: str, draw: random.Random) -> bytes:
    ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    safe = "".join(c for c in text if c.isprintable()).replace("&", "&amp;").replace("<", "&lt;")
    runs = "".join(
        f"<w:p><w:r><w:t>{safe[i : i + 300]}</w:t></w:r></w:p>" for i in range(0, len(safe), 300)
    )
    out = io.BytesIO()
    method = draw.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{ns}"><w:body>{runs}</w:body></w:document>'
        )
    return out.getvalue()


def _pdf(text: str) -> bytes:
    line = "".join(c for c in text if c.isascii() and c.isprintable() and c not in "()\\")
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    for number, part in enumerate(parts, 1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return out + b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF"


def try_document(path: Path) -> tuple[str, list[str]]:
    """What became of a document, and what is wrong with that."""
    from servanda.evidence.span import joined
    from servanda.reading.positions import account_of
    from servanda.reading.read import said_in, shipped_extractor
    from servanda.reading.text.article import read_document

    said = said_in(read_document(path), shipped_extractor())
    wrong = [f"block {b.span} outside" for b in said.blocks if not b.span.end <= len(said.text)]
    wrong += [
        f"quote {s.quote!r}" for s in said.statements if joined(s.content, said.text) != s.quote
    ]
    wrong += [f"stance {s.quote!r}" for s in said.stances if s.evidence.of(said.text) != s.quote]
    wrong += [
        f"cited {c.quote!r}" for c in account_of([said]).citations if c.quote not in said.text
    ]
    return ("unread" if said.unread else "read"), wrong


def fuzz_documents(
    given: argparse.Namespace, keep: Callable[[int, str, str], None]
) -> Counter[str]:
    """Mutate documents until the time is over."""
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.txt"
        first.write_text(" ".join(PIECES), encoding="utf-8")
        try_document(first)
        given.until = time.monotonic() + given.seconds
        for number in counted(given):
            draw = random.Random(f"{given.seed}:{number}")
            name, data = document(draw)
            path = Path(folder) / name
            path.write_bytes(data)
            began = time.process_time()
            try:
                what, wrong = try_document(path)
            except Exception:  # noqa: BLE001 - a traceback is what is looked for
                what, wrong = "traceback", [traceback.format_exc(limit=-4)]
            if time.process_time() - began > SLOW:
                wrong.append(f"took {time.process_time() - began:.0f} s of processor time")
            ended[what] += 1
            if wrong:
                ended["WRONG"] += 1
                keep(number, f"{name}\n" + "\n".join(wrong), data.decode("latin-1"))
    return ended


def counted(given: argparse.Namespace) -> Iterator[int]:
    """Numbers of mutants, until time or count is over."""
    number = given.first
    while time.monotonic() < given.until and (
        not given.count or number < given.first + given.count
    ):
        yield number
        number += 1


def main() -> int:
    """Fuzz, print what became of the mutants, keep those that broke something."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("what", choices=("cases", "documents"))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=0, help="stop after so many")
    parser.add_argument("--verbs", type=float, default=0.005, help="share run through every verb")
    parser.add_argument("--keep", type=Path, help="where failing mutants go")
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)

    def keep(number: int, wrong: str, text: str) -> None:
        print(f"--- mutant {number} of seed {given.seed}: {wrong[:1500]}", flush=True)
        (folder / f"{given.what}-{given.seed}-{number}.txt").write_text(
            text, encoding="utf-8", errors="surrogatepass"
        )

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
