"""The page says what the assessment says, links to where it stands, and can do nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.report.conftest import Assessed

from servanda.engine.assess import assess
from servanda.escaping.hidden import HIDDEN
from servanda.explore.finding import Finding, Provenance
from servanda.report.embedding import embedded
from servanda.report.formats.html import render_html

MAY_STAND = {
    "html", "head", "meta", "title", "link", "style", "body", "header", "nav", "main", "section",
    "p", "h1", "h2", "h3", "h4", "h5", "ol", "ul", "li", "a", "span", "strong", "mark", "table",
    "caption", "thead", "tbody", "tr", "th", "td", "div", "figure", "figcaption", "details",
    "summary", "blockquote", "footer", "pre", "i", "svg", "line", "circle", "rect", "polyline",
    "polygon", "text", "desc",
}  # fmt: skip


class Page(HTMLParser):
    """Everything a page holds: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def all(self, attribute: str) -> list[str]:
        """Return every value of an attribute."""
        return [value or "" for _, given in self.elements for k, value in given.items()
                if k == attribute]  # fmt: skip


@pytest.fixture(scope="module")
def html(strait_assessed: Assessed) -> str:
    return render_html(strait_assessed.case, strait_assessed.assessment, strait_assessed.folder)


@pytest.fixture(scope="module")
def hostile_html(hostile: Assessed) -> str:
    return render_html(hostile.case, hostile.assessment, hostile.folder)


def _check(html: str) -> None:
    """Assert that a page holds no element or attribute by which anything could run or load."""
    page = Page(html)
    assert page.open == []
    assert {tag for tag, _ in page.elements} <= MAY_STAND
    for tag, given in page.elements:
        assert not [name for name in given if name.startswith("on") or name == "style"], tag
        assert not {"src", "srcset", "action", "formaction", "xlink:href"} & set(given)
        href = given.get("href")
        assert href is None or href.startswith(("#", "https://", "http://")) or href == "data:,"
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    for anchor in page.all("href"):
        assert not anchor.startswith("#") or anchor[1:] in ids, anchor


def test_the_page_is_well_formed_and_inert_and_every_link_lands(html: str) -> None:
    _check(html)


def test_a_hostile_case_adds_no_element_no_attribute_and_no_address(hostile_html: str) -> None:
    _check(hostile_html)
    assert "document.title" in hostile_html  # it is there, as text
    assert HIDDEN.search(hostile_html) is None
    assert "[U+202E]" in hostile_html


def test_the_policy_allows_the_style_sheet_and_nothing_else(html: str) -> None:
    policy = next(given["content"] or "" for _, given in Page(html).elements
                  if given.get("http-equiv") == "Content-Security-Policy")  # fmt: skip
    match = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert match is not None
    digest = base64.b64encode(hashlib.sha256(match.group(1).encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    assert "unsafe" not in policy


def test_no_share_stands_without_its_error_or_word(html: str, strait_assessed: Assessed) -> None:
    for result in strait_assessed.assessment.proposals:
        assert result.title in html
    cells = re.findall(r'data-label="Signed"><strong>([^<]*)</strong><span class="below">([^<]*)',
                       html)  # fmt: skip
    assert len(cells) == len(strait_assessed.assessment.proposals)
    for share, word in cells:
        assert "±" in share or share.startswith(("&lt;", "&gt;"))
        assert any(w in word for w in ("likely", "chance", "certain", "even"))


def test_a_number_leads_to_the_quoted_words_in_their_source(
    hostile_html: str, hostile: Assessed
) -> None:
    begins = [m.end() for m in re.finditer(r'<span id="q\d+" class="target"></span><mark>',
                                           hostile_html)]  # fmt: skip
    assert len(begins) == 11
    assert hostile_html[begins[0] :].startswith("Before &lt;script&gt;")
    assert 'href="#q1"' in hostile_html
    assert 'id="n-war.swing"' in hostile_html
    assert 'href="#n-war.swing"' in hostile_html


def test_what_is_embedded_runs_again_to_the_same_digits(
    hostile_html: str, hostile: Assessed, html: str
) -> None:
    from servanda.case.load import parse

    found = embedded(hostile_html)
    assert found.case_yaml == (hostile.folder / "case.yaml").read_text(encoding="utf-8")
    again = assess(parse(found.case_yaml), worlds=found.worlds, seed=found.seed)
    assert again.to_dict() == found.digits
    assert embedded(html).seed == 3


def test_the_public_page_holds_no_quotation_and_no_source(hostile: Assessed) -> None:
    html = render_html(hostile.case, hostile.assessment, hostile.folder, public=True)
    _check(html)
    assert "quoted words" not in html
    assert "evil" not in html
    found = embedded(html)
    from servanda.case.load import parse

    again = assess(parse(found.case_yaml), worlds=found.worlds, seed=found.seed).to_dict()
    ours = {k: v for k, v in found.digits.items() if k not in ("case", "case_hash")}
    numbers = [[p["signed"], p["war_months"], p["holds"]] for p in again["proposals"]]
    assert numbers == [[p["signed"], p["war_months"], p["holds"]] for p in ours["proposals"]]


def _finding(shape: str, rows: tuple[dict[str, object], ...]) -> Finding:
    how = Provenance("a toy", worlds=10)
    return Finding("toy", f"Is there a {shape}?", f"A claim on a {shape}.", shape, rows, how)  # type: ignore[arg-type]


def test_findings_are_drawn_by_shape_whatever_they_are_called(strait_assessed: Assessed) -> None:
    findings = (
        _finding("interval", ({"label": "a", "low": 0.1, "middle": 0.2, "high": 0.5},)),
        _finding("tornado", ({"label": "b", "value": -0.2, "error": 0.1, "group": "evidence"},)),
        _finding("box", ({"box": "1", "input": "c", "low": None, "high": 0.4, "range_low": 0.0,
                          "range_high": 1.0, "frequency": 0.9},)),
        _finding("frontier", ({"label": "d", "x": 0.2, "y": 0.3, "on_frontier": True},
                              {"label": "e", "x": 0.1, "y": 0.1, "on_frontier": False})),
        _finding("survival curve", ({"series": "f", "years": 1, "share": 0.8, "low": 0.7,
                                     "high": 0.9},)),
        _finding("table", ({"anything": "<b>", "else": 3},)),
    )  # fmt: skip
    html = render_html(
        strait_assessed.case, strait_assessed.assessment, strait_assessed.folder, findings
    )
    _check(html)
    for finding in findings:
        assert finding.claim in html
        assert finding.question in html
    for section in ("changes", "scenarios", "deals"):
        assert f'<section id="{section}">' in html


def test_a_finding_that_found_nothing_says_so(strait_assessed: Assessed) -> None:
    nothing = Finding("toy", "What flips it?", "Nothing inside the stated ranges flips it.",
                      "tornado", (), Provenance("a toy"), found=False)  # fmt: skip
    html = render_html(
        strait_assessed.case, strait_assessed.assessment, strait_assessed.folder, (nothing,)
    )
    assert "Nothing inside the stated ranges flips it." in html


def test_rendering_needs_no_folder(strait_assessed: Assessed) -> None:
    html = render_html(strait_assessed.case, strait_assessed.assessment, None)
    _check(html)
    assert "Key judgements" in html


@pytest.mark.browser
def test_a_browser_runs_nothing_loads_nothing_and_finds_nothing_to_forbid(
    hostile_html: str, tmp_path: Path
) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium here")
    file = tmp_path / "report.html"
    file.write_text(hostile_html, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr",
             f"--log-net-log={tmp_path / 'net.json'}", "--dump-dom"]  # fmt: skip
    done = subprocess.run(
        [browser, *flags, file.as_uri()], capture_output=True, text=True, timeout=120, check=False
    )
    title = re.search(r"<title>(.*?)</title>", done.stdout, re.DOTALL)
    assert title is not None
    assert title.group(1).startswith("Strait")
    assert "Content Security Policy" not in done.stderr
    asked = set(re.findall(r"https?://[\w.-]+", (tmp_path / "net.json").read_text()))
    assert not [address for address in asked if "example.org" in address]
