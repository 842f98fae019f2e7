"""Two people at the same case at the same moment: nothing that was said to be done is lost.

Each pair of commands runs in two processes at once, several times over. `test_writing.py` has the
same verb twice, and kills.
"""

from __future__ import annotations

import contextlib
import csv
import inspect
import io
import json
import os
import shutil
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from tests.cli.forks import Forks
from tests.cli.test_writing import VERBS as THE_SAME_TWICE

from servanda.case.load import load
from servanda.cli import main
from servanda.cli.verbs import verbs
from servanda.reading.decisions import Decisions

STRAIT = Path(__file__).parents[1] / "cases" / "strait"
OLD = Path(__file__).parents[1] / "case" / "isle_1"
ROUNDS = int(os.environ.get("ROUNDS", "0"))
"""How often; by default four times, and once or twice what takes long."""
FEW = ("--worlds", "20")
STORIES = {
    "haiti.txt": "France will not send troops to Haiti. Kenya said that it would send police to"
    " Haiti.",
    "benin.txt": "Benin supports sending troops to Haiti. Hungary opposes Georgia’s accession to"
    " the EU, its minister told reporters on Friday.",
    "war.txt": "Truce\n\n3 May 1994\n\nSoldiers of Chad and Libya fought over the strip. Chad and"
    " Libya signed the Kufra Agreement. Under the agreement all Libyan troops shall leave the"
    " strip within 90 days.",
    "june.txt": "Truce frays\n\n9 June 1994\n\nLibya rejected the Kufra Agreement. Niger welcomed"
    " the agreement. Soldiers of Chad and Libya stay where they are.",
    "july.txt": "Prisoners\n\n1 July 1994\n\nChad and Libya fight on. Under the Kufra Agreement"
    " all prisoners are to be freed. Egypt welcomed the agreement.",
}


def said(*arguments: object) -> str:
    """Run a verb in this process, and return what it printed."""
    out = io.StringIO()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(io.StringIO()),
        pytest.raises(SystemExit) as stopped,
    ):
        main([str(each) for each in arguments])
    assert not stopped.value.code, (arguments, out.getvalue())
    return out.getvalue()


def changed_sheet(case: Path, file: Path, place: int, name: str) -> str:
    """Write the sheet of a case with one number changed, and return which."""
    said("export", case, "-o", file)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    plain = [row for row in rows if row["table"] == "number" and " to " in row["value"]]
    row = plain[place]
    row |= {"value": "0.011 to 0.012", "judged by": name, "judged on": "2032-01-01", "why": "x"}
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return row["path"]


class Pair(NamedTuple):
    """Two commands, and whether the folder then holds what each was to do."""

    one: tuple[str, ...]
    two: tuple[str, ...]
    kept: Callable[[Path], tuple[bool, bool]]
    codes: tuple[tuple[int, int], ...] = ((0, 0),)
    """The exit codes that may be, in order; who is told that nothing was done keeps nothing."""


def imports(place: Path) -> Pair:
    one, two = (changed_sheet(place / "strait", place / f"{n}.csv", n, f"who{n}") for n in (0, 1))

    def kept(place: Path) -> tuple[bool, bool]:
        text = (place / "strait" / "case.yaml").read_text("utf-8")
        return "who0" in text, "who1" in text

    assert one != two
    return Pair(("import", "0.csv", "--into", "strait"), ("import", "1.csv", "--into", "strait"),
                kept, ((0, 0), (0, 2)))  # fmt: skip


def ledger(place: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said("questions", place / "strait", *FEW, "--json"))[
        "questions"
    ]
    return found


def in_book(place: Path) -> str:
    said("ledger", "verify", place / "book.jsonl")
    return (place / "book.jsonl").read_text("utf-8")


def adds(place: Path) -> Pair:
    one, two, *_ = ledger(place)
    for name, body in (("1.json", one), ("2.json", two)):
        (place / name).write_text(json.dumps({"questions": [body]}), "utf-8")
    return Pair(
        ("ledger", "add", "book.jsonl", "1.json"), ("ledger", "add", "book.jsonl", "2.json"),
        lambda place: (f'"{one["id"]}"' in in_book(place), f'"{two["id"]}"' in in_book(place)),
    )  # fmt: skip


def resolves(place: Path) -> Pair:
    one, two, *_ = ledger(place)
    (place / "q.json").write_text(json.dumps({"questions": [one, two]}), "utf-8")
    said("ledger", "add", place / "book.jsonl", place / "q.json")
    (place / "crowd.csv").write_text(f"id,probability\n{one['id']},0.25\n", "utf-8")
    return Pair(
        ("ledger", "resolve", "book.jsonl", two["id"], "no", "--source", "gazette",
         "--on", two["closes"]),
        ("ledger", "crowd", "book.jsonl", "crowd.csv", "--source", "many"),
        lambda place: ("gazette" in in_book(place), '"many"' in in_book(place)),
    )  # fmt: skip


def decides(place: Path) -> Pair:
    said("read", place / "haiti.txt", place / "benin.txt", "--case", place / "strait")
    rows = [*map(json.loads, said("evidence", place / "strait", "--json").splitlines())]
    one, two = rows[0]["id"], rows[-1]["id"]

    def kept(place: Path) -> tuple[bool, bool]:
        decisions = Decisions(place / "strait")
        return bool(decisions.verdict(one)), bool(decisions.verdict(two))

    assert one != two
    return Pair(("evidence", "strait", "--accept", one), ("evidence", "strait", "--reject", two),
                kept)  # fmt: skip


def offers(place: Path) -> Pair:
    said("draft", place / "war.txt", "-o", place / "talks")
    said("draft", place / "war.txt", place / "june.txt", "-o", place / "talks")
    said("read", place / "war.txt", place / "june.txt", "--case", place / "talks")
    rows = [*map(json.loads, said("evidence", place / "talks", "--json").splitlines())]
    ids = [row["id"] for row in rows if row["who"] == "draft" and "actors." in row["what"]]
    assert len(ids) >= 1, rows
    ids += [row["id"] for row in rows if row["who"] != "draft"]

    def kept(place: Path) -> tuple[bool, bool]:
        decisions = Decisions(place / "talks")
        written = "niger" in yaml.safe_load((place / "talks/case.yaml").read_text())["actors"]
        return bool(decisions.verdict(ids[0])) and written, bool(decisions.verdict(ids[-1]))

    return Pair(("evidence", "talks", "--accept", ids[0]),
                ("evidence", "talks", "--accept", ids[-1]), kept)  # fmt: skip


def drafts(place: Path) -> Pair:
    said("draft", place / "war.txt", "-o", place / "talks")

    def kept(place: Path) -> tuple[bool, bool]:
        sources = yaml.safe_load((place / "talks/case.yaml").read_text("utf-8"))["sources"]
        return "june" in sources, "july" in sources

    return Pair(("draft", "war.txt", "june.txt", "-o", "talks"),
                ("draft", "war.txt", "july.txt", "-o", "talks"), kept)  # fmt: skip


def reads(place: Path) -> Pair:
    def kept(place: Path) -> tuple[bool, bool]:
        found = said("evidence", place / "strait", "--json")
        return '"doc": "haiti"' in found, '"doc": "benin"' in found

    return Pair(("read", "haiti.txt", "--case", "strait"),
                ("read", "benin.txt", "--case", "strait"), kept)  # fmt: skip


def shards(place: Path) -> Pair:
    def kept(place: Path) -> tuple[bool, bool]:
        merged = json.loads(said("merge", place / "parts", "--json"))
        return (merged["worlds"] == 20,) * 2

    return Pair(("shard", "strait", "--range", "0:7", "-o", "parts"),
                ("shard", "strait", "--range", "7:20", "-o", "parts"), kept)  # fmt: skip


def kept_shards(place: Path) -> Pair:
    def kept(place: Path) -> tuple[bool, bool]:
        return (json.loads(said("merge", place / "parts", "--json"))["worlds"] == 20,) * 2

    asked = ("assess", "strait", *FEW, "--shards", "parts", "--json")
    return Pair(asked, asked, kept)


def upgrades(place: Path) -> Pair:
    shutil.copytree(OLD, place / "isle")

    def kept(place: Path) -> tuple[bool, bool]:
        text = (place / "isle" / "case.yaml").read_text("utf-8")
        return ("servanda: 2" in text and bool(load(place / "isle").title),) * 2

    return Pair(("upgrade", "isle"), ("upgrade", "isle"), kept)


def sheets(place: Path) -> Pair:
    def kept(place: Path) -> tuple[bool, bool]:
        return ("0 of " in said("import", place / "n.csv", "--into", place / "strait"),) * 2

    return Pair(("export", "strait", "-o", "n.csv"), ("export", "strait", "-o", "n.csv"), kept)


def forms(place: Path) -> Pair:
    def kept(place: Path) -> tuple[bool, bool]:
        with (place / "ask" / "form.csv").open(encoding="utf-8-sig", newline="") as file:
            asked = len(list(csv.DictReader(file)))
        page = (place / "ask" / "form.html").read_text("utf-8")
        return (asked in (2, 3) and page.rstrip().endswith("</html>"),) * 2

    return Pair(("ask", "strait", "-o", "ask", "--numbers", "2", "--no-seeds"),
                ("ask", "strait", "-o", "ask", "--numbers", "3", "--no-seeds"), kept)  # fmt: skip


def begins(place: Path) -> Pair:
    def kept(place: Path) -> tuple[bool, bool]:
        title = load(place / "talks").title
        return "Tashkent" in title or "1966" in title, "Tashkent" in title or "1966" in title

    asked = ("new", "talks", "--like", "tashkent-1966")
    return Pair(asked, asked, kept, ((0, 2),))


PAIRS: dict[str, Callable[[Path], Pair]] = {
    "import": imports, "ledger add": adds, "ledger resolve": resolves, "evidence": decides,
    "evidence for a draft": offers, "draft": drafts, "read": reads, "shard": shards,
    "assess": kept_shards, "upgrade": upgrades, "export": sheets, "ask": forms, "new": begins,
}  # fmt: skip


OFTEN = {"evidence for a draft": 2, "draft": 1, "read": 1, "assess": 1, "shard": 2, "ask": 2,
         "new": 1}  # fmt: skip


ON_A_CORE = """
import os
from servanda.cli import main
if hasattr(os, "sched_setaffinity"):
    own = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {{own[{place} % len(own)]}})
main({arguments!r})
"""


def on_a_core(place: int, arguments: tuple[str, ...]) -> str:
    """Return what runs a verb on a core of its own: articles are then read by one process."""
    return ON_A_CORE.format(place=place, arguments=[*arguments])


@pytest.fixture(autouse=True)
def one_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are read by one process here too, for it is the loading that takes long."""
    monkeypatch.setattr("servanda.reading.many.parallel.cores", lambda: 1)


@pytest.mark.parametrize("name", PAIRS)
def test_what_two_are_told_is_done_is_done(name: str, tmp_path: Path, server: Forks) -> None:
    begun = tmp_path / "begun"
    begun.mkdir()
    shutil.copytree(STRAIT, begun / "strait")
    for file, text in STORIES.items():
        (begun / file).write_text(text, encoding="utf-8")
    pair = PAIRS[name](begun)
    for number in range(ROUNDS or OFTEN.get(name, 4)):
        place = Path(shutil.copytree(begun, tmp_path / str(number)))
        runs = [server.start(place, code=on_a_core(*each)) for each in enumerate(pair[:2])]
        told = [run.communicate() for run in runs]
        codes = [run.returncode for run in runs]
        assert tuple(sorted(map(int, codes))) in pair.codes, told
        assert not [each for _, each in told if "Traceback" in each], told
        kept = pair.kept(place)
        assert [code for code, done in zip(codes, kept, strict=True) if not code and not done] == []
        odd = (".part", ".old", ".lock", ".new")
        assert not [file for file in place.rglob("*") if file.suffix in odd]


PICTURES = """
from pathlib import Path
from servanda.report.library_pictures import save_pictures
from servanda.settlements.score import shipped_rows
save_pictures(shipped_rows(), Path("drawn"))
"""


def test_two_draw_the_library_at_once(tmp_path: Path, server: Forks) -> None:
    runs = [server.start(tmp_path, code=PICTURES) for _ in range(2)]
    told = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], told
    drawn = sorted((tmp_path / "drawn").iterdir())
    assert [file.name for file in drawn] == ["library_holds.svg", "library_signed.svg"]
    assert all(file.read_text("utf-8").rstrip().endswith("</svg>") for file in drawn)


WRITES_NOTHING = {
    "check", "merge", "why", "pool", "linchpins", "deals", "past", "behaviour", "forecast",
    "explore", "compare", "questions", "verify", "cite",
}  # fmt: skip
"""Verbs that only print: none has an option that names what to write."""

ELSEWHERE = {
    "serve": "tests/workbench/test_writing.py",
    "demo": "test_writing.py", "report": "test_writing.py", "graph": "test_writing.py",
    "library": "above: its pictures, of the scores that ship",
}  # fmt: skip


def written_options(name: str) -> set[str]:
    """Return the options of a verb that name a file or folder."""
    function = next(verb for verb in verbs() if verb.name == name).fetch()
    hints = typing.get_type_hints(function, include_extras=True)
    found = set()
    for parameter, hint in hints.items():
        base, *more = typing.get_args(hint) if hasattr(hint, "__metadata__") else (hint,)
        is_option = any(type(each).__name__ == "OptionInfo" for each in more)
        if is_option and "Path" in str(base):
            default = inspect.signature(function).parameters[parameter].name
            found.add("--" + default.replace("_", "-"))
    return found


def test_every_verb_that_writes_is_tried() -> None:
    """A new verb must be tried here, or be said to write nothing."""
    twice = {arguments[0] for arguments, *_ in THE_SAME_TWICE.values()}
    tried = {name.split()[0] for name in PAIRS} | twice | set(ELSEWHERE)
    every = {verb.name for verb in verbs()}
    assert every - tried - WRITES_NOTHING == set()
    assert tried & WRITES_NOTHING == set()
    for name in WRITES_NOTHING:
        assert not written_options(name), (name, "an option names a file; does it write?")
