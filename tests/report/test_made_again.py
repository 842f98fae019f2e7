"""A report is a seal: whatever is changed in it is found, and no trap in it is stepped into."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.case.template import begin
from servanda.door.hand_over import found_again
from servanda.engine.assess import assess
from servanda.engine.results import Assessment
from servanda.errors import InputError
from servanda.explore.finding import Finding
from servanda.report.embedding import MOST_WORLDS, read_back, report_text
from servanda.report.formats.html import page
from servanda.report.made_again import Compared, compare_again
from servanda.report.material import Explored, material


@dataclass
class Sealed:
    """A report, and what makes it again; what was made once for a case is not made twice."""

    html: str
    folder: Path
    made: dict[tuple[str, int, int], Assessment] = field(default_factory=dict)
    found: dict[str, Sequence[Finding]] = field(default_factory=dict)

    def verified(self, html: str) -> Compared:
        return compare_again(html, "memo.html", self._assess, self._find)

    def finds(self, html: str) -> bool:
        """Return whether a changed report is found to be one."""
        try:
            return not self.verified(html).same
        except InputError:
            return True

    def _assess(self, case: Case, worlds: int, seed: int) -> Assessment:
        key = case_hash(case), worlds, seed
        if key not in self.made:
            self.made[key] = assess(case, worlds=worlds, seed=seed)
        return self.made[key]

    def _find(self, case: Case, made: Assessment, explored: Explored) -> Sequence[Finding]:
        key = f"{made.case_hash} {made.worlds} {made.seed} {explored}"
        if key not in self.found:
            self.found[key] = found_again(case, made, explored)
        return self.found[key]


@cache
def _sealed(folder: Path) -> Sealed:
    begin(folder)
    (folder / "sources" / "brief.md").write_text(
        (folder / "sources" / "brief.md").read_text(encoding="utf-8")
        + "\n\nFar from any quotation.\n\n" * 300 + "The end.",
        encoding="utf-8",
    )  # fmt: skip
    case = load(folder)
    made = assess(case, worlds=120, seed=4)
    explored = Explored(lens=("truce",))
    found = found_again(case, made, explored)
    return Sealed(page(material(case, made, folder, found, explored=explored)), folder)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    return _sealed(tmp_path_factory.mktemp("sealed") / "case")


def test_an_untouched_report_comes_out_the_same(sealed: Sealed, tmp_path: Path) -> None:
    assert sealed.verified(sealed.html).same
    file = tmp_path / "memo.html"
    for as_sent in (sealed.html.encode(), sealed.html.replace("\n", "\r\n").encode(),
                    b"\xef\xbb\xbf" + sealed.html.encode() + b"\n\n"):  # fmt: skip
        file.write_bytes(as_sent)
        assert sealed.verified(report_text(file)).same


def test_a_long_text_is_carried_only_as_far_as_it_is_shown(sealed: Sealed) -> None:
    assert sealed.html.count("Far from any quotation.") < 10
    assert '<p class="gap">' in sealed.html


def first(pattern: str, to: str | Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    """Return what changes the first place that a pattern finds."""
    return lambda html: re.sub(pattern, to, html, count=1, flags=re.DOTALL)


def digit(match: re.Match[str]) -> str:
    return re.sub(r"\d", lambda m: str((int(m[0]) + 1) % 10), match.group(), count=1)


def inside(name: str, change: Callable[[str], str]) -> Callable[[str], str]:
    """Return what changes the text that a report carries under a name."""

    def changed(html: str) -> str:
        begin = f'<pre id="servanda-{name}">'
        before, _, rest = html.partition(begin)
        held, _, after = rest.partition("</pre>")
        import html as entities

        return f"{before}{begin}{entities.escape(change(read_back(held)))}</pre>{after}"

    return changed


def option(key: str, value: object) -> Callable[[str], str]:
    def changed(text: str) -> str:
        return json.dumps(json.loads(text) | {key: value}, separators=(",", ":"))

    return inside("options", changed)


def restyled(rule: str) -> Callable[[str], str]:
    """Return what adds a rule of style and lets the page's policy allow it."""

    def changed(html: str) -> str:
        html = html.replace("</style>", f"{rule}</style>", 1)
        style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
        assert style is not None
        digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
        return re.sub(r"sha256-[^&']+", f"sha256-{digest}", html, count=1)

    return changed


def exchanged(html: str) -> str:
    groups = re.findall(r'<td data-label="[^"]*"><strong>[^<]*</strong>', html)
    one, other = groups[0], next(each for each in groups if each != groups[0])
    return html.replace(one, "\0").replace(other, one).replace("\0", other)


TAMPERED = {
    "a share": first(r">\d+%", digit),
    "the error of a share": first(r"±[\d.]+", digit),
    "a word for a likelihood": first(r"\blikely\b", "unlikely"),
    "a verdict": first(r'(<span class="verdict [^"]*">)[^<]*', r"\1signed and holds"),
    "the colour of a verdict": first(r'class="verdict [\w-]+"', 'class="verdict not-computed"'),
    "a title": first("A truce along the line", "A truce behind the line"),
    "an actor": first("Norland", "Southland"),
    "a sentence turned round": first(r" is ", " is not "),
    "a sentence left out": first(r"<p>[^<]{30,}?\. ", "<p>"),
    "a paragraph put in": first(r"</h2>", "</h2><p>All parties agreed to this report.</p>"),
    "a section left out": first(r'<section id="limits">.*?</section>', ""),
    "an item of a list left out": first(r"<li>.*?</li>", ""),
    "a row of a table left out": first(r"<tr>\n?<td.*?</tr>", ""),
    "two cells exchanged": exchanged,
    "a word of a drawing": first(r"(<text [^>]*>)[^<]+", r"\1nothing"),
    "where a dot of a drawing lies": first(r'cx="[\d.]+"', 'cx="1"'),
    "how long a bar is": first(r'(<line [^>]*x2=")[\d.]+', r"\g<1>9"),
    "what a drawing says to those who cannot see": first(r"(<desc[^>]*>)[^<]+", r"\1nothing"),
    "quoted words": first(r"<mark>(\w+)", "<mark>perhaps"),
    "words around the quoted ones": first(r'class="around">[^<]*?(\w+)', 'class="around">never'),
    "which words are marked": first(r"<mark>([^<]*)</mark>", r"\1"),
    "who said it": first("servanda · 2025-02-01", "The Herald · 2025-02-01"),
    "when it was said": first("2025-02-01", "2025-02-11"),
    "how reliable it is": first("usually reliable", "completely reliable"),
    "why it was judged so": first("its council speaks of two years at most", "it said so"),
    "what a number rests on": first(r'(<span class="basis [\w-]+">)[^<]*', r"\1treaty"),
    "where a link leads": first(r'<a href="#[\w.-]+"', '<a href="#limits"'),
    "what a link tells those who point at it": first(r'title="[^"]+"', 'title="nothing"'),
    "the heading of a column on a phone": first(r'data-label="[^"]+"', 'data-label="Refused"'),
    "the heading of the window": first(r"<title>[^<]*", "<title>Certain peace"),
    "which version wrote it": first(r'content="servanda [^"]*"', 'content="servanda 99"'),
    "how many worlds it says": first(r"120 worlds", "120,000 worlds"),
    "a style that hides": restyled(".verdict{display:none}"),
    "a style that writes": restyled("h1::after{content:' (adopted)'}"),
    "a remark": first("</main>", "<!-- adopted --></main>"),
    "a letter that looks the same": first("Norland", "N\u043erland"),
    "a letter nobody sees": first("Norland", "Nor\u200bland"),
    "the direction of writing": first("Norland", "\u202eNorland"),
    "an address to go to": first("<meta c", '<meta http-equiv="refresh" content="1"><meta c'),
    "words behind the end": lambda html: html + "<p>Adopted.</p>",
    "a number of the results inside": inside("digits", first(r'"share":0\.\d', '"share":0.0')),
    "a number of the case inside": inside("case", first("0.30 to 0.36", "0.40 to 0.46")),
    "a word of the case inside": inside("case", first("B2", "A1")),
    "a remark of the case inside": inside("case", first("one is invented", "one is real")),
    "the seed inside": option("seed", 5),
    "the number of worlds inside": option("worlds", 121),
    "what was explored inside": option("lens", []),
    "a text inside": inside("texts", first("third", "fourth")),
    "that it is for the public": option("public", True),
    "that findings were put in by hand": option("explored", None),
}  # fmt: skip
"""Ways to make a report say what does not come out."""


@pytest.mark.parametrize("kind", TAMPERED)
def test_it_is_found(sealed: Sealed, kind: str) -> None:
    changed = TAMPERED[kind](sealed.html)
    assert changed != sealed.html, "nothing was changed: mend the test"
    assert sealed.finds(changed)


def test_any_digit_of_any_number_is_found_where_it_stands(sealed: Sealed) -> None:
    visible = sealed.html.partition('<pre id="servanda-case">')[0].partition("<body>")
    places = [m.start() for m in re.finditer(r"\d", visible[2])]
    rng, before = random.Random(11), len(visible[0] + visible[1])
    for place in rng.sample(places, 60):
        at = before + place
        wrong = str((int(sealed.html[at]) + 1) % 10)
        found = sealed.verified(f"{sealed.html[:at]}{wrong}{sealed.html[at + 1 :]}")
        assert len(found.differences) == 1
        assert found.differences[0].where.startswith("page, ")


def test_findings_put_in_by_hand_are_not_vouched_for(sealed: Sealed) -> None:
    case = load(sealed.folder)
    made = assess(case, worlds=120, seed=4)
    found = found_again(case, made, Explored(lens=("truce",)))
    html = page(material(case, made, sealed.folder, found))
    compared = sealed.verified(html)
    assert compared.by_hand
    assert not compared.same


DEEP = "[" * 200_000
TRAPS = {
    "deep lists": inside("options", lambda _: DEEP),
    "deep objects": inside("digits", lambda _: '{"a":' * 100_000),
    "deep texts": inside("texts", lambda _: '{"a":' + DEEP),
    "many escaped quotation marks": inside("texts", lambda _: '"' + '\\"' * 2_000_000),
    "no JSON": inside("options", lambda _: "nonsense"),
    "a list": inside("options", lambda _: "[]"),
    "a number of a million digits": inside("options", lambda _: '{"seed":' + "9" * 900_000 + "}"),
    "huge worlds": option("worlds", 10**9),
    "more worlds than any": option("worlds", 10**30),
    "just too many worlds": option("worlds", MOST_WORLDS + 1),
    "no worlds": option("worlds", 0),
    "worlds below none": option("worlds", -5),
    "infinite worlds": inside("options", first('"worlds":120', '"worlds":Infinity')),
    "worlds that are no number": inside("options", first('"worlds":120', '"worlds":NaN')),
    "worlds beyond numbers": inside("options", first('"worlds":120', '"worlds":1e999')),
    "half a world": option("worlds", 120.5),
    "worlds in words": option("worlds", "120"),
    "true worlds": option("worlds", True),
    "worlds in a list": option("worlds", [120]),
    "a seed below zero": option("seed", -1),
    "a huge seed": option("seed", 2**80),
    "a version that is no text": option("version", {"a": 1}),
    "public in words": option("public", "no"),
    "exploring what is not proposed": option("explored", ["tea"]),
    "exploring a number": option("explored", 3),
    "exploring lists": option("lens", [["truce"]]),
    "worlds to explore that are none": option("explored_worlds", None),
    "texts that are none": inside("texts", lambda _: '{"brief": 3}'),
    "texts of unknown sources": inside("texts", lambda _: '{"other": "x"}'),
    "a case that is none": inside("case", lambda _: "title: x"),
    "a case of aliases": inside("case", lambda _: "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n" * 400),
    "a deep case": inside("case", lambda _: "[" * 100_000),
    "two cases": first('<pre id="servanda-case">', '<pre id="servanda-case">x</pre>' * 2
                       + '<pre id="servanda-case">'),
    "no options": lambda html: html.replace('id="servanda-options"', 'id="options"'),
    "an end in the middle": lambda html: html[: len(html) // 2],
    "no report": lambda _: "<html></html>",
    "nothing": lambda _: "",
}  # fmt: skip


@pytest.mark.timeout(30)
@pytest.mark.parametrize("kind", TRAPS)
def test_a_trap_gets_one_refusal_at_once(sealed: Sealed, kind: str) -> None:
    changed = TRAPS[kind](sealed.html)
    assert changed != sealed.html
    began = time.monotonic()

    def never(*_: object) -> Assessment:
        raise AssertionError("it was run")

    with pytest.raises(InputError) as refused:
        compare_again(changed, "memo.html", never, found_again)
    assert time.monotonic() - began < 10
    assert len(str(refused.value)) < 1_000


def test_what_is_no_file_of_a_report_is_not_read(tmp_path: Path) -> None:
    for place in (Path("/dev/zero"), tmp_path):
        with pytest.raises(InputError, match="no ordinary file"):
            report_text(place)
    binary = tmp_path / "memo.docx"
    binary.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(InputError, match="no whole servanda report"):
        report_text(binary)
    huge = tmp_path / "huge.html"
    with huge.open("wb") as stream:
        stream.truncate(70_000_000)
    with pytest.raises(InputError, match="64 MB"):
        report_text(huge)
