"""The workbench tried hard: large cases, ten thousand edits, sudden ends, a slow exploration.

Large cases are made from the shipped one, and looked at in headless Chromium: first verdicts, an
edit to its painted verdict, how large the page is, how long a frame takes while it scrolls. Ten
thousand edits are made in the page, with the memory of server and page measured. Server and browser
are ended by SIGKILL again and again, and what was lost is counted. Needs playwright and Chromium.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.workbench import TOP, Page
from benchmarks.workbench_page import MEASURE, served

NUMBER = "war.costs.russia"
EDITS, KILLS = 10_000, 20
STRAIT = TOP / "tests" / "cases" / "strait"
OF_STRAIT = "war.swing"
OF_CONSENT = "actors.league.members.arda.consents"


def grown(folder: Path, proposals: int, numbers: int) -> dict[str, int]:
    """Make the shipped case one of so many proposals and numbers, and say how many it has."""
    from servanda.case.change import with_values
    from servanda.case.keys.case import numbers_in
    from servanda.case.load import load
    from servanda.case.text.save import case_text
    from servanda.workbench.case_form import with_added
    from servanda.workbench.citing import stances_of

    shutil.copytree(TOP / "examples" / "ukraine", folder)
    case = load(folder)
    names = list(case.proposals)
    for place in range(proposals - len(names)):
        like = names[place % len(names)]
        case = with_added(case, "proposal", f"variant_{place}", f"Variant {place}", like)
    lacking = numbers - len(dict(numbers_in(case)))
    free = [row["path"] for row in stances_of(case) if row["proposal"] and row["is_new"]]
    stances = {path: f"0.2 to {0.5 + place / 5000:.4f}" for place, path in enumerate(free)}
    case = with_values(case, dict(list(stances.items())[: max(lacking, 0)]))
    (folder / "case.yaml").write_text(case_text(case), encoding="utf-8")
    return {"proposals": len(case.proposals), "numbers": len(dict(numbers_in(case)))}


def large(place: Path, browser: Any) -> None:
    """Look at a case of a thousand numbers, and at one of fifty proposals."""
    for name, proposals, numbers in (("as shipped", 9, 0), ("1,000 numbers", 20, 1_000),
                                     ("50 proposals", 50, 0)):  # fmt: skip
        folder = place / name.replace(" ", "_").replace(",", "")
        told = grown(folder, proposals, numbers)
        with served(folder) as (opening, began):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(300_000)
            page.goto(opening)
            page.locator(".board tbody tr").first.wait_for()
            first = time.perf_counter() - began
            page.locator(".number").first.wait_for()
            size = page.evaluate(
                "performance.getEntriesByType('resource').filter(e => /json/.test(e.name))"
                ".reduce((sum, e) => sum + e.decodedBodySize, 0)"
            )
            nodes = page.evaluate("document.querySelectorAll('*').length")
            page.wait_for_timeout(3_000)
            page.get_by_placeholder("Find a number").fill(NUMBER)
            took = painted(page, NUMBER, 8)
            page.get_by_placeholder("Find a number").fill("")
            worst, frames = scrolled(page)
            page.close()
        print(
            f"{name}: {told['proposals']} proposals, {told['numbers']} numbers; first verdicts "
            f"{first:.1f} s, {size / 1024:.0f} KB of data, {nodes} elements; an edit to its "
            f"painted verdicts {statistics.median(took):.0f} ms; scrolling, {frames} frames, the "
            f"longest {worst:.0f} ms",
            flush=True,
        )


def painted(page: Any, path: str, times: int) -> list[float]:
    """Move an end by key so many times, each after the one before is painted; milliseconds."""
    low = page.locator(f'[data-path="{path}"] input.low')
    low.focus()
    took = []
    for _ in range(times):
        page.evaluate(f"performance.clearMeasures('{MEASURE}')")
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"() => performance.getEntriesByName('{MEASURE}').length > 0")
        took.append(page.evaluate(f"performance.getEntriesByName('{MEASURE}').at(-1).duration"))
    return took


def scrolled(page: Any) -> tuple[float, int]:
    """Scroll the page from top to bottom; return the longest frame, and how many there were."""
    return tuple(
        page.evaluate(
            """async () => {
      scrollTo(0, 0);
      let [last, worst, frames] = [performance.now(), 0, 0];
      const bottom = document.documentElement.scrollHeight - innerHeight;
      for (let at = 0; at <= bottom; at += 120) {
        scrollTo(0, at);
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        worst = Math.max(worst, now - last); last = now; frames += 1;
      }
      return [worst, frames];
    }"""
        )
    )


def edits(place: Path, browser: Any) -> None:
    """Make ten thousand edits in the page, and measure the memory of server and page."""
    folder = Path(shutil.copytree(STRAIT, place / "strait"))
    with served(folder) as (opening, _):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(600_000)
        page.goto(opening)
        page.locator(".number").first.wait_for()
        seen = page.context.new_cdp_session(page)
        seen.send("Performance.enable")
        seen.send("HeapProfiler.enable")
        done = 0
        for until in (100, 1_000, 2_500, 5_000, 7_500, EDITS):
            began = time.perf_counter()
            page.evaluate(MANY, [OF_CONSENT, done, until])
            spent, count, done = time.perf_counter() - began, until - done, until
            seen.send("HeapProfiler.collectGarbage")
            found = {m["name"]: m["value"] for m in seen.send("Performance.getMetrics")["metrics"]}
            print(
                f"{until:,} edits ({1e3 * spent / count:.0f} ms each): server "
                f"{resident(folder):.0f} MB; page {found['JSHeapUsedSize'] / 2**20:.1f} MB in use, "
                f"{found['Nodes']:.0f} nodes, {found['JSEventListeners']:.0f} listeners",
                flush=True,
            )
        page.close()


MANY = """async ([path, from, to]) => {
  const { beginGesture, edit, drawn } = await import("/page/session.js");
  for (let n = from; n < to; n++) {
    const entries = () => performance.getEntriesByType("measure").at(-1)?.startTime;
    const before = entries();
    if (n % 3 === 0) beginGesture();
    edit(path, [0.2 + (n % 997) * 1e-4, 0.5 + (n % 89) * 1e-3]);
    while (entries() === before) await new Promise((go) => setTimeout(go, 1));
  }
}"""


def resident(folder: Path) -> float:
    """Megabytes that the server of a folder holds; NaN where the system does not tell."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            if str(folder).encode() in words and b"serve" in words:
                text = (process / "status").read_text("utf-8")
                found = re.search(r"VmRSS:\s+(\d+)", text)
                return int(found[1]) / 1024 if found else float("nan")
        except OSError:
            continue
    return float("nan")


def kills(place: Path, playwright: Any) -> None:
    """End the server, then the browser, again and again; count what was lost."""
    rng, lost = random.Random(1), []
    folder = Path(shutil.copytree(STRAIT, place / "killed"))
    sent = [[0.01, 0.03]]
    for turn in range(KILLS):
        page = Page(folder)
        stands = page.ask("GET", "/verdicts.json?worlds=10")["patch"].get(OF_STRAIT, sent[-1])
        lost.append(len(sent) - 1 - sent.index(stands))
        for _ in range(rng.randrange(1, 6)):
            sent.append([round(0.01 + len(sent) / 1e5, 6), 0.03])
            page.edit({OF_STRAIT: sent[-1]}, worlds=10)
        time.sleep(rng.random() / 30)
        page.server.send_signal(signal.SIGKILL)
        page.server.wait()
        page.link.close()
        del turn
    print(f"server ended {KILLS} times: edits lost, at most {max(lost)}, {sum(lost)} in all")
    _browsers(folder, playwright, rng)


def _browsers(folder: Path, playwright: Any, rng: random.Random) -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    lost_edits, lost_letters = [], []
    with served(folder) as (opening, _), tempfile.TemporaryDirectory() as profile:
        address = opening.split("/?")[0]
        for turn in range(KILLS):
            port = 9_400 + turn
            arguments = ["--no-sandbox", f"--remote-debugging-port={port}"]
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=program, args=arguments
            )
            page = context.pages[0] if context.pages else context.new_page()
            # A cookie of a session does not outlive its browser: it is kept for the next.
            if turn == 0:
                page.goto(opening)
                cookies = context.cookies()
            else:
                context.add_cookies(cookies)
            page.goto(address + "/")
            page.locator(".board tbody tr").first.wait_for()
            page.get_by_placeholder("Find a number").fill(OF_STRAIT)
            low = page.locator(f'[data-path="{OF_STRAIT}"] input.low')
            low.focus()
            for _ in range(rng.randrange(2, 6)):
                page.keyboard.press("ArrowRight" if turn % 2 else "ArrowLeft")
                page.wait_for_timeout(rng.random() * 60)
            shown = float(
                low.get_attribute("aria-valuetext").split(" ")[0].split(";")[0].rstrip(",")
            )
            page.goto(address + "/case")
            page.locator(".cm-line").first.wait_for()
            page.locator(".cm-content").click()
            page.keyboard.press("Control+Home")
            typed = f"# {'abcdefghij' * 3}{turn}"
            page.keyboard.type(typed[: rng.randrange(8, len(typed))])
            text = str(page.locator(".cm-line").first.text_content())
            page.wait_for_timeout(rng.random() * 30)
            end(profile)
            kept = folder / ".servanda" / "typed.yaml"
            journal = json.loads((folder / ".servanda" / "workbench.json").read_text("utf-8"))
            lost_edits.append(abs(journal["patch"].get(OF_STRAIT, [shown])[0] - shown) > 1e-3)
            line = kept.read_text("utf-8").split("\n", 1)[0] if kept.exists() else ""
            lost_letters.append(max(len(text) - len(line), 0))
            kept.unlink(missing_ok=True)
    print(
        f"browser ended {KILLS} times: edits lost {sum(lost_edits)}; letters of a text lost, at "
        f"most {max(lost_letters)}, {sum(lost_letters)} in all"
    )


def end(profile: str) -> None:
    """End every process of the browser that works in a profile, at once."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"--user-data-dir={profile}".encode() in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGKILL)
        except OSError:
            continue


def explore(place: Path) -> None:
    """Edit while an exploration runs that takes all it can get."""
    folder = Path(shutil.copytree(TOP / "examples" / "ukraine", place / "explored"))
    page = Page(folder)
    page.ask("GET", "/verdicts.json?worlds=500")

    def measured(step: int) -> float:
        began = time.perf_counter()
        page.edit({NUMBER: [0.006 + step / 1e5, 0.05]}, "ceasefire_in_place")
        return 1e3 * (time.perf_counter() - began)

    alone = [measured(step) for step in range(40)][4:]
    asked = {"question": "scenarios", "proposal": "ceasefire_in_place", "worlds": 20_000}
    job = page.ask("POST", "/explore/start", asked)["job"]["id"]
    time.sleep(6.0)
    beside = [measured(100 + step) for step in range(40)][4:]
    state = page.ask("GET", f"/explore/{job}.json")["state"]
    page.ask("POST", f"/explore/{job}/cancel", {})
    page.server.terminate()
    page.server.wait()
    told: Callable[[list[float]], str] = lambda ms: (  # noqa: E731
        f"median {statistics.median(ms):.0f}, 95% {statistics.quantiles(ms, n=20)[-1]:.0f} ms"
    )
    print(f"an edit, one in focus: {told(alone)}; while an exploration is {state}: {told(beside)}")


def main() -> None:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        large(Path(folder), browser)
        edits(Path(folder), browser)
        browser.close()
        kills(Path(folder), playwright)
        explore(Path(folder))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
