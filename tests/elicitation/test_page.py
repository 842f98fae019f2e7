"""The form: a page that works offline, in a browser, and saves what it is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import servanda as sv
from servanda.elicitation.answers import read_experts
from servanda.elicitation.form import form_of
from servanda.elicitation.page import form_page

STRAIT = Path(__file__).parents[1] / "cases" / "strait"


def test_both_forms_ask_the_same(tmp_path: Path) -> None:
    page, table = sv.ask(STRAIT, tmp_path / "ask", numbers=4)
    form = form_of(sv.load(STRAIT), numbers=4)
    html, text = page.read_text("utf-8"), table.read_text("utf-8-sig")
    for each in form.numbers:
        assert f'data-id="{each.path}"' in html
        assert each.path in text
    for seed in form.seeds:
        assert f'data-id="{seed.id}"' in html and seed.id in text
        assert f"{seed.answer:g}" not in [line.split(",")[3] for line in text.splitlines()]


def test_those_that_matter_most_come_first_and_nothing_anchors() -> None:
    form = form_of(sv.load(STRAIT), numbers=6)
    matters = [each.matters for each in form.numbers]
    assert matters == sorted(matters, reverse=True) and matters[0] > 0.1
    html = form_page(form)
    for each in form.numbers:
        box = html.split(f'data-id="{each.path}"', 1)[1].split("</fieldset>", 1)[0]
        assert "value=" not in box and "placeholder" not in box
    assert "http" not in html.replace("http-equiv", "")


def test_what_a_case_says_of_itself_is_text_on_the_page() -> None:
    case = sv.load(STRAIT)
    hostile = case.model_copy(update={"title": '<script>alert("x")</script>'})
    html = form_page(form_of(hostile, numbers=2))
    assert "<script>alert" not in html


@pytest.mark.browser
def test_an_expert_fills_it_in_and_the_file_is_read(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    page_file, _ = sv.ask(STRAIT, tmp_path / "ask", numbers=3)
    case = sv.load(STRAIT)
    form = form_of(case, numbers=3)
    with playwright.sync_playwright() as running:
        try:
            browser = running.chromium.launch(executable_path=shutil.which("chromium"))
        except playwright.Error as error:
            pytest.skip(f"no Chromium is installed: {str(error).splitlines()[0]}")
        try:
            page = browser.new_page(viewport={"width": 390, "height": 800})
            faults: list[str] = []
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda said: faults.append(said.text))
            page.goto(page_file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            page.click("button")
            assert "no question is answered" in page.inner_text("#told")
            first = form.numbers[0]
            box = page.locator(f'fieldset[data-id="{first.path}"]')
            width = first.high - first.low
            values = [first.low, first.low + width / 3, first.high]
            box.locator('input[name="5%"]').fill(repr(values[2]))
            box.locator('input[name="50%"]').fill(repr(values[1]))
            box.locator('input[name="95%"]').fill(repr(values[0]))
            page.click("button")
            assert "must rise" in box.inner_text()
            for name, value in zip(("5%", "50%", "95%"), values, strict=True):
                box.locator(f'input[name="{name}"]').fill(repr(value))
            box.locator('input[name="why"]').fill('=1+1, "said"')
            with page.expect_download() as saved:
                page.click("button")
            saved.value.save_as(tmp_path / "answers.csv")
            assert not faults
        finally:
            browser.close()
    (one,) = read_experts([tmp_path / "answers.csv"], case)
    assert one.numbers[first.path] == pytest.approx(values)
    assert one.why[first.path] == '=1+1, "said"'
