"""Every view: reached by its address, with nothing for axe to find; two tabs agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.workbench.page.workbench import Workbench, serving, watching

VIEWS = {
    "/": "Ukraine, September 2025",
    "/proposal/ceasefire_in_place": "Bare ceasefire in place",
    "/evidence": "Evidence",
    "/case": "Case",
    "/explore": "Explore",
    "/time": "Time",
    "/report": "Report",
    "/compare": "Compare",
}
READY = {
    "/": ".number",
    "/proposal/ceasefire_in_place": ".refusals, .proposal figure, .in-public",
    "/evidence": ".article-body p",
    "/case": ".cm-line",
    "/explore": ".questions li",
    "/time": ".times tbody tr",
    "/report": ".formats li",
    "/compare": ".compared tbody tr",
}
"""What stands on each view once it has what it asked for."""


def faults_of(page: Any) -> list[str]:
    """Return what axe finds on a page."""
    from axe_playwright_python.sync_playwright import Axe

    # The report in its frame is looked over by its own tests.
    found = Axe().run(page, context={"exclude": [["iframe"]]}, options={"iframes": False})
    return [
        f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}"
        for each in found.response["violations"]
    ]


@pytest.mark.browser
@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_on_any_view(
    browser: Any, ukraine: Workbench, scheme: str, width: int
) -> None:
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    found: dict[str, list[str]] = {}
    with watching(browser, ukraine, width, color_scheme=scheme) as watched:
        page = watched.tab("/")
        for path, title in VIEWS.items():
            page.goto(ukraine.origin + path)
            page.get_by_role("heading", level=1, name=title).wait_for()
            page.locator(READY[path]).first.wait_for(state="attached")
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{path} is {wide} pixels wider than the screen"
            if faults := faults_of(page):
                found[path] = faults
    assert not found


@pytest.mark.browser
@pytest.mark.timeout(1200)
def test_rows_say_that_they_are_near_until_the_hand_rests(browser: Any, ukraine: Workbench) -> None:
    path = "war.costs.ukraine"
    with watching(browser, ukraine, 1280) as watched:
        page = watched.tab("/")
        page.get_by_placeholder("Find a number").fill(path)
        low = page.locator(f'[data-path="{path}"] input.low')
        low.wait_for()
        page.locator(".board td.war .figure, .board td.war span").first.wait_for()
        low.focus()
        for _ in range(200):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(40)
            if page.locator("tr.near").count():
                break
        near = page.locator("tr.near")
        assert near.count()
        assert "approximate while a range moves" in str(near.first.text_content())
        assert "≈" in page.locator(".worlds").inner_text()
        near.first.wait_for(state="detached")
        assert "worlds" in page.locator(".worlds").inner_text()
        page.get_by_role("button", name="Take all back").click()
        page.locator(".is-changed").wait_for(state="detached")
        beside = page.locator('tr[data-proposal="ceasefire_in_place"] .weighed')
        beside.wait_for()
        assert "weighed by answers and events" in beside.inner_text()


@pytest.mark.browser
@pytest.mark.timeout(1200)
def test_a_second_tab_follows_the_first(browser: Any, ukraine: Workbench) -> None:
    path = "war.costs.ukraine"
    with watching(browser, ukraine, 1280) as watched:
        first, second = watched.tab("/"), watched.tab("/")
        for tab in (first, second):
            tab.get_by_placeholder("Find a number").fill(path)
            tab.locator(f'[data-path="{path}"]').wait_for()
        low = first.locator(f'[data-path="{path}"] input.low')
        low.focus()
        for _ in range(20):
            first.keyboard.press("ArrowRight")
        first.locator(f'[data-path="{path}"].is-changed').wait_for()
        second.locator(f'[data-path="{path}"].is-changed').wait_for()
        second.wait_for_function(
            "([path, value]) => document.querySelector(`[data-path='${path}'] input.low`).value"
            " === value",
            arg=[path, low.input_value()],
        )
        second.get_by_role("button", name="Take all back").click()
        first.locator(".is-changed").wait_for(state="detached")


@pytest.mark.browser
@pytest.mark.timeout(1200)
def test_the_editor_marks_a_fault_as_it_is_typed_and_completes_a_key(
    browser: Any, ukraine: Workbench
) -> None:
    with watching(browser, ukraine, 1280) as watched:
        page = watched.tab("/case")
        text = page.locator(".cm-content")
        text.wait_for()
        text.click()
        page.keyboard.press("Control+Home")
        page.keyboard.type("partis: 1", delay=5)
        page.keyboard.press("Escape")  # what may stand here is offered, and not wanted
        page.keyboard.press("Enter")
        page.locator(".faults li", has_text="partis").wait_for()
        page.locator(".cm-lintRange-error").first.wait_for(state="attached")
        page.keyboard.type("cap", delay=5)
        page.locator(".cm-tooltip-autocomplete", has_text="capabilities").wait_for()
        page.keyboard.press("Escape")
        # What was typed and not saved is there again after the tab was closed and opened.
        page.reload()
        page.get_by_text("What you had typed and not saved is here again").wait_for()
        page.get_by_role("button", name="Discard what I typed").click()
        page.locator(".bar .state", has_text="saved, sound").wait_for()


@pytest.mark.browser
@pytest.mark.timeout(1200)
def test_statements_are_decided_by_single_keys(browser: Any, ukraine: Workbench) -> None:
    with watching(browser, ukraine, 1280) as watched:
        page = watched.tab("/evidence")
        page.get_by_role("heading", level=1, name="Evidence").wait_for()
        page.locator(".article-body p").first.wait_for()
        if not page.locator(".statement").count():
            pytest.skip("nothing was read in the sources of this case")
        page.keyboard.press("n")
        current = page.locator(".statement.current")
        current.wait_for()
        decided = current.get_attribute("data-statement")
        page.keyboard.press("a")
        page.locator(f'[data-statement="{decided}"].is-accept').wait_for()
        assert page.locator(".statement.current").get_attribute("data-statement") != decided


@pytest.mark.browser
@pytest.mark.timeout(1200)
def test_an_empty_folder_becomes_a_case_with_verdicts(browser: Any, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    with serving(folder) as bench, watching(browser, bench, 1280) as watched:
        page = watched.tab("/")
        page.get_by_role("heading", level=1, name="Begin a case").wait_for()
        page.locator(".choices li").first.wait_for()
        pytest.importorskip("axe_playwright_python")
        assert not faults_of(page)
        page.locator(".choices button").first.click()
        page.locator(".board tbody tr").first.wait_for()
        assert (folder / "case.yaml").exists()
