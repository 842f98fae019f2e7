"""The panel as a notebook shows it, in a browser: a range moved there is an edit in Python."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from servanda.case.load import load
from servanda.workbench.notebook import NotebookAnswers
from servanda.workbench.notebook_page import notebook_module

pytestmark = pytest.mark.browser

TOP = Path(__file__).parents[3]

NOTEBOOK = """<!doctype html><html lang="en"><title>A notebook</title><body>
<h1 style="font-family: serif">A notebook</h1><div id="cell"></div><script type="module">
const heard = new Set();
const model = {
  on: (_, listener) => heard.add(listener),
  off: (_, listener) => heard.delete(listener),
  send: (asked) => window.asked(JSON.stringify(asked)).then((said) => {
    for (const listener of heard) listener(JSON.parse(said));
  }),
};
const from = URL.createObjectURL(new Blob([await window.written()], { type: "text/javascript" }));
const widget = (await import(from)).default;
window.takeDown = await widget.render({ model, el: document.getElementById("cell") });
</script></body></html>"""


@pytest.fixture
def answers() -> Iterator[NotebookAnswers]:
    made = NotebookAnswers(load(TOP / "tests" / "cases" / "strait"))
    yield made
    made.close()


@pytest.fixture
def page(browser: Any, answers: NotebookAnswers) -> Iterator[Any]:
    """A page without encryption, as a notebook on another machine is, with the panel in a cell."""
    with ThreadPoolExecutor(2) as beside:  # where there is a loop already, as in a kernel

        def asked(text: str) -> str:
            return json.dumps(beside.submit(answers.answer, json.loads(text)).result())

        made = browser.new_page(viewport={"width": 1280, "height": 900})
        made.set_default_timeout(240_000)
        made.faults = []
        made.on("pageerror", lambda error: made.faults.append(str(error)))
        made.expose_function("asked", asked)
        made.expose_function("written", notebook_module)
        made.route("http://notebook.test/**", lambda route: route.fulfill(
            body=NOTEBOOK, content_type="text/html"))  # fmt: skip
        made.goto("http://notebook.test/")
        made.wait_for_selector("#cell .board tbody tr")
        made.wait_for_selector("#cell .number input[type=range]")
        yield made
        assert not made.faults
        made.close()


def test_a_range_moved_in_the_panel_is_an_edit_in_python(
    page: Any, answers: NotebookAnswers
) -> None:
    handle = page.locator("#cell .number input[type=range]").first
    handle.focus()
    handle.press("ArrowRight")
    page.wait_for_selector("#cell .number.is-changed")
    page.wait_for_function(
        "document.querySelector('#cell').shadowRoot.querySelector('.facts strong')"
    )
    for _ in range(100):
        if answers.patch:
            break
        page.wait_for_timeout(50)
    (path,) = answers.patch
    assert path == page.locator("#cell .number.is-changed").get_attribute("data-path")
    page.get_by_role("button", name="Undo").first.click()
    page.wait_for_selector("#cell .number.is-changed", state="detached")
    assert answers.patch == {}


def test_nothing_leads_out_and_nothing_leaks_into_the_notebook(page: Any) -> None:
    for link in page.locator("#cell a[href]").all()[:2]:
        link.dispatch_event("click")
    assert page.url == "http://notebook.test/"
    assert "serif" in page.evaluate(
        "getComputedStyle(document.querySelector('body > h1')).fontFamily"
    )
    assert page.evaluate("document.head.querySelectorAll('style').length") == 0
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("window.takeDown()")
    assert page.locator("#cell .board").count() == 0
