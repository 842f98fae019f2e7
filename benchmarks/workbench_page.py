"""The workbench in a browser: from a key on a handle to the painted verdict, part by part.

A real page on the Ukraine case in headless Chromium: the low end of a number is moved one step at a
time, by key, and the page's own clock says when the verdict that belongs to the step was on screen.
The answer is checked first: moved far enough, the verdict of `ceasefire_in_place` flips, and what
the page shows is what an edit of the same range answers. Needs playwright and Chromium.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
NUMBER = "war.costs.russia"
MEASURE, AT_REST = "servanda:input-to-verdict", "servanda:rest-to-exact"
STEPS = 60


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, float]]:
    """Serve a case; give the opening address and when the command was given."""
    began = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(TOP / "src"), "PYTHONUNBUFFERED": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # warm: what was compiled once is kept
    command = [sys.executable, "-m", "servanda", "serve", str(folder), "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:  # fmt: skip
        assert process.stdout is not None
        line = next(line for line in process.stdout if "token=" in line)
        try:
            yield next(word for word in line.split() if "token=" in word), began
        finally:
            process.terminate()


NEXT = f"""() => {{ window.nextVerdict = new Promise((resolve) => {{
  const observer = new PerformanceObserver((list) => {{
    const found = list.getEntriesByName('{MEASURE}')[0];
    if (!found) return;
    observer.disconnect();
    resolve({{ total: found.duration, waited: found.detail.waited,
      travelled: found.detail.travelled, server: found.detail.server.total }});
  }});
  observer.observe({{ type: 'measure' }});
}}); }}"""
"""Waits for the page to tell of a verdict that was painted: to ask it again and again would have it
draw frames that nobody sees, on the cores that the kernel works on."""


def moved(page: Any) -> list[dict[str, float]]:
    """Move the low end step by step, each step after the verdict of the one before is painted."""
    low = page.locator(f'[data-path="{NUMBER}"] input.low')
    low.focus()
    spent = []
    for _ in range(STEPS):
        page.evaluate(NEXT)
        page.keyboard.press("ArrowRight")
        spent.append(page.evaluate("() => window.nextVerdict"))
    return spent


def told(name: str, spent: list[dict[str, float]]) -> None:
    """Print the middle and the 95% of a series, and the middle of its parts."""
    totals = sorted(each["total"] for each in spent)
    p95 = totals[int(0.95 * (len(totals) - 1))]

    def middle(part: str) -> float:
        return statistics.median(each[part] for each in spent)

    paint = statistics.median(each["total"] - each["waited"] - each["travelled"] for each in spent)
    print(
        f"{name}: input to painted verdict p50 {statistics.median(totals):.0f} ms, p95 {p95:.0f} ms"
        f" (until asked {middle('waited'):.0f}, server {middle('server'):.0f}, the way there and"
        f" back {middle('travelled') - middle('server'):.0f}, drawn and painted {paint:.0f})"
    )


def main() -> None:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place) / "ukraine"
        shutil.copytree(TOP / "examples" / "ukraine", folder)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for turn in ("kernels perhaps compiled", "never opened before", "opened again"):
            if turn == "never opened before":
                shutil.rmtree(folder / ".servanda", ignore_errors=True)
            with served(folder) as (opening, began):
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                page.set_default_timeout(300_000)
                page.goto(opening)
                page.locator(".board tbody tr").first.wait_for()
                print(
                    f"first verdicts {time.perf_counter() - began:.1f} s after the command ({turn})"
                )
                if turn == "opened again":
                    _measured(page)
                page.wait_for_timeout(2_000)  # as somebody who looks at them
                page.close()
        browser.close()
    share = os.getloadavg()[0]
    cores = os.cpu_count()
    print(f"{cores} cores, load {share:.1f} at the end: what is above {cores} is others'")


def _measured(page: Any) -> None:
    for name, path in (("all nine", "/"), ("one in focus", "/proposal/ceasefire_in_place")):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
        page.get_by_placeholder("Find a number").fill(NUMBER)
        page.locator(f'[data-path="{NUMBER}"] input.low').wait_for()
        told(name, moved(page))
        page.wait_for_timeout(2_000)
        waits = page.evaluate(f"performance.getEntriesByName('{AT_REST}').map(e => e.duration)")
        print(f"  from the last movement to exact verdicts of all: {[round(w) for w in waits]} ms")
        for _ in range(60):  # moved far enough, the verdict flips
            if page.locator(".verdict.old").count():
                break
            page.keyboard.press("PageUp")
            page.wait_for_timeout(500)
        page.locator(".verdict.old").first.wait_for(timeout=30_000)
        page.get_by_role("button", name="Take all back").click()
        page.locator(".is-changed").wait_for(state="detached")


if __name__ == "__main__":
    main()
