"""The whole way, as a user goes it: move a number, see why, keep it, cite, write, export."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from tests.workbench.page.conftest import git
from tests.workbench.page.workbench import Workbench, watching

PATH = "war.costs.russia"
PROPOSAL = "ceasefire_in_place"
BEYOND = 3  # steps past the one at which the verdict first turned

HEARD = """() => { window.heard = []; new MutationObserver(() => {
  window.heard.push(document.querySelector('#spoken').textContent);
}).observe(document.querySelector("#spoken"),
  {childList: true, characterData: true, subtree: true}); }"""
"""Keeps what is said to those who listen: of several proposals, one thing after another is said."""
CHANGED = """([path, before]) =>
  document.querySelector(`[data-path="${path}"] .value`).textContent !== before"""


class Hand:
    """How a user works the page: with a mouse, or with keys alone."""

    def __init__(self, page: Any, keys: bool) -> None:
        self.page, self.keys = page, keys

    def press(self, target: Any) -> None:
        """Press a button or a link."""
        target.wait_for()
        if self.keys:
            self.reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def reach(self, target: Any) -> None:
        """Get the focus onto something, by tabbing from where it is."""
        target.wait_for()
        on = "e => e === document.activeElement"
        for _ in range(400):
            if target.evaluate(on):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key leads to {target}")

    def write(self, target: Any, text: str) -> None:
        """Fill a field."""
        if self.keys:
            self.reach(target)
        else:
            target.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def raise_low_end(self, done: Any) -> None:
        """Move the low end of the number up until `done` says so, and well beyond.

        Close to where a verdict turns, 500 worlds may say one thing and 2,000 another.
        """
        low = self.page.locator(f'[data-path="{PATH}"] input.low')
        low.wait_for()
        steps = self._by_keys(low) if self.keys else self._by_mouse(low)
        beyond = 0
        for _ in zip(range(60), steps, strict=False):
            beyond += beyond > 0 or done()
            if beyond > BEYOND:
                break
        steps.close()
        self.page.wait_for_timeout(2_000)
        assert done(), "the verdict did not flip"

    def _by_keys(self, low: Any) -> Generator[None]:
        self.reach(low)
        while True:
            self.page.keyboard.press("PageUp")
            self.page.keyboard.press("ArrowRight")
            yield

    def _by_mouse(self, low: Any) -> Generator[None]:
        low.scroll_into_view_if_needed()
        at = handle_of(low)
        mouse = self.page.mouse
        mouse.move(*at)
        mouse.down()
        try:
            while True:
                at = (at[0] + 6, at[1])
                mouse.move(*at)
                yield
        finally:
            mouse.up()


def handle_of(slider: Any) -> tuple[float, float]:
    """Where the handle of a slider lies on screen."""
    box = slider.bounding_box()
    share = slider.evaluate("e => (e.value - e.min) / (e.max - e.min)")
    radius = 8.8 if box["height"] < 36 else 12.0
    return (box["x"] + radius + share * (box["width"] - 2 * radius), box["y"] + box["height"] / 2)


def chip(page: Any) -> str:
    """Return the verdict's word of the proposal on the page, without the one it replaces."""
    return str(page.locator(".verdict-line .verdict:not(.old)").text_content())


def flipped(page: Any) -> bool:
    """Whether a verdict on screen replaces another."""
    return bool(page.evaluate("() => Boolean(document.querySelector('.verdict.old'))"))


@pytest.fixture
def restored(ukraine: Workbench) -> Iterator[Workbench]:
    """The case as git has it, before a journey and after it."""
    git(ukraine.folder, "checkout", "-q", "case.yaml")
    yield ukraine
    git(ukraine.folder, "checkout", "-q", "case.yaml")


@pytest.mark.browser
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keys"])
@pytest.mark.parametrize("width", [1280, 390])
def test_from_a_moved_number_to_a_written_case(
    browser: Any, restored: Workbench, keys: bool, width: int
) -> None:
    with watching(browser, restored, width) as watched:
        page = watched.tab("/")
        hand = Hand(page, keys)
        _see_why(page, hand)
        _keep(page, hand, f"Dearer war, {'keys' if keys else 'mouse'} at {width}")
        _cite(page, hand)
        _write(page, hand)
        _only_that_changed(restored)
        if not keys and width == 1280:  # a report of ten thousand worlds: once is enough
            _export(page, hand, restored)


def _see_why(page: Any, hand: Hand) -> None:
    hand.press(page.get_by_role("link", name="Bare ceasefire in place").first)
    page.get_by_role("heading", level=1, name="Bare ceasefire in place").wait_for()
    before = chip(page).removeprefix("verdict: ")
    search = page.get_by_placeholder("Find a number")
    hand.write(search, PATH)
    page.evaluate(HEARD)
    hand.raise_low_end(lambda: flipped(page))
    page.locator(".verdict-line .verdict.old", has_text=before).wait_for()
    said = f"Bare ceasefire in place: {before} becomes"
    page.wait_for_function("said => window.heard.some(each => each.includes(said))", arg=said)
    page.get_by_role("heading", name="Who refuses, and why").wait_for()
    page.locator(".consents-wide li", has_text="Russia").wait_for()
    # Undone and done again, it stands where it stood; a slow movement may be more than one step.
    value = page.locator(f'[data-path="{PATH}"] .value')
    stood = [value.text_content()]
    while "→" in stood[-1]:
        page.keyboard.press("Control+z")
        page.wait_for_function(CHANGED, arg=[PATH, stood[-1]])
        stood.append(value.text_content())
    assert hand.keys or len(stood) == 2  # a drag is one step, however slow
    page.locator(".verdict.old").first.wait_for(state="detached")
    for earlier in reversed(stood[:-1]):
        page.keyboard.press("Control+Shift+z")
        page.locator(f'[data-path="{PATH}"] .value', has_text=earlier).wait_for()
    page.locator(".verdict-line .verdict.old").wait_for()


def _keep(page: Any, hand: Hand, name: str) -> None:
    hand.press(page.get_by_role("button", name="Keep as a scenario"))
    hand.write(page.get_by_label("Name of the scenario"), name)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=name, exact=True).wait_for()


def _cite(page: Any, hand: Hand) -> None:
    hand.press(page.get_by_role("link", name="Evidence", exact=True))
    page.get_by_role("heading", level=1, name="Evidence").wait_for()
    hand.press(page.get_by_role("link", name=re.compile("forces, losses")))
    page.get_by_role("heading", level=2, name=re.compile("forces, losses")).wait_for()
    body = page.locator(".article-body")
    if hand.keys:
        page.keyboard.press("s")
        page.locator(".sentence-pick:focus").wait_for()
        for _ in range(3):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        word = body.locator("p").nth(3).locator("[data-from]").first
        word.dblclick(position={"x": 14, "y": 12})
    page.get_by_role("form", name="Cite the sentence").wait_for()
    choice = page.get_by_label("Cite it for")
    assert choice.input_value() == PATH  # what is changed and lacks a basis is offered first
    hand.press(page.get_by_role("button", name="Cite", exact=True))
    page.get_by_text("will stand as the basis").wait_for()


def _write(page: Any, hand: Hand) -> None:
    hand.press(page.get_by_role("button", name="Write it …"))
    page.get_by_role("heading", name="Write into the case").wait_for()
    assert page.get_by_label("A sentence of a source").is_checked()
    hand.press(page.get_by_role("button", name="Show the change"))
    diff = page.locator("dialog .diff")
    diff.wait_for()
    assert "value:" in str(diff.text_content())
    hand.press(page.get_by_role("button", name="Write it", exact=True))
    page.get_by_text("Written into the case").wait_for()


def _only_that_changed(bench: Workbench) -> None:
    diff = git(bench.folder, "diff", "-U0", "--", "case.yaml")
    changed = [line for line in diff.splitlines() if re.match(r"[+-][^+-]", line)]
    assert changed
    assert not [line for line in changed if line[1:].lstrip().startswith("#")]
    added = "\n".join(line for line in changed if line[0] == "+")
    taken = "\n".join(line for line in changed if line[0] == "-")
    assert "{source: forces, quote:" in added
    assert "value: 0.005 to 0.05" in taken
    assert diff.count("\n@@ ") == 1  # that number, and nothing beside it
    assert git(bench.folder, "status", "--short", "--", "sources") == ""


def _export(page: Any, hand: Hand, bench: Workbench) -> None:
    hand.press(page.get_by_role("link", name="Report", exact=True))
    page.get_by_role("heading", level=1, name="Report").wait_for()
    button = page.get_by_role("button", name=re.compile("Into the case folder as Markdown"))
    hand.press(button)
    # Ten thousand worlds of every proposal, drawn for the page beside it as well.
    page.get_by_text(re.compile("Written to .*in the case folder")).wait_for(timeout=400_000)
    written = bench.folder / "report" / "report.md"
    assert "Bare ceasefire in place" in written.read_text("utf-8")
    written.unlink()
