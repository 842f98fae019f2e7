"""The case in the page: a form that changes the text, faults where they are made, other hands."""

from __future__ import annotations

from typing import Any

import pytest
from tests.workbench.page.conftest import git
from tests.workbench.page.test_views import faults_of
from tests.workbench.page.workbench import Workbench, watching

import servanda as sv


def opened(watched: Any) -> Any:
    page = watched.tab("/case")
    page.set_default_timeout(120_000)
    page.locator(".cm-line").first.wait_for()
    page.locator(".case-field").first.wait_for()
    return page


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_a_form_changes_the_text_and_tells_faults_at_the_field(
    browser: Any, as_committed: Workbench
) -> None:
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    with watching(browser, as_committed, 1280) as watched:
        page = opened(watched)
        page.get_by_label("title", exact=True).first.fill("The Strait, looked at again")
        page.locator(".cm-line", has_text="title: The Strait, looked at again").wait_for()
        page.get_by_label("as of").fill("2024-07-01")
        page.locator(".cm-line", has_text="as_of: 2024-07-01").wait_for()
        page.locator(".group > summary", has_text="Guarantees").first.click()
        page.locator(".part > summary", has_text="mutual defence clause").click()
        page.get_by_label("Add to protects").select_option("norland")
        fault = page.locator(".case-field.is-wrong")
        fault.get_by_text("both protected and guarded against").wait_for()
        page.locator(".group > summary", has_text="Proposals").first.click()
        page.locator(".part > summary", has_text="A truce where the lines are").click()
        page.get_by_label("offer").first.select_option("lapses")
        page.locator(".cm-line", has_text="offer: lapses").nth(1).wait_for()
        assert not faults_of(page)
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved.").wait_for()
    case = sv.load(as_committed.folder)
    assert case.title == "The Strait, looked at again" and case.as_of.month == 7
    assert case.proposals["truce"].offer == "lapses"
    changed = git(as_committed.folder, "diff", "-U0", "--", "case.yaml")
    assert "-#" not in changed  # comments stay


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_a_proposal_a_guarantee_and_a_party_are_added(
    browser: Any, as_committed: Workbench
) -> None:
    with watching(browser, as_committed, 390) as watched:
        page = opened(watched)
        for what, title in (("A proposal", "A second truce"), ("A guarantee", "A second pact"),
                            ("An armed party", "The islanders")):  # fmt: skip
            page.get_by_role("button", name=what, exact=True).click()
            page.get_by_label("What it is called").fill(title)
            page.get_by_role("button", name="Add it").click()
            page.get_by_label("What it is called").wait_for(state="detached")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved.").wait_for()
        page.goto(as_committed.origin + "/")
        page.locator('[data-proposal="a_second_truce"]').wait_for()
    case = sv.load(as_committed.folder)
    assert "the_islanders" in case.parties and "a_second_pact" in case.guarantees


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_a_change_made_elsewhere_is_shown_and_asked_about(
    browser: Any, as_committed: Workbench
) -> None:
    file = as_committed.folder / "case.yaml"
    with watching(browser, as_committed, 1280) as watched:
        page = opened(watched)
        page.get_by_label("title", exact=True).first.fill("Mine")
        page.locator(".cm-line", has_text="title: Mine").wait_for()
        theirs = file.read_text("utf-8") + "# by another hand\n"
        file.write_text(theirs, encoding="utf-8")
        page.get_by_text("while you were typing").wait_for()
        page.get_by_role("button", name="Compare and decide").click()
        page.locator(".fault .diff", has_text="by another hand").wait_for()
        assert file.read_text("utf-8") == theirs
        page.get_by_role("button", name="Write mine over it").click()
        page.get_by_text("Saved.").wait_for()
        assert "by another hand" not in file.read_text("utf-8")
        # The other way: what was typed goes, and the file stays as it is.
        page.get_by_label("title", exact=True).first.fill("Mine again")
        page.locator(".cm-line", has_text="title: Mine again").wait_for()
        file.write_text(theirs, encoding="utf-8")
        page.get_by_text("while you were typing").wait_for()
        page.get_by_role("button", name="Compare and decide").click()
        page.get_by_role("button", name="Take the file as it is").click()
        page.locator(".bar .state", has_text="saved, sound").wait_for()
    assert file.read_text("utf-8") == theirs


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_what_was_typed_outlives_the_browser(browser: Any, as_committed: Workbench) -> None:
    with watching(browser, as_committed, 1280) as watched:
        page = opened(watched)
        page.locator(".cm-content").click()
        page.keyboard.press("Control+Home")
        page.keyboard.type("# typed and not saved")
        page.wait_for_timeout(300)
    with watching(browser, as_committed, 1280) as watched:  # nothing of the first is left to this
        page = opened(watched)
        page.get_by_text("What you had typed and not saved is here again").wait_for()
        page.locator(".cm-line", has_text="# typed and not saved").wait_for()
        page.get_by_role("button", name="Discard what I typed").click()
        page.locator(".bar .state", has_text="saved, sound").wait_for()
        page.reload()
        page.locator(".cm-line").first.wait_for()
        assert "# typed and not saved" not in str(page.locator(".cm-content").text_content())
