"""Evidence: sentences cited for stances and answers, decisions as fast as keys are pressed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.workbench.page.conftest import git
from tests.workbench.page.workbench import Workbench, watching

import servanda as sv
from servanda.reading.decisions import Decisions

PATIENCE = 400_000


def sentence(page: Any, place: int) -> None:
    """Select a word of a paragraph; it is widened to its sentence."""
    page.locator(".article-body p").nth(place).locator("[data-from]").first.dblclick(
        position={"x": 14, "y": 12}
    )
    page.get_by_role("form", name="Cite the sentence").wait_for()


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_a_sentence_is_cited_for_a_stance_and_stands_in_the_file(
    browser: Any, as_committed: Workbench
) -> None:
    with watching(browser, as_committed, 1280) as watched:
        page = watched.tab("/evidence?source=debate")
        page.set_default_timeout(120_000)
        sentence(page, 2)
        page.get_by_label("A stance").check()
        page.get_by_label(re.compile(r"^Who ")).select_option("Brema")
        page.get_by_label("Stands where").select_option("as a member of The League")
        assert page.get_by_label("So it is").locator("option").first.text_content() == (
            "as the case says: likely"
        )
        page.get_by_label("So it is").select_option("refuse")
        page.get_by_role("button", name="Show the change").click()
        assert "refuse" in str(page.locator("form.cite .diff").text_content())
        assert not git(as_committed.folder, "diff", "--stat")  # shown, and not yet written
        page.get_by_role("button", name="Write it", exact=True).click()
        page.get_by_role("button", name="See it in the file").click()
        line = page.locator(".cm-activeLine")
        line.wait_for()
        assert "brema" in str(line.text_content())
        page.go_back()
        page.locator(".article-body mark.cited").first.wait_for()
    stance = sv.load(as_committed.folder).stance_of("entry", "brema")
    assert stance is not None and stance.position == "refuse"
    assert stance.cite[0].source == "debate" and "May 2024" in stance.cite[0].quote


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_a_public_answer_is_added_by_keys_alone(browser: Any, as_committed: Workbench) -> None:
    with watching(browser, as_committed, 390) as watched:
        page = watched.tab("/evidence?source=debate&answer=truce")
        page.set_default_timeout(120_000)
        page.locator(".article-body p").first.wait_for()
        page.keyboard.press("s")
        page.locator(".sentence-pick:focus").wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator("form.cite input:focus").wait_for()
        page.get_by_label("Who answered").wait_for()
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate(
                "document.activeElement.closest('label')?.innerText.trim().startsWith('It')"
            ):
                break
        page.keyboard.type("rejects")
        for press in ("Show the change", "Write it"):
            button = page.get_by_role("button", name=press, exact=True)
            button.wait_for()
            for _ in range(12):
                if button.evaluate("e => e === document.activeElement"):
                    break
                page.keyboard.press("Tab")
            page.keyboard.press("Enter")
        page.get_by_text("it stands in the case").wait_for()
        page.goto(as_committed.origin + "/proposal/truce")
        page.locator(".in-public blockquote", has_text="May 2024").wait_for()
    answer = sv.load(as_committed.folder).proposals["truce"].acceptance[0]
    assert (answer.party, answer.answer) == ("norland", "rejects") and answer.cite


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_thirty_decisions_by_key_are_all_kept(browser: Any, as_committed: Workbench) -> None:
    with watching(browser, as_committed, 1280) as watched:
        page = watched.tab("/evidence?source=debate")
        page.set_default_timeout(120_000)
        page.locator(".statement").nth(29).wait_for(timeout=PATIENCE)
        ids = page.locator(".statement").evaluate_all("all => all.map(e => e.dataset.statement)")
        page.keyboard.press("n")
        page.locator(".statement.current").wait_for()
        waits = []
        for place, id in enumerate(ids[:30]):
            key = "r" if place % 3 == 2 else "a"
            done = "reject" if key == "r" else "accept"
            began = page.evaluate("performance.now()")
            page.keyboard.press(key)
            page.locator(f'[data-statement="{id}"].is-{done}').wait_for()
            waits.append(page.evaluate("performance.now()") - began)
        assert max(waits) < 1_000  # one a second is the pace of a reader; a key is much faster
        page.reload()  # closed at once, what was decided arrives all the same
        page.locator(f'[data-statement="{ids[29]}"].is-reject').wait_for()
        page.keyboard.press("n")
        page.keyboard.press("u")  # taken back, it is undecided again
        page.locator(f'[data-statement="{ids[0]}"]:not(.is-accept)').wait_for()
        page.get_by_text("29 decided").wait_for()
    decided = Decisions(as_committed.folder)
    said = [decided.verdict(id) for id in ids[1:30]]
    assert said == ["reject" if place % 3 == 2 else "accept" for place in range(1, 30)]
    (as_committed.folder / "decisions.jsonl").unlink()
