"""From nothing: ten articles dropped into the page, and a first verdict without a line of YAML."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.page.test_views import faults_of
from tests.workbench.page.workbench import serving, watching

import servanda as sv

STORY = """{title}

By A. Writer, {day} March 2025

Ethiopia is at war with Eritrea. Its troops fight along the front. Eritrea's army fights Ethiopia's
troops. “Ethiopia will never accept a truce,” said the foreign minister of Ethiopia. Eritrea's
foreign minister said that Eritrea accepts the ceasefire. {more}
"""
MORE = ("Ethiopia rejected the ceasefire, the Ethiopian government said on Sunday.",
        "Eritrea said it accepts the plan for a ceasefire.")  # fmt: skip

DROP = """async ([target, stories]) => {
  const data = new DataTransfer();
  for (const [name, text] of stories) data.items.add(new File([text], name, {type: "text/plain"}));
  const place = document.querySelector(target);
  place.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(find_spec("onnxruntime") is None, reason="reading needs servanda[read]")
def test_ten_dropped_articles_become_a_verdict(browser: Any, tmp_path: Path) -> None:
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    folder = tmp_path / "talks"
    folder.mkdir()
    stories = [
        (f"story_{n}.txt",
         STORY.format(title=f"The war over Badme, part {n + 1}", day=n + 1, more=MORE[n % 2]))
        for n in range(10)
    ]  # fmt: skip
    with serving(folder) as bench, watching(browser, bench, 390) as watched:
        page = watched.tab("/")
        page.locator(".drop").wait_for()
        page.evaluate(DROP, [".drop", stories])
        page.locator(".files li").nth(9).wait_for()
        page.get_by_role("button", name="Read 10").click()
        page.get_by_role("button", name="Fill them in").click()
        page.get_by_role("heading", name="still open").wait_for()
        assert not faults_of(page)
        first = page.locator(".gaps-form li input").first
        first.fill("a lot")
        page.get_by_label("Whose judgement this is").fill("A. Analyst")
        page.get_by_role("button", name="Fill in 1 number").click()
        page.locator(".gaps-form .fault", has_text="a lot").wait_for()
        first.fill("0.1 to 0.6")
        page.get_by_role("button", name="Leave the rest wide open").click()
        page.locator(".board tbody tr .verdict").first.wait_for()
    case = sv.load(folder)
    assert len(list((folder / "articles").iterdir())) == 10
    assert case.sources and not sv.check(folder).gaps
    assert sv.assess(case, worlds=50).proposals
