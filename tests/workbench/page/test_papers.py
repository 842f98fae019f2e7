"""Explore, time, compare and report in the page: started, watched, cancelled; set side by side."""

from __future__ import annotations

from typing import Any

import pytest
from tests.workbench.page.workbench import Workbench, watching

PATH = "war.costs.norland"


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_an_exploration_is_started_watched_and_cancelled(
    browser: Any, as_committed: Workbench
) -> None:
    with watching(browser, as_committed, 1280) as watched:
        page = watched.tab("/explore?question=past&proposal=truce")
        page.set_default_timeout(120_000)
        asked = page.locator(".questions li.asked")
        asked.get_by_role("button").click()
        job = page.locator(".jobs .job").first
        job.locator(".state", has_text="running").wait_for()
        page.locator(".found", has_text="Under way").wait_for()
        # A second one waits for its turn, and is cancelled before it has one.
        page.locator(".questions li").nth(1).get_by_role("button").click()
        second = page.locator(".jobs .job").first
        second.locator(".state", has_text="waiting").wait_for()
        second.get_by_role("button", name="Cancel").click()
        second.locator(".state", has_text="cancelled").wait_for()
        first = page.locator(".jobs .job").nth(1)
        first.locator(".state", has_text="done").wait_for(timeout=300_000)
        first.get_by_role("link").click()
        page.locator(".found .finding").first.wait_for()


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_time_compare_and_report_follow_the_case(browser: Any, as_committed: Workbench) -> None:
    with watching(browser, as_committed, 390) as watched:
        page = watched.tab("/time")
        page.set_default_timeout(120_000)
        rows = page.locator(".times tbody tr")
        rows.first.wait_for()
        assert "month 12, if signed today" in " ".join(rows.all_inner_texts())
        page.goto(as_committed.origin + "/")
        page.get_by_placeholder("Find a number").fill("war.swing")
        low = page.locator('[data-path="war.swing"] input.low')
        low.focus()
        for _ in range(10):
            page.keyboard.press("ArrowLeft")
        page.locator('[data-path="war.swing"].is-changed').wait_for()
        page.get_by_role("link", name="Compare", exact=True).first.click()
        page.locator(".compared tbody tr").first.wait_for()
        page.get_by_text("war.swing").or_(page.get_by_text("swing")).first.wait_for()
        page.get_by_label("To").select_option("case")
        page.get_by_text("Nothing").first.wait_for()
        page.get_by_role("link", name="Report", exact=True).click()
        page.get_by_text("not yet written is not in it").wait_for()
        page.get_by_role("link", name="Download as CSV").wait_for()
        page.goto(as_committed.origin + "/")
        page.get_by_role("button", name="Take all back").click()
        page.locator(".is-changed").wait_for(state="detached")
